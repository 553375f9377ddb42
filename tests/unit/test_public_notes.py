"""What a reader says to who delivers a file, and what everybody may know of it, are two lists."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import make_problem, make_warning
from kinderwerk_stats.model.public_notes import WITHOUT_COUNTS, notes_of
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.text.problems import CATALOGUE, bereik, columns, files, privacy, tables, totals, wijken

# Words, places or the mere fact depend on a count of children or visits: of one cell, or of one beside another.
_OF_COUNTS = {
    "kinderen_minstens", "kinderen_zonder_fte", "minder_bezoeken_dan_kinderen", "cel_ster", "cel_nul", "cel_komma",
    "kolom_met_inwoners", "engelse_getallen", "cel_zonder_getal", "cel_percentage", "cel_uren_bij_fte",
    "cel_punt_of_komma", "cel_negatief", "cel_geen_heel_getal", "cel_misschien_percentage", "cel_te_veel_fte",
    "cel_onmogelijk_groot", "cel_bsn", "rij_is_de_som", "totaal_is_subtotaal", "totaal_past_niet",
    "totalen_verschillen", "totaal_onleesbaar", "totaal_lager_dan_wijk", "totaal_hoger_dan_som", "totaal_ontdubbeld",
    "totaal_is_niet_de_som", "totaal_kinderen_is_niet_de_som", "geen_wijk_zonder_totaal", "geen_wijk_buiten_totaal",
    "geen_wijk_in_totaal", "kinderen_van_buiten_onduidelijk", "totaal_met_kinderen_van_buiten",
    "totaal_telt_buiten_mee", "getal_voor_klein_aantal", "kinderen_zijn_som_van_kolommen",
}  # fmt: skip
_ROOMS = (bereik, columns, files, privacy, tables, totals, wijken)


@pytest.mark.parametrize("code", sorted({code for room in _ROOMS for code in room.CATALOGUE}))
def test_of_every_code_of_a_reader_somebody_decided_whether_it_is_public(code):
    assert (code in WITHOUT_COUNTS) != (code in _OF_COUNTS)


def test_the_list_names_only_codes_that_there_are():
    assert set(CATALOGUE) >= WITHOUT_COUNTS | _OF_COUNTS


def _result(*problems, kind="bereik"):
    return ReadResult(Path("bestand.xlsx"), kind, problems=problems)


def test_what_is_made_from_counts_is_for_who_delivers():
    result = _result(make_warning("kinderen_minstens", wijken=("WK990101: 17",)), make_warning("cijfers_voorlopig"))
    assert [note.code for note in notes_of(result)] == ["cijfers_voorlopig"]
    assert [note.code for note in Library([result]).public_notes] == ["cijfers_voorlopig"]


def test_a_code_that_nobody_decided_about_is_not_public():
    assert notes_of(_result(make_warning("iets_nieuws", aantal=3))) == ()


def test_that_a_file_was_refused_is_public_and_its_figures_are_not():
    (note,) = notes_of(_result(make_problem("cel_negatief", getal="-3"), kind="onbekend"))
    assert note.code == "bereik_geweigerd"
    assert note.place.file == "bestand.xlsx"


def test_all_that_is_said_of_figures_of_cbs_is_public():
    problems = (make_warning("engelse_getallen"), make_problem("iets_nieuws"))
    assert notes_of(_result(*problems, kind="kwb")) == problems
