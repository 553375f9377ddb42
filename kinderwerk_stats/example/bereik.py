"""The workbooks of the invented Stichting Kinderwerk Halmerdam: a plain table with codes, later a yearly report."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinderwerk_stats.example.town import (
    CHILDREN_COUNTED_TWICE,
    INVENTED,
    ORGANISATION,
    WIJKEN,
    WORKERS_IN_TOTAL,
    YEARS,
    Wijk,
    draw_between,
)

FIRST_REPORT_YEAR = 2022
# The organisation itself hides fewer children or signals than this in its reports.
_MIN_SHOWN = 5
Cell = str | int | float | None
_PLAIN_HEADER = ("wijkcode", "wijk", "jaar", "unieke kinderen", "bezoeken", "fte", "kinderwerkers", "locaties")
_REPORT_HEADER = ("Gebied", "Unieke kinderen", "Deelnames", "Signalen", "Fte kinderwerk", "Kinderwerkers", "Locaties")


def fill_bereik(workbook: Workbook, year: int) -> None:
    """Write the sheets of one year: a report from FIRST_REPORT_YEAR on, a plain table before."""
    if year < FIRST_REPORT_YEAR:
        sheet = workbook.add_worksheet(f"bereik {year} (verzonnen)")
        for row, cells in enumerate([_PLAIN_HEADER, *(_plain_row(wijk, year) for wijk in WIJKEN)]):
            _write_row(sheet, row, cells)
        return
    _fill_report(workbook, year)


def _fill_report(workbook: Workbook, year: int) -> None:
    """Write the yearly report: title, merged header on two rows, a row per wijk, total, footnotes."""
    bold = workbook.add_format({"bold": True})
    sheet = workbook.add_worksheet(f"Overzicht {year}")
    sheet.set_column(0, 0, 38)
    sheet.merge_range(0, 0, 0, 6, f"Jaarcijfers kinderwerk {year}", bold)
    _write_row(sheet, 1, [f"Organisatie: {ORGANISATION} ({INVENTED})"])
    _write_row(sheet, 2, [f"Peildatum: 31-12-{year}   Leeftijd: 4 t/m 12 jaar"])
    sheet.merge_range(4, 1, 4, 3, "Bereik", bold)
    sheet.merge_range(4, 4, 4, 6, "Inzet", bold)
    _write_row(sheet, 5, _REPORT_HEADER, bold)
    rows = [_report_row(wijk, year) for wijk in WIJKEN]
    for row, cells in enumerate([*rows, _total_row(year)], start=6):
        _write_row(sheet, row, _typed(cells, year))
    for row, note in enumerate(_footnotes(year), start=8 + len(rows)):
        _write_row(sheet, row, [note])
    _write_row(workbook.add_worksheet("Toelichting"), 0, [f"Bron: eigen registratie van {ORGANISATION} ({INVENTED})"])


def _footnotes(year: int) -> list[str]:
    notes = [
        "* Kinderen tellen mee in de wijk waar zij wonen. Het totaal telt elk kind één keer.",
        "** Jeugdcentrum De Loods in het Spoorkwartier telt ook bezoekers uit de rest van de stad.",
        "*** Wie in twee wijken werkt, telt in het totaal één keer. <5: minder dan vijf.",
    ]
    uncounted = [wijk.name for wijk in WIJKEN if wijk.kinderwerk.reached[YEARS.index(year)] is None]
    return notes + [f"**** {name}: bezoekers niet geregistreerd in {year}." for name in uncounted]


def _visits(wijk: Wijk, year: int) -> int:
    """Return how often children came: 8 to 15 times each; where they were not counted, as many as the year before."""
    index = YEARS.index(year)
    reached = wijk.kinderwerk.reached[index]
    if reached is None:
        reached = wijk.kinderwerk.reached[index - 1] or 0
    return round(reached * draw_between(8, 15, "visits", wijk.number, year))


def _signals(wijk: Wijk, year: int) -> int:
    return round(_visits(wijk, year) * draw_between(0.003, 0.009, "signals", wijk.number, year))


def _plain_row(wijk: Wijk, year: int) -> list[Cell]:
    work, i = wijk.kinderwerk, YEARS.index(year)
    return [wijk.code, wijk.full_name, year, work.reached[i], _visits(wijk, year), work.fte[i], work.workers[i],
            work.locations[i]]  # fmt: skip


def _report_row(wijk: Wijk, year: int) -> list[Cell]:
    work, i = wijk.kinderwerk, YEARS.index(year)
    reached = work.reached[i]
    return [wijk.name, None if reached is None else _hide(reached), _visits(wijk, year), _hide(_signals(wijk, year)),
            work.fte[i], work.workers[i], work.locations[i]]  # fmt: skip


def _total_row(year: int) -> list[Cell]:
    i = YEARS.index(year)
    reached = sum(wijk.kinderwerk.reached[i] or 0 for wijk in WIJKEN) - CHILDREN_COUNTED_TWICE[year]
    fte = round(sum(wijk.kinderwerk.fte[i] for wijk in WIJKEN), 1)
    locations = sum(wijk.kinderwerk.locations[i] for wijk in WIJKEN)
    return [
        "Totaal",
        reached,
        sum(_visits(wijk, year) for wijk in WIJKEN),
        None,
        fte,
        WORKERS_IN_TOTAL[year],
        locations,
    ]


def _hide(count: int) -> Cell:
    return f"<{_MIN_SHOWN}" if 0 < count < _MIN_SHOWN else count


def _typed(cells: list[Cell], year: int) -> list[Cell]:
    """Return the cells as this year's typist left them: numbers, or Dutch numbers as text."""
    name, reached, visits, signals, fte, workers, locations = cells
    if year == 2023:
        return cells
    fte = f"{fte:g}".replace(".", ",")
    if year == 2022:
        return [name, reached, f"{visits:,}".replace(",", "."), signals, fte, workers, locations]
    # The total row is a formula in their sheet, so it stays a number.
    reached = str(reached) if reached is not None and name != "Totaal" else reached
    return [name, reached, visits, signals, fte, workers, locations]


def _write_row(sheet: Worksheet, row: int, cells: Sequence[Cell], style: Format | None = None) -> None:
    """Write text as text and numbers as numbers; None leaves the cell empty."""
    for column, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(row, column, value, style)
        elif value is not None:
            sheet.write_number(row, column, value, style)
