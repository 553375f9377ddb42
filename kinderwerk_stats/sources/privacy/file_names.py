"""What the name of a file says about a person: searched like a cell, and shown to nobody with that in it."""

import re
from pathlib import PurePath

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.privacy.digits import find_numbers, is_bsn
from kinderwerk_stats.sources.privacy.findings import Reason, refused_name
from kinderwerk_stats.sources.privacy.names import find_names
from kinderwerk_stats.sources.privacy.texts import birth_date_in_text, bsn_in_text, contact_in_text

_BSN_DIGITS = 9
_SIGNS = re.compile(r"[_+]+|(?<=[^\W\d])[.-](?=[^\W\d])|(?<=[a-z])(?=[A-Z])")


def judge_file_name(name: str) -> Reason | None:
    """Return what the name of a file says about a person, or None.

    One number that passes the elfproef is enough, unlike in a column: no other names stand beside it to compare with.

    >>> judge_file_name("lijst 111222333.xlsx").kind, judge_file_name("kwb-2024-20240131.xlsx")
    ('bsn', None)
    >>> judge_file_name("intake_Kim_Jansen.xlsx").kind, judge_file_name("Jan van Galenstraat jan-mrt.csv")
    ('naam_persoon', None)
    """
    stem = PurePath(name).stem
    words = _SIGNS.sub(" ", stem)
    if bsn_in_text(words) or any(len(number) == _BSN_DIGITS and is_bsn(number) for number in find_numbers(stem)):
        kind = "bsn"
    elif birth_date_in_text(words):
        kind = "geboortedatum"
    else:
        kind = contact_in_text(stem) or ("naam_persoon" if find_names(words)[0] else "")
    return Reason(kind, beside="bestandsnaam") if kind else None


def refuse_file_name(name: str) -> Problem | None:
    """Return the problem that refuses a file for what its name says about a person; it does not repeat the name."""
    reason = judge_file_name(name)
    if reason is None:
        return None
    return refused_name(safe_label(name), reason)


def safe_label(name: str) -> str:
    """Return what a file is called where its own name must not be repeated.

    >>> safe_label("lijst 111222333.xlsx"), safe_label("111222333")
    ('bestand.xlsx', 'bestand')
    """
    suffix = PurePath(name).suffix
    return f"bestand{suffix}" if suffix[1:].isalpha() else "bestand"
