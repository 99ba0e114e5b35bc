"""Parts of the marker of time expressions: words, places, grammar, and the days that result."""
