"""Rows of two layers: begroot and realisatie, or activities, under or beside each wijk, become a row per wijk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum

from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.cells import number_in, read_year_cell
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, PERIOD, YEAR, ColumnMeaning
from kinderwerk_stats.sources.bereik.header import TableHeader, with_meanings
from kinderwerk_stats.sources.bereik.header_paths import header_text
from kinderwerk_stats.sources.bereik.rows import ages_in_label, classify_label, is_part_label
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, says
from kinderwerk_stats.sources.time_words import is_period

# A visit is of one activity; a child can be in two.
_ADDED = ("visits_count", "work_hours", "signals_count")
_TOTALS = ("whole", "named_total", "part")
_SAME = 1e-6
_WORD_BEFORE_YEAR = re.compile(r"^(?:jaar|periode)\b[: ]*", re.IGNORECASE)
Rows = list[list[object]]


def settle_layers(file: str, sheet: Sheet, header: TableHeader) -> tuple[Sheet, list[Problem]]:
    """Return a sheet with a row per wijk, and what was done; as it was where its rows have one layer.

    Rows keep their number. Of begroot and realisatie only what was realised stays. Activities of a wijk are left out
    where the wijk has its own row; else their visits are added, and their children are not.
    """
    if NAME not in header.columns or YEAR in header.columns or PERIOD in header.columns:
        return sheet, []
    layers = _Layers(Place(file, sheet.name), [list(cells) for cells in sheet.rows], header)
    problems = list(layers.settle())
    return (replace(sheet, rows=layers.rows), problems) if problems or layers.filled else (sheet, [])


def with_times_of_blocks(sheet: Sheet, header: TableHeader) -> tuple[Sheet, TableHeader]:
    """Return a sheet with a column for the time of each row, where lines such as "2023" stand above blocks of wijken.

    The first of these lines stands right under the header, and no column says the year or the part of it.
    """
    if not {NAME, CODE} & header.columns.keys() or {YEAR, PERIOD} & header.columns.keys():
        return sheet, header
    area = min(header.columns[kind] for kind in (NAME, CODE) if kind in header.columns)
    rows = [list(cells) for cells in sheet.rows]
    width = max(map(len, rows))
    time = ""
    lines: list[str] = []
    for row, cells in enumerate(rows[header.last_row + 1 :], header.last_row + 1):
        filled = [column for column, cell in enumerate(cells) if not is_empty(cell)]
        text = _WORD_BEFORE_YEAR.sub("", header_text(cells[filled[0]])) if filled else ""
        if len(filled) == 1 and filled[0] <= area and is_period(text):
            lines.append(text)
            time, rows[row] = text, []
        elif filled and not time:
            return sheet, header
        elif filled:
            rows[row] += [None] * (width - len(cells)) + [time]
    if len(set(lines)) < 2:
        return sheet, header
    kind = YEAR if all(read_year_cell(text) for text in lines) else PERIOD
    header = replace(header, texts={**header.texts, width: "Jaar" if kind == YEAR else "Periode"})
    return replace(sheet, rows=rows), with_meanings(header, {**header.meanings, width: ColumnMeaning(kind)})


@dataclass
class _Group:
    """A row and the rows under it that are about parts of it."""

    row: int
    parts: list[int]


class _Layers:
    def __init__(self, place: Place, rows: Rows, header: TableHeader) -> None:
        self.rows = rows
        self.filled = False
        self._place = place
        self._header = header
        self._name = header.columns[NAME]
        self._figures = header.indicators
        self._below = [
            row
            for row in range(header.last_row + 1, len(rows))
            if any(not is_empty(cell_at(rows[row], column)) for column in self._figures.values()) or self._label(row)
        ]

    def settle(self) -> Iterator[Problem]:
        """Change the rows, and say what was done."""
        for column in self._header.unread:
            if role_of("kop", to_plain(self._header.texts[column])) in ("leeftijd", "geslacht", "werksoort"):
                self._fill_names(column)
        beside = self._kind_column()
        if beside is not None:
            self._fill_names(beside)
            if all(_says_plan_or_done(self._text(row, beside)) for row in self._below if self._text(row, beside)):
                yield self._keep_realised([row for row in self._below if self._text(row, beside)], beside)
            elif role_of("register", to_plain(self._header.texts[beside])) == "activiteit":
                yield from self._add_activities()
            else:
                yield from self._keep_wholes(beside)
        elif CODE not in self._header.columns and BUURT not in self._header.columns:
            yield from self._settle_under()

    def _label(self, row: int) -> str:
        return self._text(row, self._name)

    def _text(self, row: int, column: int) -> str:
        cell = cell_at(self.rows[row], column)
        return " ".join(cell.split()) if isinstance(cell, str) and is_text(cell) else ""

    def _kind_column(self) -> int | None:
        """Return the column of words that says what each row of a wijk is; ages and sexes are read elsewhere."""
        for column in self._header.unread:
            if role_of("kop", to_plain(self._header.texts[column])) is not None or column in self._header.said:
                continue
            texts = [self._text(row, column) for row in self._below]
            named = [text for text in texts if text]
            repeated = len(set(named)) < len(named)
            if repeated and 2 * len(named) > len(self._below) and not any(map(_is_of_children, named)):
                return column
        return None

    def _fill_names(self, beside: int) -> None:
        """Repeat the name of a wijk in the rows under it that have none and say what they are."""
        last = ""
        for row in self._below:
            label = self._label(row)
            # An age is no text: "4-12".
            what = header_text(cell_at(self.rows[row], beside) or "")
            if not label and last and what and classify_label(what) not in _TOTALS:
                self.rows[row] += [None] * (self._name + 1 - len(self.rows[row]))
                self.rows[row][self._name] = last
                self.filled = True
            last = label or last

    def _keep_wholes(self, beside: int) -> Iterator[Problem]:
        """Leave out the parts of wijken, such as locations, where each wijk has one row that says to be all of it."""
        rows_of: dict[str, list[int]] = {}
        for row in self._below:
            if classify_label(self._label(row)) == "wijk" and self._label(row):
                rows_of.setdefault(to_plain(self._label(row)), []).append(row)
        wholes = {
            name: [row for row in rows if classify_label(self._text(row, beside)) in _TOTALS]
            for name, rows in rows_of.items()
        }
        if rows_of and all(len(rows) == 1 for rows in wholes.values()):
            parts = [row for name, rows in rows_of.items() for row in rows if row not in wholes[name]]
            self._blank(parts)
            yield make_warning("alleen_totaal_van_wijk_gelezen", self._place, rows=tuple(parts))

    def _keep_realised(self, rows: Sequence[int], column: int) -> Problem:
        """Leave out the rows whose word in a column is not about what was realised."""
        others = [row for row in rows if not says("plan.gerealiseerd", self._text(row, column))]
        if len(others) == len(rows):
            return make_problem("cijfers_zijn_plan", self._place)
        self._blank(others)
        return make_warning("alleen_realisatie_gelezen", self._place, rows=tuple(others))

    def _blank(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.rows[row] = []

    def _add_activities(self) -> list[Problem]:
        """Add the rows of the activities of a wijk, where all their figures can be added; say nothing where not."""
        rows_of: dict[str, list[int]] = {}
        for row in self._below:
            if self._label(row):
                rows_of.setdefault(to_plain(self._label(row)), []).append(row)
        groups = [_Group(rows[0], rows) for rows in rows_of.values()]
        sums = self._sums(groups) if any(len(group.parts) > 1 for group in groups) else None
        for group in groups if sums is not None else ():
            self._put(group.row, (sums or {})[group.row])
            self._blank(group.parts[1:])
        return [] if sums is None else [make_warning("activiteiten_opgeteld", self._place)]

    def _sums(self, groups: Sequence[_Group]) -> dict[int, dict[int, object]] | None:
        """Return row -> column -> the sum of its parts; None where a figure may not be added or is no number."""
        if not set(self._figures) <= set(_ADDED):
            return None
        sums: dict[int, dict[int, object]] = {}
        for group in groups:
            for column in self._figures.values():
                numbers = [number_in(self.rows[row], column) for row in group.parts]
                if any(number is None for number in numbers):
                    return None
                sums.setdefault(group.row, {})[column] = round(fsum(n for n in numbers if n is not None), 6)
        return sums

    def _put(self, row: int, cells: dict[int, object]) -> None:
        self.rows[row] += [None] * (max(cells) + 1 - len(self.rows[row]))
        for column, cell in cells.items():
            self.rows[row][column] = cell

    def _settle_under(self) -> Iterator[Problem]:
        labelled = [row for row in self._below if self._label(row)]
        planned = [row for row in labelled if _says_plan_or_done(self._label(row))]
        if planned and planned[0] != labelled[0]:
            groups = _group_under(labelled, set(planned))
            done = {g.row: [r for r in g.parts if says("plan.gerealiseerd", self._label(r))] for g in groups}
            if groups and all(len(rows) == 1 for rows in done.values()):
                for row, rows in done.items():
                    self._put(row, {column: cell_at(self.rows[rows[0]], column) for column in self._figures.values()})
                yield self._keep_realised(planned, self._name)
                self._blank(planned)
            return
        groups = self._find_layers(labelled)
        if not groups:
            return
        parts = [row for group in groups for row in group.parts]
        names = tuple(dict.fromkeys(self._label(row) for row in parts))
        if all(says("rij.activiteit", self._label(group.row)) for group in groups):
            # The names under the activities are the wijken.
            wholes = [group.row for group in groups]
            self._blank(wholes)
            self._below = [row for row in self._below if row not in wholes]
            if said := self._add_activities():
                yield from said
            else:
                self._blank(range(groups[0].parts[-1] + 1, len(self.rows)))
                yield make_problem("twee_lagen_rijen", self._place)
        elif all(self._has_figures(group.row) for group in groups):
            self._blank(parts)
            yield make_warning("rijen_onder_namen", replace(self._place, rows=tuple(parts)), aantal=len(names))
        elif (sums := self._sums(groups)) is not None:
            for row, cells in sums.items():
                self._put(row, cells)
            self._blank(parts)
            yield make_warning("activiteiten_opgeteld", self._place)
        else:
            self._blank(parts)
            yield make_problem("twee_lagen_rijen", replace(self._place, rows=tuple(parts)))

    def _has_figures(self, row: int) -> bool:
        return any(number_in(self.rows[row], column) is not None for column in self._figures.values())

    def _find_layers(self, labelled: Sequence[int]) -> list[_Group]:
        """Return the wijken with the rows under them; none where the rows have one layer.

        The same names come back under several others, and no figure contradicts that they are parts of those.
        """
        labels = {row: to_plain(self._label(row)) for row in labelled}
        seen = list(labels.values())
        about = {row: classify_label(self._label(row)) for row in labelled}
        twice = {
            row for row in labelled
            if seen.count(labels[row]) > 1 and about[row] == "wijk" and not _is_of_children(self._label(row))
        }  # fmt: skip
        by_sum = self._group_by_sum([row for row in labelled if about[row] == "wijk"])
        if by_sum and any(row in twice for group in by_sum for row in group.parts):
            return by_sum
        groups = _group_under([row for row in labelled if about[row] == "wijk"], twice)
        fits = len(groups) > 1 and twice and all(group.parts and self._contains(group) for group in groups)
        return groups if fits else []

    def _group_by_sum(self, rows: Sequence[int]) -> list[_Group]:
        """Return every row with those under it of which a figure that adds up is the sum; none where one is not."""
        column = next((at for kind, at in self._figures.items() if kind in _ADDED), None)
        groups: list[_Group] = []
        at = 0
        while column is not None and at < len(rows):
            whole, total, end = number_in(self.rows[rows[at]], column), 0.0, at + 1
            while end < len(rows) and whole and total < whole - _SAME:
                total += number_in(self.rows[rows[end]], column) or 0
                end += 1
            if not whole or abs(total - whole) > _SAME:
                return []
            groups.append(_Group(rows[at], list(rows[at + 1 : end])))
            at = end
        return groups if len(groups) > 1 else []

    def _contains(self, group: _Group) -> bool:
        """Return whether every figure of a row can be that of the rows under it together."""
        for kind, column in self._figures.items():
            whole = number_in(self.rows[group.row], column)
            parts = [n for row in group.parts if (n := number_in(self.rows[row], column)) is not None]
            if whole is None or not parts:
                continue
            if kind in _ADDED and abs(whole - fsum(parts)) > _SAME:
                return False
            if not max(parts) - _SAME <= whole <= fsum(parts) + _SAME:
                return False
        return True


def _group_under(rows: Sequence[int], parts: set[int]) -> list[_Group]:
    """Return the rows that are no parts, each with the parts right under it; those without any are left out."""
    groups: list[_Group] = []
    for row in rows:
        if row not in parts:
            groups.append(_Group(row, []))
        elif groups:
            groups[-1].parts.append(row)
    return groups


def _says_plan_or_done(text: str) -> bool:
    plain = to_plain(text)
    return says("plan.gerealiseerd", text) or any(
        find_all(name, plain) for name in ("plan.woorden+kop", "andere_maat.rij", "ander_jaar.rij")
    )


def _is_of_children(text: str) -> bool:
    return is_part_label(text) or ages_in_label(text) is not None
