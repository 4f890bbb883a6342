"""Learning platforms: marks into the files that they export."""
