"""What is left out for safety. Decided here, before worth is even computed."""
