"""Files to take along, written from the same analysis as the screen."""
