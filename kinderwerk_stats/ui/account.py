"""The parts of Verantwoording; all made from the records that charts, tables and exports use."""

import streamlit as st

from kinderwerk_stats.analysis.children import NATIONAL_AGE_SHARE_YEAR
from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_CERTAIN_RATE, MIN_CHILDREN_0_14_FOR_RATE
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS, Group
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.hiding import assumption_words
from kinderwerk_stats.text.how_compared import HOW_COMPARED
from kinderwerk_stats.text.numbers import format_pct
from kinderwerk_stats.text.problems import parts_of
from kinderwerk_stats.text.reference import WITHOUT_NORM
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import action_on_screen, build_list, build_table
from kinderwerk_stats.ui.loaders import load_library

_GROUPS: dict[Group, str] = {
    "dekking": "Dekking",
    "behoefte": "Behoefte",
    "kinderwerk": "Kinderwerk",
    "kinderen": "Kinderen",
    "gezin": "Gezin",
    "bestaanszekerheid": "Rondkomen",
    "wonen": "Wonen",
    "voorzieningen": "Dichtbij",
}
_SYMBOLS = (
    ("n", "kinderen van de gekozen leeftijd die in de wijk wonen"),
    ("u", "bereikte kinderen, elk kind een keer"),
    ("x", "fte kinderwerk voor de wijk; 1 fte is 36 uur per week"),
    ("s", "deel van de kinderen van 0 tot 15 jaar dat de gekozen leeftijd heeft"),
    ("ρ (rho)", f"het bereik dat u vraagt. {WITHOUT_NORM}"),
    ("ν (nu)", "het aantal kinderen per fte dat u vraagt; zonder norm het gemiddelde van de gemeente"),
    ("I, D", "de behoefte-index, en een domein daarvan"),
    ("w, v", "het gewicht van een domein, en van een cijfer in zijn domein"),
    ("z", "een cijfer op de schaal van de index; gaat meer van het cijfer samen met minder behoefte, dan omgedraaid"),
    ("p", "de plaats van een wijk op de schaal van behoefte, van 0 tot 1"),
    ("q, R", "het gewicht van een kind; R is hoeveel keer een kind bij de meeste behoefte telt tegen de minste"),
)
_NOT_CONCLUDED = (
    "Bereikt is niet hetzelfde als geholpen. Weinig signalen is niet beter of slechter dan veel signalen.",
    "Een verschil tussen wijken zegt niet waardoor het komt. Nood en aanbod hangen samen.",
    "Een cijfer over een wijk zegt niets over een gezin in die wijk. Dat geldt ook voor de behoefte-index.",
    "De behoefte-index is een keuze van cijfers en gewichten. Een plaats zonder de marge erbij zegt niets.",
    "Meer of minder bereik dan andere wijken is geen oordeel over het werk. Het kan de bedoeling zijn.",
    "Een index die binnen de gemeente vergelijkt, kunt u niet naast die van een andere gemeente zetten.",
    "De verhouding van 3.000 tot 3.750 kinderen per kinderwerker is de stand van 2022 en geen norm.",
    "Landelijke aantallen mogen niet over wijken worden verdeeld.",
    "Het dashboard voorspelt niets en zegt niet dat kinderwerk geld bespaart.",
    (
        "Plan rekent wel door wat er volgt uit wie hier nu woont en uit wat u zelf invult: wie ouder wordt, en wanneer "
        "een plan zich zou terugverdienen. Of dat gebeurt, is niet bekend."
    ),
)


def show_used_files(monitor: Monitor) -> None:
    """Draw every file behind the figures on screen."""
    show_heading(f"Gebruikt voor {monitor.gemeente_name}, {monitor.year}")
    rows = [
        [source.title, source.publisher, str(source.year or "niet vermeld"), _where_from(source), source.note]
        for source in monitor.sources
    ]
    st.html(build_table(["Wat", "Van wie", "Jaar", "Bestand", "Let op"], rows, caption="Gebruikte bestanden"))


def _where_from(source: Source) -> str:
    """Return where figures come from; the name of a file is not shown, as it can say something about a person."""
    if not source.file:
        return "ingebouwd"
    return "aangeleverd en gepubliceerd" if source.published else "bestand in de map van de server"


