"""Two components of our own: a map that can be walked by keyboard, and a table that is a real table."""
