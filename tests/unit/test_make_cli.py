"""maak: what is written, from which figures, and what is refused."""

import zipfile
from copy import copy
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from kinderwerk_stats.cli import main, making
from kinderwerk_stats.cli.make import WHAT
from kinderwerk_stats.gemeente.plan_choice import PlanChoice
from kinderwerk_stats.store import open_store
from tests.file_builders import write_csv, write_xlsx
from tests.pdfs import squeezed, text_of
from tests.people import somebody
from tests.story_builders import kept_of
from tests.unit.test_cli import BEREIK, KWB


@pytest.fixture(autouse=True)
def _own_data(monkeypatch):
    monkeypatch.delenv("KINDERWERK_DATA", raising=False)


@pytest.fixture
def make(capsys, tmp_path, monkeypatch, example_library):
    """Return a function that runs `maak` and gives exit status, the paths it printed and what stands on stderr.

    The example is read once for all tests; `tests/test_docs.py` runs such commands as they stand.
    """
    read = making.read_folder
    monkeypatch.setattr(
        making, "read_folder", lambda at: copy(example_library) if at == making.EXAMPLE_FOLDER else read(at)
    )

    def run(*arguments: object) -> tuple[int, list[Path], str]:
        try:
            status = main(["maak", *(str(argument) for argument in arguments), "--uit", str(tmp_path / "uit")])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, [Path(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def files(tmp_path):
    """Return a folder with a CBS file and bereik of an invented gemeente."""
    folder = tmp_path / "bestanden"
    folder.mkdir()
    write_csv(folder / "kwb.csv", KWB)
    write_xlsx(folder / "bereik.xlsx", {"Bereik": BEREIK})
    return folder


def test_without_gemeente_the_example_is_made(make):
    status, paths, err = make("factsheet", "--wijk", "WK900105", "wk900101", "--wijk", "WK900105")
    assert (status, err) == (0, "")
    assert [path.name for path in paths] == [
        "factsheet-2024-wk900105-wijk-05-sterrenveld.pdf",
        "factsheet-2024-wk900101-wijk-01-centrum.pdf",
    ]
    assert all(len(PdfReader(path).pages) == 1 for path in paths)


def test_without_wijk_the_gemeente_and_all_its_wijken_are_made(make, files):
    status, paths, _ = make("factsheet", "--cbs", files / "kwb.csv", "--bereik", files / "bereik.xlsx")
    assert status == 0
    assert [path.name for path in paths] == [
        "factsheet-2024-gm9001-verzonnendam.pdf",
        "factsheet-2024-wk900101-oost.pdf",
        "factsheet-2024-wk900102-west.pdf",
        "factsheet-2024-wk900103-zuid.pdf",
    ]
    assert squeezed("Het kinderwerk bereikt er 66") in text_of(paths[1].read_bytes())


def test_norm_and_ages_are_those_that_were_asked_for(make, files):
    chosen = ("--norm-bereik", "25%", "--norm-kinderen-per-fte", "500", "--leeftijd", "4-11", "--jaar", "2024")
    _, paths, _ = make("factsheet", "--cbs", files / "kwb.csv", "--bereik", files / "bereik.xlsx", *chosen)
    words = text_of(paths[0].read_bytes())
    for text in ("25 %", "500 kinderen per fte", "Leeftijd: 4 tot 12 jaar"):
        assert squeezed(text) in words


def test_all_factsheets_in_one_zip(make):
    status, paths, _ = make("factsheet", "--zip")
    assert status == 0
    assert [path.name for path in paths] == ["factsheets-2024-gm9001-halmerdam.zip"]
    with zipfile.ZipFile(paths[0]) as zipped:
        assert len(zipped.namelist()) == 15


def test_praatplaat_and_pictures(make):
    status, paths, _ = make("praatplaat")
    assert status == 0 and paths[0].read_bytes().startswith(b"%PDF")
    status, paths, _ = make("praatplaat", "--wijk", "WK900101")
    words = text_of(paths[0].read_bytes())
    assert status == 0 and squeezed("Over Centrum") in words
    status, paths, _ = make("afbeelding")
    assert status == 0 and {path.suffix for path in paths} == {".svg", ".png"}
    assert all(path.stat().st_size > 1000 for path in paths)


@pytest.mark.parametrize(("what", "suffix"), [("deck", ".pptx"), ("werkmap", ".xlsx")])
def test_slides_and_workbook(make, what, suffix):
    status, paths, err = make(what, "--wijk", "WK900105")
    assert (status, err) == (0, "")
    assert [path.suffix for path in paths] == [suffix]
    assert paths[0].read_bytes().startswith(b"PK")


def test_the_folder_of_the_dashboard_goes_before_the_example(make, files, monkeypatch):
    (files / "bronnen.toml").write_text('["bereik.xlsx"]\norganisatie = "Stichting Eigen"\n')
    monkeypatch.setenv("KINDERWERK_DATA", str(files))
    status, paths, err = make("praatplaat", "--gemeente", "GM9001")
    assert (status, err) == (0, "")
    assert "verzonnendam" in paths[0].name


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("plaat",), 2, "'plaat' bestaat niet"),
        (("praatplaat", "--zip"), 2, "alleen bij factsheet"),
        (("factsheet", "--zip", "--wijk", "WK900101"), 2, "zonder --wijk"),
        (("praatplaat", "--sjabloon", __file__), 2, "alleen bij deck"),
        (("praatplaat", "--bereik", __file__), 2, "noem ook de cijfers van CBS"),
        (("factsheet", "--wijk", "GM9001"), 2, "geen wijkcode"),
        (("factsheet", "--wijk", "WK900199"), 1, "een wijk van Halmerdam in 2024"),
        (("factsheet", "--gemeente", "GM0001"), 1, "Halmerdam (GM9001)"),
        (("factsheet", "--jaar", "1999"), 1, "cijfers van"),
    ],
)
def test_what_cannot_be_made_is_refused(make, arguments, status, words):
    found, paths, err = make(*arguments)
    assert (found, paths) == (status, [])
    assert words in err


