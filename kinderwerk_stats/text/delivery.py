"""The words of a delivery: what a file is, what was understood of it, what it changes (beleidsmedewerker)."""

import math
from collections.abc import Sequence

from kinderwerk_stats.delivery.effect import Change, Visibility
from kinderwerk_stats.delivery.preview import Preview
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.datasets import ReadResult, Table
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.source import FileKind
from kinderwerk_stats.model.status import Figure
from kinderwerk_stats.model.understanding import Certainty, TotalCheck
from kinderwerk_stats.text.emphasis import strong
from kinderwerk_stats.text.numbers import format_count, format_number, format_pct, format_value, join_names
from kinderwerk_stats.text.problems import describe

KIND_WORDS: dict[FileKind, str] = {
    "kwb": "CBS: Kerncijfers wijken en buurten",
    "statline": "CBS: tabel van StatLine",
    "odata": "CBS: open data",
    "leeftijden": "kinderen naar leeftijd",
    "nabijheid": "CBS: nabijheid van voorzieningen",
    "kaartcijfers": "CBS: kerncijfers van de wijk- en buurtkaart",
    "ses_woa": "CBS: sociaal-economische score",
    "bereik": "bereik van kinderwerk",
    "gebieden": "kaart met wijkgrenzen",
    "eigen_indicator": "eigen cijfer per wijk",
    "adressen": "CBS: alle adressen met hun wijk",
    "onbekend": "niet herkend",
}
CERTAINTY_WORDS: dict[Certainty, str] = {
    "gekozen": "door u gekozen",
    "zeker": "zeker",
    "waarschijnlijk": "waarschijnlijk",
    "gok": "onzeker",
}


def kind_in_words(result: ReadResult) -> str:
    """Return what a file is, or that it was refused as a whole."""
    faults = any(problem.severity == "fout" for problem in result.problems)
    return "geweigerd" if result.kind == "onbekend" and faults else KIND_WORDS[result.kind]


def verdict(result: ReadResult) -> str:
    """Return in a few words whether a file can be used, and how much there is to say about it."""
    faults = sum(problem.severity == "fout" for problem in result.problems)
    remarks = len(result.problems) - faults
    if not result.usable:
        return f"niet bruikbaar: {format_count(faults, 'fout', 'fouten')}" if faults else "niet bruikbaar"
    if result.kind != "gebieden" and any(table.source.year is None for table in result.tables):
        return "jaar nodig: kies het hieronder"
    return f"bruikbaar, {format_count(remarks, 'opmerking', 'opmerkingen')}" if remarks else "bruikbaar"


def describe_lost(files_count: int, *, story: bool = False, template: bool = False, own_figure: bool = False) -> str:
    """Return what somebody must do again when the server lost his window; empty without anything.

    >>> describe_lost(1, template=True)[68:-46]
    'Dit is daardoor weg: 1 bestand dat u had aangeleverd en uw sjabloon van PowerPoint.'
    >>> describe_lost(0)
    ''
    """
    files = format_count(files_count, "bestand dat u had aangeleverd", "bestanden die u had aangeleverd")
    parts = {
        files: files_count > 0,
        "wat u in uw verhaal had veranderd": story,
        "uw sjabloon van PowerPoint": template,
        "uw eigen cijfer per wijk": own_figure,
    }
    lost = join_names([words for words, there in parts.items() if there], most=None)
    why = "Het dashboard is opnieuw gestart, of uw verbinding was te lang weg."
    return f"{why} Dit is daardoor weg: {lost}. Lever het opnieuw aan, of vul het opnieuw in." if lost else ""


def is_personal(result: ReadResult) -> bool:
    """Return whether a file was refused because it is about persons."""
    return result.holds_personal_data


