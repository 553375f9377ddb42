"""What this installation was told by its environment: its files, its names, below which number it hides."""

import os
from pathlib import Path

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD, THRESHOLDS, parse_threshold

DATA_VARIABLE = "KINDERWERK_DATA"
EXAMPLE_FOLDER = Path(__file__).parents[2] / "data" / "voorbeeld"
THRESHOLD_VARIABLE = "KINDERWERK_DREMPEL"
NAMES_VARIABLE = "KINDERWERK_NAMEN"
CONTACT_VARIABLE = "KINDERWERK_TOEGANKELIJKHEID"


def named_folder() -> Path | None:
    """Return the folder that `KINDERWERK_DATA` names; None where it names none."""
    named = os.environ.get(DATA_VARIABLE, "").strip()
    return Path(named).expanduser() if named else None


def data_folder() -> Path:
    """Return the folder that the dashboard shows: the one the user named, else the example gemeente."""
    return named_folder() or EXAMPLE_FOLDER


def installation_names() -> tuple[str, ...]:
    """Return the names of hosts that `KINDERWERK_NAMEN` adds to the one it was started with, as they were written."""
    return tuple(name.strip() for name in os.environ.get(NAMES_VARIABLE, "").split(",") if name.strip())


def accessibility_contact() -> str:
    """Return where people tell what they cannot use, from `KINDERWERK_TOEGANKELIJKHEID`; empty where nothing is set."""
    return os.environ.get(CONTACT_VARIABLE, "").strip()


class WrongThreshold(InputRefused):
    """The setting is no threshold: no figure is shown until it is one."""


def installation_threshold() -> int:
    """Return below which number counts are hidden here: 5 where nothing is set, 0 where it is off.

    Raises
    ------
    WrongThreshold
        For any other word: a default that nobody asked for could show what had to stay hidden.
    """
    given = os.environ.get(THRESHOLD_VARIABLE, "")
    if not given.strip():
        return DEFAULT_THRESHOLD
    threshold = parse_threshold(given)
    if threshold is None:
        place = Place(subject=f"de instelling {THRESHOLD_VARIABLE}")
        given = f"“{given.strip()}”"
        raise WrongThreshold(
            [
                make_problem(
                    "drempel_onbekend",
                    place,
                    gevonden=given,
                    instelling=THRESHOLD_VARIABLE,
                    drempels=tuple(THRESHOLDS),
                    gewoon=DEFAULT_THRESHOLD,
                )
            ]
        )
    return threshold
