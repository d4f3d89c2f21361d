package module

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// reference evaluates a reference.
func (e *evaluator) reference(x *hclsyntax.ScopeTraversalExpr, s *scope) (*value, error) {
	root := x.Traversal.RootName()
	for up := s; up != nil; up = up.up {
		if v := up.names[root]; v != nil {
			return e.traverse(v, x.Traversal[1:])
		}
	}
	steps := x.Traversal[1:]
	name := ""
	if len(steps) > 0 {
		if attribute, ok := steps[0].(hcl.TraverseAttr); ok {
			name = attribute.Name
		}
	}
	if name == "" {
		return e.unknown(s.describe(x), cty.DynamicPseudoType, true), nil
	}
	switch root {
	case "var":
		v, err := e.variable(s.in, name)
		if err != nil {
			return nil, err
		}
		return e.traverse(v, steps[1:])
	case "local":
		v, err := e.local(s.in, name)
		if err != nil {
			return nil, err
		}
		return e.traverse(v, steps[1:])
	case "path", "terraform", "tofu":
		return e.traverse(e.root(s.in.path+root+"."+name, cty.String, false), steps[1:])
	case "data", "module", "each", "count", "self":
		return e.traverse(e.root(s.in.path+root, cty.DynamicPseudoType, true), steps)
	}
	v, err := e.traverse(e.root(s.in.path+root+"."+name, cty.DynamicPseudoType, false), steps[1:])
	if err == nil && v.shape == symbol && isIdentity(steps) {
		always := *v
		always.isNullable = false
		v = &always
	}
	return v, err
}

// isIdentity reports whether steps from the type of a resource lead to an
// attribute that each has.
func isIdentity(steps hcl.Traversal) bool {
	last, ok := steps[len(steps)-1].(hcl.TraverseAttr)
	if !ok || last.Name != "id" && last.Name != "arn" {
		return false
	}
	if len(steps) == 3 {
		_, ok = steps[1].(hcl.TraverseIndex)
		return ok
	}
	return len(steps) == 2
}

// local returns the value of a local.
func (e *evaluator) local(in *instance, name string) (*value, error) {
	a := in.folder.locals[name]
	if a == nil {
		return e.root(in.path+"local."+name, cty.DynamicPseudoType, true), nil
	}
	return e.once(in, "local."+name, func() (*value, error) {
		return e.eval(a.expr, &scope{in: in, file: a.file})
	})
}

// variable returns the value of a variable.
func (e *evaluator) variable(in *instance, name string) (*value, error) {
	declared := in.folder.variables[name]
	if declared == nil {
		return e.root(in.path+"var."+name, cty.DynamicPseudoType, true), nil
	}
	return e.once(in, "var."+name, func() (*value, error) {
		v, err := e.input(in, declared)
		if err == nil && declared.isSecret {
			secret := *v
			secret.isSecret = true
			v = &secret
		}
		return v, err
	})
}

// input returns the value that a variable is given.
func (e *evaluator) input(in *instance, declared *variable) (*value, error) {
	v, err := declared.given, error(nil)
	if in.call != nil {
		v = nil
		if a := in.call.attributes[declared.name]; a != nil {
			if v, err = e.eval(a.expr, in.caller(e)); err != nil {
				return nil, err
			}
		}
	}
	switch {
	case v == nil && (in.call != nil || in.folder.usesDefaults):
		v = declared.byDefault
	case v != nil && !declared.isNullable && declared.byDefault != nil && e.isNull(v):
		v = declared.byDefault
	}
	if v == nil {
		unknown := e.root(in.path+"var."+declared.name, declared.typ, declared.isNullable && !declared.isNeverNull)
		unknown.allowed, unknown.defaults, unknown.isDoubtful = declared.allowed, declared.defaults, declared.isConstrained
		return unknown, nil
	}
	if v, err = e.converted(v, declared.typ, declared.defaults); err != nil {
		return nil, err
	}
	switch {
	case v.shape == symbol:
		known := *v
		known.isNullable = v.isNullable && declared.isNullable && !declared.isNeverNull
		if declared.allowed != nil {
			known.allowed = declared.allowed
		}
		v = &known
	case v.shape == null && !declared.isNullable:
		return nil, errFails
	}
	return v, nil
}

// pathOf returns a traversal as text, up to its first index.
func pathOf(t hcl.Traversal) string {
	var path strings.Builder
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			path.WriteString(step.Name)
		case hcl.TraverseAttr:
			path.WriteString("." + step.Name)
		default:
			return path.String()
		}
	}
	return path.String()
}
