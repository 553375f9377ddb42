"""Whether the figures of a CBS table can be true together: wijken beside gemeente and buurten (METHOD 1.6)."""

import numpy as np
import pandas as pd

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Status

CHILDREN, PEOPLE = "children_0_14_count", "population_count"
# Rounded to 5 at random, each of two figures of a wijk can be 4 beside the truth.
_ROUNDING_OF_TWO = 8
_LIVE_NOWHERE = 0.002
# How often sqrt(k + 1) a sum may be off, beside 4. A gemeente is exact and some 300 are compared; of the 3,393 wijken
# of 2024 six are more than 4 sqrt(k + 1) + 4 beside their k buurten (at most 20 for 9 buurten, where 6 allows 23).
_SPREAD_OF_WIJKEN, _SPREAD_OF_BUURTEN = 4, 6
# Of the 342 gemeenten of 2024 Vlieland has the fewest children (7.8 %) and Urk the most (27.0 %).
_SHARES, _MIN_PEOPLE = (0.06, 0.32), 1000


def check_plausible(where: str, table: CbsTable) -> list[Problem]:
    """Return what cannot be true in a table, and gemeenten and wijken that their parts do not add up to.

    More children of 0-14 than inhabitants is refused. A sum over k wijken may differ from the gemeente by
    4 sqrt(k + 1) + 4: CBS rounds wijken at random (METHOD 1.6). Of inhabitants up to 0.2 % live in no wijk (at most
    0.09 % in the 342 gemeenten of 2024). The children of a wijk may differ from its k buurten by 6 sqrt(k + 1) + 4:
    figures that moved from wijk to wijk leave the sum of the gemeente as it was. A larger difference is a warning, and
    so is a share of children that no gemeente has.

    Parameters
    ----------
    where : the file, for the problems.
    table : one year.
    """
    problems = _more_children_than_people(where, table)
    for name, words, nowhere in ((CHILDREN, "kinderen van 0 tot 15 jaar", 0.0), (PEOPLE, "inwoners", _LIVE_NOWHERE)):
        # A count computed from a rounded percentage is too coarse to add up.
        if not problems and name in table.values and name not in table.from_percentage:
            problems += _differing_sums(where, table, name, words, nowhere)
            problems += _differing_buurten(where, table, words) if name == CHILDREN else []
    return problems or _strange_shares(where, table)


def _strange_shares(where: str, table: CbsTable) -> list[Problem]:
    """Gemeenten, or the country, with a share of children that none has: perhaps columns have changed places."""
    if CHILDREN not in table.values or PEOPLE not in table.values:
        return []
    whole = table.areas["kind"].isin(["gemeente", "land"]).to_numpy()
    # Bare booleans: with an index beside them pandas makes an object of the code of every area, and keeps it.
    values = table.values[whole & (table.values[PEOPLE] > _MIN_PEOPLE).to_numpy()]
    shares = (values[CHILDREN] / values[PEOPLE]).dropna()
    least, most = _SHARES
    wrong = shares[(shares < least) | (shares > most)]
    if wrong.empty:
        return []
    rows = tuple(f"{code} ({100 * share:.1f} %)".replace(".", ",") for code, share in wrong.items())
    low, high = round(100 * least), round(100 * most)
    return [make_warning("deel_kinderen_onmogelijk", Place(where), gebieden=rows, minst=low, meest=high)]


def _more_children_than_people(where: str, table: CbsTable) -> list[Problem]:
    if CHILDREN not in table.values or PEOPLE not in table.values:
        return []
    children, people = table.values[CHILDREN], table.values[PEOPLE]
    wrong = table.values.index[(children > people + _ROUNDING_OF_TWO).to_numpy()]
    if wrong.empty:
        return []
    rows = tuple(f"{code} ({children[code]:.0f} kinderen, {people[code]:.0f} inwoners)" for code in wrong)
    return [make_problem("meer_kinderen_dan_inwoners", Place(where), gebieden=rows)]


def _differing_sums(where: str, table: CbsTable, name: str, words: str, nowhere: float) -> list[Problem]:
    """Compare every gemeente with the sum of its wijken; those with an unknown figure cannot be compared."""
    wrong = _compare(table, name, ("wijk", "gemeente"), slice(2, 6), _SPREAD_OF_WIJKEN, nowhere)
    if wrong.empty:
        return []
    rows = tuple(f"GM{code} (wijken samen {r.value:.0f}, gemeente {r.whole:.0f})" for code, r in wrong.iterrows())
    return [make_warning("wijken_samen_niet_gemeente", Place(where), wat=words, gebieden=rows)]


def _differing_buurten(where: str, table: CbsTable, words: str) -> list[Problem]:
    """Compare every wijk with the sum of its buurten."""
    wrong = _compare(table, CHILDREN, ("buurt", "wijk"), slice(2, 8), _SPREAD_OF_BUURTEN)
    if wrong.empty:
        return []
    rows = tuple(f"WK{code} (buurten samen {r.value:.0f}, wijk {r.whole:.0f})" for code, r in wrong.iterrows())
    return [make_warning("buurten_samen_niet_wijk", Place(where), wat=words, gebieden=rows)]


def _compare(
    table: CbsTable, name: str, kinds: tuple[str, str], code: slice, spread: float, nowhere: float = 0.0
) -> pd.DataFrame:
    """Return the wholes (value of their parts, whole) whose parts, all of them known, add up to something else.

    `kinds`: of the parts and of the whole; `code`: where the code of the whole stands in that of a part.
    """
    part, total = kinds
    frame = pd.DataFrame(
        {
            "kind": table.areas["kind"].to_numpy(),
            "whole": table.areas.index.str[code],
            "value": table.values[name].to_numpy(),
            "known": table.status[name].to_numpy() == Status.KNOWN,
        }
    )
    sums = (
        frame[frame["kind"] == part]
        .groupby("whole")
        .agg(value=("value", "sum"), known=("known", "all"), count=("value", "size"))
    )
    wholes = frame[(frame["kind"] == total) & frame["known"]].set_index("whole")["value"]
    both = sums[sums["known"]].join(wholes.rename("whole"), how="inner")
    tolerance = spread * np.sqrt(both["count"] + 1) + 4 + nowhere * both["whole"]
    wrong: pd.DataFrame = both.loc[(both["value"] - both["whole"]).abs() > tolerance]
    return wrong
