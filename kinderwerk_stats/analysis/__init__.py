"""Pure numbers: children, coverage, gaps, disclosure, trend. No files, no text, no screen."""
