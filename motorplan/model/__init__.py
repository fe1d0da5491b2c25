"""What there is, as frozen classes; nothing here reads, decides or prints."""
