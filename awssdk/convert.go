package awssdk

import (
	"reflect"
	"time"

	"github.com/go-cognito/cognito"
)

// convert returns a deep copy of a struct as one of another type: each field of
// To gets the value of the field of From with the same name, if there is one.
// It returns nil if from is nil.
func convert[To, From any](from *From) *To {
	if from == nil {
		return nil
	}
	to := new(To)
	assign(reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem())
	return to
}

// assign sets to to a deep copy of from, which may have a pointer where to has
// none and the other way round. A zero value without a pointer is an absent
// member, except that false is never absent.
func assign(to, from reflect.Value) {
	fromPointer, toPointer := from.Kind() == reflect.Pointer, to.Kind() == reflect.Pointer
	switch {
	case fromPointer && from.IsNil():
	case fromPointer && toPointer:
		to.Set(reflect.New(to.Type().Elem()))
		assign(to.Elem(), from.Elem())
	case fromPointer:
		assign(to, from.Elem())
	case toPointer && from.IsZero() && from.Kind() != reflect.Bool:
	case toPointer:
		to.Set(reflect.New(to.Type().Elem()))
		assign(to.Elem(), from)
	default:
		assignValue(to, from)
	}
}

// assignValue is assign for what is not a pointer.
func assignValue(to, from reflect.Value) {
	switch kind := to.Kind(); {
	case from.Type() == reflect.TypeFor[cognito.Timestamp]():
		to.Set(from.FieldByName("Time"))
	case from.Type() == reflect.TypeFor[time.Time]():
		to.FieldByName("Time").Set(from)
	case kind == reflect.Struct:
		for field, value := range to.Fields() {
			if source := from.FieldByName(field.Name); field.IsExported() && source.IsValid() {
				assign(value, source)
			}
		}
	case kind == reflect.Slice:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeSlice(to.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			assign(to.Index(i), from.Index(i))
		}
	default:
		to.Set(from.Convert(to.Type()))
	}
}
