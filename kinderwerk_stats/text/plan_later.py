"""The doorrekening in words: who is of the target age some years on, and how well that rule did. Never a forecast."""

from kinderwerk_stats.analysis.ageing import MAX_YEARS_AHEAD, RuleTest, ages_before
from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_CERTAIN_RATE
from kinderwerk_stats.analysis.priorities import order_by_children
from kinderwerk_stats.gemeente.later import Later, LaterChildren, WhyNot
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.emphasis import strong
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import (
    format_estimate,
    format_estimate_range,
    format_number,
    format_share,
    join_names,
)
from kinderwerk_stats.text.sentences import AGE_WORDS

_WHY_NOT: dict[WhyNot, str] = {
    "geen_leeftijden": "daarvoor moet u weten hoeveel kinderen van elke leeftijd er in {year} in de gemeente wonen "
    "(CBS, 03759ned). Zet dat bestand neer bij Gegevens.",
    "uit_percentage": "de kinderen per wijk zijn berekend uit een afgerond percentage, en dat is te grof.",
}
_RULE = (
    "Niemand verhuist, niemand komt erbij en niemand overlijdt. Nieuwe woningen tellen dus niet mee.",
    (
        "CBS geeft per wijk geen leeftijden, alleen de groep van 0 t/m 14 jaar. Elke wijk krijgt daarin de leeftijden "
        "van de hele gemeente. Daardoor stijgen of dalen alle wijken even sterk, behalve waar de gemeente zelf telde."
    ),
    "De verdeling van fte, het verhaal, het factsheet en de bestanden gebruiken deze getallen niet.",
)
# Without a margin of its own, later is written no finer than this.
_TENS = 10


def now_headline(monitor: Monitor) -> str:
    """Return who lives there now: what the page says until somebody asks for more."""
    cells = monitor.coverage.totals
    if not cells["children_count"].known:
        return f"Hoeveel kinderen er in {monitor.gemeente_name} wonen, is niet bekend."
    about = "" if _is_counted(cells) else "naar schatting "
    return (f"In {monitor.year} wonen in {monitor.gemeente_name} {about}{strong(_now(cells))} kinderen van "
            f"{AGE_WORDS[monitor.age_range]}.")  # fmt: skip


def later_headline(monitor: Monitor, later: Later) -> str:
    """Return the doorrekening of the gemeente, beside who lives there now."""
    whole, cells = later.whole, monitor.coverage.totals
    if later.why_not or not whole.count.known:
        return f"Van {monitor.gemeente_name} in {later.year} is er geen doorrekening."
    return (
        f"Doorrekening: in {later.year + later.ahead} wonen in {monitor.gemeente_name} ongeveer "
        f"{strong(_later(whole, cells))} kinderen van {AGE_WORDS[later.age_range]}, als niemand verhuist. "
        f"In {later.year} zijn het er {_now(cells)}."
    )


def rule_sentences(later: Later) -> list[str]:
    """Return what the rule is and what it leaves out; of no doorrekening, why."""
    if later.why_not:
        return [f"Er is geen doorrekening: {_WHY_NOT[later.why_not].format(year=later.year)}"]
    ages, then = ages_before(later.age_range, later.ahead), later.year + later.ahead
    born = (
        f"Dit is geen voorspelling. De som kijkt alleen wie er in {later.year} woont: wie in {then} "
        f"{AGE_WORDS[later.age_range]} is, was toen {ages[0]} t/m {ages[-1]} jaar en is dus al geboren."
    )
    return [born, *_RULE]


