"""CBS area codes: NL00, GM0344, WK034401, BU03440111.

An area is a code *and* the year of its indeling: WK003401 was all of Almere-Haven in 2014 and is
"Centrum Almere Haven" in 2024 (CBS, Kerncijfers wijken en buurten 2014 and 2024).
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

AreaKind = Literal["land", "gemeente", "wijk", "buurt"]

AREA_KINDS: tuple[AreaKind, ...] = ("land", "gemeente", "wijk", "buurt")

# Amsterdam has letters in its wijk and buurt codes since 2023 (WK0363AA, BU0363AA01).
AREA_CODE_PATTERN = r"NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{2}\d{2}"
_AREA_CODE = re.compile(AREA_CODE_PATTERN)
_BARE_CODE = re.compile(r"\d{4}(?:[0-9A-Z]{2}(?:\d{2})?)?")
# How many gemeenten number their wijken: "Wijk 05 Oost". What is left must be a name.
_NUMBERED = re.compile(r"[Ww]ijk \d+[A-Za-z]?[ :.-]+(?=.*[^\W\d])")
_NAMELESS = " (naam onbekend)"
_YEAR_BEFORE_CODE = re.compile(r"(?:19|20)\d{2}(?=GM|WK|BU)")
_KIND_BY_PREFIX: dict[str, AreaKind] = {"NL": "land", "GM": "gemeente", "WK": "wijk", "BU": "buurt"}
_PREFIX_BY_LENGTH = {4: "GM", 6: "WK", 8: "BU"}


def parse_area_code(text: str, *, bare: bool = False) -> str | None:
    """Return the CBS code in `text`, or None when there is none.

    Spaces around it, lower case and a year before it ("2024WK034401", as geometry files have) are
    accepted. With `bare`, a code without its prefix too: 4 characters are a gemeente, 6 a wijk, 8 a buurt.

    >>> parse_area_code("WK034401  "), parse_area_code("034401", bare=True), parse_area_code("Utrecht")
    ('WK034401', 'WK034401', None)
    """
    code = _YEAR_BEFORE_CODE.sub("", text.strip().upper(), count=1)
    if _AREA_CODE.fullmatch(code):
        return code
    if bare and _BARE_CODE.fullmatch(code):
        return _PREFIX_BY_LENGTH[len(code)] + code
    return None


def kind_of(area_code: str) -> AreaKind:
    """Return what kind of area a valid code stands for.

    >>> kind_of("WK034401")
    'wijk'
    """
    return _KIND_BY_PREFIX[area_code[:2]]


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return names as people say them, without the number of the wijk; whole where two would be the same.

    >>> short_names({"WK051833": "Wijk 33 Bouwlust", "WK051834": "Wijk 34", "WK036301": "Wijkerpoort"})
    {'WK051833': 'Bouwlust', 'WK051834': 'Wijk 34', 'WK036301': 'Wijkerpoort'}
    >>> short_names({"WK051817": nameless("WK051817")})
    {'WK051817': 'Wijk 17'}
    """
    short = {code: _short(name) for code, name in names.items()}
    times = Counter(short.values())
    return {code: name if times[name] == 1 else names[code] for code, name in short.items()}


def _short(name: str) -> str:
    if name.endswith(_NAMELESS):
        return name.removesuffix(_NAMELESS)
    return _NUMBERED.sub("", name, count=1) if _NUMBERED.match(name) else name


def nameless(wijk_code: str) -> str:
    """Return what a wijk is called that no file names: its number in the gemeente.

    >>> nameless("WK051817"), nameless("WK0363AB")
    ('Wijk 17 (naam onbekend)', 'Wijk AB (naam onbekend)')
    """
    return f"Wijk {wijk_code[6:]}{_NAMELESS}"


def gemeente_code_of(area_code: str) -> str:
    """Return the code of the gemeente that a gemeente, wijk or buurt lies in.

    >>> gemeente_code_of("BU0363AA01")
    'GM0363'
    """
    return "GM" + area_code[2:6]
