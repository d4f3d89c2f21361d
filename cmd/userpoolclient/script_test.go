package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var rewrite = flag.Bool("rewrite", false, "renew in the scripts what the command prints")

// session is a command line of a script, what it prints to standard output and,
// after "! ", to standard error, and its exit status. To add a command, write
// its line and "[exit]", and run go test -run TestScripts -rewrite.
var session = regexp.MustCompile(`(?ms)^\$ (.*?)\n(.*?)^\[exit.*?\]\n`)

// Each script is a txtar archive: sessions and text that explains them, and the
// files that the commands read, beside the testdata of the library.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, script := range scripts {
		script, err := filepath.Abs(script)
		require.NoError(t, err)
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(script)
			require.NoError(t, err)
			dir := t.TempDir()
			require.NoError(t, os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS(filepath.Join("..", "..", "testdata"))))
			t.Chdir(dir)
			for _, file := range archive.Files {
				writeFile(t, file)
			}
			sessions := 0
			renewed := session.ReplaceAllStringFunc(string(archive.Comment), func(want string) string {
				sessions++
				line, _, _ := strings.Cut(want, "\n")
				got := line + "\n" + execute(t, line)
				assert.Equal(t, got, line+"\n"+execute(t, line), "the same bytes every time")
				if !*rewrite {
					assert.Equal(t, want, got)
				}
				return got
			})
			assert.Equal(t, sessions, strings.Count("\n"+renewed, "\n$ "), "each command line has its [exit]")
			if *rewrite {
				archive.Comment = []byte(renewed)
				require.NoError(t, os.WriteFile(script, txtar.Format(archive), 0o644))
			}
		})
	}
}

// writeFile writes a file of a script, whose name may be quoted as in Go. If it
// ends in .tmpl, the content is a text/template of what is written: of long
// text, or of characters that an editor would not show.
func writeFile(t *testing.T, file txtar.File) {
	t.Helper()
	name, content := file.Name, file.Data
	if unquoted, err := strconv.Unquote(name); err == nil {
		name = unquoted
	}
	if base, ok := strings.CutSuffix(name, ".tmpl"); ok {
		functions := template.FuncMap{"repeat": func(count int, text string) string { return strings.Repeat(text, count) }}
		parsed, err := template.New(name).Funcs(functions).Parse(string(content))
		require.NoError(t, err)
		var text bytes.Buffer
		require.NoError(t, parsed.Execute(&text, nil))
		name, content = base, text.Bytes()
	}
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, content, 0o644))
}

// word is a word of a command line: 'as it is', "as in Go", a pattern of names
// of files, or <name of standard input.
var word = regexp.MustCompile(`'[^']*'|"(?:[^"\\]|\\.)*"|\S+`)

// secrets are in the files, and must never be printed.
var secrets = []string{"not-a-secret", "an_example_of_a_secret", "0example1secret2"}

// execute runs a command line, "$ userpoolclient ARGUMENT...", and returns what
// it prints and its status, as a script shows them.
func execute(t *testing.T, line string) string {
	t.Helper()
	var args []string
	stdin := ""
	for _, word := range word.FindAllString(line, -1)[2:] {
		switch {
		case word[0] == '<':
			data, err := os.ReadFile(word[1:])
			require.NoError(t, err)
			stdin = string(data)
		case word[0] == '\'':
			args = append(args, strings.Trim(word, "'"))
		case word[0] == '"':
			arg, err := strconv.Unquote(word)
			require.NoError(t, err)
			args = append(args, arg)
		case strings.Contains(word, "*"):
			names, err := filepath.Glob(word)
			require.NoError(t, err)
			require.NotEmpty(t, names)
			for _, name := range names {
				args = append(args, filepath.ToSlash(name))
			}
		default:
			args = append(args, word)
		}
	}
	stdout, stderr, status := userpoolclient(t, stdin, args...)
	shown := stdout
	for line := range strings.Lines(stderr) {
		shown += strings.Replace("! "+line, "! \n", "!\n", 1)
	}
	for _, secret := range secrets {
		assert.NotContains(t, shown, secret, line)
	}
	return fmt.Sprintf("%s[exit %d]\n", strings.ReplaceAll(shown, runtime.Version(), "GOVERSION"), status)
}

// userpoolclient runs the command in this process.
func userpoolclient(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var printed, said bytes.Buffer
	out := bufio.NewWriter(&printed)
	a := app{stdin: strings.NewReader(stdin), stdout: output{out}, stderr: flushing{output{out}, &said}}
	status = a.run(args)
	require.NoError(t, out.Flush())
	return printed.String(), said.String(), status
}
