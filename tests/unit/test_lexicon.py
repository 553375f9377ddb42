"""The list of words: every phrase can be found, and a header has one meaning."""

import tomllib
from importlib.resources import files

import pytest

from kinderwerk_stats.sources import lexicon
from kinderwerk_stats.sources.bereik.columns import recognise_column
from kinderwerk_stats.sources.bereik.rows import classify_label
from kinderwerk_stats.sources.files.plain_text import to_plain

DATA = tomllib.loads(files("kinderwerk_stats.sources").joinpath("assets/woorden.toml").read_text(encoding="utf-8"))


def lists(data=DATA, name=""):
    for key, value in data.items():
        where = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            yield from lists(value, where)
        else:
            yield where, value


@pytest.mark.parametrize(("name", "phrases"), list(lists()))
def test_every_phrase_can_be_found(name, phrases):
    assert len(set(phrases)) == len(phrases)
    for phrase in phrases:
        letters = phrase.lstrip("=^")
        for sign in "*?#[]{}/.%_":
            letters = letters.replace(sign, " ")
        assert to_plain(letters) == " ".join(letters.split()), "no capitals, accents or signs are left in a plain text"
        lexicon.find_all(name, "iets")


@pytest.mark.parametrize("section", ["kop", "register"])
def test_a_header_has_one_role(section):
    headers = [header for role, found in DATA[section].items() if role != "zeker" for header in found]
    assert sorted(set(headers)) == sorted(headers)


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ("plan.woorden", "De begroting van 2024", ["begroting"]),
        ("plan.woorden", "Doelgroep", []),
        ("zegt.niet_uniek", "Geen strikt unieke kinderen", ["geen strikt unieke"]),
        ("rij.geen_wijk", "Niet ingevuld", ["niet ingevuld"]),
        ("rij.geen_wijk", "Kinderen van wie de wijk onbekend is", []),
        ("tijd.over_cijfers", "De cijfers van Oost", ["de cijfers"]),
        ("ander_werk.woorden+titel", "jongerenwerkers en buurtsport", ["jongerenwerkers", "buurtsport"]),
    ],
)
def test_signs_in_a_phrase(phrase, text, said):
    assert lexicon.find_all(phrase, to_plain(text)) == said


@pytest.mark.parametrize(
    ("header", "kind", "sure"),
    [
        ("Aantal kind(eren) uniek", "reached_count", True), ("Aantal verschillende kinderen", "reached_count", True),
        ("Ontdubbelde deelnemers", "reached_count", True), ("Unieke bezoekers 2024", "reached_count", True),
        ("Unieke cliënten", "reached_count", True), ("Deelnemende kinderen", "reached_count", False),
        ("Cliënten", "reached_count", False), ("Aantal deelnemers", "reached_count", False),
        ("Kindbezoeken", "visits_count", True), ("Aanwezigheden", "visits_count", True),
        ("Bezoekcontacten", "visits_count", True), ("Aantal bezoeken activiteiten", "visits_count", True),
        ("Personele inzet (fte)", "kinderwerker_fte", True), ("F.t.e.", "kinderwerker_fte", True),
        ("Signaleringen", "signals_count", True), ("Aantal vrijwilligers", "volunteers_count", True),
        ("Resultaat unieke kinderen", "reached_count", True), ("Som van Unieke kinderen", "reached_count", True),
    ],
)  # fmt: skip
def test_words_of_real_exports(header, kind, sure):
    meaning = recognise_column(header)
    assert meaning is not None and (meaning.kind, meaning.sure) == (kind, sure)


@pytest.mark.parametrize(
    "header",
    ["Afspraak unieke kinderen", "Unieke kinderen gepland", "Prestatieafspraak kinderen", "Beoogd bereik", "KPI bereik",
     "Bereik t.o.v. 2023", "Onbereikte kinderen", "Potentieel bereik", "Wachtlijst kinderen", "Verschil bereik",
     "Aantal activiteiten", "Unieke kinderen t/m Q3 budget", "Taakstelling fte", "Inschrijvingen"],
)  # fmt: skip
def test_what_is_no_reach_is_left_alone(header):
    assert recognise_column(header) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Wijkoverstijgend", "no_wijk"), ("Gemeentebreed", "no_wijk"), ("Stedelijk", "no_wijk"),
        ("Onbekend", "no_wijk"), ("(leeg)", "no_wijk"), ("Eindtotaal", "whole"), ("Totaal", "whole"),
        ("Buiten de gemeente", "outside"), ("Gemiddelde", "no_count"), ("Begroot", "no_count"), ("West", "wijk"),
        ("Doelenkwartier", "wijk"), ("Normandie", "wijk"), ("% van totaal", "no_count"),
        ("waarvan meisjes", "of_which"), ("w.v. Lombok", "of_which"), ("Wvelden", "wijk"),
        ("Niet te herleiden", "no_wijk"), ("Stedelijk team", "no_wijk"), ("Correctie dubbeltellingen", "no_count"),
        ("Postcode onbekend", "no_wijk"), ("N.v.t.", "no_wijk"), ("Diversen", "no_wijk"), ("Bovenwijks", "no_wijk"),
        ("Rest van de gemeente", "no_wijk"), ("Van buiten Utrecht", "outside"), ("Buitenhof", "wijk"),
        ("Buiten Centrum", "wijk"), ("Rest", "no_wijk"), ("Reststraatkwartier", "wijk"),
        ("Landelijk gebied Katwijk", "wijk"), ("Landelijk", "no_count"), ("Landelijk gemiddelde", "no_count"),
        ("Streefkerk-Dorp", "wijk"), ("Streefcijfer", "no_count"), ("Streefaantallen 2024", "no_count"),
    ],
)  # fmt: skip
def test_rows_that_are_no_wijk(label, kind):
    assert classify_label(label) == kind
