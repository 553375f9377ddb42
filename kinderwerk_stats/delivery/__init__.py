"""A file on its way to being published: beside what is there, what it would change, what is published now."""
