"""Dutch numbers: thousands with a point, decimals with a comma, never more digits than the uncertainty allows."""

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from kinderwerk_stats.model.indicators import Indicator, Unit
from kinderwerk_stats.model.status import Status

_SINGULAR: dict[Unit, str] = {
    "kinderen": "kind",
    "inwoners": "inwoner",
    "huishoudens": "huishouden",
    "personen": "persoon",
    "jongeren": "jongere",
    "kinderwerkers": "kinderwerker",
    "bezoeken": "bezoek",
    "locaties": "locatie",
    "scholen": "school",
    "opvanglocaties": "opvanglocatie",
    "signalen": "signaal",
    "uren": "uur",
    "vrijwilligers": "vrijwilliger",
    "activiteiten": "activiteit",
    "kinderen per fte": "kind per fte",
    "adressen per km2": "adres per km2",
}


# Spaces in "13 %", "2,5 fte", "€ 150.000" and "4 t/m 12", and the hyphen of 's-Gravenhage.
_TOGETHER = re.compile(r"(?<=\d) (?=%|fte\b|km\b|t/m \d)|(?<=€) (?=\d)|(?<=\d t/m) (?=\d)")
_HYPHEN = re.compile(r"(?<=['’]s)-(?=\w)", re.IGNORECASE)
# Of a share: from here on "10 %" and not "10,0 %", and how narrow its interval is where a decimal says something.
_WHOLE_FROM, _NARROW_SHARE = 0.0995, 0.02
# Wide enough for any float; half a unit goes up, as people round.
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip


def to_decimal(value: float | Decimal) -> Decimal:
    """Return the shortest decimal number that is this float: 0.145 and not 0.1449999...

    >>> to_decimal(0.145) * 100
    Decimal('14.500')
    """
    return value if isinstance(value, Decimal) else Decimal(str(float(value)))


def format_count(count: int, singular: str, plural: str) -> str:
    """Return a count with its noun, in the singular after 1.

    >>> format_count(1, "wijk", "wijken"), format_count(0, "wijk", "wijken")
    ('1 wijk', '0 wijken')
    """
    return f"{format_number(count)} {singular if count == 1 else plural}"


def join_names(names: Sequence[str], most: int | None = 3) -> str:
    """Return names in a sentence; of a long list the first few and how many more, `most` None names them all.

    >>> join_names(["A"]), join_names(["A", "B", "C"]), join_names(list("ABCDE"))
    ('A', 'A, B en C', 'A, B, C en nog 2')
    """
    if most is not None and len(names) > most:
        return f"{', '.join(names[:most])} en nog {len(names) - most}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""


# A page writes the same numbers again and again: on the map, in the bars, in the table and in what is read aloud.
@lru_cache(maxsize=20_000)
def format_number(value: float | Decimal, decimals: int = 0) -> str:
    """Return a number the Dutch way; half a unit goes up (away from zero).

    >>> format_number(1234567.891, 1), format_number(-0.04, 1), format_number(1500)
    ('1.234.567,9', '0,0', '1.500')
    >>> format_number(12.5), format_number(0.145, 2)
    ('13', '0,15')
    """
    if not math.isfinite(value):
        raise ValueError(f"value must be finite, got {value}")
    rounded = round_decimals(value, decimals)
    text = f"{rounded:,f}"
    if rounded == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−").translate(str.maketrans(",.", ".,"))


def round_decimals(value: float | Decimal, decimals: int) -> Decimal:
    """Return the number that `format_number` writes."""
    return to_decimal(value).quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def format_pct(share: float, decimals: int = 0) -> str:
    """Return a share 0-1 as a percentage.

    >>> format_pct(0.1834), format_pct(0.1834, 1)
    ('18 %', '18,3 %')
    """
    return f"{format_number(to_decimal(share) * 100, decimals)} %"


def format_share(share: float, low: float | None = None, high: float | None = None) -> str:
    """Return a share that we compute, the same on every page: a decimal only below ten, and where its margin allows.

    `low`, `high`: its interval; None where it is exact.

    >>> format_share(0.1269), format_share(0.0396), format_share(0.0), format_share(0.084, 0.07, 0.095)
    ('13 %', '4,0 %', '0 %', '8 %')
    """
    return format_pct(share, share_decimals(share if low is None else low, share if high is None else high))


def share_decimals(low: float, high: float) -> int:
    """Return with how many decimals a share with this interval is written, and its ends too.

    >>> share_decimals(0.0378, 0.0416), share_decimals(0.07, 0.095), share_decimals(0.127, 0.127)
    (1, 0, 0)
    """
    return 1 if 0 < high < _WHOLE_FROM and high - low < _NARROW_SHARE else 0


