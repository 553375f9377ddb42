"""Sentences made from the figures. Numbers to set heavier are marked (`text.emphasis`); `plain` takes the marks off."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Coverage
from kinderwerk_stats.gemeente.history import YearFigure
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.flags import FLAGS, above_hundred
from kinderwerk_stats.text.intervals import format_between, format_estimated, format_figure
from kinderwerk_stats.text.left_out import left_out_words
from kinderwerk_stats.text.numbers import (
    format_count,
    format_estimate,
    format_number,
    format_value,
    join_names,
    round_down,
)
from kinderwerk_stats.text.reference import average_made, average_without, average_words, measure_name, norm_value
from kinderwerk_stats.text.together import kinderwerk_of, of_one

AGE_WORDS: dict[AgeRange, str] = {"4-11": "4 tot 12 jaar", "4-12": "4 t/m 12 jaar"}
# What a wijk lives with, in the order in which a reason is given; the newest of the two poverty measures first.
CIRCUMSTANCES = (
    ("poverty_person_share", "mensen leeft in armoede"),
    ("social_minimum_household_share", "huishoudens leeft rond het sociaal minimum"),
    ("low_income_household_share", "huishoudens heeft een laag inkomen"),
)
SMALL_OR_TELLS = "het is een klein aantal, of het zou een klein aantal verraden"
_MEASURED_BY = {"gap_children_count": "het gemiddelde bereik", "gap_fte": "het gemiddelde aantal kinderen per fte"}
_PARTLY_UNKNOWN = "Van een deel van de wijken is het bereik niet bekend."


def label_of(monitor: Monitor, name: str) -> str:
    """Return a figure's label; a gap names what it is measured against when the user set no norm."""
    own = {"gap_children_count": monitor.coverage.own_norm_reach, "gap_fte": monitor.coverage.own_norm_children_per_fte}
    label = INDICATORS[name].label
    return label.replace("de norm", "het gemiddelde") if own.get(name) else label


def gap_words(monitor: Monitor) -> str:
    """Return what the columns with a gap say; nothing where there is none."""
    if monitor.coverage.norm_reach is None:
        return ""
    label, whose = label_of(monitor, "gap_children_count"), measure_name(monitor.coverage, "reach_share", "uw norm")
    text = f"{label}: zo veel kinderen bereikt {kinderwerk_of(monitor)} er meer als deze wijk op {whose} komt."
    if monitor.coverage.norm_children_per_fte is None:
        return text
    whose = measure_name(monitor.coverage, "children_per_fte", "uw norm")
    return f"{text} {label_of(monitor, 'gap_fte')}: zo veel fte komt er dan bij voor {whose} aan kinderen per fte."


def headline(monitor: Monitor) -> str:
    """Return the answer to the wethouder's question in three or four sentences."""
    total = monitor.coverage.totals
    place, age = plain(monitor.gemeente_name), AGE_WORDS[monitor.age_range]
    if not total["children_count"].known:
        return f"Van {place} is het aantal kinderen van {age} in {monitor.year} niet bekend."
    sentences = [_children_sentence(place, total, age), _reach_sentence(monitor)]
    missing = sum(Flag.BEREIK_ONBEKEND in flags for flags in monitor.coverage.flags.values())
    if missing and Flag.BEREIK_ZONDER_ALLE_WIJKEN in monitor.coverage.total_flags:
        sentences.append(f"Van {format_count(missing, 'wijk', 'wijken')} is het bereik niet opgegeven.")
    without = sum(Flag.GEEN_KINDERWERKER in flags for flags in monitor.coverage.flags.values())
    wijken = len(monitor.wijken)
    if without and wijken == 1:
        sentences.append(of_one(monitor, "Er is geen kinderwerker") + ".")
    known = (monitor.coverage.status["kinderwerker_fte"] == Status.KNOWN).all()
    if without and wijken > 1:
        least = "" if known else "minstens "
        none = of_one(monitor, "geen kinderwerker")
        sentences.append(f"In {least}{strong(str(without))} van de {wijken} wijken is {none}.")
    elif wijken > 1 and known:
        sentences.append(of_one(monitor, f"In alle {wijken} wijken is een kinderwerker") + ".")
    return " ".join(sentences)