def how_well_sentences(later: Later) -> list[str]:
    """Return how well the rule did in the years on file, or that nobody can tell."""
    if later.why_not:
        return []
    if later.test is None:
        years = f"cijfers en leeftijden nodig van twee jaren met {later.ahead} jaar ertussen"
        return [f"Hoe goed deze som is, is hier niet bekend: daarvoor zijn {years}. Daarom staat er geen marge bij."]
    pairs = join_names([f"van {first} naar {last}" for first, last in later.pairs], None)
    test, said = later.test, [f"Dezelfde som is nagerekend met de jaren in de bestanden: {pairs}."]
    if test.margin is None:
        said.append(f"Dat kan in deze wijken maar {_times(test.tested)}: te weinig voor een marge. De som zat er "
                    f"hoogstens {format_share(test.largest)} naast.")  # fmt: skip
    else:
        worst = f" (het meest: {format_share(test.largest)})" if test.held < test.tested else ""
        said.append(
            f"De som zat er {test.held} van de {test.tested} keer hoogstens {strong(format_share(test.margin))} naast"
            f"{worst}. Elke keer is één wijk in één zo’n periode. De marge telt daar de onzekerheid over het aantal "
            "van nu bij op. De som kan er straks ook verder naast zitten."
        )
    said.append(f"{_more(test)} woonden er later meer kinderen dan de som zei.")
    whole = later.whole_test
    if whole is None:
        said.append("Voor de hele gemeente is de som niet na te rekenen: niet elke wijk is zeker dezelfde gebleven.")
    else:
        few = " Dat is te weinig voor een marge." if whole.margin is None else ""
        said.append(f"Voor de hele gemeente zat de som er in {_times(whole.tested)} hoogstens "
                    f"{format_share(whole.largest)} naast.{few}")  # fmt: skip
    return said


def later_header(later: Later) -> list[str]:
    """Return the heads of `later_rows`: each that is no count says so."""
    then = later.year + later.ahead
    return ["Wijk", f"Kinderen in {later.year}", f"Doorrekening {then}", f"Doorrekening {then}, marge"]


def later_rows(monitor: Monitor, later: Later) -> list[list[str]]:
    """Return the wijken that are not too small, most children first, and the gemeente; nothing without a margin."""
    rows = [(monitor.names[code], later.wijken[code], monitor.coverage.cells[code])
            for code in order_by_children(monitor.coverage) if not _is_small(later.wijken[code])]  # fmt: skip
    rows.append(("Hele gemeente", later.whole, monitor.coverage.totals))
    return [[name, _now(cells), _later(each, cells), format_estimate_range(*each.ends) if each.ends else ""]
            for name, each, cells in rows]  # fmt: skip


def not_in_table(monitor: Monitor, later: Later) -> str:
    """Return which wijken are too small for a row; nothing where none is."""
    small = [monitor.names[code] for code, each in later.wijken.items() if _is_small(each)]
    if not small:
        return ""
    why = f"minder dan {MIN_CHILDREN_0_14_FOR_CERTAIN_RATE} kinderen van 0 t/m 14 jaar"
    return f"Niet in de tabel: {join_names(small)} ({why}). Bij de hele gemeente tellen zij wel mee."


def later_promise(monitor: Monitor) -> str:
    """Return what one sees when one asks, before anybody does."""
    return (
        f"Zet u dit aan, dan ziet u per wijk hoeveel kinderen van {AGE_WORDS[monitor.age_range]} er over 1 tot "
        f"{MAX_YEARS_AHEAD} jaar wonen als niemand verhuist. Het is een rekensom en geen voorspelling."
    )


def _is_small(each: LaterChildren) -> bool:
    return each.count.status == Status.TOO_FEW_CHILDREN


def _now(cells: Cells) -> str:
    return format_figure("children_count", cells)


def _is_counted(cells: Cells) -> bool:
    return cells["children_low"].value == cells["children_high"].value


def _later(each: LaterChildren, cells: Cells) -> str:
    """Return the number no finer than its margin; without one, than that of now and than tens."""
    count = each.count
    if not count.known:
        return count.status.label
    if each.ends is not None:
        return format_estimate(count.value, *each.ends)
    tens = round(count.value / _TENS) * _TENS
    return format_estimate(tens, cells["children_low"].value, cells["children_high"].value)


def _times(count: int) -> str:
    return f"{format_number(count)} keer"


def _more(test: RuleTest) -> str:
    return "Geen enkele keer" if not test.more else f"{format_number(test.more)} van de {_times(test.tested)}"
