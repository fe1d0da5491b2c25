"""Plans and records laid out; a plan holds all its words."""
