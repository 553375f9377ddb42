"""argparse in Dutch: its sentences, and the kinds of value that our options take."""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.threshold import THRESHOLDS, parse_threshold
from kinderwerk_stats.text.numbers import format_number, to_decimal
from kinderwerk_stats.text.typed import read_children_per_fte, read_share, read_typed_number

WRONG_USE = 2
# More than all gemeenten together spend is a slip of the keys.
MOST_EUR = 100_000_000_000

# What argparse says to who uses a command. What it says to who writes one stays English.
DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat",
    "options": "opties",
    "show this help message and exit": "toon deze uitleg",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "ignored explicit argument %r": "hier hoort geen waarde achter (%r)",
    "expected one argument": "hier hoort een waarde achter",
    "expected at most one argument": "hier hoort hoogstens een waarde achter",
    "expected at least one argument": "hier hoort minstens een waarde achter",
    "expected %s argument": "hier hoort %s waarde achter",
    "expected %s arguments": "hier horen %s waarden achter",
    "not allowed with argument %s": "kan niet samen met %s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "one of the arguments %s is required": "kies een van %s",
    "unrecognized arguments: %s": "onbekend: %s",
    "unexpected option string: %s": "onbekend: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
    "invalid %(type)s value: %(value)r": "geen goede waarde: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bestaat niet; kies uit %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": (
        "%(value)r bestaat niet; bedoelt u %(suggestion)r? Kies uit %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r bestaat niet; kies uit %(choices)s",
}


def _say(english: str) -> str:
    return DUTCH.get(english, english)


def _say_number(one: str, more: str, count: int) -> str:
    return _say(one if count == 1 else more)


@contextmanager
def dutch() -> Iterator[None]:
    """Let argparse speak Dutch: it passes every message through the functions of gettext that it imported."""
    names = vars(argparse)
    kept = {name: names[name] for name in ("_", "ngettext")}
    names.update({"_": _say, "ngettext": _say_number})
    try:
        yield
    finally:
        names.update(kept)


class DutchParser(argparse.ArgumentParser):
    """A parser that is built and used within `dutch`, and says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        with dutch():
            self.exit(WRONG_USE, f"{self.format_usage()}Deze opdracht klopt niet: {message}\n")


def existing_file(text: str) -> Path:
    """Return the path of a file that is there."""
    path = Path(text)
    try:
        found, is_folder = path.is_file(), path.is_dir()
    except OSError:
        # Longer than a name can be.
        found = is_folder = False
    if is_folder:
        named = f"zoals {path / 'kwb-2024.xlsx'} {path / 'bereik.xlsx'}"
        raise argparse.ArgumentTypeError(f"{text} is een map; noem elk bestand in die map, {named}")
    if not found:
        raise argparse.ArgumentTypeError(f"het bestand {text} bestaat niet")
    return path


def json_or_file(text: str) -> str:
    """Return JSON that begins with "{", or the name of a file that is there."""
    if not text.lstrip().startswith("{"):
        existing_file(text)
    return text


def year(text: str) -> int:
    """Return a year."""
    if not re.fullmatch(r"(19|20)\d{2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is geen jaartal, zoals 2024")
    return int(text)


def day(text: str) -> str:
    """Return a date as it was typed, dd-mm-jjjj."""
    try:
        datetime.strptime(text, "%d-%m-%Y").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum, zoals 31-12-2024") from None
    return text


def percentage(text: str) -> float:
    """Return a percentage from 0, with or without its sign; more than 100 is possible for a change."""
    if not re.fullmatch(r"\d{1,4}([.,]\d+)?\s*%?", text):
        raise argparse.ArgumentTypeError(f"'{text}' is geen percentage, zoals 25")
    return float(text.rstrip("% ").replace(",", "."))


def tenths(text: str) -> int:
    """Return fte in tenths: "3,0" is 30."""
    number = read_typed_number(text)
    # Decimals have no remainder of what is beyond their digits.
    if number is None or number > 1e9 or text.rstrip().endswith("%") or (to_decimal(number) * 10) % 1:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal fte in hele tienden, zoals 0,3 of 2.5")
    return int(to_decimal(number) * 10)


def euro(text: str) -> Decimal:
    """Return an amount, read as on screen: "250.000" is 250000."""
    number = None if text.rstrip().endswith("%") else read_typed_number(text)
    if number is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen bedrag in euro, zoals 250.000")
    if number > MOST_EUR:
        raise argparse.ArgumentTypeError(f"'{text}' is te veel: hoogstens € {format_number(MOST_EUR)}")
    return to_decimal(number)


def costs(text: str) -> tuple[Decimal, Decimal]:
    """Return an amount above 0, or two with a dash between them, from low to high."""
    ends = [euro(part) for part in text.split("-")]
    if not 1 <= len(ends) <= 2 or not 0 < ends[0] <= ends[-1]:
        raise argparse.ArgumentTypeError(f"'{text}' is geen bedrag boven 0, zoals 92.000 of 85.000-95.000")
    return ends[0], ends[-1]


def one_of(numbers: Sequence[float]) -> Callable[[str], float]:
    """Return the kind of a number that is one of these."""

    def read(text: str) -> float:
        number = read_typed_number(text)
        if number is None or number not in numbers:
            shown = " of ".join(f"{choice:g}".replace(".", ",") for choice in numbers)
            raise argparse.ArgumentTypeError(f"'{text}' is geen van {shown}")
        return number

    return read


def gemeente(text: str) -> str:
    """Return a gemeente code."""
    code = parse_area_code(text, bare=True)
    if code is None or kind_of(code) != "gemeente":
        raise argparse.ArgumentTypeError(f"'{text}' is geen gemeentecode, zoals GM0344")
    return code


def children_per_fte(text: str) -> float:
    """Return a norm in children per fte, read as on screen: "3.000" is 3000."""
    value = read_children_per_fte(text)
    if value is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal kinderen van 1 tot 100.000, zoals 800 of 3.000")
    return value


def share(text: str) -> float:
    """Return a share, above 0 and at most 1, typed as a part or as a percentage with its sign."""
    value = read_share(text)
    if value is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen deel tussen 0 en 1, zoals 0.25 of 25%")
    return value


def threshold(text: str) -> int:
    """Return below which number counts are hidden, 0 for none."""
    value = parse_threshold(text)
    if value is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen drempel: kies {' of '.join(THRESHOLDS)}")
    return value


def wijk(text: str) -> str:
    """Return a wijk code."""
    code = parse_area_code(text)
    if code is None or kind_of(code) != "wijk":
        raise argparse.ArgumentTypeError(f"'{text}' is geen wijkcode, zoals WK034401")
    return code
