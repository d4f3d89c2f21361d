package suggest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDistance(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{
		{"ClientName", "ClientName", 0},
		{"clientname", "ClientName", 0},
		{"client-name", "ClientName", 0},
		{"CLIENT_NAME", "ClientName", 0},
		{"ClientNam", "ClientName", 1},
		{"ClientNames", "ClientName", 1},
		{"ClientMame", "ClientName", 1},
		{"ClinetName", "ClientName", 2},
		{"", "ClientName", 10},
		{"kitten", "sitting", 3},
	} {
		assert.Equal(t, row.want, distance(Letters(row.a), Letters(row.b), 100), "%s %s", row.a, row.b)
	}
	assert.Equal(t, 2, distance("kitten", "sitting", 2), "no more than the limit")
	assert.Equal(t, "", Letters(strings.Repeat("x", 1<<20)))
}

func TestNearest(t *testing.T) {
	for _, row := range []struct{ name, want string }{
		{"ClientNameX", "ClientName"},
		{"XXClientName", "ClientName"},
		{"XXXClientName", ""},
		{"ClientNameXX", "ClientName"},
		{"ClientNameXXX", ""},
		{"AcessTokenValidity", "AccessTokenValidity"}, // IdTokenValidity is farther
		{"LogoutURL", "LogoutURLs"},
		{"XY", ""},
		{"", ""},
	} {
		assert.Equal(t, row.want, Nearest(row.name, []string{"ClientName", "IdTokenValidity", "AccessTokenValidity", "LogoutURLs", "Id"}), row.name)
	}
	assert.Equal(t, "", Nearest("none", []string{"code"}))
	assert.Equal(t, "ClientNames", Nearest("ClientNamesX", []string{"ClientName", "ClientNames"}), "the better of two")
}
