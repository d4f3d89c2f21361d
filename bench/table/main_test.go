package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWrite(t *testing.T) {
	const measured = `goos: linux
BenchmarkValidate/minimal/cognito-2   426345   200 ns/op   496 B/op   2 allocs/op
BenchmarkValidate/minimal/cognito-2   426345   900 ns/op   496 B/op   2 allocs/op
BenchmarkValidate/minimal/cognito-2   426345   100 ns/op   496 B/op   2 allocs/op
BenchmarkValidate/minimal/floor-2    7233007   5.0 ns/op     0 B/op   0 allocs/op
BenchmarkValidate/minimal/floor-2    7233007   2.5 ns/op     0 B/op   0 allocs/op
BenchmarkValidate/largest/cognito     426345   100 ns/op
BenchmarkValidate/largest/floor      7233007  1250 ns/op
BenchmarkValidate/minimal/tags       7233007  1250 ns/op
BenchmarkValidate/largest/tags       7233007  18640 ns/op
PASS
`
	var out strings.Builder
	assert.NoError(t, write(&out, strings.NewReader(measured)))
	assert.Equal(t, "| contender | minimal | largest |\n| --- | --- | --- |\n| cognito | 1 | 1 |\n| floor | 0.025 | 12 |\n| tags | 12 | 186 |\n", out.String())
	assert.Error(t, write(&out, strings.NewReader("BenchmarkValidate/minimal/floor-2 1 2.5 ns/op\n")))
}
