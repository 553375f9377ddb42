"""What may come out of a table whose figures are known: the right ones, a question, or a refusal that is true.

Never a wrong figure. A question counts only when it offers the right reading of the figure that it is about: a remark
about something else does not excuse a wrong figure. A figure that is not read must be said to be missing.
"""

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from kinderwerk_stats.delivery.delivered import plan_publication
from kinderwerk_stats.delivery.preview import preview_publication
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.text.problems import describe
from tests.table_case import CODES, FTE, GEMEENTE, HIDDEN, REACHED, VISITS, WORKERS, YEAR, Case, Pick, Right, write_case
from tests.table_shapes import build_case

_EXAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"
_AREAS = pd.DataFrame(
    {"name": [f"Wijk {code[-2:]} {name}" for name, code in CODES.items()]}, index=list(CODES.values())
)
_SAID_MISSING = {REACHED: ("unieke kinderen", "bereikte kinderen"), FTE: ("fte",), VISITS: ("bezoeken",),
                 WORKERS: ("kinderwerkers",)}  # fmt: skip
_QUESTIONS_OF_EVERY_FILE = ("jaar", "organisatie", "telt", "")
# Nothing about persons is in these tables, each of them is a table of reach of whole years, and their cells have the
# words and numbers that people write.
_UNTRUE = ("persoonsgegevens", "niet herkend", "geen rijen met wijken", "geen blad heeft", "september", "geen getal",
           "geen heel getal", "meer dan een jaar", "samen niet al")  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """`outcome`: right, asked, refused; or wrong, silent, untrue, crash. `words`: what is wrong."""

    outcome: str
    words: str = ""

    @property
    def is_find(self) -> bool:
        return self.outcome in ("wrong", "silent", "untrue", "crash")


def judge(case: Case, folder: Path) -> Verdict:
    """Read a table and hold what comes out against what is right."""
    path = write_case(case, folder)
    understood = explain_bereik(path)
    if case.asks_year and any(table.source.year is None for table in understood.result.tables):
        if "jaar" not in [problem.asks for problem in understood.result.problems]:
            return Verdict("silent", "no year, and nothing asks for it")
        # What the user gets once the question is answered.
        understood = explain_bereik(path, Corrections(year=YEAR))
    result = understood.result
    faults = [problem for problem in result.problems if problem.severity == "fout"]
    if not result.tables:
        found = " ".join(describe(problem).found.casefold() for problem in faults)
        if not faults:
            return Verdict("silent", "no table and no word about it")
        untrue = [words for words in _UNTRUE if words in found]
        return Verdict("untrue", found[:300]) if untrue else Verdict("refused", found[:300])
    return _Judge(case, understood).judge()


