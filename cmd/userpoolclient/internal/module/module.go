// Package module finds the app clients in Terraform source: the files of a
// folder, which are a module, and the modules that it calls.
package module

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// Values are the values of variables.
type Values struct {
	// Parameters are values as text, by name.
	Parameters map[string]string
	// Defaults reports whether other variables have their defaults.
	Defaults bool
	// Files are the names of files such as terraform.tfvars. Later ones override
	// earlier ones, and Parameters override all.
	Files []string
}

// File is a file, and what is declared in it.
type File struct {
	Name string
	Data []byte
	// HasValues reports whether it has values of variables.
	HasValues bool
	// Broken is why it could not be read, or nil.
	Broken *document.Problem
	worlds.Declared
	// Unread are the calls of modules that are not read because they are not
	// there.
	Unread []document.Problem
}

const (
	// maxFile is how many bytes a file may have, and maxFiles all of them.
	maxFile, maxFiles = 4 << 20, 64 << 20
	// maxCalls is how deep modules may call each other, maxInstances how
	// often modules are called, and maxKeys how many keys of a for_each or
	// values of a count are told apart.
	maxCalls, maxInstances, maxKeys = 20, 2_000, 1_000
	// maxClients is how many clients are checked.
	maxClients = 10_000
	// maxKeyBranches is how many branches are looked at to find them.
	maxKeyBranches = 200
)

const tooLarge = "is larger than 4 MiB"

// reader reads modules.
type reader struct {
	values Values
	// lacks are the members of a UserPoolClient that no resource has.
	lacks  []string
	within map[string]bool
	read   func(name string) ([]byte, error)
	// folders are by their full names.
	folders map[string]*folder
	files   map[string]*File
	// order is that in which files were read.
	order []string
	// called are the folders that others call, and installed those that
	// terraform init installed for a folder.
	called    map[string]bool
	installed map[string]map[string]string
	size      int
	// instances are how often modules are called, and clients how many there
	// are.
	instances, clients int
	// compared are the blocks that were compared with the schema.
	compared map[*block]bool
	// left is what files may still take to parse.
	left *budget
}

// Read reads the modules that files are part of, and those that they call, as
// far as they are within folders. Their clients lack some of the members of a
// UserPoolClient. It returns the files in the order in which they were read, by
// read.
func Read(files, within, lacks []string, values Values, read func(name string) ([]byte, error)) []*File {
	r := &reader{
		values: values, lacks: append(slices.Clone(lacks), "ClientId"), read: read, folders: map[string]*folder{}, files: map[string]*File{},
		within: map[string]bool{}, called: map[string]bool{}, installed: map[string]map[string]string{}, left: newBudget(), compared: map[*block]bool{},
	}
	for _, name := range within {
		if real, err := filepath.EvalSymlinks(name); err == nil {
			r.within[absolute(real)] = true
		}
	}
	var given []*folder
	seen := map[*folder]bool{}
	for _, name := range files {
		if f := r.folder(filepath.Dir(name)); !seen[f] {
			seen[f] = true
			given = append(given, f)
		}
	}
	for _, f := range given {
		for _, call := range f.calls {
			if to, ok := r.local(f.name, call); ok {
				r.called[absolute(to)] = true
			}
		}
	}
	for _, f := range given {
		if !r.called[absolute(f.name)] {
			r.root(f)
		}
	}
	for _, f := range given {
		// It is called only by modules that call each other.
		if !f.isVisited {
			r.root(f)
		}
	}
	var all []*File
	for _, name := range r.order {
		all = append(all, r.files[name])
	}
	return all
}

func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		return full
	}
	return filepath.Clean(name)
}

// isWithin reports whether a file or a folder, where links lead, is in one of
// the folders that may be read, or is a file that may be.
func (r *reader) isWithin(name string) bool {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return false
	}
	for up := absolute(real); ; up = filepath.Dir(up) {
		if r.within[up] {
			return true
		}
		if up == filepath.Dir(up) {
			return false
		}
	}
}

// isReadable reports whether a name is that of a file that may be read.
func (r *reader) isReadable(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && r.isWithin(name)
}

