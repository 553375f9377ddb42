"""The figures behind a native chart, in a small workbook inside the presentation: a name in it is never a formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from kinderwerk_stats.exports.cells import TEXT_STAYS_TEXT


class _TextStaysText:
    """Write the workbook as python-pptx does, without turning "=..." into a formula or an address into a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, {"in_memory": True, **TEXT_STAYS_TEXT})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Categories(_TextStaysText, CategoryWorkbookWriter):
    pass


class BarData(CategoryChartData):
    """Names and their figures."""

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _Categories(self)
