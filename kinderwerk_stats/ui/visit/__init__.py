"""The page Werkbezoek: put a story together, show it, take it along, keep it."""