// folder reads the files of a folder once.
func (r *reader) folder(dir string) *folder {
	key := absolute(dir)
	if f := r.folders[key]; f != nil {
		return f
	}
	entries, _ := os.ReadDir(dir)
	names := map[string]bool{}
	for _, entry := range entries {
		names[entry.Name()] = true
	}
	var files []*file
	for _, entry := range entries {
		base, extension := splitName(entry.Name())
		if extension == "" || names[base+strings.Replace(extension, ".tf", ".tofu", 1)] && strings.HasPrefix(extension, ".tf") {
			// OpenTofu reads the file for it alone instead.
			continue
		}
		if name := filepath.Join(dir, entry.Name()); r.isReadable(name) {
			files = append(files, r.file(name))
		}
	}
	f := newFolder(dir, files)
	r.folders[key] = f
	return f
}

// file reads a file.
func (r *reader) file(name string) *file {
	data, err := r.read(name)
	f := newFile(name, data)
	switch {
	case err != nil:
		f.problem = &document.Problem{Message: err.Error()}
	case len(data) > maxFile:
		f.problem = &document.Problem{Message: tooLarge}
	case r.size+len(data) > maxFiles:
		f.problem = &document.Problem{Message: "was not checked: the modules have more than 64 MiB"}
	default:
		r.size += len(data)
		f = parse(name, data, r.left)
	}
	r.order = append(r.order, name)
	r.files[name] = &File{Name: name, Data: data, Broken: f.problem}
	return f
}

// local returns the folder of a module with a local path that a block calls. It
// is not ok for others.
func (r *reader) local(dir string, call *block) (to string, ok bool) {
	source, isText := literalText(call.expression("source"))
	if !isText || !strings.HasPrefix(source, "./") && !strings.HasPrefix(source, "../") && source != "." && source != ".." {
		return "", false
	}
	return filepath.Join(dir, filepath.FromSlash(source)), true
}

// root checks a module that is called nowhere.
func (r *reader) root(f *folder) {
	f.usesDefaults = r.values.Defaults
	r.assign(f)
	if name := filepath.Join(f.name, ".terraform", "modules", "modules.json"); r.isReadable(name) {
		if data, err := r.read(name); err == nil && len(data) <= maxFile {
			r.installed[f.name] = installed(data)
		}
	}
	r.instance(&instance{folder: f, root: f.name})
}

// assign gives the variables of a module the values that Terraform gives them.
func (r *reader) assign(f *folder) {
	entries, _ := os.ReadDir(f.name)
	names := []string{"terraform.tfvars", "terraform.tfvars.json"}
	for _, entry := range entries {
		if IsBeside(entry.Name()) && !slices.Contains(names, entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	for _, name := range names {
		name = filepath.Join(f.name, name)
		if r.isReadable(name) {
			r.assignFrom(f, name, true)
		}
	}
	for _, name := range r.values.Files {
		r.assignFrom(f, name, false)
	}
	for _, name := range slices.Sorted(maps.Keys(r.values.Parameters)) {
		declared := f.variables[name]
		if declared == nil {
			continue
		}
		file := r.files[declared.block.file.name]
		if message := declared.giveText(r.values.Parameters[name]); message != "" {
			r.add(file, document.Problem{Place: declared.block.at, Path: "var." + name, Message: message + ": change the value given with -parameter"})
		}
		file.Parameters = append(file.Parameters, name)
	}
}

// assignFrom gives the variables of a module the values of a file.
func (r *reader) assignFrom(f *folder, name string, isBeside bool) {
	data, err := r.read(name)
	file := &File{Name: name, HasValues: true}
	switch {
	case err != nil:
		r.add(file, document.Problem{Message: err.Error()})
		return
	case len(data) > maxFile:
		r.add(file, document.Problem{Message: tooLarge})
		return
	}
	if p := f.assign(name, data, r.left); p != nil {
		r.add(file, *p)
	}
	if isBeside && slices.ContainsFunc(f.resources, isClient) {
		file = r.add(file)
		file.Notes = append(file.Notes, document.Problem{Place: document.Start, Message: "gives variables of the module their values"})
	}
}

// add adds problems to those of a file, which is added if it is not there.
func (r *reader) add(f *File, problems ...document.Problem) *File {
	if r.files[f.Name] == nil {
		r.order = append(r.order, f.Name)
		r.files[f.Name] = f
	}
	f = r.files[f.Name]
	for _, p := range problems {
		if !slices.Contains(f.Problems, p) {
			f.Problems = append(f.Problems, p)
		}
	}
	return f
}
