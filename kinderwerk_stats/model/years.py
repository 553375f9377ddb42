"""Which years figures can be of."""

# CBS has figures of wijken from 1995 on. A year before it is a slip of the pen, or a number that is no year.
FIRST_YEAR, LAST_YEAR = 1995, 2100
