package cognito

// What the tests see of what is not exported.

// Redacted is shown in place of a secret.
const Redacted = redacted

var UpdateTags = updateTags

// RulePath returns where a rule is reported, in words.
func RulePath(r Rule) string { return r.entry().path }

// Shape is what the tests know of a shape.
type Shape struct {
	Min, Max int
	Enum     []string
	Element  *Shape // of a list
}

// ShapeOf returns the shape with the given name.
func ShapeOf(name string) Shape {
	s := shapes[name]
	shape := Shape{Min: s.min, Max: s.max, Enum: s.enum}
	if s.element != nil {
		shape.Element = &Shape{Min: s.element.min, Max: s.element.max, Enum: s.element.enum}
	}
	return shape
}
