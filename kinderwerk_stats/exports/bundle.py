"""All factsheets of a gemeente in one zip, made one by one: making them can be followed and stopped."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from threading import Event

from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.names import file_name


def bundle_factsheets(
    sheets: Factsheets, *, progress: Callable[[int, int], None] | None = None, cancel: Event | None = None
) -> bytes | None:
    """Return a zip with the factsheet of the gemeente and of every wijk.

    Parameters
    ----------
    sheets : of the gemeente.
    progress : called after every sheet with how many are made, and of how many.
    cancel : when it is set, no further sheet is made.

    Returns
    -------
    The zip; None when it was cancelled. The same figures on the same day give the same bytes.
    """
    monitor = sheets.monitor
    wijken = list(monitor.names)
    content = io.BytesIO()
    # PDFs are compressed inside already.
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as zipped:
        for number, code in enumerate([None, *wijken]):
            if cancel is not None and cancel.is_set():
                return None
            made = sheets.of_gemeente() if code is None else sheets.of_wijk(code)
            zipped.writestr(_entry(factsheet_name(sheets, code), sheets.today), made)
            if progress is not None:
                progress(number + 1, len(wijken) + 1)
    return content.getvalue()


def factsheet_name(sheets: Factsheets, wijk_code: str | None = None) -> str:
    """Return the name of one factsheet as a file; the code keeps wijken with the same name apart."""
    monitor = sheets.monitor
    code = monitor.gemeente_code if wijk_code is None else wijk_code
    name = monitor.gemeente_name if wijk_code is None else monitor.names[wijk_code]
    return f"{file_name('factsheet', str(monitor.year), code, '' if name == code else name)}.pdf"


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
