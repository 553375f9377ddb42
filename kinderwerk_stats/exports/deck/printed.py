"""The number that a text says, for charts whose labels are made from their own figures."""

import re
from typing import NamedTuple

_NUMBER = re.compile(r"[-−]?\d[\d.]*(?:,\d+)?")


class Printed(NamedTuple):
    """A number as printed, and the format by which a chart prints it the same way; `share`: a percentage."""

    value: float
    number_format: str


def read_printed(text: str) -> Printed | None:
    """Return the number at the start of a formatted text; None where it says why there is none.

    The screen rounds an estimate as far as its interval allows. A chart with more digits would show another number.

    >>> read_printed("2.450 kinderen"), read_printed("4,0 %"), read_printed("onbekend")
    (Printed(value=2450.0, number_format='#,##0'), Printed(value=0.04, number_format='0.0%'), None)
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found.group().replace("−", "-").replace(".", "")
    decimals = len(digits.partition(",")[2])
    number = float(digits.replace(",", "."))
    zeros = f".{'0' * decimals}" if decimals else ""
    if text[found.end() :].lstrip().startswith("%"):
        return Printed(round(number / 100, decimals + 2), f"0{zeros}%")
    euro = '"€ "' if text.lstrip().startswith("€") else ""
    return Printed(number, f"{euro}#,##0{zeros}")
