package module

import (
	"maps"
	"reflect"
	"slices"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/internal/suggest"
)

// ofAll are the attributes and the blocks that every resource may have.
var ofAll = []string{"count", "for_each", "provider", "depends_on", "lifecycle", "dynamic", "connection", "provisioner", "timeouts"}

// blocksOf returns the blocks of a type of resource.
func blocksOf(resourceType string) []string {
	switch resourceType {
	case "aws_cognito_user_pool":
		return []string{"schema"}
	case "aws_cognito_resource_server":
		return []string{"scope"}
	}
	resource := terraform.ResourceOf(resourceType)
	if resource == nil || !resource.HasBlocks {
		return nil
	}
	blocks := []string{"timeouts"}
	for field := range clientStruct.Fields() {
		if structOf(field.Type) != nil {
			blocks = append(blocks, resource.Attribute(field.Name))
		}
	}
	return blocks
}

// pointed returns the type that a type points to, or itself.
func pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// structOf returns a structure with members of its own that a type is or points
// to, or nil.
func structOf(t reflect.Type) reflect.Type {
	if t = pointed(t); t.Kind() == reflect.Struct && t != reflect.TypeFor[cognito.Timestamp]() {
		return t
	}
	return nil
}

// compare compares a block with the schema of the provider.
func compare(b *block, address string, lacks []string) *checked {
	c := &checked{resource: terraform.ResourceOf(b.label(0)), address: address, file: b.file, lacks: lacks, guessed: map[string]bool{}}
	c.check(b, clientStruct, "")
	return c
}

// checked is a resource that is compared with the schema of its provider.
type checked struct {
	resource *terraform.Resource
	address  string
	file     *file
	lacks    []string
	// problems are what the schema refuses.
	problems []document.Problem
	// guessed are the names that misspelled ones probably mean.
	guessed map[string]bool
}

func (c *checked) add(at document.Place, f *file, name, message string) {
	if f == c.file {
		c.problems = append(c.problems, document.Problem{Place: at, Path: c.address + "." + name, Message: message})
	}
}

// check adds what is wrong with the names in a block for a structure.
func (c *checked) check(b *block, structure reflect.Type, path string) {
	attributes, blocks := slices.Clone(c.resource.Others), map[string]reflect.Type{}
	isTop := structure == clientStruct
	if !isTop {
		attributes = nil
	}
	for field := range structure.Fields() {
		name, t := c.resource.Attribute(field.Name), structOf(field.Type)
		switch {
		case isTop && slices.Contains(c.lacks, field.Name), isTop && c.resource.Keeps && field.Name == "GenerateSecret":
		case t != nil && c.resource.HasBlocks:
			blocks[name] = t
		default:
			attributes = append(attributes, name)
		}
	}
	for _, name := range b.names {
		a := b.attributes[name]
		switch {
		case isTop && slices.Contains(c.resource.Computed, name):
			c.add(a.at, a.file, path+name, "is read-only: leave it out")
		case slices.Contains(attributes, name), isTop && slices.Contains(ofAll, name):
		case blocks[name] != nil:
			c.add(a.at, a.file, path+name, "must be a block: leave out the equals sign")
		default:
			c.unknown(a.at, a.file, path+name, name, "attribute", attributes)
		}
	}
	seen := map[string]bool{}
	for _, inner := range b.blocks {
		name, content := inner.kind, []*block{inner}
		if name == "dynamic" {
			name, content = inner.label(0), inner.of("content")
		}
		t := blocks[name]
		switch {
		case t != nil && seen[name] && inner.kind != "dynamic":
			c.add(inner.at, inner.file, path+name, "must be given only once")
		case t != nil:
			seen[name] = true
			if inner.kind == "dynamic" && inner.expression("for_each") == nil {
				c.add(inner.at, inner.file, path+name, "must have a for_each")
			}
			for _, block := range content {
				c.check(block, t, path+name+".")
			}
		case isTop && slices.Contains(ofAll, inner.kind) && inner.kind != "dynamic":
		case slices.Contains(attributes, name):
			c.add(inner.at, inner.file, path+name, "must be an attribute: put an equals sign after the name")
		default:
			c.unknown(inner.at, inner.file, path+name, name, "block", slices.Sorted(maps.Keys(blocks)))
		}
	}
}

// unknown adds that a resource has no attribute or block with a name.
func (c *checked) unknown(at document.Place, f *file, path, name, what string, names []string) {
	message := "is not an " + what + " of " + c.resource.Type
	if what == "block" {
		message = "is not a block of " + c.resource.Type
	}
	if guess := suggest.Nearest(name, names); guess != "" {
		message += suggest.DidYouMean(guess)
		c.guessed[guess] = true
	}
	c.add(at, f, path, message)
}
