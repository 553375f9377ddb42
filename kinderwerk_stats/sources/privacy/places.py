"""Addresses and numbers of locations and organisations: they may be known, so they are asked about."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.privacy.findings import Reason
from kinderwerk_stats.sources.privacy.headers import is_contact_label, is_of_a_place, is_role, speaks_of_a_person
from kinderwerk_stats.sources.privacy.texts import contact_in_text

_KINDS = frozenset({"adres", "huisnummer", "email", "telefoon", "rekeningnummer"})
# (column, row), both None where they are not known
_Key = tuple[int | None, int | None]


def find_places(
    found: Mapping[_Key, Sequence[Reason]],
    columns: Sequence[Sequence[object]],
    headers: Mapping[int, Sequence[str]],
    header_rows: Mapping[int, tuple[int, str]],
) -> list[_Key]:
    """Return what of the found is of places: its header says so, or each place of another column has one of them.

    A list of children with one organisation has many numbers for it; and where a person is named it is of no place.

    Parameters
    ----------
    found : (column, row) -> why it refuses.
    columns : the sheet by column.
    headers : column -> all that can be its header, in plain words.
    header_rows : column -> the row of its first header, and the header.
    """
    if any(speaks_of_a_person(name) for said in headers.values() for name in said):
        return []
    places = [column for column, (_, name) in header_rows.items() if is_of_a_place(name)]
    return [
        (column, row)
        for (column, row), reasons in found.items()
        if column is not None
        and {reason.kind for reason in reasons} <= _KINDS
        and (
            any(map(is_of_a_place, headers.get(column, ())))
            or any(
                _is_one_of_each(
                    columns[place][header_rows[place][0] + 1 :], columns[column][header_rows[place][0] + 1 :]
                )
                for place in places
                if place != column
            )
        )
    ]


def _is_one_of_each(places: Sequence[object], values: Sequence[object]) -> bool:
    """Return whether each place has one value, and no value stands without a place."""
    pairs = {(place, value) for place, value in zip(places, values, strict=True) if not is_empty(value)}
    # A count of locations names none.
    return bool(pairs) and len(pairs) == len({place for place, _ in pairs if is_text(place)})


def is_line_of_contact(cells: Sequence[object]) -> bool:
    """Return whether a row says in its first cell that it is about who can be asked, and holds no figures."""
    filled = [cell for cell in cells if not is_empty(cell)]
    plain = to_plain(str(filled[0]))
    return all(isinstance(cell, str) for cell in filled) and (is_contact_label(plain) or is_role(plain))


def says_how_to_reach(cells: Sequence[object]) -> bool:
    """Return whether a row is a label and how an organisation is reached, as above a table.

    >>> says_how_to_reach(["Tel.", "030-1234567"]), says_how_to_reach(["Telefoon", "Adres"])
    (True, False)
    """
    if len(cells) != 2 or not is_line_of_contact(cells):
        return False
    value = str(cells[1])
    return "@" in value or contact_in_text(value) is not None
