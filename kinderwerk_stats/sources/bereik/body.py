"""The rows under the header of a bereik table: wijken, totals, children without a wijk, notes."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.problems import Place, make_problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.cells import (
    DECIMAL,
    Cell,
    as_label,
    bare_wijk_code,
    cell_problem,
    code_in_name,
    find_notations,
    read_bereik_cell,
    read_code_cell,
    read_year_cell,
)
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, YEAR, recognise_column
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.bereik.rows import (
    Body,
    BodyRow,
    ages_in_label,
    classify_label,
    is_one_age,
    is_part_label,
    is_staff,
)
from kinderwerk_stats.sources.bereik.said import look_up_wijk
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import role_of

_LONGEST_NAME = 60


class BodyReader:
    """Reads the rows of one table.

    Parameters
    ----------
    file, sheet_name : for the problems.
    rows : all rows of the sheet.
    header : where the table starts.
    wijken : what the user said of names: the code of a wijk, or None for a row that is no wijk.
    years : the years that the lines around it state.
    gemeente : its name, when they or a column state it.
    """

    def __init__(
        self,
        file: str,
        sheet_name: str,
        rows: list[list[object]],
        header: TableHeader,
        wijken: Mapping[str, str | None] | None = None,
        years: frozenset[int] = frozenset(),
        gemeente: str = "",
    ) -> None:
        self._wijken = wijken or {}
        self._place = Place(file, sheet_name)
        self._rows = rows
        self._header = header
        self._years = years
        self._gemeente = gemeente
        self._detail, self._detail_is_buurt = _detail_column(header)
        self._detail_is_age = (
            self._detail is not None and role_of("kop", to_plain(header.texts[self._detail])) == "leeftijd"
        )
        self._last_area: tuple[str | None, str] = (None, "")
        self._body = Body()
        below = rows[header.last_row + 1 :]
        cells = {
            name: [row[column] for row in below if column < len(row)] for name, column in header.indicators.items()
        }
        self._notations = find_notations(cells, DECIMAL)
        for name, texts in cells.items():
            if self._notations[name] == "engels" and any(isinstance(text, str) and "," in text for text in texts):
                self._body.problems.append(
                    make_warning("engelse_getallen", replace(self._place, columns=(header.columns[name],)))
                )

    def read(self, kept: Collection[int] | None = None) -> Body:
        """Read until the end of the sheet, or only the rows `kept`; blank rows and notes may stand in between."""
        after_table = False
        for row in range(self._header.last_row + 1, len(self._rows)):
            if kept is not None and row not in kept:
                continue
            cells = self._rows[row]
            if all(is_empty(cell) for cell in cells):
                after_table = bool(self._body.wijken)
            elif self._is_second_header(cells):
                continue
            elif self._is_other_table(cells):
                self._body.problems.append(make_warning("tweede_tabel_niet_gelezen", self._at_row(row)))
                break
            elif self._is_unit_row(cells):
                self._check_units(row)
            elif self._is_note(cells, after_table=after_table):
                self._body.notes += [str(cell) for cell in cells if is_text(cell)]
            else:
                self._read_row(row)
                after_table = after_table or self._ends_with_total(row)
        return self._body

    def _ends_with_total(self, row: int) -> bool:
        """Return whether a row is a total after which lines of text are notes; not one of a wijk with its parts."""
        total = self._body.totals[-1] if self._body.totals else None
        return total is not None and total.row == row and (total.label_kind == "whole" or not self._body.parts)

    def _at(self, row: int, kind: str) -> object:
        return cell_at(self._rows[row], self._header.columns.get(kind))

    def _is_second_header(self, cells: list[object]) -> bool:
        """Return whether the header is repeated, as on the next page of a report."""
        own = self._rows[self._header.last_row]
        return [to_plain(str(cell)) for cell in cells if is_text(cell)] == [
            to_plain(str(cell)) for cell in own if is_text(cell)
        ]

    def _is_other_table(self, cells: list[object]) -> bool:
        """Return whether the header of another table stands below the wijken: of other figures or other work."""
        area = [self._header.columns[kind] for kind in (CODE, NAME) if kind in self._header.columns]
        words = [str(cell) for column in area if is_text(cell := cell_at(cells, column))]
        kinds = [meaning.kind for word in words if (meaning := recognise_column(word)) is not None]
        filled = [cell for cell in cells if not is_empty(cell)]
        return (
            bool(self._body.wijken)
            and any(kind in (CODE, NAME) for kind in kinds)
            and len(filled) > 1
            and all(is_text(cell) for cell in filled)
        )

    def _is_unit_row(self, cells: list[object]) -> bool:
        """Return whether a row right under the header holds units: words, and none for the wijk."""
        area = {self._header.columns[kind] for kind in (CODE, NAME) if kind in self._header.columns}
        filled = [column for column, cell in enumerate(cells) if not is_empty(cell)]
        return (
            not self._body.wijken
            and not area.intersection(filled)
            and all(is_text(cells[c]) or cells[c] == "%" for c in filled)
        )

    def _check_units(self, row: int) -> None:
        """Complain about a unit that makes another figure of a column: hours under fte, a percentage of children."""
        for name, column in self._header.indicators.items():
            cell = self._rows[row][column] if column < len(self._rows[row]) else None
            unit = set(to_plain(str(cell)).split()) if is_text(cell) else {str(cell)}
            if (name == "kinderwerker_fte" and unit & {"uur", "uren"}) or unit & {"%", "procent", "percentage"}:
                self._complain("eenheid_past_niet", row, column)

    def _is_note(self, cells: list[object], *, after_table: bool) -> bool:
        """Return whether a row is a line of text and not a wijk without figures."""
        if not all(is_empty(cell_at(cells, column)) for column in self._header.indicators.values()):
            return False
        if read_code_cell(cell_at(cells, self._header.columns.get(CODE))).code is not None:
            return False
        texts = [str(cell).strip() for cell in cells if not is_empty(cell)]
        first = texts[0]
        return after_table or first.startswith("*") or len(first) > _LONGEST_NAME or ":" in first

    def _read_row(self, row: int) -> None:
        name_text, detail = self._name_and_detail(row)
        is_said, said_code = look_up_wijk(name_text or str(self._at(row, CODE) or ""), self._wijken)
        if is_said and said_code is None:
            self._leave_out(row, name_text)
            return
        code = said_code or self._read_code(row, name_text)
        if code is None and not name_text and self._is_below_wijk(detail):
            code, name_text = self._last_area
        cells = self._read_cells(row)
        year = self._read_year(row)
        label = name_text or str(self._at(row, CODE) or "") or self._label_beside(row)
        kind = kind_of(code) if code is not None else None
        if kind == "land":
            return
        years = self._years if year is None else frozenset({year})
        if not years:
            # A total without a year of its own stands below the years of the wijken.
            years = frozenset(found.year for found in self._body.wijken if found.year is not None)
        about = (
            classify_label(label, years, self._gemeente)
            if code is None
            else ("whole" if kind == "gemeente" else "wijk")
        )
        name_text = name_text if about == "wijk" else label
        self._place_row(BodyRow(row, code, name_text or None, year, cells, about, detail), kind)

    def _leave_out(self, row: int, name: str) -> None:
        """Leave out a row that the user said is no wijk; those who work there still work for the gemeente."""
        cells = self._read_cells(row)
        found = BodyRow(row, None, name or None, self._read_year(row), cells, "no_wijk")
        if is_staff(found) and not self._is_sum(found):
            self._body.no_wijk.append(found)
        else:
            self._body.left_out.append(row)

    def _place_row(self, found: BodyRow, kind: str | None) -> None:
        """Put a row among those of its kind."""
        body = self._body
        if found.label_kind in ("whole", "named_total", "part"):
            body.totals.append(found)
        elif found.label_kind != "wijk":
            groups = {
                "no_wijk": body.no_wijk,
                "outside": body.outside,
                "no_count": body.no_counts,
                "of_which": body.of_which,
            }
            groups[found.label_kind].append(found)
        elif kind == "buurt" or (found.detail and self._detail_is_buurt and not _says_whole(found.detail)):
            self._add_checked(found, body.buurten)
        elif found.code is None and body.wijken and found.name and _is_of_wijk_above(found.name):
            code, name = self._last_area
            self._add_checked(replace(found, code=code, name=name, detail=found.name), body.parts)
            return
        elif is_part_label(found.detail) or (self._detail_is_age and is_one_age(found.detail)):
            # Left of the wijk it says what the row is about, and a child can be in two of those.
            body.parts_may_overlap = self._detail is not None and self._detail < min(
                self._header.columns[kind] for kind in (NAME, CODE) if kind in self._header.columns
            )
            self._add_checked(found, body.parts)
        elif found.code is not None or found.name:
            self._add_checked(found, body.wijken)
        elif self._is_sum(found):
            body.totals.append(found)
        elif any(cell.status != Status.UNKNOWN or cell.complaint for cell in found.cells.values()):
            self._complain("cijfers_zonder_wijk", found.row)
        if found.label_kind == "wijk" and (found.code or found.name):
            self._last_area = (found.code, found.name or "")

    def _name_and_detail(self, row: int) -> tuple[str, str]:
        """Return the name of the wijk, and what says of which buurt or which children in it the row is."""
        name = self._at(row, NAME if NAME in self._header.columns else BUURT)
        detail = cell_at(self._rows[row], self._detail)
        texts = ["" if is_empty(cell) else " ".join(as_label(cell).split()) for cell in (name, detail)]
        if self._detail_is_age and texts[1].isdecimal():
            return texts[0], f"{texts[1]} jaar"
        return texts[0], texts[1]

    def _is_below_wijk(self, detail: str) -> bool:
        """Return whether a row without a wijk is of the wijk above it, as a pivot leaves repeated names out."""
        if not any(self._last_area) or not detail:
            return False
        if not _says_whole(detail):
            return self._detail_is_buurt or is_part_label(detail) or (self._detail_is_age and is_one_age(detail))
        # Once the wijk has its own row, the next total is that of more wijken.
        last = self._body.wijken[-1] if self._body.wijken else None
        return last is None or (last.code, last.name or "") != self._last_area

    def _label_beside(self, row: int) -> str:
        """Return the words of a total in another column, of a row without a wijk; else nothing."""
        read = set(self._header.columns.values())
        texts = [str(cell) for column, cell in enumerate(self._rows[row]) if column not in read and is_text(cell)]
        return next((text for text in texts if classify_label(text) in ("whole", "named_total", "part")), "")

    def _is_sum(self, found: BodyRow) -> bool:
        """Return whether a row without a label is the sum of the rows above it, as AutoSum leaves it."""
        given = {kind: value for kind in found.cells if (value := found.value(kind)) is not None}
        above = self._body.wijken or self._body.buurten
        return (
            len(above) > 1
            and bool(given)
            and all(abs(value - sum(row.value(kind) or 0 for row in above)) < 1e-6 for kind, value in given.items())
        )

    def _add_checked(self, found: BodyRow, rows: list[BodyRow]) -> None:
        rows.append(found)
        for kind, cell in found.cells.items():
            place = self._at_row(found.row, self._header.columns[kind])
            if cell.remark:
                self._body.problems.append(make_warning(cell.remark, place))
            if cell.complaint:
                self._body.problems.append(cell_problem(cell, kind, place))
        if YEAR in self._header.columns and found.year is None:
            self._complain("geen_jaartal", found.row, self._header.columns[YEAR])
        cells = self._rows[found.row]
        self._body.unnamed_columns |= {
            column for column, cell in enumerate(cells) if not is_empty(cell) and column not in self._header.texts
        }

    def _read_code(self, row: int, name: str) -> str | None:
        cell = self._at(row, CODE)
        if is_empty(cell):
            return code_in_name(name) or bare_wijk_code(name)
        found = read_code_cell(cell)
        if found.wrong and classify_label(str(cell)) == "wijk":
            self._complain("geen_code_van_wijk", row, self._header.columns[CODE])
        return found.code

    def _read_year(self, row: int) -> int | None:
        cell = self._at(row, YEAR)
        return None if is_empty(cell) else read_year_cell(cell)

    def _read_cells(self, row: int) -> dict[str, Cell]:
        return {
            kind: read_bereik_cell(cell_at(self._rows[row], column), kind, self._notations[kind])
            for kind, column in self._header.indicators.items()
        }

    def _complain(self, code: str, row: int, *columns: int) -> None:
        self._body.problems.append(make_problem(code, self._at_row(row, *columns)))

    def _at_row(self, row: int, *columns: int) -> Place:
        return replace(self._place, rows=(row,), columns=columns)


def _detail_column(header: TableHeader) -> tuple[int | None, bool]:
    """Return the column that divides a wijk, and whether in buurten; else in ages or sexes."""
    if BUURT in header.columns and (NAME in header.columns or CODE in header.columns):
        return header.columns[BUURT], True
    roles = ((column, role_of("kop", to_plain(header.texts[column]))) for column in header.unread)
    return next((column for column, role in roles if role in ("geslacht", "leeftijd")), None), False


def _says_whole(detail: str) -> bool:
    return classify_label(detail) in ("whole", "named_total", "part")


def _is_of_wijk_above(name: str) -> bool:
    return is_part_label(name) or ages_in_label(name) is not None
