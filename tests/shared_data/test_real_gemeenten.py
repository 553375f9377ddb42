"""Whole gemeenten from the real files: every shape of bereik, every order of files, every gemeente of the country."""

import json
import math
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.coverage import coverage_lines
from tests.agreement import check_every_file
from tests.map_builders import name_boxes, touching
from tests.words import words_of

KWB = "cbs/kwb-2024-utrecht.xlsx"
NEDERLAND = "cbs/statline-85984NED-2024-nederland.csv"
DEN_HAAG = "cbs/odata-84583NED-2019-den-haag-untyped.csv"
AGES = "cbs/odata-03759ned-2019-den-haag.csv"
WIJKEN = "cbs/wijken-2024-nederland.geojson"
NABIJHEID = "cbs/statline-85830NED-2023-utrecht-nabijheid.csv"
BEREIK = ("bereik/utrecht-2024-met-codes.xlsx", "bereik/utrecht-2024-jaarcijfers.xlsx", "bereik/utrecht-2024.csv")
REACHED = [54, 174, 180, 142, 0, 0, 79, 149, 376, 263]
FTE = [0.3, 1.6, 1.5, 1.1, 0, 0, 0.7, 1.1, 3.1, 1.8]


def read(shared_dir: Path, *names: str, year: int = 2024) -> Library:
    return read_files([shared_dir / name for name in names], year=year, gemeente_code="GM0344")


def utrecht(shared_dir: Path, *names: str) -> Monitor:
    return build_monitor(read(shared_dir, *names), "GM0344", 2024)


def figures_of(monitor: Monitor) -> list[tuple]:
    """Return every figure of every wijk and of the gemeente, comparable."""
    rows = [*monitor.coverage.cells.values(), monitor.coverage.totals]
    return [
        (name, figure.status, None if math.isnan(figure.value) else figure.value)
        for row in rows
        for name, figure in sorted(row.items())
    ]


@pytest.fixture(scope="module")
def nederland(shared_dir) -> Library:
    return read(shared_dir, NEDERLAND)


# --- Utrecht -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("bereik", BEREIK)
@pytest.mark.parametrize("cbs", [KWB, NEDERLAND])
def test_every_shape_of_bereik_gives_utrecht_the_same_reach_and_fte(shared_dir, cbs, bereik):
    values = utrecht(shared_dir, cbs, bereik).coverage.values
    assert list(values.index) == [f"WK0344{number:02}" for number in range(1, 11)]
    assert values["reached_count"].tolist() == REACHED
    assert values["kinderwerker_fte"].tolist() == FTE


def test_utrecht_in_figures(shared_dir):
    monitor = utrecht(shared_dir, KWB, BEREIK[0])
    total = monitor.coverage.totals
    # The national share .606: no ages of Utrecht are at hand.
    assert total["children_count"].value == pytest.approx(total["children_0_14_count"].value * 0.606)
    assert total["reached_count"].value == 1417
    assert total["reach_share"].value == pytest.approx(1417 / total["children_count"].value)
    assert total["children_per_fte"].value == pytest.approx(total["children_count"].value / 11.2)
    assert [code for code, flags in monitor.coverage.flags.items() if "geen_kinderwerker" in flags] == [
        "WK034405", "WK034406"
    ]  # fmt: skip
    assert set(monitor.coverage.total_flags) == {
        "aandeel_leeftijd_landelijk",
        "bereik_is_som_van_wijken",
        "kinderwerkers_is_som_van_wijken",
    }
    # 4 x sqrt(11) + 4: what rounding to 5 can make of a sum of ten wijken (METHOD 1.6).
    summed = monitor.coverage.values["children_0_14_count"].sum()
    assert abs(summed - total["children_0_14_count"].value) <= 4 * 11**0.5 + 4


def test_the_order_of_the_files_does_not_change_the_answer(shared_dir):
    names = [KWB, NEDERLAND, BEREIK[0], BEREIK[1]]
    monitors = [utrecht(shared_dir, *order) for order in list(permutations(names))[::5]]
    assert all(figures_of(monitor) == figures_of(monitors[0]) for monitor in monitors)
    assert all(monitor.sources == monitors[0].sources for monitor in monitors)
    assert all(set(monitor.notes) == set(monitors[0].notes) for monitor in monitors)
    assert monitors[0].bereik is not None
    # It says which ages it counts, and those are the ones that are asked for; the other says nothing.
    assert monitors[0].bereik.source.file == Path(BEREIK[1]).name


