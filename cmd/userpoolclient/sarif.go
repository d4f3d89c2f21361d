package main

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
)

// sarifReporter writes SARIF 2.1.0 (Static Analysis Results Interchange
// Format), where problems are notifications.
type sarifReporter struct {
	later
	results, notifications []sarifResult
}

type sarifMessage struct {
	Text string `json:"text"`
}

// sarifResult is a result, or a notification if it has no rule.
type sarifResult struct {
	RuleID    cognito.Rule    `json:"ruleId,omitzero"`
	RuleIndex *int            `json:"ruleIndex,omitzero"`
	Level     string          `json:"level"`
	Message   sarifMessage    `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine   int32 `json:"startLine"`
			StartColumn int32 `json:"startColumn"`
			EndLine     int32 `json:"endLine"`
			EndColumn   int32 `json:"endColumn"`
		} `json:"region"`
	} `json:"physicalLocation"`
	Logical []sarifResource `json:"logicalLocations,omitzero"`
}

// sarifResource is the resource that declares a client.
type sarifResource struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type sarifRule struct {
	ID          cognito.Rule `json:"id"`
	Description sarifMessage `json:"shortDescription"`
	Help        sarifMessage `json:"help"`
	HelpURI     string       `json:"helpUri"`
}

func (s *sarifReporter) file(r *result) {
	for _, f := range r.all() {
		location := sarifLocation{}
		location.Physical.Artifact.URI = (&url.URL{Path: filepath.ToSlash(r.name)}).String()
		region := &location.Physical.Region
		region.StartLine, region.StartColumn, region.EndLine, region.EndColumn = f.Line, f.Column, f.end.Line, f.end.Column
		if f.resource != "" {
			location.Logical = []sarifResource{{f.resource, "resource"}}
		}
		result := sarifResult{RuleID: f.rule, Level: "error", Locations: []sarifLocation{location}}
		switch f.severity {
		case cognito.SeverityWarning:
			result.Level = "warning"
		case severityNote:
			result.Level = "note"
		}
		f.rule, f.severity = "", ""
		result.Message.Text = f.text()
		if result.RuleID == "" {
			s.notifications = append(s.notifications, result)
			continue
		}
		result.RuleIndex = new(slices.Index(cognito.Rules(), result.RuleID))
		s.results = append(s.results, result)
	}
	s.keep(r)
}

func (s *sarifReporter) end() {
	var rules []sarifRule
	for _, rule := range cognito.Rules() {
		requests, _ := answers(rule)
		rules = append(rules, sarifRule{rule, sarifMessage{rule.Description()}, sarifMessage{"AWS: " + strings.Join(requests, "\n")}, rule.Doc()})
	}
	type driver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	type tool struct {
		Driver driver `json:"driver"`
	}
	type invocation struct {
		Successful    bool          `json:"executionSuccessful"`
		Notifications []sarifResult `json:"toolExecutionNotifications,omitzero"`
	}
	type run struct {
		Tool        tool          `json:"tool"`
		Invocations []invocation  `json:"invocations"`
		ColumnKind  string        `json:"columnKind"`
		Results     []sarifResult `json:"results"`
	}
	writeJSON(s.stdout, "", struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []run{{
		Tool:        tool{driver{"userpoolclient", version(), "https://github.com/go-cognito/cognito", rules}},
		Invocations: []invocation{{!slices.ContainsFunc(s.notifications, func(n sarifResult) bool { return n.Level == "error" }), s.notifications}},
		ColumnKind:  "unicodeCodePoints",
		Results:     s.results,
	}}})
	fmt.Fprintln(s.stdout)
	s.write()
}
