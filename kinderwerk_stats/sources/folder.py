"""Where the dashboard looks for files: the folder that the user named, else the example gemeente."""

import os
from pathlib import Path

DATA_VARIABLE = "KINDERWERK_DATA"
EXAMPLE_FOLDER = Path(__file__).parents[2] / "data" / "voorbeeld"


def named_folder() -> Path | None:
    """Return the folder that `KINDERWERK_DATA` names; None where it names none."""
    named = os.environ.get(DATA_VARIABLE, "").strip()
    return Path(named).expanduser() if named else None


def data_folder() -> Path:
    """Return the folder that the dashboard shows: the one the user named, else the example gemeente."""
    return named_folder() or EXAMPLE_FOLDER