def _children_sentence(place: str, cells: Cells, age: str) -> str:
    """Return how many children live there, as precise as is known."""
    low, high = cells["children_low"].value, cells["children_high"].value
    count = format_estimate(cells["children_count"].value, low, high)
    if count == "0":
        return f"In {place} wonen {'' if low == high else 'bijna '}geen kinderen van {age}."
    about = "" if low == high else "ongeveer "
    return f"In {place} {'woont' if count == '1' else 'wonen'} {about}{_children(count)} van {age}."


def _children(count: str) -> str:
    return f"{strong(count)} {'kind' if count == '1' else 'kinderen'}"


def _reach_sentence(monitor: Monitor) -> str:
    """Return who reaches how many; says less where less is known."""
    coverage = monitor.coverage
    if monitor.bereik is None:
        years = [str(year) for year in monitor.other_bereik_years if year != monitor.year]
        others = f"; wel van {', '.join(years[:-1])}{' en ' if years[:-1] else ''}{years[-1]}" if years else ""
        return f"Er is nog geen bereik van het kinderwerk in {monitor.year}{others}."
    fte, workers, reached = (coverage.totals[n] for n in ("kinderwerker_fte", "kinderwerkers_count", "reached_count"))
    fte_words = f"({format_number(fte.value, 1)} fte)" if fte.known else ""
    inside, verb = f"{kinderwerk_of(monitor)} {fte_words}".strip(), "bereikt"
    if workers.known and workers.value >= 1:
        many = workers.value != 1
        heads = of_one(monitor, "kinderwerkers" if many else "kinderwerker")
        inside = f"{format_number(workers.value)} {heads} {fte_words}".strip()
        verb = "bereiken" if many else "bereikt"
    who = inside if monitor.organisation else inside[0].upper() + inside[1:]
    if reached.known and reached.value == 0:
        return f"{who} {verb} er geen kinderen."
    if reached.known:
        share = coverage.totals["reach_share"]
        said = format_figure("reach_share", coverage.totals)
        rate = f", dat is {strong(said)}" if share.known else ""
        return f"{who} {verb} er {format_number(reached.value)}{rate}."
    if reached.status == Status.NOT_ADDED:
        return _together_sentence(coverage.totals, f"{who} {verb} er", f"Hoeveel kinderen {inside} {verb}")
    if reached.status == Status.SUPPRESSED and not coverage.reached_at_least:
        return f"Hoeveel kinderen {inside} {verb}, is verborgen: {SMALL_OR_TELLS}."
    if _is_at_location(monitor):
        return "Het bereik is geteld op de locatie; welk deel van de kinderen dat is, is niet te zeggen."
    if coverage.reached_at_least > 0:
        at_least = format_number(coverage.reached_at_least)
        hidden = reached.status == Status.SUPPRESSED
        why = f"Hoeveel precies is verborgen: {SMALL_OR_TELLS}." if hidden else _PARTLY_UNKNOWN
        return f"{who} {verb} er minstens {at_least}. {why}"
    why = ""
    if Flag.BEREIK_ALLEEN_DEELNAMES in coverage.total_flags:
        why = ": het aantal van het hele jaar is niet opgegeven"
    return f"Hoeveel kinderen {inside} {verb}, is niet bekend{why}."


def _together_sentence(totals: Cells, who_reaches: str, how_many: str) -> str:
    """Return between which ends several organisations together reach children; where it cannot be said, why."""
    between, share = (format_between(name, totals) for name in ("reached_count", "reach_share"))
    if not between:
        return f"{how_many}, is niet te zeggen: de organisaties tellen niet op dezelfde manier."
    rate = f", dat is {strong(share)}" if share else ""
    return f"{who_reaches} {between}{rate}. Preciezer is niet te zeggen: een kind kan bij meer organisaties komen."


