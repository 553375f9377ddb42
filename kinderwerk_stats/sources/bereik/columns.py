"""What a column of a bereik file holds, by the words in its header."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, find_ages, read_ages, without_ages
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, remove, role_of, says, sections, words
from kinderwerk_stats.sources.time_words import without_period, without_time

Place = Literal["woonwijk", "locatie"]

CODE, NAME, BUURT, YEAR, PERIOD = "wijk_code", "wijk_name", "buurt", "year", "period"

_AREA_KINDS = (CODE, NAME, BUURT, YEAR, PERIOD)
# A plan, another year, an average or other work is not what was reached in the year.
_OTHER_MEASURES = (
    "andere_maat.percentage", "ander_werk.woorden+kop", "plan.woorden+kop", "ander_jaar.kop", "andere_maat.kop",
)  # fmt: skip


@dataclass(frozen=True)
class ColumnMeaning:
    """What a header says: `kind` is one of the area columns or an indicator.

    `sure` is False for "kinderen" alone: it does not say that each child counts once. `part`: of some of the ages of
    kinderwerk only.
    """

    kind: str
    sure: bool = True
    place: Place | None = None
    part: bool = False


def recognise_column(header: str, group: str = "", *, with_code: bool = False) -> ColumnMeaning | None:
    """Return what a column holds; None when its header is not understood.

    Parameters
    ----------
    header : text of the column's own header.
    group : text of the header above it that spans several columns.
    with_code : whether the table has a column of wijk codes; only then "Naam" is the name of the wijk.

    >>> recognise_column("# kinderen (uniek)").kind, recognise_column("Fte", "Jongerenwerk")
    ('reached_count', None)
    """
    both = f"{group} {header}".strip()
    plain = to_plain(both)
    if is_other_measure(both) or find_all("deel_van_kinderen.kop", plain):
        return None
    if says("zegt.fte", both) and says("zegt.uren", remove("zegt.uren_per_fte", plain)):
        return None
    if is_no_unique_count(both):
        counted = words("aantal.kinderen") | words("aantal.visits_count.kern")
        return None if counted.isdisjoint(plain.split()) else ColumnMeaning("visits_count")
    own = _recognise(header, with_code=with_code)
    if group and own is not None and own.kind in _AREA_KINDS:
        # "Jaar" beside the quarters of a figure is the figure of the year, "woonwijk" is of where children live.
        own = _recognise(both, with_code=with_code) or own
    if own is not None and own.sure:
        return own if own.place or not group else _with_place(own, group)
    together = _recognise(both, with_code=with_code) if group else None
    if together is not None and together.kind == "reached_count" and find_ages(header):
        # Under "Unieke kinderen 4-12 jaar" the ages of the column itself say whether it is a part.
        together = replace(together, part=_says_some_ages(header))
    return together if together is not None and (own is None or together.sure) else own


def is_other_measure(header: str) -> bool:
    """Return whether a header is about something else than what was done for children this year.

    >>> is_other_measure("Unieke kinderen begroot"), is_other_measure("Unieke kinderen jongens")
    (True, False)
    """
    plain = to_percentage(header)
    # Who works for how much changes in a year: the average is its fte.
    plain = remove("zegt.gemiddeld", plain) if says("zegt.fte", header) else plain
    return any(find_all(name, plain) for name in _OTHER_MEASURES)


def is_no_unique_count(header: str) -> bool:
    """Return whether a header says that its children are not counted once.

    >>> is_no_unique_count("Deelnemers van de activiteit"), is_no_unique_count("Unieke deelnemers aan activiteiten")
    (True, False)
    """
    plain = to_plain(header)
    return bool(find_all("zegt.niet_uniek", plain)) or (
        "uniek" not in plain and bool(find_all("zegt.van_activiteiten", plain))
    )


def _with_place(meaning: ColumnMeaning, group: str) -> ColumnMeaning:
    return ColumnMeaning(meaning.kind, meaning.sure, place_in(group) if meaning.kind == "reached_count" else None)


def place_in(text: str) -> Place | None:
    """Return whether a text says that children count where they live or where they come; None for neither or both.

    >>> place_in("Deelnemers op locatie"), place_in("Kinderen woonachtig in de wijk"), place_in("Locaties")
    ('locatie', 'woonwijk', None)
    """
    at_location, at_home = says("zegt.op_locatie", text), says("zegt.in_woonwijk", text)
    if at_location == at_home:
        return None
    return "locatie" if at_location else "woonwijk"


def says_other_area(text: str) -> str:
    """Return the word by which a name or a header says that it is about another area than a wijk; else nothing.

    >>> says_other_area("Stadsdeel Noordoost"), says_other_area("Team Zuid"), says_other_area("Wijk Oost")
    ('stadsdeel', 'team', '')
    """
    return next(iter(find_all("gebied.ander", to_plain(text))), "")


def other_area_in(header: str) -> str:
    """Return the word by which a header says that its areas need not be wijken; else nothing.

    >>> other_area_in("Stadsdeel"), other_area_in("Werkgebied"), other_area_in("Wijk / kern"), other_area_in("Wijknaam")
    ('stadsdeel', 'werkgebied', 'kern', '')
    """
    return next(iter(find_all("gebied.ander+kop", to_plain(header))), "")


def _recognise(header: str, *, with_code: bool) -> ColumnMeaning | None:
    plain = to_plain(header)
    kind = role_of("kop", plain)
    if (
        kind not in _AREA_KINDS
        and other_area_in(header)
        and set(plain.split()) <= words("gebied.naast") | {*find_all("gebied.ander+kop", plain)}
    ):
        kind = NAME
    if kind in _AREA_KINDS:
        return ColumnMeaning(kind, place="woonwijk" if plain == "woonwijk" else None)
    if with_code and kind == "naam":
        return ColumnMeaning(NAME)
    place = place_in(header)
    plain = remove(
        "zegt.per_gebied", to_plain(without_ages(without_time(header, only_days=True))).replace("f t e", "fte")
    )
    plain = remove("zegt.op_locatie", remove("zegt.in_woonwijk", plain)) if place else plain
    plain = remove("zegt.uren_per_fte", plain) if says("zegt.fte", plain) else plain
    said = set(without_period(plain).split()) - words("aantal.vulling")
    for indicator in sections("aantal"):
        core, beside = words(f"aantal.{indicator}.kern"), words(f"aantal.{indicator}.naast")
        if said & core and said <= core | beside:
            return ColumnMeaning(indicator)
    children, reached = words("aantal.kinderen"), words("aantal.bereikt")
    # Beside the columns of other work "kinderwerk" says of children that they are those of kinderwerk.
    if said & (children | reached) and said <= children | reached | {"kinderwerk"}:
        sure = bool(said & reached and said & children)
        return ColumnMeaning("reached_count", sure, place, part=_says_some_ages(header))
    return None


def _says_some_ages(header: str) -> bool:
    """Return whether a header names ages that are not all of 4 up to 12."""
    ages = find_ages(header).values()
    return bool(ages) and not any(found.first <= FIRST_AGE and found.last >= LAST_AGE - 1 for found in ages)


def without_mixed_totals(
    paths: Mapping[int, tuple[str, ...]], meanings: dict[int, ColumnMeaning]
) -> dict[int, ColumnMeaning]:
    """Return the meanings without totals beside columns of other work or other ages: those are in the total too.

    Parameters
    ----------
    paths : column -> its headers from the highest group down.
    meanings : column -> what was recognised.
    """
    mixed = {path[:-1] for path in paths.values() if len(path) > 1 and _is_of_others(path[-1])}
    # Without a group the figure itself must be there for other ages.
    flat = {m.kind for c, m in meanings.items() if len(paths[c]) == 1 and m.part and _is_of_others(paths[c][0])}
    left_out = {
        column
        for column, meaning in meanings.items()
        if (
            meaning.kind not in _AREA_KINDS
            and (paths[column][:-1] in mixed and set(to_plain(paths[column][-1]).split()) <= words("aantal.vulling"))
        )
        or (len(paths[column]) == 1 and meaning.kind in flat and says("rij.totaal", paths[column][0]))
    }
    return {column: meaning for column, meaning in meanings.items() if column not in left_out}


def _is_of_others(header: str) -> bool:
    """Return whether a header is about others than the children of kinderwerk, or about more of them.

    >>> _is_of_others("13-18 jaar"), _is_of_others("Jongerenwerk"), _is_of_others("4-12 jaar"), _is_of_others("totaal")
    (True, True, False, False)
    """
    ages = read_ages(header)
    return (ages is not None and ages.goes_beyond) or bool(find_all("ander_werk.woorden+kop", to_plain(header)))


def to_percentage(text: str) -> str:
    """Return a plain text that keeps its percent signs.

    >>> to_percentage("Bereik (in %)")
    'bereik in %'
    """
    return to_plain(text.replace("%", " procentteken ")).replace("procentteken", "%")
