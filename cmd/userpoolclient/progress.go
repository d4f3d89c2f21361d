package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// patience is how long a check may take before its progress is shown.
const patience = 2 * time.Second

// progress counts what is done, and shows it on a terminal if that takes long.
type progress struct {
	files, clients, allClients atomic.Int64
	allFiles                   int

	terminal io.Writer // nil if there is none
	mutex    sync.Mutex
	isShown  bool
	done     chan struct{}
}

// newProgress begins to show progress after some time.
func newProgress(terminal io.Writer, files int) *progress {
	p := &progress{terminal: terminal, allFiles: files, done: make(chan struct{})}
	if terminal != nil {
		go p.show()
	}
	return p
}

func (p *progress) show() {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	for {
		select {
		case <-p.done:
			return
		case <-wait.C:
			wait.Reset(patience / 10)
		}
		p.mutex.Lock()
		if p.terminal != nil {
			p.isShown = true
			fmt.Fprintf(p.terminal, "\r%d of %d files, %d of %d clients\x1b[K", p.files.Load(), p.allFiles, p.clients.Load(), p.allClients.Load())
		}
		p.mutex.Unlock()
	}
}

// print calls write while no progress is shown.
func (p *progress) print(write func()) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.isShown {
		p.isShown = false
		fmt.Fprint(p.terminal, "\r\x1b[K")
	}
	write()
}

// end ends the show.
func (p *progress) end() {
	p.print(func() { p.terminal = nil })
	close(p.done)
}