def delivery_headline(usable: int, total: int, *, waiting: int = 0, personal: int = 0, faults: int = 0) -> str:
    """Return the sentence above a delivery.

    Parameters
    ----------
    usable : files of which nothing has to be asked.
    total : all files.
    waiting : files that can be used once the user has chosen their year.
    personal : files that were refused because they are about persons.
    faults : of the one file, beside the figures of its gemeente.

    >>> from kinderwerk_stats.text.emphasis import plain
    >>> [plain(delivery_headline(*counts)) for counts in ((0, 0), (1, 1), (0, 1), (2, 3))]
    ['Zet hier uw bestanden neer zoals u ze kreeg.', 'Het bestand is bruikbaar. Er is nog niets gepubliceerd.',
     'Dit bestand is zo niet te gebruiken.', '2 van de 3 bestanden zijn bruikbaar. Er is nog niets gepubliceerd.']
    >>> plain(delivery_headline(0, 1, waiting=1)), plain(delivery_headline(0, 1, personal=1))
    ('Kies nog het jaar van dit bestand. Er is nog niets gepubliceerd.',
     'In dit bestand staan persoonsgegevens. Het is geweigerd en niet bewaard.')
    >>> plain(delivery_headline(1, 1, faults=2))
    'Los in dit bestand nog 2 fouten op. Er is nog niets gepubliceerd.'
    >>> plain(delivery_headline(2, 5, waiting=3))
    '2 van de 5 bestanden zijn bruikbaar, van 3 is het jaar nog nodig. Er is nog niets gepubliceerd.'
    """
    if not total:
        return "Zet hier uw bestanden neer zoals u ze kreeg."
    if total == 1:
        if personal:
            return f"In dit bestand staan {strong('persoonsgegevens')}. Het is geweigerd en niet bewaard."
        if waiting:
            return f"Kies nog {strong('het jaar')} van dit bestand. Er is nog niets gepubliceerd."
        if not usable:
            return f"Dit bestand is zo {strong('niet')} te gebruiken."
        if faults:
            count = strong(format_count(faults, "fout", "fouten"))
            return f"Los in dit bestand nog {count} op. Er is nog niets gepubliceerd."
        return f"Het bestand is {strong('bruikbaar')}. Er is nog niets gepubliceerd."
    asked = f", van {waiting} is het jaar nog nodig" if waiting else ""
    refused = f" Geweigerd om persoonsgegevens: {personal}." if personal else ""
    return (
        f"{strong(f'{usable} van de {total}')} bestanden zijn bruikbaar{asked}.{refused} Er is nog niets gepubliceerd."
    )


def describe_total(check: TotalCheck) -> tuple[str, str, str, str]:
    """Return indicator, sum of the wijken, total in the file and what to think of the difference."""
    indicator = INDICATORS[check.indicator]
    label = check.label if check.year is None else f"{check.label}, {check.year}"
    summed = format_number(check.summed, indicator.decimals)
    if check.unknown and not check.summed:
        return (
            label,
            "onbekend",
            "geen totaal" if check.total is None else format_number(check.total),
            "niet te vergelijken",
        )
    if check.unknown:
        summed += f" ({format_count(check.unknown, 'wijk', 'wijken')} zonder getal)"
    if check.total is None:
        return label, summed, "geen totaal", "niet te vergelijken"
    total = format_number(check.total, indicator.decimals)
    if not check.differs:
        return label, summed, total, "gelijk"
    difference = format_number(abs(check.summed - check.total), indicator.decimals)
    if check.unknown:
        return label, summed, total, f"{difference} verschil; dat kan in de wijken zonder getal zitten"
    if check.summed > check.total and check.indicator == "reached_count":
        return label, summed, total, f"som is {difference} hoger: kinderen kunnen in meer wijken tellen"
    higher = "hoger" if check.summed > check.total else "lager"
    return label, summed, total, f"som is {difference} {higher}: vraag na waardoor"


def describe_loss(name: str, before: int, after: int) -> str:
    """Return which figure of the organisation fewer wijken have.

    >>> describe_loss("visits_count", 10, 9), describe_loss("locations_count", 3, 0)
    ('bezoeken: eerst van 10 wijken een cijfer, straks van 9', 'locaties: eerst van 3 wijken een cijfer, straks niet')
    """
    had, left = format_count(before, "wijk", "wijken"), f"van {after}" if after else "niet"
    return f"{INDICATORS[name].label.lower()}: eerst van {had} een cijfer, straks {left}"


def describe_visibility(changes: Sequence[Visibility], *, gemeente_changes: bool) -> str:
    """Return which counts become hidden or visible; nothing where none does.

    >>> describe_visibility([Visibility("Oost", "reached_count", True)], gemeente_changes=True)
    'Straks verborgen: Oost (bereikte kinderen). Ook het bereik van de hele gemeente verandert.'
    """
    parts = []
    for hidden, words in ((True, "Straks verborgen"), (False, "Straks zichtbaar")):
        by_area: dict[str, list[str]] = {}
        for change in changes:
            if change.hidden is hidden:
                by_area.setdefault(change.area_name, []).append(INDICATORS[change.name].label.lower())
        if by_area:
            parts.append(f"{words}: " + ", ".join(f"{area} ({' en '.join(what)})" for area, what in by_area.items()))
    if not parts:
        return ""
    also = " Ook het bereik van de hele gemeente verandert." if gemeente_changes else ""
    return f"{'. '.join(parts)}.{also}"


