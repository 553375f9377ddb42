"""Start of the command line: python -m kinderwerk_stats."""

import sys

from kinderwerk_stats.cli import main

sys.exit(main())
