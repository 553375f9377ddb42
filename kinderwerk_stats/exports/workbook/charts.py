"""Excel's own charts, drawn from cells of the same workbook: who changes a cell, changes the chart."""

from typing import Any, cast

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.exports.drawings.canvas import printable
from kinderwerk_stats.model.palette import LIGHT

_BAR_CM, _LEAST_CM, _WIDTH_CM, _EMU_PER_CM = 0.75, 6, 22, 360_000
_ACCENT = LIGHT.accent.lstrip("#").upper()


class _Place(OneCellAnchor):
    """Where a chart stands, and its alternative text: openpyxl has no other place for that."""

    words = ""
    # What is written of a class openpyxl takes from its own body only.
    __elements__ = OneCellAnchor.__elements__

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "graphicFrame" and value is not None:
            value.nvGraphicFramePr.cNvPr.descr = self.words


def add_bar_chart(sheet: Worksheet, anchor: str, title: str, rows: tuple[int, int], number_format: str) -> None:
    """Add bars of column B against the names in column A, the first row on top.

    Parameters
    ----------
    rows : first and last row with figures.
    """
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 40
    _dress(chart, title, number_format)
    chart.add_data(Reference(sheet, min_col=2, min_row=rows[0], max_row=rows[1]))
    chart.set_categories(Reference(sheet, min_col=1, min_row=rows[0], max_row=rows[1]))
    chart.y_axis.scaling.min = 0
    chart.x_axis.scaling.orientation = "maxMin"
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=_ACCENT)
    chart.height = round(max(_LEAST_CM, _BAR_CM * (rows[1] - rows[0] + 1) + 2))
    _put(sheet, chart, anchor, title)


def add_line_chart(sheet: Worksheet, anchor: str, title: str, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    """Add a line per column over the years in column A; an empty cell leaves a gap, so that a break stays one."""
    chart = LineChart()
    _dress(chart, title, "0%")
    chart.add_data(Reference(sheet, min_col=columns[0], max_col=columns[1], min_row=rows[0], max_row=rows[1]))
    chart.set_categories(Reference(sheet, min_col=1, min_row=rows[0], max_row=rows[1]))
    chart.display_blanks = "gap"
    for series in chart.series:
        series.graphicalProperties = GraphicalProperties()
        series.graphicalProperties.line.solidFill, series.graphicalProperties.line.width = _ACCENT, 28_000
        series.marker.symbol, series.smooth = "circle", False
        series.marker.graphicalProperties = GraphicalProperties(solidFill=_ACCENT)
    chart.height = 8
    _put(sheet, chart, anchor, title)


def _put(sheet: Worksheet, chart: BarChart | LineChart, anchor: str, title: str) -> None:
    column, row = coordinate_from_string(anchor)
    size = XDRPositiveSize2D(*(round(side * _EMU_PER_CM) for side in (chart.width, chart.height)))
    place = _Place(AnchorMarker(col=column_index_from_string(column) - 1, row=row - 1), size)
    place.words = printable(f"{title}. De getallen staan in de tabel op dit blad.")
    # A chart also takes a place with its size, which the stubs do not know.
    cast("Any", chart).anchor = place
    sheet.add_chart(chart)


def _dress(chart: BarChart | LineChart, title: str, number_format: str) -> None:
    chart.title, chart.legend, chart.width = printable(title), None, _WIDTH_CM
    chart.x_axis.delete = False
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal, chart.dataLabels.numFmt = True, number_format
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, name, False)
