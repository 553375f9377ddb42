"""Dutch numbers and sentences; the only formatter."""
