"""Which store this installation has."""

import hashlib
import os
from functools import cache
from pathlib import Path

import platformdirs
import sqlalchemy as sa

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.engine import default_folder
from kinderwerk_stats.store.store import Store

URL_VARIABLE = "KINDERWERK_DATABASE_URL"
# Names a file with that address in it: what stands in the environment of a process is seen by more than who needs it.
URL_FILE_VARIABLE = "KINDERWERK_DATABASE_URL_FILE"
EXISTS_VARIABLE = "KINDERWERK_STORE_BESTAAT"
FILE_NAME = "kinderwerk.sqlite"


def open_store() -> Store:
    """Return the store: `KINDERWERK_DATABASE_URL`, else a file in `KINDERWERK_STORE`, else in the user's data folder.

    Raises
    ------
    InputRefused
        When the address is not one of PostgreSQL, or the file that should hold it cannot be read.
    """
    url = _database_url()
    if url:
        return _store_at(url)
    return _store_at(default_folder() / FILE_NAME)


def _database_url() -> str:
    file = os.environ.get(URL_FILE_VARIABLE, "").strip()
    if not file:
        return os.environ.get(URL_VARIABLE, "").strip()
    try:
        url = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        url = ""
    if not url:
        # Not a store in a file, in silence: nobody would see what was published.
        raise _no_address(URL_FILE_VARIABLE)
    return url


def _no_address(variable: str) -> InputRefused:
    return InputRefused([make_problem("opslag_geen_adres", Place(subject=variable), instelling=variable)])


@cache
def _store_at(where: Path | str) -> Store:
    """Return one store per place: connections are shared by all visitors."""
    try:
        expected = os.environ.get(EXISTS_VARIABLE, "").strip().lower() not in ("", "nee")
        return Store(where, marker=_marker_of(where), expected=expected)
    except (ValueError, sa.exc.ArgumentError):
        raise _no_address(URL_VARIABLE) from None


def _marker_of(where: Path | str) -> Path:
    """Return the file that says that a store was seen in a place, in a folder of its own: not that of the store."""
    if isinstance(where, Path):
        place = str(where.absolute())
    else:
        url = sa.make_url(where)
        place = f"{url.host}:{url.port}/{url.database}"
    name = hashlib.sha256(place.encode()).hexdigest()[:16]
    return platformdirs.user_state_path("kinderwerk", appauthor=False) / "opslag" / name
