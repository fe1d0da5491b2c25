"""Why it is so, why it is not, and what would help, in words."""
