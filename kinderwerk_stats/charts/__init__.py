"""Figures from frames: one builder per chart; plotly lives here only."""
