"""Whether a table has a row per person although no column says so."""

import re
from collections.abc import Mapping, Sequence

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.sources.files.numbers import parse_dutch_number
from kinderwerk_stats.sources.files.plain_text import is_empty

_MIN_ROWS = 20
_ROWS_PER_AREA = 3
_AREAS = frozenset({
    "wijk", "wijken", "wijknaam", "wijkcode", "naam wijk", "woonwijk", "buurt", "buurtnaam", "buurtcode", "woonbuurt",
    "gebied", "gebiedsnaam", "stadsdeel", "regio", "woonplaats", "kern", "dorp", "jaar", "jaartal", "periode",
})  # fmt: skip
# Numbers that count nothing: who has a row of its own can have each of them.
_NO_COUNT = frozenset({
    "leeftijd", "groep", "klas", "geboortejaar", "nr", "nummer", "id", "code", "volgnummer", "rij", "postcode",
    "huisnr",
})  # fmt: skip
_COUNT_WORDS = frozenset({
    "aantal", "aantallen", "kinderen", "deelnemers", "bezoeken", "deelnames", "contacten", "uren", "fte", "totaal",
})  # fmt: skip
# A register of activities has a row per afternoon, and says so.
_ACTIVITY = ("activiteit", "titel", "start", "begin", "bijeenkomst", "werksoort", "seizoen", "locatie")
_FEW_NAMES = 3
_LONGEST_NAME = 60
_WORDS = re.compile(r"[^\W\d_][^\d_]* [^\d_]*[^\W\d_]\.?")
_PERSON = re.compile(
    r"[A-Z\u00c0-\u00dd][\w'\u2019.-]*,?(?: [a-z'\u2019]{1,4})*(?: [A-Z\u00c0-\u00dd][\w'\u2019-]+){1,3}"
)
# Capitals too, but of a place, a location or an activity.
_NO_PERSON = re.compile(
    r"^(?:de|het) |^\S+(?:wijk|buurt|dorp|park) "
    r"|(?:^|[ -])(?:wijk|buurt|oude?|nieuwe?|noord|oost|zuid|west|centrum|midden|binnenstad|dorp|park|plein|sport"
    r"|inloop|club|kinder\w*|(?:basis|brede )?school|obs|cbs|speeltuin|buurthuis|wijkcentrum|stichting)(?:$|[ -])",
    re.IGNORECASE,
)


def are_names_of_persons(cells: Sequence[object], *, called_persons: bool) -> bool:
    """Return whether nearly all texts of a column differ and read as a first and a last name.

    Parameters
    ----------
    cells : what stands below the header.
    called_persons : whether the header says that these are persons; two words of whatever kind are then enough.

    >>> are_names_of_persons(["Kim Jansen", "Sam de Vries", "Noor Bakker"], called_persons=False)
    True
    >>> are_names_of_persons(["Oud Zuid", "De Pijp", "Noord West"], called_persons=False)
    False
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and not is_empty(cell)]
    names = {
        text
        for text in texts
        if len(text) <= _LONGEST_NAME
        and (_WORDS if called_persons else _PERSON).fullmatch(text)
        and not any(map(str.isdigit, text))
        and (not _NO_PERSON.match(text) if called_persons else not _NO_PERSON.search(text))
    }
    return len(names) >= _FEW_NAMES and 5 * len(names) >= 4 * len(texts)


def is_shaped_as_name(text: str) -> bool:
    """Return whether a whole text is two or more words with capitals and nothing that a place is called by.

    >>> is_shaped_as_name("Xyri Zzyzx"), is_shaped_as_name("Wijk Oost"), is_shaped_as_name("Nagevraagd op 3 mei")
    (True, False, False)
    """
    return bool(_PERSON.fullmatch(text.strip())) and not _NO_PERSON.search(text.strip())


def find_unnamed_list(columns: Sequence[Sequence[object]], headers: Mapping[int, tuple[int, str]]) -> int | None:
    """Return the column of a table without headers that holds the names of persons, many of them in one wijk."""
    if headers:
        return None
    texts = {c: [cell for cell in cells if isinstance(cell, str) and cell.strip()] for c, cells in enumerate(columns)}
    for column, names in texts.items():
        repeats = any(
            other != column and len(cells) >= len(names) and len(cells) >= _ROWS_PER_AREA * len(set(cells))
            for other, cells in texts.items()
        )
        if len(names) >= _MIN_ROWS and repeats and are_names_of_persons(names, called_persons=False):
            return column
    return None


def is_of_activities(header: str) -> bool:
    """Return whether a header, in plain words, is one of a register of activities."""
    return any(word in header for word in _ACTIVITY)


def is_row_per_person(columns: Sequence[Sequence[object]], headers: Mapping[int, tuple[int, str]]) -> bool:
    """Return whether a table has far more rows than wijken and years, and no column that counts anything.

    Parameters
    ----------
    columns : the cells of the sheet by column.
    headers : column -> the row of its header and the header in plain words.
    """
    if any(is_of_activities(text) or "datum" in text for _, text in headers.values()):
        return False
    areas = [column for column, (_, text) in headers.items() if text in _AREAS]
    if not areas:
        return False
    first = headers[areas[0]][0] + 1
    keys = [key for key in zip(*(columns[column][first:] for column in areas), strict=True) if not is_empty(key[0])]
    if len(keys) < _MIN_ROWS or len(keys) < _ROWS_PER_AREA * len(set(keys)):
        return False
    if any(_COUNT_WORDS.intersection(text.split()) for _, text in headers.values()):
        return False
    return not any(
        _counts(columns[column][first:])
        for column in range(len(columns))
        if column not in areas and not _NO_COUNT.intersection(headers.get(column, (0, ""))[1].split())
    )


def _counts(cells: Sequence[object]) -> bool:
    """Return whether half of the filled cells are numbers and no codes."""
    filled = [cell for cell in cells if not is_empty(cell)]
    numbers = sum(
        (isinstance(cell, int | float) and not isinstance(cell, bool))
        or (isinstance(cell, str) and parse_dutch_number(cell) is not None and parse_area_code(cell) is None)
        for cell in filled
    )
    return bool(filled) and 2 * numbers >= len(filled)
