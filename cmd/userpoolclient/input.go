package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"go.yaml.in/yaml/v3"
)

const maxInput = 16 << 20 // bytes

// input is a file's client.
type input struct {
	name   string
	client *cognito.UserPoolClient
	exists bool       // to be validated as for an update
	node   *yaml.Node // the client in the file
}

// problem is why a file could not be decoded.
type problem struct {
	line, column  int
	path, message string
}

func (p problem) String() string {
	text := fmt.Sprintf("%d:%d: ", p.line, p.column)
	if p.path != "" {
		text += p.path + ": "
	}
	return text + p.message
}

// readFile reads a file, or standard input for -.
func readFile(name string, stdin io.Reader) ([]byte, error) {
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		stdin = file
	}
	data, err := io.ReadAll(io.LimitReader(stdin, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = fmt.Errorf("%s: is beyond 16 MiB", name)
	}
	return data, err
}

// form is a kind of document, told by its members.
type form struct {
	name   string
	lacks  []string // members of a UserPoolClient that it has not
	exists bool
}

var (
	createForm = form{"a CreateUserPoolClient request", []string{"ClientId", "LastModifiedDate", "CreationDate"}, false}
	updateForm = form{"an UpdateUserPoolClient request", []string{"GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate"}, true}
	outputForm = form{"a described client", []string{"GenerateSecret"}, true}
)

// output is what create, update and describe print.
type output struct {
	UserPoolClient cognito.UserPoolClient
}

// decode decodes a document. With update, a request is one to update.
func decode(name string, data []byte, update bool) (*input, []problem) {
	parse := parseYAML
	if isJSON(name, data) {
		parse = parseJSON
	}
	node, p := parse(data)
	if p != nil {
		return nil, []problem{*p}
	}
	form := createForm
	if update {
		form = updateForm
	}
	var out output
	target := reflect.ValueOf(&out.UserPoolClient).Elem()
	client := node
	if _, wrapped := member(node, "UserPoolClient"); wrapped != nil {
		form, client, target = outputForm, wrapped, reflect.ValueOf(&out).Elem()
	}
	d := decoder{form: form}
	d.value(node, target)
	return &input{name, &out.UserPoolClient, form.exists, client}, d.problems
}

// isJSON goes by the name, and where that does not tell, by the first
// character.
func isJSON(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return true
	case ".yaml", ".yml":
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{"))
}

// line is where a JSON Pointer leads in the file: the line of the member's
// name or of the element, or of what is nearest around it.
func (in *input) line(pointer string) int {
	line, node := in.node.Line, in.node
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if node.Kind == yaml.SequenceNode {
			i, _ := strconv.Atoi(step)
			node = node.Content[i]
			line = node.Line
			continue
		}
		name, value := member(node, step)
		if name == nil {
			break
		}
		line, node = name.Line, value
	}
	return line
}

// member finds the name and the value of an object's member, nil if it has
// none.
func member(object *yaml.Node, name string) (key, value *yaml.Node) {
	if object.Kind == yaml.MappingNode {
		for i := 0; i < len(object.Content); i += 2 {
			if object.Content[i].Value == name {
				return object.Content[i], object.Content[i+1]
			}
		}
	}
	return nil, nil
}
