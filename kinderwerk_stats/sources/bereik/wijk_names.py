"""Names of wijken: the same name written in two ways, which wijk a name stands for, and which it may stand for."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

import pandas as pd

from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.columns import says_other_area
from kinderwerk_stats.sources.bereik.likeness import find_like
from kinderwerk_stats.sources.bereik.said import look_up_wijk
from kinderwerk_stats.sources.bereik.titles import name_beside_total, plain_gemeente
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.mergers import tell_abolished

_NUMBER_BEFORE = re.compile(r"(?:(?:cbs )?wijk(?: nr| nummer)? ?)?0*(\d{1,2}) (?=\S)")
_NUMBER_BEHIND = re.compile(r"(?<=\S) 0*(\d{1,2})$")
_WIJK_BEFORE = re.compile(r"wijk (?=\D)")
_AND_AROUND = re.compile(r" (?:e ?o|en omgeving|en omstreken|c ?a)$")
# Systems cut names at 31 or 40 letters; a shorter beginning is too often a part of another name.
_SHORTEST_CUT = 15
_WIJK_NUMBER = re.compile(r"(?:wijk )?0*(\d{1,2})")
_SHOWN = 10
# Names under "Gebied" are wijken when so many rows are, and so many wijken have one.
_NEARLY_ALL, _MOST_WIJKEN = 0.9, 0.75
_FEWEST_WIJKEN = 2
_LACK = {False: "wijken_zonder_rij", True: "totaal_zonder_alle_wijken"}
UNMATCHED = ("namen_zonder_wijk", "gebieden_zonder_wijk")
"""The codes of what the user solves by choosing a wijk for each name."""


def normalise_wijk_name(name: str) -> str:
    """Return a wijk name without what people add or leave out: "Wijk 05", capitals, accents, signs, "e.o.".

    A name that is nothing but a number stays: "Wijk 05" is the name of many a wijk.

    >>> [normalise_wijk_name(n) for n in ("Wijk 05 Oost", " OOST ", "Oost e.o.", "Vleuten-De  Meern", "Wijk 05")]
    ['oost', 'oost', 'oost', 'vleuten de meern', 'wijk 5']
    """
    plain = to_plain(name.replace("&", " en "))
    rest = _NUMBER_BEFORE.sub("", plain, count=1) if _NUMBER_BEFORE.match(plain) else plain
    rest = _WIJK_BEFORE.sub("", rest, count=1) if _WIJK_BEFORE.match(rest) else rest
    return re.sub(r"\b0+(?=\d)", "", _AND_AROUND.sub("", rest))


def match_wijken(
    table: BereikTable, areas: pd.DataFrame, gemeente_code: str, gemeente_name: str = ""
) -> tuple[BereikTable, tuple[Problem, ...]]:
    """Give every row of a bereik table the code of its wijk.

    A row with a code must have one of `areas`. A row with a name only gets the code of the one wijk that has that
    name, literally or else after `normalise_wijk_name`; no likeness is good enough. Rows of other gemeenten are
    left out when the table has rows of this one.

    Parameters
    ----------
    table : as read; `rows.wijk_code` may be NA.
    areas : index wijk code, column `name` (or NA): the wijken of the gemeente in the year of the table.
    gemeente_code : the gemeente that the dashboard shows.
    gemeente_name : its name, to compare with the one that the file states; empty when not known.

    Returns
    -------
    The table with `wijk_code` filled, `gemeente_code` set, and in `set_aside` only what is asked; and what was assumed
    (`waarschuwing`) or is wrong (`fout`: the table cannot be used).
    """
    table, problems = _keep_gemeente(table, gemeente_code)
    by_name = _Names(areas["name"].dropna(), gemeente_name or table.gemeente_name)
    numbers = _match_numbers(table, areas)
    other_area = "" if _are_wijken(table, by_name, len(areas)) else table.area
    codes: list[str | None] = []
    shortened, unknown, unmatched, other_name, other_number, matched, of_areas = [], [], [], [], [], 0, False
    for code, name, row in zip(table.rows["wijk_code"], table.rows["wijk_name"], table.rows["row"], strict=True):
        named = "" if pd.isna(name) else str(name)
        if pd.notna(code):
            codes.append(str(code))
            if code not in areas.index:
                unknown.append(f"rij {row} ({code})")
            elif named and look_up_wijk(named, table.said_wijken)[1] == code:
                continue
            elif named and not by_name.is_name_of(str(code), named):
                other_name.append(f"rij {row} ({code}: '{named}', bij CBS '{by_name.names[str(code)]}')")
            continue
        found = [] if other_area else numbers.get(named) or _find_codes(table, by_name, named, row)
        if not found and not other_area and (found := by_name.find_shortened(named)):
            shortened.append(f"rij {row} ({by_name.label(found[0])})")
        codes.append(found[0] if len(found) == 1 else None)
        if len(found) != 1:
            # A name that is near no wijk may be a person's: then only its row is said.
            is_near, words = by_name.describe(named, found, other_area)
            unmatched.append(f"rij {row}: '{named}' ({words})" if is_near else f"rij {row}: {words}")
            of_areas |= bool(other_area or says_other_area(named))
            continue
        matched += 1
        number = _NUMBER_BEFORE.match(to_plain(named))
        if number and found[0][-2:].isdigit() and int(number[1]) != int(found[0][-2:]):
            other_number.append(f"rij {row} ('{named}' is {found[0]})")
    aside = _find_set_aside(table, by_name, codes)
    of_no_wijk = (f"rij {row}: '{label}' (geen wijk, of {by_name.label(code)})" for label, (row, code) in aside.items())
    unmatched += [*_find_answered_sums(table), *of_no_wijk]
    where = table.source.file
    problems += _report_gemeente(table, gemeente_name if gemeente_name != gemeente_code else "")
    problems += _report_guessed(where, shortened, by_number=bool(numbers))
    if table.area and not other_area and matched:
        problems.append(make_warning("gebieden_zijn_wijken", Place(where), gebied=table.area))
    problems += _report_codes(where, unknown, other_name, table.source.year)
    problems += _report_abolished(where, set(table.rows["wijk_code"].dropna()) - set(areas.index))
    if unmatched and not by_name.names:
        problems.append(make_problem("wijken_zonder_naam", Place(where), namen=len(unmatched)))
    else:
        problems += _report_names(where, unmatched, other_number, matched, of_areas=of_areas)
    problems += _report_double(where, codes, table.rows["row"])
    missing = [str(code) for code in areas.index if code not in codes]
    if missing and not any(problem.severity == "fout" for problem in problems):
        problems.append(
            make_warning(_LACK["reached_count" in table.total], Place(where), wijken=_some(map(by_name.label, missing)))
        )
    table, found_total = _take_named_total(table, by_name.gemeente)
    rows = table.rows.assign(wijk_code=pd.Series(codes, index=table.rows.index, dtype=table.rows["wijk_code"].dtype))
    return replace(
        table, rows=rows, gemeente_code=gemeente_code, set_aside={label: row for label, (row, _) in aside.items()}
    ), (*problems, *found_total)


def _find_set_aside(table: BereikTable, by_name: "_Names", codes: list[str | None]) -> dict[str, tuple[int, str]]:
    """Return the labels of no wijk that are the name of one without a row: label -> row and wijk code."""
    return {
        label: (row, same[0])
        for label, row in table.set_aside.items()
        if not look_up_wijk(label, table.said_wijken)[0]
        if len(same := by_name.find(label)) == 1 and same[0] not in codes
    }


def _find_codes(table: BereikTable, by_name: "_Names", name: str, row: int) -> list[str]:
    """Return the codes of the wijken with a name, twice where it may be the total of the gemeente as well."""
    found = by_name.find(name)
    return found * 2 if by_name.is_gemeente(name) and _may_be_total(table, row) else found


def _may_be_total(table: BereikTable, row: int) -> bool:
    """Return whether a row can be the total of the gemeente: no other row is, and no figure is below that of a wijk."""
    if table.total.keys() - table.no_wijk.keys() or len(table.rows) < _FEWEST_WIJKEN:
        return False
    own = (table.rows["row"] == row).to_numpy()
    values = table.values.where(table.status == Status.KNOWN)
    return not (values.loc[own].max() < values.loc[~own].max()).any()


def _find_answered_sums(table: BereikTable) -> Iterator[str]:
    """Return the rows that are a wijk by what was answered, for an earlier file perhaps, and the sum of all others."""
    for at, (name, row) in enumerate(zip(table.rows["wijk_name"], table.rows["row"], strict=True)):
        given = table.values.iloc[at].dropna()
        more = (given - table.values.drop(index=at)[given.index].sum()).round(6)
        answered = len(table.rows) > _FEWEST_WIJKEN and look_up_wijk(str(name), table.said_wijken)[1]
        if answered and given.any() and not more.any():
            yield f"rij {row}: '{name}' (de som van de andere rijen; is dit het totaal?)"


def _take_named_total(table: BereikTable, gemeente: str) -> tuple[BereikTable, list[Problem]]:
    """Give a table without a total the one that has the name of this gemeente."""
    figures = table.named_totals.get(name_beside_total(gemeente))
    if not figures:
        return table, []
    reached = table.values.get("reached_count")
    once = reached is not None and figures.get("reached_count", math.inf) < reached.sum()
    taken = replace(table, total={**table.total, **figures}, counts_overlap=table.counts_overlap or bool(once))
    return taken, [make_warning("totaal_met_naam_van_gemeente", Place(table.source.file))]


class _Names:
    """The names of the wijken of one gemeente, to look a name up in."""

    def __init__(self, names: pd.Series, gemeente_name: str = "") -> None:
        self.names = {str(code): str(name) for code, name in names.items()}
        self.gemeente = plain_gemeente(gemeente_name)
        self.literal: dict[str, list[str]] = {}
        self.normalised: dict[str, list[str]] = {}
        self.joined: dict[str, list[str]] = {}
        for code, name in self.names.items():
            self.joined.setdefault(normalise_wijk_name(name).replace(" ", ""), []).append(code)
            self.literal.setdefault(to_plain(name), []).append(code)
            self.normalised.setdefault(normalise_wijk_name(name), []).append(code)

    def find(self, name: str) -> list[str]:
        """Return the codes of the wijken with this name; the literal name goes before the normalised one.

        Then "Noord-West" is Noordwest, "Utrecht Oost" is the Oost of Utrecht, and "West (01)" is West when that is 01.
        """
        literal = self.literal.get(to_plain(name), [])
        found = literal if len(literal) == 1 else self.normalised.get(normalise_wijk_name(name), [])
        return found or self._find_loosely(normalise_wijk_name(name))

    def _find_loosely(self, normal: str) -> list[str]:
        """Return the one wijk whose name differs in nothing but spaces, its number or the name of the gemeente."""
        number = _NUMBER_BEHIND.search(normal)
        forms = {normal, re.sub(rf"^{re.escape(self.gemeente)} | {re.escape(self.gemeente)}$", "", normal)}
        if number:
            forms.add(normal[: number.start()])
        codes = {
            code
            for form in forms - {""}
            for code in self.joined.get(form.replace(" ", ""), [])
            if not (number and form == normal[: number.start()]) or code[-2:] == f"{int(number[1]):02}"
        }
        return list(codes) if len(codes) == 1 else []

    def find_shortened(self, name: str) -> list[str]:
        """Return the one wijk whose name starts with a name that was cut off, at 15 letters or more."""
        cut = normalise_wijk_name(name)
        codes = [code for full, found in self.normalised.items() if full.startswith(cut) for code in found]
        return codes if len(cut) >= _SHORTEST_CUT and len(codes) == 1 else []

    def is_name_of(self, code: str, name: str) -> bool:
        """Return whether a name can be that of this wijk; yes when CBS gives no name."""
        named = normalise_wijk_name(re.sub(rf"\(?{code}\)?", "", name, flags=re.IGNORECASE))
        return code not in self.names or named in ("", normalise_wijk_name(self.names[code]))

    def is_gemeente(self, name: str) -> bool:
        """Return whether a name is that of the gemeente, where that has more than one wijk."""
        return len(self.names) > 1 and bool(self.gemeente) and plain_gemeente(name) == self.gemeente

    def says_wijk(self, name: str) -> bool:
        """Return whether a name says itself that it is of a wijk, by that word or by the number of that wijk."""
        plain = to_plain(name)
        number = _NUMBER_BEFORE.match(plain) or _NUMBER_BEHIND.search(plain)
        return plain.startswith("wijk ") or (
            number is not None and any(code.endswith(f"{int(number[1]):02}") for code in self.find(name))
        )

    def label(self, code: str) -> str:
        """Return code and name, or the code alone when CBS gives no name."""
        return f"{code} {self.names[code]}" if code in self.names else code

    def describe(self, name: str, found: list[str], area: str = "") -> tuple[bool, str]:
        """Return whether a name is near any wijk, and in words why it is none, with those that come nearest.

        `area`: what the header calls it.
        """
        if self.is_gemeente(name):
            wijk = f" en van {self.label(found[0])}" if len(found) > 1 else ""
            return True, f"de naam van de gemeente{wijk}; is dit het totaal?"
        if found:
            return True, f"kan zijn: {', '.join(map(self.label, found))}"
        plain = {code: normalise_wijk_name(cbs) for code, cbs in self.names.items()}
        near = ", ".join(self.label(code) for code, _ in find_like(normalise_wijk_name(name), plain))
        words = f"lijkt op: {near}" if near else "een naam die op geen enkele wijk lijkt"
        if said := says_other_area(name):
            words = f"een {said}, geen wijk" + (f"; {words}" if near else "")
        elif area:
            words = f"in de kop '{area}'; {words}"
        return bool(near), words


def _are_wijken(table: BereikTable, by_name: _Names, wijken: int) -> bool:
    """Return whether the areas of a table that calls them otherwise are the wijken of CBS beyond doubt.

    Nearly all names are those of wijken, and either they are written as CBS does ("Wijk 01 West"), or nearly all wijken
    are among them: a stadsdeel has the name of one of its wijken, and there are fewer of them.
    """
    names = [str(name) for name in table.rows.loc[table.rows["wijk_code"].isna(), "wijk_name"].dropna()]
    if not table.area or not names:
        return True
    found = {name: matched for name in names if len(matched := by_name.find(name)) == 1}
    written = [name for name in found if by_name.says_wijk(name)]
    codes = {*chain.from_iterable(found.values()), *table.rows["wijk_code"].dropna()}
    covered = len(codes) >= max(_FEWEST_WIJKEN, _MOST_WIJKEN * wijken)
    return len(found) >= _NEARLY_ALL * len(names) and (covered or len(written) >= _NEARLY_ALL * len(names))


def _keep_gemeente(table: BereikTable, gemeente_code: str) -> tuple[BereikTable, list[Problem]]:
    """Leave out the rows of other gemeenten when there are rows of this one."""
    gemeenten = table.rows["wijk_code"].map(lambda code: gemeente_code_of(str(code)), na_action="ignore")
    others = gemeenten.notna() & (gemeenten != gemeente_code)
    if not others.any() or not (gemeenten == gemeente_code).any():
        return table, []
    keep = table.rows.index[~others]
    kept = replace(
        table,
        rows=table.rows.loc[keep].reset_index(drop=True),
        values=table.values.loc[keep].reset_index(drop=True),
        status=table.status.loc[keep].reset_index(drop=True),
        total={},
        no_wijk={},
        named_totals={},
    )
    names = tuple(sorted(set(gemeenten[others])))
    said = make_warning(
        "rijen_andere_gemeente", Place(table.source.file), rijen=int(others.sum()), gemeenten=names, eigen=gemeente_code
    )
    return kept, [said]


def _match_numbers(table: BereikTable, areas: pd.DataFrame) -> dict[str, list[str]]:
    """Return name -> code where the rows have numbers for names, and those are exactly the numbers of all wijken.

    Numbers of which one is missing can be anybody's own count of wijken: then none is taken.
    """
    names = [str(name) for name in table.rows["wijk_name"].fillna("")]
    own = {name: match[1] for name in names if (match := _WIJK_NUMBER.fullmatch(to_plain(name)))}
    by_number = {str(int(code[-2:])): str(code) for code in areas.index if code[-2:].isdigit()}
    same = {*own.values()} == {*by_number} and len(own) == len(names) == len(areas)
    literal = {to_plain(str(name)) for name in areas["name"].dropna()}
    if not same or any(to_plain(name) in literal for name in own):
        return {}
    return {name: [by_number[number]] for name, number in own.items()}


def _report_gemeente(table: BereikTable, gemeente_name: str) -> list[Problem]:
    """Compare the gemeente that a file states with the one its wijken are looked up in."""
    stated, wanted = plain_gemeente(table.gemeente_name), plain_gemeente(gemeente_name)
    if not stated or not wanted or stated == wanted:
        return []
    place, named = Place(table.source.file), table.gemeente_name
    if table.rows["wijk_code"].notna().all():
        return [make_warning("andere_gemeente_genoemd", place, genoemd=named, gekozen=gemeente_name)]
    return [make_problem("andere_gemeente_zonder_codes", place, genoemd=named, gekozen=gemeente_name)]


def _report_guessed(where: str, shortened: list[str], *, by_number: bool) -> list[Problem]:
    problems = []
    if shortened:
        problems.append(make_warning("namen_afgekapt", Place(where), namen=_some(shortened)))
    if by_number:
        problems.append(make_warning("nummers_als_namen", Place(where)))
    return problems


def _report_codes(where: str, unknown: list[str], other_name: list[str], year: int | None) -> list[Problem]:
    problems = []
    if unknown:
        in_year = f" in {year}" if year else ""
        problems.append(make_problem("codes_andere_wijken", Place(where), codes=_some(unknown), jaar=in_year))
    if other_name:
        problems.append(make_warning("code_en_naam_verschillen", Place(where), namen=_some(other_name)))
    return problems


def _report_abolished(where: str, codes: set[str]) -> list[Problem]:
    """Say of codes of a gemeente that is no more which gemeente they are in now."""
    gemeenten = sorted({gemeente_code_of(code) for code in codes})
    return [told for gemeente in gemeenten if (told := tell_abolished(gemeente, Place(where))) is not None]


def _report_names(
    where: str, unmatched: list[str], other_number: list[str], matched: int, *, of_areas: bool
) -> list[Problem]:
    problems = []
    if unmatched:
        code = "gebieden_zonder_wijk" if of_areas else "namen_zonder_wijk"
        problems.append(make_problem(code, Place(where), namen=_some(unmatched)))
    if matched:
        problems.append(make_warning("op_naam_gevonden", Place(where), wijken=matched))
    if other_number:
        problems.append(make_warning("ander_wijknummer", Place(where), namen=_some(other_number)))
    return problems


def _report_double(where: str, codes: list[str | None], rows: pd.Series) -> list[Problem]:
    at: dict[str, list[str]] = {}
    for code, row in zip(codes, rows, strict=True):
        if code is not None:
            at.setdefault(code, []).append(f"rij {row}")
    double = [f"{code} ({' en '.join(found)})" for code, found in at.items() if len(found) > 1]
    return [make_problem("wijk_op_meer_rijen", Place(where), wijken=_some(double))] if double else []


def _some(items: Iterable[str]) -> str:
    """Return a list in words; after ten the number of others."""
    listed = list(items)
    more = len(listed) - _SHOWN
    return "; ".join(listed[:_SHOWN]) + (f"; en nog {more}" if more > 0 else "")


def suggest_wijken(name: str, areas: pd.DataFrame | Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return the wijken whose names are most like a name, best first; none when nothing is like it.

    Parameters
    ----------
    name : as it stands in the file.
    areas : index wijk code, column `name` (or NA); or wijk code -> name.

    Returns
    -------
    At most three of (wijk code, name of CBS, likeness 60-100). Likeness compares names without "Wijk 05", capitals and
    signs, in any order of their words. Equal likeness goes by code.

    >>> suggest_wijken("Leidse Rijn", {"WK034408": "Zuidwest", "WK034409": "Wijk 09 Leidsche Rijn"})
    [('WK034409', 'Wijk 09 Leidsche Rijn', 91.7)]
    """
    named = areas["name"].dropna().to_dict() if isinstance(areas, pd.DataFrame) else areas
    names = {str(code): str(cbs) for code, cbs in named.items()}
    plain = {code: normalise_wijk_name(cbs) for code, cbs in names.items()}
    return [(code, names[code], score) for code, score in find_like(normalise_wijk_name(name), plain)]
