package main

import (
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// fill returns a text of as many units as fit between head and tail.
func fill(head, unit, tail string) string { return fillUpTo(maxInput, head, unit, tail) }

func fillUpTo(bytes int, head, unit, tail string) string {
	return head + strings.Repeat(unit, (bytes-len(head)-len(tail))/len(unit)) + tail
}

// No input takes more than 1 GB.
func BenchmarkMemory(b *testing.B) {
	flow := func(unit string) string { // as many as YAML may have
		return strings.Repeat(unit, (300_000-100)/2)
	}
	measure := func(name, text string) { benchMemory(b, name, text, 1_000_000) }
	measure("bad attributes", fill(j+`"ReadAttributes":[`, `"",`, `""]}`))
	measure("wrong elements", fill(j+`"ReadAttributes":[`, `0,`, `0]}`))
	measure("unknown members", fill("{", `"a":0,`, `"a":0}`))
	measure("clients", fill("[", "{},", "{}]"))
	measure("empty objects", fill(j+`"ReadAttributes":[`, `{"":{}},`, `0]}`))
	measure("flow YAML", y+"ReadAttributes: ["+flow("a,")+"a]")
	measure("flow members", "{"+flow(":,")+"}")
	measure("flow pairs", "["+flow("a: b,")+"]")
	measure("too much flow YAML", fill("{", ":,", "}"))
	measure("nested flow YAML", "["+strings.Repeat(strings.Repeat("{a: ", 90)+strings.Repeat("}", 90)+",", 300_000/200)+"]")
	measure("quotes", fill("[", `""`, ""))
	measure("tags", fill("[", "! ", ""))
	measure("anchors", fill("[", "&a ", ""))
	measure("aliases", fill("[", "*a ", ""))
	measure("tag directives", fill("", "%TAG !a! b\n", "---\n"))
	measure("long scalar", fill(y+"DefaultRedirectURI: ", "a", ""))
	measure("other line breaks", fill(y+"DefaultRedirectURI: 'a", "\u2028", "'"))
}

// No template, plan or state takes more than 1.5 GB.
func BenchmarkDeclaredMemory(b *testing.B) {
	const (
		begin = `{"format_version": "1.0", "values": {"root_module": {`
		bad   = `{"type": "aws_cognito_user_pool_client", "address": "a", "values": {"auth_session_validity": 16, "callback_urls": ["a"]}},`
	)
	measure := func(name, text string) { benchMemory(b, name, text, 1_500_000) }
	measure("other values of a template", fillUpTo(maxDeclared, `{"AWSTemplateFormatVersion": "", "Resources": {"A": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"AuthSessionValidity": 16}}}, "Metadata": [`, "0,", "0]}"))
	measure("a large resource", fillUpTo(maxDeclared, begin+`"resources": [{"user_pool_client": 0, "values": [`, "[],", "0]}]}}}"))
	measure("many resources", fillUpTo(maxDeclared, begin+`"resources": [`, "{},", bad+"{}]}}}"))
	measure("a module with many resources", fillUpTo(maxDeclared, begin+`"child_modules": [{"child_modules": [{"resources": [`, `{"type": "aws_instance", "values": {}},`, bad+"{}]}]}]}}}"))
	measure("many modules", fillUpTo(maxDeclared, begin+`"child_modules": [`, "{},", "{}]}}}"))
	measure("a large client", fillUpTo(maxDeclared, begin+`"resources": [{"type": "aws_cognito_user_pool_client", "values": {"read_attributes": [`, `"",`, `""]}}]}}}`))
	measure("many clients", begin+`"resources": [`+strings.Repeat(bad, 10_000)+"{}]}}}")
	measure("more clients than are checked", begin+`"resources": [`+strings.Repeat(bad, 25_001)+"{}]}}}")
}

// benchMemory measures how much memory it takes to find what is wrong with a
// client, and fails if it is more than a maximum.
func benchMemory(b *testing.B, name, text string, maxKilobytes int64) {
	b.Run(name, func(b *testing.B) {
		var most int64
		for b.Loop() {
			cmd := program(b, "validate", "-format", "json", "-")
			cmd.Stdin = strings.NewReader(text)
			require.Error(b, cmd.Run())
			require.Contains(b, []int{exitInvalid, exitError}, cmd.ProcessState.ExitCode())
			most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
		}
		require.Less(b, most, maxKilobytes)
		b.ReportMetric(float64(most), "kB")
	})
}
