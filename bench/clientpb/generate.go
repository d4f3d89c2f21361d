// Package clientpb defines a client as a protocol buffer with the rules of
// protovalidate.
package clientpb

//go:generate go run ../internal/generate
