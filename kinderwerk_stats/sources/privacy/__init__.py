"""Personal data is recognised and refused."""
