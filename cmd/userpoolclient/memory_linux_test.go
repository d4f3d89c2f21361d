package main

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fill returns a text of as many units as fit between head and tail.
func fill(head, unit, tail string) string {
	return head + strings.Repeat(unit, (maxInput-len(head)-len(tail))/len(unit)) + tail
}

// No input takes more than 1 GB.
func TestMemory(t *testing.T) {
	flow := func(unit string) string { // as many as YAML may have
		return strings.Repeat(unit, (300_000-100)/2)
	}
	for _, row := range []struct{ name, text string }{
		{"bad attributes", fill(j+`"ReadAttributes":[`, `"",`, `""]}`)},
		{"wrong elements", fill(j+`"ReadAttributes":[`, `0,`, `0]}`)},
		{"unknown members", fill("{", `"a":0,`, `"a":0}`)},
		{"clients", fill("[", "{},", "{}]")},
		{"empty objects", fill(j+`"ReadAttributes":[`, `{"":{}},`, `0]}`)},
		{"flow YAML", y + "ReadAttributes: [" + flow("a,") + "a]"},
		{"flow members", "{" + flow(":,") + "}"},
		{"flow pairs", "[" + flow("a: b,") + "]"},
		{"too much flow YAML", fill("{", ":,", "}")},
		{"nested flow YAML", "[" + strings.Repeat(strings.Repeat("{a: ", 90)+strings.Repeat("}", 90)+",", 300_000/200) + "]"},
		{"quotes", fill("[", `""`, "")},
		{"tags", fill("[", "! ", "")},
		{"anchors", fill("[", "&a ", "")},
		{"aliases", fill("[", "*a ", "")},
		{"tag directives", fill("", "%TAG !a! b\n", "---\n")},
		{"long scalar", fill(y+"DefaultRedirectURI: ", "a", "")},
		{"other line breaks", fill(y+"DefaultRedirectURI: 'a", "\u2028", "'")},
	} {
		cmd := exec.CommandContext(t.Context(), program, "validate", "-format", "json", "-")
		cmd.Stdin = strings.NewReader(row.text)
		require.Error(t, cmd.Run(), row.name)
		assert.Contains(t, []int{exitInvalid, exitError}, cmd.ProcessState.ExitCode(), row.name)
		kilobytes := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
		assert.Less(t, kilobytes, int64(1_000_000), row.name)
	}
}
