"""The name of a file is searched like a cell: refused for what it says about a person, and repeated nowhere."""

import pytest

from kinderwerk_stats.sources.own_indicator import read_own_indicator
from kinderwerk_stats.sources.privacy.file_names import judge_file_name
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.safe import read_file_safely, read_own_indicator_safely
from kinderwerk_stats.ui.delivery import session
from tests.file_builders import write_csv
from tests.words import words_of

ROWS = [["wijkcode", "wijk", "jaar", "unieke kinderen"], ["WK990101", "West", 2024, 54], ["WK990102", "Oost", 2024, 80]]
ABOUT_A_PERSON = [
    "lijst 111222333.xlsx", "lijst_111222333_2024.csv", "111-222-333.csv", "1112.22.333.csv", "bsn 12345672.csv",
    "intake Kim Jansen.xlsx", "intake_Kim_Jansen.csv", "Kim-Jansen-2024.csv",
    "Dossier_FatimaAmrani.csv", "Jansen, Kim.csv", "verslag Sam van der Berg.csv",
    "kim@voorbeeld.nl.csv", "moeder 06-12345678.csv", "NL91ABNA0417164300.csv", "Kim geb. 3-4-2016.csv",
]  # fmt: skip
ABOUT_FIGURES = [
    "kwb-2024-utrecht.xlsx", "20240131 export.csv", "bereik 2023-2024.csv", "20240131093000.csv", "gm0344.csv",
    "rapportage jan-dec 2024.xlsx", "Rapportage Jan Mrt 2024.xlsx", "Welzijn Jansen 2024.csv", "WK034401.csv",
    "Stichting Floor Kinderwerk.csv", "Speeltuin Anne Frank 2024.csv", "Wijk 05 Jan van Galen.csv",
    "Jan van Galenstraat bezoeken.csv", "Max aantal kwartaal 4.csv",
    "export (1).csv", "123456789.csv", "85984NED_UntypedDataSet_24112026_153000.csv", "Sint Jan school.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_name_about_a_person_is_found(name):
    assert judge_file_name(name) is not None


@pytest.mark.parametrize("name", ABOUT_FIGURES)
def test_name_about_figures_passes(name):
    assert judge_file_name(name) is None


@pytest.mark.parametrize("read", [read_file, read_file_safely, read_own_indicator, read_own_indicator_safely])
@pytest.mark.parametrize("name", ["lijst 111222333.csv", "intake Kim Jansen.csv"])
def test_file_is_refused_for_its_name_and_the_name_is_gone(tmp_path, read, name):
    result = read(write_csv(tmp_path / name, ROWS))
    assert not result.usable
    assert not result.tables
    (problem,) = result.problems
    assert (words_of(problem).where, problem.severity) == ("bestand.csv", "fout")
    assert words_of(problem).found.startswith("persoonsgegevens: ")
    assert "geef het bestand een andere naam" in words_of(problem).action
    assert not any(part in repr(result) for part in ("111222333", "Kim", "Jansen"))


def test_same_file_under_another_name_is_read(tmp_path):
    assert read_file(write_csv(tmp_path / "bereik.csv", ROWS)).usable


def test_delivered_file_loses_its_name_before_it_has_a_place_on_the_disk(monkeypatch):
    class Upload:
        name = "lijst 111222333.csv"

        def getvalue(self):
            return b"wijkcode;jaar;unieke kinderen\nWK990101;2024;54\n"

        def close(self):
            pass

    def no_place(*_):
        raise AssertionError

    said = []
    monkeypatch.setattr(session, "upload_path", no_place)
    monkeypatch.setattr(session.st, "session_state", {session._ROUND_KEY: 0})
    session.take_uploads([Upload()], lambda _, words: said.append(words))
    (delivered,) = session.delivered_files().values()
    assert delivered.name == "bestand.csv"
    assert delivered.personal
    assert delivered.content is None
    assert "111222333" not in repr((said, delivered))
