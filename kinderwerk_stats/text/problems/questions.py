"""Which warnings are questions: about a figure that is used and not certain, so that somebody asks or confirms it."""

from collections.abc import Iterable

from kinderwerk_stats.gemeente.doubts import DOUBTS
from kinderwerk_stats.model.problems import PERSONAL_DATA_PERHAPS, Problem

QUESTIONS = DOUBTS | {
    PERSONAL_DATA_PERHAPS,
    # Which children, and how they were counted.
    "andere_leeftijd",
    "activiteiten_buiten_leeftijd",
    "activiteiten_zonder_leeftijd",
    "dubbelen_zonder_totaal",
    "fte_van_andere_uren",
    "jaar_is_som_van_delen",
    "kinderen_zijn_som_van_kolommen",
    "kolom_cumulatief",
    "kolom_zegt_hetzelfde",
    "kop_zegt_niet_uniek",
    "kopje_ander_werk",
    "ook_ander_werk",
    "opmerking_over_anderen",
    "titel_deel_van_kinderen",
    # Whether they are of this year, were counted, and are final.
    "cijfers_afgerond",
    "cijfers_voorlopig",
    "opmerking_ander_jaar",
    "opmerking_noemt_deel_van_jaar",
    "opmerking_over_wijk",
    "peildatum_halverwege",
    "register_deel_van_jaar",
    "schooljaar_genoemd",
    "zin_over_plan",
    # Cells and totals that can be read in another way.
    "cel_komma",
    "cel_schatting",
    "cel_ster",
    "engelse_getallen",
    "getal_voor_klein_aantal",
    "geen_wijk_buiten_totaal",
    "kinderen_van_buiten_onduidelijk",
    "kinderen_zonder_wijk_buiten_totaal",
    "kinderen_zonder_wijk_zonder_totaal",
    "rij_is_de_som",
    "totaal_is_niet_de_som",
    "totaal_kinderen_is_niet_de_som",
    "totaal_met_dubbelen",
    "totaal_ontdubbeld",
    "totaal_zonder_alle_wijken",
    # Figures that contradict each other.
    "fte_zonder_kinderwerkers",
    "kinderen_zonder_fte",
    "kinderwerkers_gebroken",
    "meer_fte_dan_kinderwerkers",
    "minder_bezoeken_dan_kinderen",
    "veel_fte_in_wijk",
    # Which wijken they are.
    "ander_wijknummer",
    "andere_gemeente_genoemd",
    "code_en_naam_verschillen",
    "indeling_van_ander_jaar",
    "namen_afgekapt",
    "nummers_als_namen",
    "wijk_zonder_kop",
}


def find_questions(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that ask something, each once: a key of bronnen.toml answers them, or somebody does."""
    asked = (problem for problem in problems if problem.asks or problem.code in QUESTIONS)
    return [problem for problem in dict.fromkeys(asked) if problem.severity == "waarschuwing"]