def show_file_problems(monitor: Monitor) -> None:
    """Draw what is wrong with the files and these figures of them: what was refused, behind a click the rest."""
    problems = dict.fromkeys([*load_library().public_notes, *monitor.notes])
    if not problems:
        return
    show_heading("Wat er met de bestanden is")
    header = ["Waar", "Gevonden", "Verwacht", "Wat u kunt doen"]
    rows: dict[str, list[list[str]]] = {"fout": [], "waarschuwing": []}
    for problem in problems:
        rows[problem.severity].append([*parts_of(problem)[:3], action_on_screen(problem)])
    if faults := rows["fout"]:
        st.html(build_table(header, faults, caption="Fouten in de bestanden"))
    if warnings := rows["waarschuwing"]:
        with st.expander(f"Waarschuwingen ({len(warnings)})"):
            st.html(build_table(header, warnings, caption="Waarschuwingen bij de bestanden"))


def show_formulas() -> None:
    """Draw the formulas of every computed figure, in words and symbols."""
    show_heading("Zo rekenen we")
    derived = [indicator for indicator in INDICATORS.values() if indicator.formula]
    rows = [[indicator.label, indicator.definition, indicator.formula, indicator.caveat] for indicator in derived]
    with st.expander(f"Formules ({len(rows)})"):
        st.html(build_table(["Cijfer", "In woorden", "Formule", "Let op"], rows, caption="Formules"))
        st.html(build_table(["Teken", "Betekenis"], [list(pair) for pair in _SYMBOLS], caption="Tekens in de formules"))


def show_assumptions(monitor: Monitor) -> None:
    """Draw what was assumed for the figures on screen, with the numbers that were used."""
    share = monitor.age_share
    whose = f"van {monitor.gemeente_name}" if share.origin == "gemeente" else "van heel Nederland"
    wider = (
        " Het deel is niet van deze gemeente in dit jaar. Dat maakt de marge ruimer, voor alle wijken dezelfde kant op."
        if share.cv
        else ""
    )
    show_heading("Aannames")
    text = f"""
- CBS geeft per wijk kinderen van 0 tot 15 jaar. Daarvan is {format_pct(share.value, 1)} {AGE_WORDS[monitor.age_range]}
  (het deel {whose}, {share.year}). Is dat niet bekend, dan telt het deel van Nederland in {NATIONAL_AGE_SHARE_YEAR}.
- De marge bij kinderen komt van twee dingen: het deel verschilt per wijk, en CBS rondt wijken af op 5.{wider} In
  ongeveer 9 van de 10 gevallen of meer ligt het echte aantal in de marge.
- Het bereik is een telling en heeft zelf geen marge. De marge bij het percentage komt van het aantal kinderen.
- Bij minder dan {MIN_CHILDREN_0_14_FOR_RATE} kinderen van 0 tot 15 jaar staat er geen percentage. Bij minder dan
  {MIN_CHILDREN_0_14_FOR_CERTAIN_RATE} is het percentage een indicatie.
- {assumption_words(monitor.threshold)}
- Het totaal van een gemeente is het cijfer dat de organisatie zelf voor de hele gemeente geeft. Ontbreekt dat, dan is
  het de som van de wijken; een kind kan dan dubbel tellen.
- Een lijn door de jaren stopt als de naam of grens van de wijk verandert, of als de telling verandert.
- Namen en grenzen van een ander jaar zijn alleen gebruikt waar code en naam overeenkomen, of,
  zonder namen, waar de gemeente in beide jaren precies dezelfde codes heeft.
"""
    lines = [" ".join(line.split()) for line in text.split("\n- ")[1:]]
    words = ", ".join(f"“{status.label}”" for status in Status if status != Status.KNOWN)
    lines.append(f"Ontbreekt een cijfer, dan staat er waarom: {words}. Een nul is een echt cijfer.")
    with st.expander(f"Wat is aangenomen ({len(lines)})"):
        st.html(build_list(lines))


def show_comparing() -> None:
    """Draw how wijken and years are compared."""
    show_heading("Zo vergelijken we")
    with st.expander(f"Wijken, jaren en toeval ({len(HOW_COMPARED)})"):
        st.html(build_list(HOW_COMPARED))


def show_not_concluded() -> None:
    """Draw what these figures do not say."""
    show_heading("Wat u niet mag concluderen")
    st.markdown("\n".join(f"- {line}" for line in _NOT_CONCLUDED))


def show_indicators() -> None:
    """Draw every indicator with its definition, unit, source and peildatum."""
    show_heading("Alle cijfers")
    header = ["Cijfer", "Wat het is", "Eenheid", "Bron", "Peildatum", "Let op"]
    for group, title in _GROUPS.items():
        members = [indicator for indicator in INDICATORS.values() if indicator.group == group]
        with st.expander(f"{title} ({len(members)})"):
            rows = [[i.label, i.definition, i.unit, i.source, i.peildatum, i.caveat] for i in members]
            st.html(build_table(header, rows, caption=title))