def _is_at_location(monitor: Monitor) -> bool:
    return Flag.BEREIK_OP_LOCATIE in monitor.coverage.total_flags


def coverage_headline(monitor: Monitor) -> str:
    """Return how many wijken fall short, by how much, and of how many nothing can be said."""
    return " ".join(part for part in coverage_answer(monitor) if part)


def coverage_answer(monitor: Monitor) -> tuple[str, str]:
    """Return how many wijken fall short, in one sentence; then by how much, and of how many nothing can be said."""
    coverage, wijken, who = monitor.coverage, len(monitor.coverage.cells), kinderwerk_of(monitor)
    short, unsaid = count_short(coverage)
    unknown = len(unsaid)
    if coverage.norm_reach is None or unknown == wijken:
        why = "niet te zeggen met meer organisaties" if monitor.parts else f"in {monitor.year} niet bekend"
        return f"Van {plain(monitor.gemeente_name)} is het bereik per wijk {why}.", ""
    whose = measure_name(coverage, "reach_share", "uw norm")
    total = format_figure("gap_children_count", coverage.totals).removeprefix("minstens ")
    if wijken == 1:
        if not short:
            return f"Het bereik ligt niet onder {whose}.", ""
        more = f"Om daarop te komen, zou {who} er ongeveer {_children(total)} meer moeten bereiken."
        return f"Het bereik ligt onder {whose}.", more
    least = "minstens " if unknown else ""
    if short:
        about = "naar schatting minstens" if coverage.totals["gap_children_count"].at_least else "ongeveer"
        # Below the least that the average can be is below the average.
        certain = coverage.together and coverage.own_norm_reach
        under = "het gemiddelde, hoe de organisaties ook overlappen" if certain else whose
        answer = f"In {least}{strong(str(short))} van de {wijken} wijken ligt het bereik onder {under}."
        more = f"Om daarop te komen, zou {who} er samen {about} {_children(total)} meer moeten bereiken."
    else:
        more = ""
        answer = f"In geen {'wijk met een cijfer' if unknown else 'wijk'} ligt het bereik onder {whose}."
    if unknown:
        which = unsaid if coverage.together else coverage.left_out["gap_children_count"]
        who = f": {left_out_words(monitor, which)}" if which else ""
        more += f" Van {format_count(unknown, 'wijk', 'wijken')} is het niet te zeggen{who}."
    return answer, more.strip()


def count_short(coverage: Coverage) -> tuple[int, tuple[str, ...]]:
    """Return in how many wijken children are missing, and of which ones it cannot be said."""
    low, high = ("gap_children_low", "gap_children_high") if coverage.together else ("gap_children_count",) * 2
    rows = coverage.cells
    # What a table shows as 0 children does not count as falling short.
    # Nor does a wijk with too few children for a percentage.
    short = sum(
        row["reach_share"].status in (Status.KNOWN, Status.NOT_ADDED) and row[low].value >= 0.5 for row in rows.values()
    )
    unsaid = (code for code, row in rows.items() if not row[low].known or row[low].value < 0.5 <= row[high].value)
    return short, tuple(unsaid)


