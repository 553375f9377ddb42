"""What an organisation sends: a table with a row per wijk."""
