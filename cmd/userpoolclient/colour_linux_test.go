package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// On a terminal the rule and the verdict are in colour, unless NO_COLOR is
// set; elsewhere nothing is.
func TestColour(t *testing.T) {
	const red, green = "must be 5 minutes to 1 day, not 60 hours \x1b[31m[token-validity.range]\x1b[0m\r\n", "mobile-app.good.json: \x1b[32mvalid\x1b[0m: access token 1 hour"
	plain := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "NO_COLOR=") || strings.HasPrefix(variable, "TERM=")
	})
	assert.Contains(t, onTerminal(t, plain, "describe-without-units.bad.json"), red)
	assert.Contains(t, onTerminal(t, plain, "mobile-app.good.json"), green)
	for _, variable := range []string{"NO_COLOR=1", "TERM=dumb"} {
		for _, file := range []string{"describe-without-units.bad.json", "mobile-app.good.json"} {
			assert.NotContains(t, onTerminal(t, append(plain, variable), file), "\x1b")
		}
	}
	cmd := program(t, "validate", "../../testdata/mobile-app.good.json", "../../testdata/tokens.bad.json")
	cmd.Env = append(plain, asCommand+"=1")
	printed, err := cmd.CombinedOutput()
	require.Error(t, err)
	assert.NotContains(t, string(printed), "\x1b")
}

// onTerminal is what the command prints of a file to a terminal.
func onTerminal(t *testing.T, env []string, file string) string {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	require.NoError(t, err)
	defer ours.Close()
	var unlocked, number int32
	ioctl(t, ours, syscall.TIOCSPTLCK, &unlocked)
	ioctl(t, ours, syscall.TIOCGPTN, &number)
	theirs, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	require.NoError(t, err)
	defer theirs.Close()
	cmd := program(t, "validate", "../../testdata/"+file)
	cmd.Env, cmd.Stdout = append(env, asCommand+"=1"), theirs
	// Its status depends on the verdict.
	_ = cmd.Run()
	require.NoError(t, theirs.Close())
	require.NoError(t, ours.SetReadDeadline(time.Now().Add(10*time.Second)))
	printed := make([]byte, 4096)
	n, err := ours.Read(printed)
	require.NoError(t, err)
	return string(printed[:n])
}

func ioctl(t *testing.T, file *os.File, request uintptr, value *int32) {
	t.Helper()
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, file.Fd(), request, uintptr(unsafe.Pointer(value)))
	require.Zero(t, errno)
}
