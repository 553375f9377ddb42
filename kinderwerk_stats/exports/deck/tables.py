"""Native tables: columns as wide as their words, letters as large as fit."""

from dataclasses import replace
from typing import Any

from pptx.util import Emu, Pt

from kinderwerk_stats.exports.deck.fitting import LINE_HEIGHT, lines_of, width_of
from kinderwerk_stats.exports.deck.shapes import (
    SIZE_BODY,
    SIZE_LARGE,
    SIZE_LINE,
    Box,
    Style,
    describe,
    fill_cell,
    write_text,
)
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.slides import TablePicture

_HEADER = 14
# Letters for tables of so many rows, the header included: a short table need not be small.
_SIZES = ((4, SIZE_LARGE), (9, SIZE_BODY), (11, _HEADER), (16, 12), (10_000, SIZE_LINE))
_SMALLER = (SIZE_LARGE, SIZE_BODY, 16, _HEADER, 12, SIZE_LINE, 10, 9, 8)
# In points: beside the words of a cell, and above and under them together.
_BESIDE, _ABOVE = 18.0, 5.0
# Columns are made for wide letters and a heavy header, so that no word is broken; rows for letters as they mostly are.
_WIDER, _HEAVIER, _MOSTLY = 1.08, 1.15, 0.87
_ROOMY = 1.9


def add_table(shapes: Any, box: Box, picture: TablePicture, alt: str) -> None:
    """Add a native table with a header row."""
    rows, columns = len(picture.rows) + 1, len(picture.columns)
    most = next(size for count, size in _SIZES if rows <= count)
    sizes = [size for size in _SMALLER if size <= most]
    across, down = box.width / Pt(1), box.height / Pt(1)
    # The last one is taken where none fits: nothing is left out.
    size = next((each for each in sizes if _fits(picture, each, across, down)), sizes[-1])
    widths = column_widths(picture, size, across)
    heights = _heights(picture, size, widths, _MOSTLY)
    roomy = min(down / sum(heights), max(1.0, _ROOMY * size * LINE_HEIGHT * rows / sum(heights)))
    frame = shapes.add_table(rows, columns, *replace(box, height=round(sum(heights) * roomy * Pt(1))).as_tuple())
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, width in enumerate(widths):
        table.columns[column].width = Emu(round(width * Pt(1)))
    for number, cells in enumerate((picture.columns, *picture.rows)):
        table.rows[number].height = Emu(round(heights[number] * roomy * Pt(1)))
        for column, words in enumerate(cells):
            cell = table.cell(number, column)
            cell.margin_top = cell.margin_bottom = Emu(30_000)
            fill_cell(cell, LIGHT.accent if number == 0 else LIGHT.background)
            style = Style(size, right=picture.numeric[column], middle=True)
            if number == 0:
                style = replace(style, size=min(size, _HEADER), colour=LIGHT.on_accent, bold=True)
            write_text(cell.text_frame, [words], style)
    describe(frame, alt, "Tabel")


def column_widths(picture: TablePicture, size: float, width: float) -> list[float]:
    """Return the width of each column in points: what it asks for, less where it can be missed; words stay whole."""
    columns = [[row[place] for row in (picture.columns, *picture.rows)] for place in range(len(picture.columns))]
    wanted = [max(_wide(words, size, row == 0) for row, words in enumerate(column)) for column in columns]
    least = [
        max(
            _wide(part, size, row == 0)
            for row, words in enumerate(column)
            # A figure stays on one line, with its unit and its interval.
            for part in ([words] if numeric and row else words.split() or [""])
        )
        for column, numeric in zip(columns, picture.numeric, strict=True)
    ]
    spare = width - sum(wanted)
    if spare >= 0:
        return [each + spare / len(wanted) for each in wanted]
    give = [most - need for most, need in zip(wanted, least, strict=True)]
    if sum(give) >= -spare:
        return [each + spare * part / sum(give) for each, part in zip(wanted, give, strict=True)]
    return [need * width / sum(least) for need in least]


def _wide(words: str, size: float, header: bool) -> float:
    return width_of(words, min(size, _HEADER) * _HEAVIER if header else size) * _WIDER + _BESIDE


def _heights(picture: TablePicture, size: float, widths: list[float], wide: float = 1.0) -> list[float]:
    heights = []
    for number, cells in enumerate((picture.columns, *picture.rows)):
        letters = min(size, _HEADER) if number == 0 else size
        across = letters * wide * (_HEAVIER if number == 0 else 1)
        lines = max(lines_of(words, across, width - _BESIDE + 2) for words, width in zip(cells, widths, strict=True))
        heights.append(lines * letters * LINE_HEIGHT + _ABOVE)
    return heights


def _fits(picture: TablePicture, size: float, width: float, height: float) -> bool:
    widths = column_widths(picture, size, width)
    whole = all(
        _wide(word, size, number == 0) <= room + 0.01
        for number, cells in enumerate((picture.columns, *picture.rows))
        for words, room in zip(cells, widths, strict=True)
        for word in words.split()
    )
    return whole and sum(_heights(picture, size, widths)) <= height
