"""Columns that say what the rows are about: gemeente, schooljaar, kind of work, age."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kinderwerk_stats.model.ages import Ages, find_ages
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.sources.bereik.body import BodyRow
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain
from kinderwerk_stats.sources.files.where import column_letter, list_rows
from kinderwerk_stats.sources.lexicon import role_of

GEMEENTE, SCHOOL_YEAR, WORK, AGES = "gemeente", "schooljaar", "werksoort", "leeftijd"
_KINDERWERK_AGES = ((4, 11), (4, 12))


@dataclass
class Context:
    """What such columns say: `gemeente` (empty when not said), the `ages` as written, what is wrong.

    `left_out`: rows (from 0) of other work or other ages.
    """

    gemeente: str = ""
    ages: dict[str, Ages] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)


def read_context(where: str, header: TableHeader, rows: Sequence[list[object]], wijken: Sequence[BodyRow]) -> Context:
    """Read the columns that describe rows; one value is what the file is about, several must be told apart.

    Rows of other work or another age are left out when rows of kinderwerk remain. Their figures are never added:
    a child can be in both.
    """
    context = Context()
    for column in header.unread:
        kind = role_of("kop", to_plain(header.texts[column]))
        values = {row.row: _text(rows[row.row], column) for row in wijken}
        place = f"{where}, kolom {column_letter(column)}"
        if kind == GEMEENTE:
            _read_gemeente(place, values, wijken, context)
        elif kind == SCHOOL_YEAR and any(values.values()):
            found, action = "cijfers van een schooljaar", "vraag de cijfers van een kalenderjaar"
            context.problems.append(worded(place, found, "cijfers van een kalenderjaar", action))
        elif kind == WORK:
            kept = {row for row, value in values.items() if to_plain(value).startswith("kinder")}
            _keep(place, values, kept, "ander werk dan kinderwerk", context)
        elif kind == AGES:
            _read_ages(place, values, context)
    return context


def _text(cells: list[object], column: int) -> str:
    return "" if column >= len(cells) or is_empty(cells[column]) else str(cells[column]).strip()


def _read_gemeente(place: str, values: dict[int, str], wijken: Sequence[BodyRow], context: Context) -> None:
    named = {to_plain(value): value for value in values.values() if value}
    if len(named) == 1:
        context.gemeente = next(iter(named.values()))
    elif len(named) > 1 and not all(row.code for row in wijken):
        found = f"wijken van {len(named)} gemeenten, zonder wijkcodes"
        context.problems.append(
            worded(place, found, "wijken van een gemeente, of wijkcodes", "vraag een tabel met wijkcodes")
        )


def _read_ages(place: str, values: dict[int, str], context: Context) -> None:
    ages = {row: _age_of(value) for row, value in values.items()}
    named = set(values.values())
    if len(named) == 1:
        context.ages |= dict(filter(None, ages.values()))
        return
    kept = {row for row, age in ages.items() if age is not None and age[1] in _KINDERWERK_AGES}
    _keep(place, values, kept, "een andere leeftijd dan 4 tot en met 12 jaar", context)
    context.ages |= dict(sorted(age for row in kept if (age := ages[row]) is not None))


def _age_of(value: str) -> tuple[str, Ages] | None:
    return next(iter(find_ages(value).items()), None)


def _keep(place: str, values: dict[int, str], kept: set[int], what: str, context: Context) -> None:
    """Leave out the rows that are not kept; refuse the table when nothing is left."""
    others = sorted(set(values) - kept)
    if not others:
        return
    if not kept:
        context.problems.append(
            worded(place, f"alle rijen zijn van {what}", "rijen van kinderwerk", "vraag de cijfers van kinderwerk")
        )
        return
    context.left_out |= frozenset(others)
    action = "deze rijen zijn niet gebruikt, en een totaalrij ook niet; controleer of dat klopt"
    found = f"{list_rows(others)}: {what}"
    context.problems.append(worded(place, found, "alleen kinderwerk, van 4 tot en met 12 jaar", action, "waarschuwing"))
