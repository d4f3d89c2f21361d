package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/module"
)

// source is a file to check.
type source struct {
	name string
	// inFolder is whether it was found in a folder, so that it need not hold
	// a client.
	inFolder bool
	// modules are those that the source stands for, if it is no file.
	modules *modules
}

// size returns how many bytes the file has, or 0 if that is not known. Modules
// take as much room as there is.
func (s source) size() int64 {
	if s.modules != nil {
		return maxAtOnce
	}
	info, err := os.Stat(s.name)
	if s.name == "-" || err != nil {
		return 0
	}
	return info.Size()
}

// sources returns the files that the arguments name, in order. A folder stands
// for the files in it that isDocument accepts; errors in walking it are left
// for reading to report. If hasModules is true, all Terraform source is one
// source, which is where the first file of it is. If skips is true, files of
// values stand for the modules that they are beside.
func sources(arguments []string, hasModules, skips bool) []source {
	var found []source
	var all *modules
	isModule := func(name string) bool {
		return hasModules && (module.IsSource(name) || skips && module.IsBeside(name))
	}
	add := func(name string, inFolder bool) {
		if !isModule(name) {
			found = append(found, source{name: name, inFolder: inFolder})
			return
		}
		if all == nil {
			all = &modules{named: map[string]bool{}}
			found = append(found, source{name: name, modules: all})
		}
		all.add(name, inFolder)
	}
	for _, argument := range arguments {
		info, err := os.Stat(argument)
		if err != nil {
			// Standard input, or for reading to report.
			found = append(found, source{name: argument})
			continue
		}
		if !info.IsDir() {
			add(argument, false)
			continue
		}
		root := argument + string(filepath.Separator) // so that a link to a folder is followed
		_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				found = append(found, source{name: name})
				if entry != nil && entry.IsDir() {
					return fs.SkipDir
				}
			case entry.IsDir():
				if base := entry.Name(); name != root && (base == ".git" || base == "node_modules" || base == ".terraform") {
					return fs.SkipDir
				}
			case (isModule(name) || isDocument(name)) && isRegular(name):
				add(name, true)
			}
			return nil
		})
		if all != nil {
			all.within = append(all.within, argument)
		}
	}
	return found
}

func isRegular(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

func isDocument(name string) bool {
	switch extension(name) {
	case ".json", ".yaml", ".yml", ".template", ".tfstate":
		return true
	}
	return false
}

func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// readFile returns the content of a file, or of standard input for -. Of a file
// that is larger than most, it returns one byte more than that.
func readFile(name string, stdin io.Reader, most int) ([]byte, error) {
	var data bytes.Buffer
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		stdin = file
		if info, err := file.Stat(); err == nil {
			data.Grow(int(min(info.Size(), int64(most))) + bytes.MinRead)
		}
	}
	_, err := data.ReadFrom(io.LimitReader(stdin, int64(most)+1))
	return data.Bytes(), err
}

// reason returns what an error of reading says without the name of the file.
func reason(err error) string {
	if failure, ok := errors.AsType[*fs.PathError](err); ok {
		err = failure.Err
	}
	return err.Error()
}

// mayHoldClient tells a file that may hold a client from the many others that a
// folder may have.
func mayHoldClient(data []byte) bool {
	return containsAny(data, "UserPool", "user_pool_client", "ClientName")
}

// mentionsClient reports whether a file mentions a client, so that it matters
// if it cannot be read.
func mentionsClient(data []byte) bool {
	return containsAny(data, "Cognito::UserPoolClient", "user_pool_client", "ClientName")
}

func containsAny(data []byte, texts ...string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return bytes.Contains(data, []byte(text)) })
}