def figure_finding(monitor: Monitor, figure: str) -> str:
    """Return what map and bars of a figure show, as their title: where it is lowest and where it is highest."""
    rows = {code: cells for code, cells in sorted(monitor.coverage.cells.items()) if cells[figure].known}
    label = label_of(monitor, figure)
    if not rows:
        return f"{label}: van geen enkele wijk is er een cijfer"
    ordered = sorted(rows, key=lambda code: rows[code][figure].value)
    # More children than live there is no end of what is reached.
    over = [code for code in ordered if figure == "reach_share" and rows[code][figure].value > 1]
    ordered = ordered[: len(ordered) - len(over)] or ordered
    said = []
    for end in (ordered[0], ordered[-1]):
        same = [code for code in ordered if rows[code][figure] == rows[end][figure]]
        said.append(f"{format_figure(figure, rows[end], unit=True)} in {_places(monitor, same)}")
    more = f"; {_places(monitor, over)} boven 100 %" if over and len(over) < len(rows) else ""
    if between := sum(bool(format_between(figure, cells)) for cells in monitor.coverage.cells.values()):
        more += f"; van {format_count(between, 'wijk', 'wijken')} alleen hoeveel minstens en hoogstens"
    return f"{label}: {said[0]}{more}" if said[0] == said[1] else f"{label}: van {said[0]} tot {said[1]}{more}"


def over_hundred_sentence(monitor: Monitor, figure: str) -> str:
    """Return of which wijken reach is above 100 %, how that can be and what it does; nothing where there are none."""
    over = [code for code, cells in monitor.coverage.cells.items() if cells["reach_share"].value > 1]
    over = [code for code in over if figure == "reach_share" and monitor.coverage.cells[code][figure].known]
    said = [f"{monitor.name_of(code)} {format_figure(figure, monitor.coverage.cells[code])}" for code in over]
    words = f"{join_names(said, None)}: {FLAGS[Flag.BEREIK_BOVEN_100]}." if said else ""
    return f"{words} {average_without(monitor) if said else ''}".strip()


def spread_words(monitor: Monitor, shown: int) -> str:
    """Return which wijken of a long list stand in the first view."""
    return (
        f"Hier staan {shown} van de {len(monitor.coverage.cells)} wijken: met het laagste en het hoogste cijfer, en "
        "die van “Kijk hier het eerst”."
    )


def spread_sentence(monitor: Monitor, figure: str, shown: int) -> str:
    """Return which wijken of a long list stand in the first view, and how many have no child or fte at all."""
    zero = sum(cells[figure].known and cells[figure].value == 0 for cells in monitor.coverage.cells.values())
    none = f" In {format_count(zero, 'wijk', 'wijken')} is het {format_value(INDICATORS[figure], 0.0)}." if zero else ""
    return f"{spread_words(monitor, shown)}{none}"


def _places(monitor: Monitor, codes: Sequence[str]) -> str:
    """Return the name of one wijk, or how many there are."""
    return monitor.name_of(codes[0]) if len(codes) == 1 else format_count(len(codes), "wijk", "wijken")


def figure_subtitle(monitor: Monitor, figure: str) -> str:
    """Return what map and bars show, in which unit, of which year."""
    unit = (
        "in procenten van de kinderen die er wonen" if figure == "reach_share" else f"aantal {INDICATORS[figure].unit}"
    )
    known = sum(cells[figure].known for cells in monitor.coverage.cells.values())
    # What is not shown can be lower or higher than the ends in the title.
    among = "" if known in (0, len(monitor.coverage.cells)) else ", van de wijken met een cijfer"
    # A wijk can be below the one and not below the other.
    than = f", vergeleken met {_MEASURED_BY[figure]}" if label_of(monitor, figure) != INDICATORS[figure].label else ""
    return f"{label_of(monitor, figure)} per wijk in {monitor.gemeente_name}{among}, {unit}{than}, {monitor.year}"


def series_finding(name: str, figure: str, points: Sequence[YearFigure]) -> str:
    """Return the first and last figure of the newest unbroken stretch, as the title of the chart over the years."""
    known = [point for point in points if point.figure.known]
    label = INDICATORS[figure].label
    if not known:
        return f"{label} in {name}: van geen enkel jaar is er een cijfer"
    first = next(point for point in known if point.stretch == known[-1].stretch)
    ends = [first] if first is known[-1] else [first, known[-1]]
    return f"{label} in {name}: " + ", ".join(f"{_said(figure, point)} in {point.year}" for point in ends)


