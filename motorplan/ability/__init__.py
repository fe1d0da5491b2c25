"""What the child can do now, as far as anybody saw or the years suggest."""
