"""What things are: areas, statuses, indicators, datasets, problems. Imports nothing of ours."""
