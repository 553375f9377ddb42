"""CBS tables: KWB, StatLine, OData, Nabijheid, SES-WOA, and ages."""
