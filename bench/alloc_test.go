//go:build !race

// The race detector allocates too.

package bench

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAllocations(t *testing.T) {
	for _, row := range clients {
		if !row.valid {
			continue
		}
		data, err := json.Marshal(row.client)
		require.NoError(t, err)
		var members map[string]any
		require.NoError(t, json.Unmarshal(data, &members))
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = row.client.Validate() }), float64(len(members)), row.name)
	}
}