def test_the_order_on_the_command_line_does_not_change_the_answer(shared_dir, capsys):
    answers = []
    for cbs in ([KWB, NEDERLAND], [NEDERLAND, KWB]):
        paths = [str(shared_dir / name) for name in cbs]
        assert main(["dekking", "--cbs", *paths, "--gemeente", "0344", "--jaar", "2024", "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert answers[0]["sources"][0]["kind"] == "kwb"


def test_workbook_and_statline_of_the_same_year_agree(shared_dir):
    figures = read(shared_dir, KWB, NEDERLAND).cbs_figures("GM0344", 2024)
    assert [words_of(problem).found for problem in figures.problems] == []


def test_names_come_from_the_map_where_the_figures_have_codes_only(shared_dir):
    library = read(shared_dir, DEN_HAAG, WIJKEN, year=2019)
    monitor = build_monitor(library, "GM0518", 2019)
    assert monitor.name_of("WK051801") != "WK051801"
    assert not any(name.startswith("WK") for name in monitor.names.values())
    assert any("wijknamen van 2024" in words_of(note).found for note in monitor.notes)
    assert monitor.drawn == frozenset(monitor.names)


@pytest.mark.parametrize(
    ("files", "gemeente", "year"),
    [((KWB,), "GM0344", 2024), ((DEN_HAAG,), "GM0518", 2019), ((NEDERLAND,), "GM0363", 2024)],
)
def test_no_name_on_a_map_touches_another(shared_dir, files, gemeente, year):
    monitor = build_monitor(read(shared_dir, *files, WIJKEN, year=year), gemeente, year)
    picture = build_map_picture(monitor, "children_count", list(monitor.names)[-1:], named=monitor.names)
    for size in ((1600, 900, 32), (246, 196, 8.5)):
        drawn = name_boxes(picture, *size)
        assert len(drawn) >= 3
        assert not touching(sides for _, sides in drawn)


def test_bereik_of_utrecht_for_another_gemeente_is_refused_on_the_command_line(shared_dir, capsys):
    for bereik in BEREIK:
        command = ["dekking", "--cbs", str(shared_dir / NEDERLAND), "--bereik", str(shared_dir / bereik)]
        assert main([*command, "--gemeente", "GM0518", "--jaar", "2024", "--json"]) == 1
        out, err = capsys.readouterr()
        assert "fout" in [problem["severity"] for problem in json.loads(out)["problems"]]
        assert f"Fout: {Path(bereik).name}" in err


def test_a_list_of_persons_is_refused_and_none_of_its_values_repeated(shared_dir, capsys):
    persons = str(shared_dir / "bereik" / "deelnemerslijst-met-persoonsgegevens.xlsx")
    command = ["dekking", "--cbs", str(shared_dir / KWB), "--bereik", persons, "--gemeente", "GM0344"]
    for arguments in (["controleer", persons, "--json"], ["controleer", persons], [*command, "--jaar", "2024"]):
        assert main(arguments) == 1
        said = "".join(capsys.readouterr())
        assert "persoonsgegevens" in said
        for value in ("111222333", "123456782", "2015", "2013", "Noordwest"):
            assert value not in said


# --- the whole country -------------------------------------------------------------------------------


def test_the_country_has_342_gemeenten_with_names(nederland):
    gemeenten = nederland.gemeenten()
    assert len(gemeenten) == 342
    assert not any(name.startswith("GM") for name in gemeenten.values())
    assert gemeenten["GM0518"] == "'s-Gravenhage"


@pytest.mark.slow
def test_every_gemeente_of_the_country_builds(nederland):
    wijken = children = 0.0
    for code in nederland.gemeenten():
        monitor = build_monitor(nederland, code, 2024)
        total = monitor.coverage.totals["children_0_14_count"]
        assert total.status == Status.KNOWN, code
        assert len(monitor.names) == len(monitor.coverage.cells) > 0, code
        assert monitor.cbs("children_0_14_count", "NL00").known, code
        assert coverage_lines(monitor)[0].startswith(f"In {monitor.gemeente_name} wonen ongeveer "), code
        wijken += len(monitor.names)
        children += total.value
    assert wijken == 3393
    # Gemeenten are exact in this table, so they add up to the country.
    assert children == nederland.cbs_figures("GM0344", 2024).values.at["NL00", "children_0_14_count"]


def test_a_gemeente_of_one_wijk_is_said_in_the_singular(nederland):
    wijken = nederland.cbs[0].areas.query("kind == 'wijk'").index
    counts = Counter(gemeente_code_of(code) for code in wijken)
    single = sorted(code for code, count in counts.items() if count == 1)
    assert single
    for code in single[:5]:
        said = " ".join(coverage_lines(build_monitor(nederland, code, 2024)))
        assert "1 wijken" not in said


def test_a_story_of_utrecht_holds_its_figures(shared_dir):
    library = read(shared_dir, KWB, WIJKEN, BEREIK[0])
    monitor = build_monitor(library, "GM0344", 2024)
    plan = replace(default_plan(monitor), wijken=("WK034403",))
    story = build_story(library, monitor, plan, today=date(2026, 1, 1))
    by_part = {slide.part: slide for slide in reversed(story.slides)}
    assert by_part["gemeente"].title == "Het kinderwerk bereikt 4,0 % van de kinderen in Utrecht"
    assert "Overvecht bereikt het kinderwerk 4,7 % van de kinderen" in by_part["wijk"].title
    assert ("Bereikte kinderen", "1.417", "180") in by_part["kinderwerk"].picture.rows
    gaps = [bar.figure.value for bar in by_part["ontbreekt"].picture.bars]
    assert math.fsum(gaps) == pytest.approx(monitor.coverage.totals["gap_children_count"].value)
    assert len(by_part["gemeente"].picture.areas) == 10


# --- what is taken along -----------------------------------------------------------------------------


def test_every_file_of_utrecht_has_the_figures_of_the_screen(shared_dir, tmp_path):
    library = read(shared_dir, NEDERLAND, WIJKEN, BEREIK[0])
    assert check_every_file(library, build_monitor(library, "GM0344", 2024), tmp_path) > 500
