"""What is wrong with a file, in words that its sender can act on."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the input, in Dutch: where, what was found, what was expected, what to do.

    `where` names file, sheet, row and column as far as they are known ("bereik.xlsx, blad Overzicht,
    rij 7, kolom B"). A `fout` makes the file unusable; a `waarschuwing` reports an assumption or a doubt.
    `asks` is the word of bronnen.toml ("jaar", "organisatie", "telt") that answers the problem, if one does.
    """

    where: str
    found: str
    expected: str
    action: str
    severity: Severity = "fout"
    asks: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the five parts that other programs read."""
        return {name: text for name, text in asdict(self).items() if name != "asks"}

    def __str__(self) -> str:
        found, expected, action = map(_as_sentence, (self.found, self.expected, self.action))
        return f"{self.where}: {found} Verwacht: {expected} Wat u kunt doen: {action}"


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


class InputRefused(Exception):
    """Input that cannot be used; `problems` lists all reasons, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
