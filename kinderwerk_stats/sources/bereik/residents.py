"""Columns of children beside each other: those who live in the wijk, and those of them who were reached."""

from collections.abc import Iterable, Mapping, Sequence

from kinderwerk_stats.model.ages import find_ages
from kinderwerk_stats.sources.bereik.cells import number_in
from kinderwerk_stats.sources.bereik.columns import ColumnMeaning, to_percentage
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, says, words

_REACHED = "reached_count"
_ROUNDING = 0.6
Meanings = Mapping[int, ColumnMeaning]


def may_be_residents(header: str, others: Iterable[str]) -> bool:
    """Return whether a column of children may be those who live in the wijk, and not those who were reached.

    Its own header names ages or a place to live and nothing that was done, or a column beside it says which of them
    were reached.

    >>> may_be_residents("Aantal kinderen 4 t/m 12 jaar", []), may_be_residents("Unieke kinderen 4-12", [])
    (True, False)
    >>> may_be_residents("Aantal kinderen", ["Waarvan bereikt"]), may_be_residents("Aantal kinderen", ["Fte"])
    (True, False)
    """
    if _is_of_reach(header):
        return False
    if find_ages(header) or _says_living(header):
        return True
    return any(find_all("bewoners.ernaast", to_percentage(text)) for text in others)


def is_percentage(header: str) -> bool:
    """Return whether a header is that of a share.

    >>> is_percentage("Bereik (in %)"), is_percentage("Bereik")
    (True, False)
    """
    return bool(find_all("andere_maat.percentage", to_percentage(header)))


def tell_apart(
    meanings: Meanings, headers: Mapping[int, str], below: Sequence[Sequence[object]], said: Mapping[int, str]
) -> tuple[dict[int, ColumnMeaning], int | None]:
    """Return the meanings without the children who live in the wijk, beside a column of those who were reached.

    Parameters
    ----------
    meanings, headers : of the columns of a table.
    below : the rows under its header, that must bear it out: no more children were reached than live there.
    said : what the user said of columns; those stay.

    Returns
    -------
    The meanings, and the column of residents where that is likely and not certain; None where there is none.
    """
    found = dict(meanings)
    waarvan = [c for c, text in headers.items() if c not in said and c not in found and _says_of_which(text)]
    children = [column for column, meaning in found.items() if meaning.kind == _REACHED]
    if len(waarvan) == 1 and children and not any(found[c].sure or c in said for c in children):
        found[waarvan[0]] = ColumnMeaning(_REACHED, sure=False)
        children = [*children, waarvan[0]]
    if len(waarvan) == 1 and waarvan[0] in found and "uniek" in to_plain(headers[waarvan[0]]):
        # "Deelnemers", "waarvan uniek": the others count who comes more than once.
        children = [c for c in children if not says("bewoners.gedaan", headers[c]) or c == waarvan[0]]
        found = {c: m for c, m in found.items() if m.kind != _REACHED or c in children}
        if len(children) == 1:
            return dict(sorted(found.items())), None
    unsure = [c for c in children if c not in said and not found[c].sure and not _is_of_reach(headers[c])]
    living = [c for c in unsure if may_be_residents(headers[c], ())]
    reached = [c for c in children if c not in unsure] or ([c for c in unsure if c not in living] if living else [])
    if not reached or not unsure:
        return dict(meanings), None
    if len(reached) > 1 or reached[0] in said or found[reached[0]].sure:
        return {c: m for c, m in found.items() if c not in living}, None
    residents = [c for c in unsure if c != reached[0]]
    shares = [c for c, text in headers.items() if is_percentage(text)]
    asked = None
    for column in residents:
        pairs = _pairs(below, column, reached[0])
        if any(not part.is_integer() for _, part in pairs):
            # "Bereik" 9,5 beside the children is a share.
            del found[reached[0]]
            return dict(sorted(found.items())), column
        if any(part > whole for whole, part in pairs):
            return dict(meanings), None
        del found[column]
        certain = _says_living(headers[column]) or bool(waarvan)
        if not certain and not any(_is_share(below, column, reached[0], share) for share in shares):
            asked = column
    return dict(sorted(found.items())), asked


def take_kinderwerk_fte(
    meanings: Meanings, headers: Mapping[int, str], said: Mapping[int, str]
) -> dict[int, ColumnMeaning]:
    """Return the meanings with the fte of kinderwerk where a column has it: "Fte", "waarvan kinderwerk"."""
    found = dict(meanings)
    for column, header in headers.items():
        before = found.get(column - 1)
        if column not in found and column not in said and column - 1 not in said and before is not None:
            is_fte = before.kind == "kinderwerker_fte" and not says("ander_werk.kinderen", headers[column - 1])
            if is_fte and says("bewoners.waarvan_kinderwerk", header) and not is_percentage(header):
                found[column] = found.pop(column - 1)
    return dict(sorted(found.items()))


def _is_of_reach(header: str) -> bool:
    return (
        says("bewoners.gedaan", header)
        or _says_of_which(header)
        or not words("aantal.bereikt").isdisjoint(to_plain(header).split())
    )


def _says_living(header: str) -> bool:
    return says("zegt.in_woonwijk", header) or says("bewoners.wonen", header)


def _says_of_which(header: str) -> bool:
    return says("bewoners.waarvan_bereikt", header) and not is_percentage(header)


def _pairs(below: Sequence[Sequence[object]], whole: int, part: int) -> list[tuple[float, float]]:
    """Return the numbers of two columns, of the rows that have both."""
    numbers = [(number_in(cells, whole), number_in(cells, part)) for cells in below]
    return [(first, second) for first, second in numbers if first is not None and second is not None]


def _is_share(below: Sequence[Sequence[object]], whole: int, part: int, share: int) -> bool:
    """Return whether a column is in every row how many per cent one is of another."""
    stated = [number_in(cells, share) for cells in below]
    rows = [
        (100 * n / m, s)
        for cells, s in zip(below, stated, strict=True)
        if s is not None and (m := number_in(cells, whole)) and (n := number_in(cells, part)) is not None
    ]
    scale = 100 if all(s <= 1 for _, s in rows) else 1
    return len(rows) > 1 and all(abs(computed - s * scale) <= _ROUNDING for computed, s in rows)