def describe_preview(preview: Preview, limit_pct: float) -> list[str]:
    """Return in words what somebody looks at before a file is published: what is far out, changes much or is lost.

    Parameters
    ----------
    preview : of the file.
    limit_pct : a change up to so many percent is plausible.
    """
    found = [describe(doubt).found for doubt in preview.doubts]
    found += [str(describe(problem)) for problem in preview.problems]
    for year in sorted({year for year, _ in preview.implausible(limit_pct)}):
        names = [name for of, name in preview.implausible(limit_pct) if of == year]
        found.append(f"{year}: meer dan {format_number(limit_pct)} % anders, of valt weg: {', '.join(names[:5])}")
    found += [f"{describe_loss(*loss)} ({year})" for year, loss in preview.losses]
    hidden = describe_visibility(preview.visibility, gemeente_changes=False)
    return list(dict.fromkeys([*found, hidden] if hidden else found))


def whose_bereik(before: Monitor, after: Monitor, published: Sequence[Table]) -> str:
    """Return what to know when two organisations have bereik of one year, of which one is shown; else nothing."""
    mine = [table.source for table in published if table.source.kind == "bereik" and table.source.year == after.year]
    if not mine or after.bereik is None:
        return ""
    shown = after.bereik.source
    if (shown.publisher, shown.file) not in {(source.publisher, source.file) for source in mine}:
        return (
            f"Dit bestand telt niet mee: het bereik van {shown.publisher} blijft zichtbaar. Noem de organisatie, of "
            "trek eerst het andere in."
        )
    old = before.bereik.source if before.year == after.year and before.bereik is not None else shown
    if old.publisher in (shown.publisher, "onbekend"):
        return ""
    new = "dit bestand" if shown.publisher in ("", "onbekend") else shown.publisher
    return (
        f"Nu ziet u het bereik van {old.publisher}, straks alleen dat van {new}. Kinderen van twee organisaties mag u "
        "niet optellen."
    )


def new_year_without_bereik(before: Monitor, after: Monitor) -> str:
    """Return what to know when figures of a new year come without bereik; else nothing."""
    if before.year == after.year or after.bereik is not None or before.bereik is None:
        return ""
    return (
        f"Van {after.year} is er dan nog geen bereik: lever dat hierna aan. Tot die tijd opent het dashboard met "
        f"{after.year} zonder bereik. Het bereik van {before.year} blijft bewaard en is te kiezen bij “Jaar”."
    )


def describe_change(change: Change) -> tuple[str, str, str, str, str]:
    """Return area, figure, before, after and how much that is in percent."""
    indicator = INDICATORS[change.name]
    before, after = (_with_decimal(indicator, figure) for figure in (change.before, change.after))
    return change.area_name, indicator.label, before, after, format_relative(change)


def describe_cell_change(
    cell: tuple[str, str, str, float, float, str, str], threshold: int
) -> tuple[str, str, str, str, str]:
    """Return the same five words of one row of `Store.compare_versions`; values as they are kept, unrounded."""
    area, name, indicator, before, after, status_before, status_after = cell
    if indicator.startswith("leeftijd") and any(0 < value < threshold for value in (before, after)):
        # Children of one age in a wijk, counted by the gemeente itself.
        return name or area, indicator, "klein aantal", "klein aantal", ""
    label = INDICATORS[indicator].label if indicator in INDICATORS else indicator

    def words(value: float, status: str) -> str:
        if math.isnan(value):
            return status.replace("_", " ") or "was er niet"
        if indicator in INDICATORS:
            return format_value(INDICATORS[indicator], value)
        return format_number(value, 0 if float(value).is_integer() else 2)

    known = not (math.isnan(before) or math.isnan(after))
    size = _signed_pct(after / before - 1) if known and before else ""
    return name or area, label, words(before, status_before), words(after, status_after), size


def _with_decimal(indicator: Indicator, figure: Figure) -> str:
    """Return a figure; of a percentage one decimal, or a change from 4,1 to 4,4 % could not be seen."""
    if indicator.unit == "%" and figure.known:
        return format_pct(figure.value, 1)
    return format_value(indicator, *figure)


def format_relative(change: Change) -> str:
    """Return a relative change in words.

    >>> from kinderwerk_stats.model.status import Figure, Status
    >>> known = lambda value: Figure(value, Status.KNOWN)
    >>> [format_relative(Change("WK900101", "Proef", "reached_count", known(a), known(b)))
    ...  for a, b in ((80, 100), (100, 80), (0, 5), (1417, 1423))]
    ['+25 %', '−20 %', 'was 0', '+0,4 %']
    """
    if change.lost:
        return "valt weg"
    if change.relative is None:
        return "nieuw" if change.after.known else "andere reden"
    if math.isinf(change.relative):
        return "was 0"
    return _signed_pct(change.relative)


def _signed_pct(share: float) -> str:
    """Return a change with its sign; a small one with a decimal, so that it is not called 0."""
    decimals = 1 if abs(share) < 0.01 else 0
    return f"{'+' if share > 0 else ''}{format_pct(share, decimals)}"