def format_date(day: date) -> str:
    """Return a date as people write it.

    >>> format_date(date(2026, 11, 8))
    '8 november 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_typed(value: float | Decimal) -> str:
    """Return a number as the user typed it: up to four decimals, none that say nothing.

    >>> format_typed(25.0), format_typed(12.5), format_typed(1250)
    ('25', '12,5', '1.250')
    """
    return format_number(value, 4).rstrip("0").rstrip(",")


def uncertainty_step(low: float, high: float) -> int:
    """Return the rounding step (1, 10, 100, ...) that an interval allows: two digits of its width are kept.

    >>> uncertainty_step(2450, 2740), uncertainty_step(9, 12), uncertainty_step(500, 500)
    (10, 1, 1)
    """
    width = high - low
    return 1 if width < 100 else int(10 ** (math.floor(math.log10(width)) - 1))


def format_estimate(value: float, low: float, high: float) -> str:
    """Return an estimated count, rounded as far as its own interval makes sensible.

    >>> format_estimate(35819, 34100, 37500), format_estimate(412, 412, 412)
    ('35.800', '412')
    """
    return format_number(round_estimate(value, low, high))


def round_estimate(value: float, low: float, high: float) -> Decimal:
    """Return the number that `format_estimate` writes."""
    return _round_to(value, uncertainty_step(low, high))


def format_range(low: float | Decimal, high: float | Decimal, decimals: int = 0) -> str:
    """Return an interval in words; one number when both ends read the same.

    >>> format_range(3000, 3750), format_range(2.04, 2.01, 1)
    ('3.000 tot 3.750', '2,0')
    """
    low_text, high_text = format_number(low, decimals), format_number(high, decimals)
    return low_text if low_text == high_text else f"{low_text} tot {high_text}"


def format_estimate_range(low: float, high: float) -> str:
    """Return the interval of an estimated count, rounded to its own step.

    >>> format_estimate_range(2453.2, 2741.9)
    '2.450 tot 2.740'
    """
    return format_range(*round_ends(low, high))


def round_ends(low: float, high: float) -> tuple[Decimal, Decimal]:
    """Return both ends of an estimated count, rounded to the step that its interval allows."""
    step = uncertainty_step(low, high)
    return _round_to(low, step), _round_to(high, step)


def format_pct_range(low: float, high: float, decimals: int = 0) -> str:
    """Return an interval of shares as percentages.

    >>> format_pct_range(0.17, 0.2)
    '17 tot 20 %'
    """
    return f"{format_range(to_decimal(low) * 100, to_decimal(high) * 100, decimals)} %"


def format_one_in(share: float) -> str:
    """Return a share as people say it, to stand before a noun; a percentage where "1 op de n" is not close.

    >>> format_one_in(0.2), format_one_in(0.34), format_one_in(0.62)
    ('1 op de 5', '1 op de 3', '62 % van de')
    """
    n = round(1 / share) if 0.01 <= share <= 0.5 else 0
    return f"1 op de {n}" if n and abs(1 / n - share) <= 0.02 else f"{format_pct(share)} van de"


def format_value(
    indicator: Indicator, value: float, status: Status = Status.KNOWN, at_least: bool = False, *, unit: bool = True
) -> str:
    """Return one figure as the screen shows it, or its status in words when there is none.

    `at_least` writes "minstens" before a number that is never rounded up; `unit` adds the unit behind the number ("%"
    always stands).

    >>> from kinderwerk_stats.model.indicators import INDICATORS
    >>> format_value(INDICATORS["gap_fte"], 6.48, at_least=True)
    'minstens 6,4 fte'
    """
    if status != Status.KNOWN:
        return status.label
    if math.isnan(value):
        return Status.UNKNOWN.label
    if at_least:
        least = round_down(value, indicator.decimals + (2 if indicator.unit == "%" else 0))
        return f"minstens {format_value(indicator, least, unit=unit)}"
    if indicator.unit == "%":
        return format_pct(value, indicator.decimals)
    number = format_number(value, indicator.decimals)
    if not unit or indicator.unit in ("score", "klasse 1-5", "plaats"):
        return number
    return f"€ {number}" if indicator.unit == "euro" else add_unit(number, indicator)


def keep_together(words: str) -> str:
    r"""Return words in which no line may end between a number and its sign, inside "4 t/m 12" or 's-Gravenhage.

    >>> [keep_together(words).count("\N{NO-BREAK SPACE}") for words in ("van 0 % tot 123 %", "€ 150.000", "4 t/m 12")]
    [2, 1, 2]
    >>> keep_together("'s-Gravenhage-Oost").index("-")
    13
    """
    return _HYPHEN.sub("\N{NON-BREAKING HYPHEN}", _TOGETHER.sub("\N{NO-BREAK SPACE}", words))


def add_unit(number: str, indicator: Indicator) -> str:
    """Return a number with its unit behind it, in the singular after 1.

    >>> from kinderwerk_stats.model.indicators import INDICATORS
    >>> add_unit("1", INDICATORS["locations_count"]), add_unit("0", INDICATORS["locations_count"])
    ('1 locatie', '0 locaties')
    """
    return f"{number} {_SINGULAR.get(indicator.unit, indicator.unit) if number == '1' else indicator.unit}"


def add_noun(number: str, one: str, more: str) -> str:
    """Return a written number with its noun, in the singular after 1.

    >>> add_noun("1", "kind", "kinderen"), add_noun("1 tot 3", "kind", "kinderen")
    ('1 kind', '1 tot 3 kinderen')
    """
    return f"{number} {one if number == '1' else more}"


def round_down(value: float, decimals: int = 0) -> float:
    """Return the largest number with so many decimals that is not above this one.

    >>> round_down(35.99), round_down(0.16, 1), round_down(3.0 - 1e-12)
    (35.0, 0.1, 3.0)
    """
    # What differs in the last places of a float only is the same number.
    nearest = to_decimal(round(value, decimals + 9))
    return float(nearest.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_FLOOR))


def _round_to(value: float, step: int) -> Decimal:
    return (to_decimal(value) / step).quantize(Decimal(1), context=_ROUNDING) * step