def test_a_place_that_cannot_be_written_is_refused(make, tmp_path):
    (tmp_path / "uit").write_text("een bestand")
    status, paths, err = make("praatplaat")
    assert (status, paths) == (1, [])
    assert "er staat al een bestand met deze naam" in err


def test_files_of_two_gemeenten_ask_which_one(make, files):
    rows = [*KWB, *([cell.replace("9001", "9002") for cell in row] for row in KWB[1:])]
    write_csv(files / "kwb.csv", rows)
    status, _, err = make("praatplaat", "--cbs", files / "kwb.csv")
    assert status == 1
    assert "GM9001" in err and "GM9002" in err


def test_a_kept_plan_goes_along(make, example_library, example_monitor, monkeypatch, tmp_path):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    assert "er zijn: geen" in make("deck", "--plan", "Ruim")[2]
    kept = kept_of(example_library, example_monitor(2024), PlanChoice(budget_tenths=30))
    open_store().keep("plan", kept.gemeente_code, kept.name, kept.content, by=somebody(kept.who), based_on=0)
    assert "er zijn: Ruim" in make("deck", "--plan", "Krap")[2]
    status, (path,), err = make("factsheet", "--plan", "Ruim", "--wijk", "WK900105")
    assert (status, err) == (0, "")
    assert squeezed("Sterrenveld0,0+1,61,60,000,78") in text_of(path.read_bytes())
    status, (path,), _ = make("deck", "--plan", "Ruim")
    assert "Met 3 fte erbij krijgt Sterrenveld het meest: 1,6 fte" in [
        title
        for slide in Presentation(str(path)).slides
        for title in slide.shapes.title.text.replace("\xa0", " ").split(". ")
    ]
    # Of another year it says why it is not there, on paper and on stderr.
    status, (path,), err = make("factsheet", "--plan", "Ruim", "--wijk", "WK900105", "--jaar", "2023")
    assert status == 0 and "een ander jaar" in err
    assert squeezed("Het plan ‘Ruim’ staat hier niet") in text_of(path.read_bytes())


def test_every_word_of_maak_has_a_maker():
    assert tuple(making.MAKERS) == WHAT
