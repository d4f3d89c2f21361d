// Command generate writes the vectors of the service model, a file for each
// member: the bounds of its shape, inside and outside, and its values. Run it
// in the root of the module:
//
//	go run ./vectors/internal/generate
package main

import (
	"log"
	"os"
	"path/filepath"
)

func main() {
	files, err := generate()
	if err != nil {
		log.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join("vectors", name), data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
