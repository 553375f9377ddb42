"""argparse in Dutch: its sentences, and the kinds of value that our options take."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.threshold import THRESHOLDS, parse_threshold
from kinderwerk_stats.text.typed import read_children_per_fte, read_share

WRONG_USE = 2

_DUTCH_WORDS = (
    (r"argument (\S+): ", r"\1: "),
    (r"ignored explicit argument (.*)", r"hier hoort geen waarde achter (\1)"),
    ("expected one argument", "hier hoort een waarde achter"),
    ("expected at least one argument", "hier hoort minstens een waarde achter"),
    (r"not allowed with argument (\S+)", r"kan niet samen met \1"),
    (r"the following arguments are required: ", "dit ontbreekt: "),
    (r"unrecognized arguments: ", "onbekend: "),
    (r"invalid choice: (\S+) \(choose from (.*)\)", r"\1 bestaat niet; kies uit \2"),
    (r"invalid \w+ value: ", "geen goede waarde: "),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 kan meer betekenen: \2"),
    (r"one of the arguments (.*) is required", r"kies een van \1"),
)


class DutchParser(argparse.ArgumentParser):
    """argparse speaks English; its few sentences are said in Dutch here."""

    def error(self, message: str) -> NoReturn:
        for english, dutch in _DUTCH_WORDS:
            message = re.sub(english, dutch, message)
        self.exit(WRONG_USE, f"{self.format_usage()}Deze opdracht klopt niet: {message}\n")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def format_help(self) -> str:
        text = super().format_help().replace("usage: ", "gebruik: ", 1)
        text = text.replace("positional arguments:", "wat:").replace("options:", "opties:")
        return text.replace("show this help message and exit", "toon deze uitleg")


def existing_file(text: str) -> Path:
    """Return the path of a file that is there."""
    path = Path(text)
    try:
        found = path.is_file()
    except OSError:
        # Longer than a name can be.
        found = False
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
