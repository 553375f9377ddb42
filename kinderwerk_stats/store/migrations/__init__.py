"""The steps by which the tables of the store came to be; each is written once and never changed afterwards."""