class _Judge:
    def __init__(self, case: Case, understood: Understanding) -> None:
        self._case = case
        self._understood = understood
        self._problems = list(understood.result.problems)
        if case.residents_only:
            now = _figures_of_cbs()
            plan = plan_publication(now, understood.result, GEMEENTE)
            self._problems += preview_publication(now, plan, "4-12").doubts

    @property
    def _said(self) -> list[str]:
        """Everything that was found, in words."""
        return [describe(problem).found.casefold() for problem in self._problems]

    def judge(self) -> Verdict:
        verdicts: list[Verdict] = []
        seen: set[tuple[int, str]] = set()
        for table in self._understood.result.tables:
            assert isinstance(table, BereikTable)
            verdicts += self._judge_year(table)
            matched, found = match_wijken(table, _AREAS, GEMEENTE, "Halmerdam")
            self._problems += found
            year = table.year or YEAR
            for indicator in matched.values.columns:
                seen.add((year, indicator))
                verdicts += self._judge_figures(matched, year, indicator)
                verdicts += self._judge_total(matched, year, indicator)
        verdicts += [
            verdict
            for year, indicator in self._case.right
            if year == YEAR and (year, indicator) not in seen and (verdict := self._missing(year, indicator))
        ]
        finds = [verdict for verdict in verdicts if verdict.is_find]
        if finds:
            return min(finds, key=lambda one: ("wrong", "silent").index(one.outcome))
        return verdicts[0] if verdicts else Verdict("right")

    def _judge_year(self, table: BereikTable) -> list[Verdict]:
        years = {YEAR if self._case.asks_year else self._case.year, *self._case.years_in_headers}
        if table.year in years:
            return []
        if table.year is None and "jaar" in [problem.asks for problem in self._problems]:
            return [Verdict("asked", "year")]
        return [Verdict("wrong", f"year {table.year} instead of {self._case.year}")]

    def _judge_figures(self, table: BereikTable, year: int, indicator: str) -> list[Verdict]:
        right = self._case.right.get((year, indicator))
        verdicts = []
        codes = [None if pd.isna(code) else str(code) for code in table.rows["wijk_code"]]
        for code, value, status in zip(codes, table.values[indicator], table.status[indicator], strict=True):
            if code is None:
                continue
            name = next(name for name, own in CODES.items() if own == code)
            expected = None if right is None else right.get(name)
            verdicts += self._judge_figure(year, indicator, expected, value if status == Status.KNOWN else None, status)
        lost = [name for name in right or () if CODES[name] not in codes]
        if lost and not self._is_stopped():
            verdicts.append(Verdict("silent", f"{indicator}: no row for {', '.join(lost)}"))
        return verdicts

    def _judge_figure(
        self, year: int, indicator: str, expected: Right, value: float | None, status: int
    ) -> list[Verdict]:
        if value is not None:
            if isinstance(expected, float) and abs(value - expected) < 1e-9:
                return self._judge_remark(expected)
            if self._is_asked(year, indicator):
                return [Verdict("asked", indicator)]
            return [Verdict("wrong", f"{indicator} of {year}: {value:g}, right is {expected}")]
        if expected == HIDDEN and status != Status.SUPPRESSED and not self._said_word():
            return [Verdict("silent", f"{indicator}: a hidden count is called {Status(status).code}")]
        if isinstance(expected, float):
            found = self._missing(year, indicator)
            return [found] if found else []
        return []

    def _judge_remark(self, expected: float) -> list[Verdict]:
        """Words that were read as a number are remarked upon."""
        numbers = [word for word in self._case.remarks if word.startswith(("±", "geen", "nihil"))]
        if numbers and expected in (0.0, 120.0) and not self._said_word():
            return [Verdict("silent", f"'{numbers[0]}' was read as {expected:g} without a remark")]
        return []

    def _judge_total(self, table: BereikTable, year: int, indicator: str) -> list[Verdict]:
        right = self._case.right.get((year, indicator))
        if right is None or any(not isinstance(value, float) for value in right.values()):
            return []
        summed = round(sum(value for value in right.values() if isinstance(value, float)), 6)
        allowed = self._case.totals.get(indicator, (summed,)) if year == YEAR else (summed,)
        used = table.total.get(indicator, round(float(table.values[indicator].sum()), 6))
        said = any("fte" in words and ("geen wijk" in words or "zonder wijk" in words) for words in self._said)
        if any(abs(used - total) < 1e-6 for total in allowed) or said or self._is_stopped():
            return []
        if self._is_asked(year, indicator) or table.values[indicator].isna().any():
            return []
        return [Verdict("wrong", f"{indicator}: the gemeente has {used:g}, right is {allowed}")]

    def _missing(self, year: int, indicator: str) -> Verdict | None:
        """What is not read must be said: by its own header, or as a figure that is not there."""
        words = (*self._case.hints.get((year, indicator), ()), *_SAID_MISSING[indicator], *self._case.remarks)
        if self._is_stopped() or any(word.casefold() in found for word in words for found in self._said):
            return Verdict("asked", f"{indicator} is said not to be read")
        return Verdict("silent", f"{indicator} of {year} is not read, and nothing says so")

    def _is_asked(self, year: int, indicator: str) -> bool:
        """Return whether the figure is in doubt, and the right reading is offered."""
        if any(column.role == indicator and column.certainty == "zeker" for column in self._understood.columns):
            return False
        # Before each name has its wijk, nothing can be held beside the children who live there.
        if indicator == REACHED and (self._case.residents_only and self._is_stopped()):
            return True
        if indicator == REACHED and any("wonen" in found for found in self._said):
            return True
        hints = self._case.hints.get((year, indicator), ())
        # The list of unread columns is no question.
        asking = [found for found in self._said if not found.startswith("kolommen die het dashboard niet leest")]
        return any(hint in found for hint in hints for found in asking)

    def _said_word(self) -> bool:
        words = [word[0] if word.startswith("±") else word.strip("<") for word in self._case.remarks]
        return any(word in found for word in words for found in self._said)

    def _is_stopped(self) -> bool:
        return any(problem.severity == "fout" for problem in self._problems)


