package worlds

// The limits. If one is reached, nothing is reported of the rules and members
// in question, because what was not looked at could refute it.
const (
	// maxBranches allows for 14 conditions that rules read together.
	maxBranches = 1 << 14
	// maxWorlds is how many worlds of a branch are looked at if they are all
	// combinations of the values to try.
	maxWorlds = 2_000
	// maxTaskWork is how many branches and worlds are looked at for rules that
	// are decided together, and maxWork how many for a client, about a
	// second's worth. A world counts once more for so many values.
	maxTaskWork, maxWork, sizePerWork = 40_000, 80_000, 16
	// cellsPerWork is how many pairs of characters are compared in the time
	// that a world takes, and maxCells how many for two texts.
	cellsPerWork, maxCells = 2_000, 4 << 20
	// perText is how many pairs take as long as it takes to look at a text.
	perText = 64
	// maxPairs is how many pairs of texts of a branch are compared.
	maxPairs = 20_000
	// maxFailing is how many branches of a member are looked at to see whether
	// it may make one impossible.
	maxFailing = 100
	// maxSteps bounds how long it takes to match a text with a pattern, and
	// maxSolutions in how many ways.
	maxSteps, maxSolutions = 2_000, 100
	// maxFillings is how many values of a part of a text are tried.
	maxFillings = 40
	// maxHitting is how many conditions are tried to find the fewest that
	// distinguish branches. Beyond it there may be more than are needed.
	maxHitting = 10_000
	// maxSets is how many branches the fewest conditions are looked for, and
	// maxLines how often one finding is reported, each time under other
	// conditions: more than are shown of a file.
	maxSets, maxLines = 2_000, 200
)