def _said(figure: str, point: YearFigure) -> str:
    return format_estimated(INDICATORS[figure], point.figure, point.low.value, point.high.value)


def describe_series(name: str, figure: str, points: Sequence[YearFigure], reasons: Mapping[int, str]) -> str:
    """Return a figure over the years as one text, the alternative for its chart."""
    years = ", ".join(f"{point.year}: {_said(figure, point)}" for point in points)
    breaks = "".join(f" De lijn stopt voor {year}: {reason}." for year, reason in reasons.items())
    return f"{INDICATORS[figure].label} in {name} door de jaren. {years}.{breaks}"


def norm_sentence(monitor: Monitor) -> str:
    """Return what the gaps are measured against."""
    coverage = monitor.coverage
    if monitor.bereik is None:
        return "Met een bestand over het bereik ziet u hier ook hoeveel kinderen het kinderwerk bereikt."
    parts = [age_warning(monitor)]
    nothing = [
        what
        for what, norm in (("het bereik", coverage.norm_reach), ("de fte", coverage.norm_children_per_fte))
        if norm is None
    ]
    if nothing:
        parts.append(f"Voor {' en '.join(nothing)} is er geen gemiddelde om mee te vergelijken.")
    if coverage.norm_reach is not None:
        whose = average_words(coverage, "reach_share", why=True) if coverage.own_norm_reach else "uw norm"
        parts.append(f"Het bereik is vergeleken met {whose}: {norm_value(coverage, 'reach_share')}.")
        parts.append(average_made(monitor))
    if coverage.norm_children_per_fte is not None:
        whose = measure_name(coverage, "children_per_fte", "uw norm")
        parts.append(f"De fte is vergeleken met {whose}: {norm_value(coverage, 'children_per_fte')}.")
    if coverage.own_norm_reach or coverage.own_norm_children_per_fte:
        parts.append("Een landelijke norm bestaat niet; u kunt zelf een norm invullen.")
    return " ".join(part for part in parts if part)


def age_warning(monitor: Monitor) -> str:
    """Return that the organisation counted other ages than the user chose; nothing where it did not."""
    if Flag.BEREIK_ANDERE_LEEFTIJD not in monitor.coverage.total_flags:
        return ""
    return "Let op: het bereik telt een andere leeftijd dan u kiest. Het percentage klopt daardoor niet precies."


def norm_button(monitor: Monitor) -> str:
    """Return the norms that the user set, in a few words; what the button does where there is none."""
    coverage = monitor.coverage
    said = [] if coverage.own_norm_reach else [norm_value(coverage, "reach_share")]
    said += [] if coverage.own_norm_children_per_fte else [norm_value(coverage, "children_per_fte")]
    return f"Uw norm: {', '.join(said)}" if said else "Vul een norm in"


def balance_sentence(monitor: Monitor) -> str:
    """Return what stands beside the gaps: what other wijken have above the measure, and how far wijken overlap."""
    balance, coverage = monitor.coverage.balance, monitor.coverage
    parts = []
    children, wijken = balance.surplus_children_count, balance.surplus_children_wijken
    if children is not None and children >= 0.5 and len(coverage.cells) > 1:
        whose = "het gemiddelde" if coverage.own_norm_reach else "uw norm"
        verb = f"bereikt {kinderwerk_of(monitor)}{'' if wijken == 1 else ' samen'}"
        partly = bool(coverage.left_out["gap_children_count"])
        # What is above the measure is no surer than what is below it.
        ends = [coverage.totals[f"gap_children_{end}"].value for end in ("low", "high")]
        number = format_number(round_down(children)) if partly else format_estimate(children, *ends)
        noun = "kind" if number == "1" else "kinderen"
        least, about = ("minstens ", "naar schatting minstens") if partly else ("", "ongeveer")
        parts.append(
            f"In {least}{format_count(wijken, 'andere wijk', 'andere wijken')} {verb} {about} {number} {noun} meer dan "
            f"{whose}. Dat is niet van het tekort afgetrokken."
        )
    if balance.overlap_factor is not None and balance.reached_sum is not None:
        total = format_number(coverage.totals["reached_count"].value)
        parts.append(
            f"De wijken tellen samen {format_number(balance.reached_sum)} bereikte kinderen, de gemeente {total}: "
            f"een deel telt in meer wijken (factor {format_number(balance.overlap_factor, 2)})."
        )
    return " ".join(parts)


