"""Borders of wijken: read, cleaned, cut, and made small enough to draw."""
