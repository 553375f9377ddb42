"""What columns beside the figures say of rows, and whether the figures of a row go together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kinderwerk_stats.model.ages import AGES_OF_KINDERWERK, Ages, find_ages
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.bereik.rows import BodyRow, at_rows, classify_label
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, says

GEMEENTE, SCHOOL_YEAR, WORK, AGES = "gemeente", "schooljaar", "werksoort", "leeftijd"


@dataclass
class Context:
    """What such columns say: the `ages` as written, what is wrong.

    `left_out`: rows (from 0) of other work or other ages.
    """

    ages: dict[str, Ages] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)


def read_context(table: Place, header: TableHeader, rows: Sequence[list[object]], wijken: Sequence[BodyRow]) -> Context:
    """Read the columns that describe rows; one value is what the file is about, several must be told apart.

    Rows of other work or another age are left out when rows of kinderwerk remain. Their figures are never added:
    a child can be in both.
    """
    context = Context()
    for column in header.unread:
        kind = role_of("kop", to_plain(header.texts[column]))
        values = {row.row: _text(rows[row.row], column) for row in wijken}
        place = replace(table, columns=(column,))
        if kind == GEMEENTE:
            _read_gemeente(place, values, wijken, context)
        elif kind == SCHOOL_YEAR and any(values.values()):
            context.problems.append(make_problem("kolom_schooljaar", place))
        elif kind == WORK or _names_work(values.values()):
            kept = {row for row, value in values.items() if to_plain(value).startswith("kinder")}
            _keep(place, values, kept, ("alle_rijen_ander_werk", "rijen_ander_werk"), context)
        elif kind == AGES:
            _read_ages(place, values, context)
    return context


def _names_work(values: Iterable[str]) -> bool:
    """Return whether cells name kinderwerk and other work, whatever the column is called: "Product", "Team"."""
    plain = {to_plain(value) for value in values}
    of_others = any(find_all("ander_werk.woorden", value) for value in plain)
    return of_others and any(find_all("ander_werk.kinderwerk", value) for value in plain)


def gemeente_in_column(header: TableHeader, rows: Sequence[list[object]]) -> str:
    """Return the one gemeente that a column of it names; empty when there is none, or more."""
    columns = [column for column in header.unread if role_of("kop", to_plain(header.texts[column])) == GEMEENTE]
    texts = (_text(cells, column) for column in columns for cells in rows[header.last_row + 1 :])
    named = {to_plain(text): text for text in texts if text and classify_label(text) == "wijk"}
    return next(iter(named.values())) if len(named) == 1 else ""


def _text(cells: list[object], column: int) -> str:
    cell = cell_at(cells, column)
    return "" if is_empty(cell) else str(cell).strip()


def _read_gemeente(place: Place, values: dict[int, str], wijken: Sequence[BodyRow], context: Context) -> None:
    named = {to_plain(value) for value in values.values() if value}
    if len(named) > 1 and not all(row.code for row in wijken):
        context.problems.append(make_problem("gemeenten_zonder_codes", place, aantal=len(named)))


def _read_ages(place: Place, values: dict[int, str], context: Context) -> None:
    ages = {row: next(iter(find_ages(value).items()), None) for row, value in values.items()}
    if len(set(values.values())) == 1:
        context.ages |= dict(filter(None, ages.values()))
        return
    kept = {row for row, age in ages.items() if age is not None and age[1] in AGES_OF_KINDERWERK}
    _keep(place, values, kept, ("alle_rijen_andere_leeftijd", "rijen_andere_leeftijd"), context)
    context.ages |= dict(sorted(age for row in kept if (age := ages[row]) is not None))


def _keep(place: Place, values: dict[int, str], kept: set[int], codes: tuple[str, str], context: Context) -> None:
    """Leave out the rows that are not kept; refuse the table when nothing is left."""
    none_left, some_left = codes
    others = sorted(set(values) - kept)
    if others and not kept:
        context.problems.append(make_problem(none_left, place))
    elif others:
        context.left_out |= frozenset(others)
        context.problems.append(make_warning(some_left, place, rows=tuple(others)))


# --- figures of a row ---------------------------------------------------------------------------------------

_ROUNDING_OF_FTE = 0.05
# The whole country has 400 to 500 kinderwerkers.
_MUCH_FTE = 10


def check_doubles(place: Place, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return a problem with the wijken that stand in two rows of the same year."""
    at: dict[tuple[int | None, str], list[BodyRow]] = {}
    for found in wijken:
        key = found.code or normalise_wijk_name(found.name or "")
        at.setdefault((found.year, key), []).append(found)
    doubles = [rows for rows in at.values() if len(rows) > 1]
    names = tuple(dict.fromkeys(str(rows[0].code or rows[0].name) for rows in doubles))
    place = at_rows(place, [row for rows in doubles for row in rows])
    return [make_problem("wijk_dubbel_in_tabel", place, wijken=names)] if doubles else []


def check_rows(place: Place, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return warnings about figures that do not go together in one row."""
    checks: dict[str, Callable[[BodyRow], bool]] = {
        "fte_zonder_kinderwerkers": lambda row: (
            row.value("kinderwerkers_count") == 0 and (row.value("kinderwerker_fte") or 0) > 0
        ),
        "kinderen_zonder_fte": lambda row: row.value("kinderwerker_fte") == 0 and (row.value("reached_count") or 0) > 0,
        "minder_bezoeken_dan_kinderen": lambda row: _below(row.value("visits_count"), row.value("reached_count")),
        "meer_fte_dan_kinderwerkers": lambda row: _fte_above_workers(
            row.value("kinderwerker_fte"), row.value("kinderwerkers_count")
        ),
        "veel_fte_in_wijk": lambda row: (row.value("kinderwerker_fte") or 0) > _MUCH_FTE,
        "kinderwerkers_gebroken": lambda row: not float(row.value("kinderwerkers_count") or 0).is_integer(),
    }
    odd = {code: [row for row in wijken if is_odd(row)] for code, is_odd in checks.items()}
    return [make_warning(code, at_rows(place, rows), meest=_MUCH_FTE) for code, rows in odd.items() if rows]


def _fte_above_workers(fte: float | None, workers: float | None) -> bool:
    """Return whether there is more than one fte per kinderwerker; without any another check speaks."""
    return fte is not None and bool(workers) and fte > (workers or 0) + _ROUNDING_OF_FTE


def _below(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and left < right


def check_notes_on_wijken(place: Place, notes: Sequence[str], wijken: Sequence[BodyRow]) -> list[Problem]:
    """Ask about the wijken of which a note says that their figures are of more, of less or of something else."""
    said = [f" {to_plain(note)} " for note in notes if says("zegt.wijk_is_anders", note)]
    names = {row.row: normalise_wijk_name(row.name or "") for row in wijken}
    rows = tuple(row for row, name in names.items() if name and any(f" {name} " in note for note in said))
    return [make_warning("opmerking_over_wijk", replace(place, rows=rows))] if rows else []