def wijk_headline(monitor: Monitor, wijk_code: str) -> str:
    """Return one wijk in two or three sentences."""
    cells = monitor.coverage.cells[wijk_code]
    name, age = plain(monitor.name_of(wijk_code)), AGE_WORDS[monitor.age_range]
    if not cells["children_count"].known:
        return f"Van {name} is het aantal kinderen in {monitor.year} niet bekend."
    sentences = [_children_sentence(name, cells, age)]
    reached, share, who = cells["reached_count"], cells["reach_share"], kinderwerk_of(monitor, starts=True)
    if reached.known and reached.value == 0:
        sentences.append(f"{who} bereikt er geen kinderen.")
    elif reached.known:
        rate = f", dat is {strong(format_figure('reach_share', cells))}{above_hundred(cells)}" if share.known else ""
        sentences.append(f"{who} bereikt er {format_number(reached.value)}{rate}.")
    elif between := format_between("reached_count", cells):
        sentences.append(f"Organisaties bereiken er samen {between}.")
    elif reached.status == Status.SUPPRESSED:
        sentences.append(f"Het bereik is verborgen: {SMALL_OR_TELLS}.")
    elif _is_at_location(monitor):
        sentences.append("Het bereik is geteld op de locatie en niet in de wijk waar het kind woont.")
    elif monitor.bereik is not None:
        sentences.append(f"Hoeveel kinderen {kinderwerk_of(monitor)} er bereikt, is niet bekend.")
    fte = cells["kinderwerker_fte"]
    if fte.known:
        has = f"{format_number(fte.value, 1)} fte kinderwerk" if fte.value > 0 else "geen kinderwerker"
        sentences.append(f"Er is {of_one(monitor, has)}.")
    return " ".join(sentences)


def describe_figure(monitor: Monitor, figure: str) -> str:
    """Return a figure of all wijken as one text: the alternative for a map or chart, from the same cells."""
    rows = dict(sorted(monitor.coverage.cells.items()))
    cells = {code: row[figure] for code, row in rows.items()}
    known = sorted((code for code, cell in cells.items() if cell.known), key=lambda code: cells[code].value)
    text = f"{label_of(monitor, figure)} per wijk in {monitor.gemeente_name}, {monitor.year}."
    if len(known) == 1:
        text += f" Alleen bekend van {monitor.name_of(known[0])} ({format_figure(figure, rows[known[0]], unit=True)})."
    elif known:
        ends = (known[0], known[-1])
        lowest, highest = (f"{monitor.name_of(c)} ({format_figure(figure, rows[c], unit=True)})" for c in ends)
        among = "Het laagst" if len(known) == len(cells) else "Van de wijken met een cijfer het laagst"
        text += f" {among} in {lowest}, het hoogst in {highest}."
    for status in sorted({cell.status for cell in cells.values()} - {Status.KNOWN}):
        names = [monitor.name_of(code) for code, cell in cells.items() if cell.status == status]
        some = ", ".join(names[:5]) + (f" en nog {len(names) - 5}" if len(names) > 5 else "")
        label = of_one(monitor, status.label) if status == Status.NO_KINDERWERKER else status.label
        text += f" {label[0].upper()}{label[1:]}: {some}."
    return text