@cache
def _figures_of_cbs() -> Library:
    return read_files([_EXAMPLE / f"kwb-{YEAR}.xlsx"], year=YEAR, gemeente_code=GEMEENTE)


# --- many tables -------------------------------------------------------------------------------------


class Choices:
    """Choices that can be made again: those that are given, then chance or the plainest."""

    def __init__(self, given: Sequence[int] = (), chance: random.Random | None = None) -> None:
        self._given = list(given)
        self._chance = chance
        self.made: list[int] = []

    def __call__(self, count: int) -> int:
        at = len(self.made)
        if at < len(self._given):
            choice = self._given[at] % count
        else:
            choice = self._chance.randrange(count) if self._chance else 0
        self.made.append(choice)
        return choice


def judge_choices(choices: Pick, folder: Path) -> tuple[Case, Verdict]:
    """Make the table of some choices and judge it; whatever escapes is a find."""
    case = build_case(choices)
    try:
        return case, judge(case, folder)
    except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
        return case, Verdict("crash", f"{type(error).__name__}: {error}")


def shrink(made: Sequence[int], outcome: str, folder: Path) -> tuple[list[int], Case, Verdict]:
    """Return the plainest choices with the same outcome: many at once are put back to 0, then each is made smaller."""

    def still(choices: list[int]) -> list[int] | None:
        tried = Choices(choices)
        return tried.made if judge_choices(tried, folder)[1].outcome == outcome and tried.made < best else None

    best = list(made)
    size = len(best)
    while size:
        for at in range(0, len(best), size):
            if any(best[at : at + size]):
                best = still([*best[:at], *[0] * size, *best[at + size :]]) or best
        size //= 2
    for at in range(len(best)):
        for smaller in range(1, best[at] if at < len(best) else 0):
            if found := still([*best[:at], smaller, *best[at + 1 :]]):
                best = found
                break
    return best, *judge_choices(Choices(best), folder)


@dataclass
class Tried:
    """What came out of many tables: `outcomes`, each refusal with how many tables met it, each find in full."""

    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    finds: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __str__(self) -> str:
        refused = [f"  {count} refused: {words}" for words, count in self.refusals.most_common()]
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common())
        return "\n".join([*refused, counts, f"{len(self.finds)} different finds"])


def try_tables(count: int, seed: int, report: Callable[[str], object] = str, shrunk_of_a_kind: int = 2) -> Tried:
    """Judge many tables made by chance; a few finds of each kind are made as small as they can be.

    `report` hears each different find at once, in full.
    """
    tried = Tried()
    kinds: Counter[tuple[str, ...]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            choices = Choices(chance=random.Random(seed * 10_000_000 + number))
            case, verdict = judge_choices(choices, folder)
            tried.outcomes[verdict.outcome] += 1
            words = re.sub(r"[\d.,]+", "#", verdict.words)[:100]
            if verdict.outcome == "refused":
                tried.refusals[f"{case.shape[0]}: {words}"] += 1
            if not verdict.is_find:
                continue
            of_year = words.startswith(("year", "meer dan een jaar"))
            kind = (verdict.outcome, words) if of_year else (verdict.outcome, words, case.shape[0])
            kinds[kind] += 1
            if kinds[kind] <= shrunk_of_a_kind:
                made, small, why = shrink(choices.made, verdict.outcome, folder)
                found = f"{why.outcome}: {why.words}\n{small}\nchoices {made}"
                key = (why.outcome, *small.shape)
                if key not in tried.finds:
                    tried.finds[key] = found
                    report(f"-----\n{found}\n")
    return tried
