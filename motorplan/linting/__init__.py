"""What is wrong with files and catalogue, found and never raised."""
