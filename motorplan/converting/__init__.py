"""Between files and model objects: one strict converter, and the forms that people write."""
