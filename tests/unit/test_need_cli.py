"""behoefte and samengesteld as scripts and people use them: fields, exit statuses, and every fault at once in Dutch."""

import json

import pytest
from openpyxl import Workbook

from kinderwerk_stats.cli import main
from tests.file_builders import write_csv

HEADER = ["gwb_code_10", "regio", "recs", "jaar", "a_inw", "a_00_14", "p_hh_osm", "p_jz_tn", "g_wozbag"]
KWB = [
    HEADER,
    ["GM9001", "Verzonnendam", "Gemeente", "2023", "9000", "2700", "9", "10", "300"],
    ["WK900101", "Oost", "Wijk", "2023", "3000", "800", "20,5", "16", "180"],
    ["WK900102", "West", "Wijk", "2023", "3000", "900", "3", "6", "480"],
    ["WK900103", "Zuid", "Wijk", "2023", "3000", "960", "8", "9", "310"],
    ["WK900104", "Haven", "Wijk", "2023", "100", "40", "8", "9", "310"],
]
WIJK_FIELDS = {
    "wijk_code",
    "wijk_name",
    "index",
    "domains",
    "rank",
    "rank_low",
    "rank_high",
    "p_top20",
    "group",
    "flags",
}
TREE = {"naam": "index", "delen": [{"kolom": "arm"}, {"kolom": "woz", "richting": -1}]}


@pytest.fixture
def cbs(tmp_path):
    return write_csv(tmp_path / "kwb.csv", KWB)


@pytest.fixture
def run(capsys):
    def run_command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run_command


# --- behoefte -----------------------------------------------------------------------------------------


def test_need_as_json(cbs, run):
    status, out, _ = run("behoefte", "--cbs", cbs, "--gemeente", "GM9001", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["gemeente"]["code"], answer["year"], answer["scale"], answer["draws"]) == (
        "GM9001",
        2023,
        "gemeente",
        2000,
    )
    wijken = {wijk["wijk_name"]: wijk for wijk in answer["wijken"]}
    assert all(set(wijk) >= WIJK_FIELDS for wijk in wijken.values())
    assert [wijken[name]["rank"] for name in ("Oost", "Zuid", "West", "Haven")] == [1, 2, 3, None]
    assert (wijken["Oost"]["group"], wijken["Oost"]["rank_high"], wijken["Oost"]["p_top20"]) == ("zeker", 1, 1)
    assert wijken["Haven"]["flags"] == ["te_weinig_kinderen"]
    assert set(wijken["Oost"]["domains"]) == {"bestaanszekerheid", "gezin", "draagkracht"}
    assert {flag for wijk in wijken.values() for flag in wijk["flags"]} <= set(answer["flags_in_words"])
    assert [item["name"] for item in answer["indicators"]] == [
        "social_minimum_household_share",
        "jeugdzorg_share",
        "woz_eur",
    ]


def test_one_figure_gives_places_and_no_groups(run, tmp_path):
    header = ["gwb_code", "regio", "recs", "a_inw", "a_00_14", "g_wozbag", "jaar"]
    names = ["Oost", "West", "Zuid", "Noord"]
    wijken = [[f"WK90010{n}", name, "Wijk", 1000, 200, 200 + 50 * n, 2024] for n, name in enumerate(names, 1)]
    path = write_csv(
        tmp_path / "kwb.csv", [header, ["GM9001", "Verzonnendam", "Gemeente", 4000, 800, 300, 2024], *wijken]
    )
    status, out, _ = run("behoefte", "--cbs", path, "--json")
    answer = json.loads(out)
    assert status == 0
    assert {wijk["group"] for wijk in answer["wijken"]} == {None}
    assert {wijk["group_reason"] for wijk in answer["wijken"]} == {"te_weinig_domeinen"}
    assert "te_weinig_domeinen" in answer["flags_in_words"]
    assert (answer["interval"]["figures_count"], answer["interval"]["few_figures"]) == (1, True)
    assert "twee domeinen" in answer["interval"]["in_words"]
    assert answer["robustness"]["certain"] == 0
    status, out, err = run("behoefte", "--cbs", path)
    assert "zeker" not in out
    assert "twee domeinen" in err


def test_few_figures_are_said_beside_the_places(cbs, run):
    answer = json.loads(run("behoefte", "--cbs", cbs, "--gemeente", "GM9001", "--json")[1])
    assert answer["interval"]["figures_count"] == 3
    assert "rusten op maar 3 cijfers" in answer["interval"]["in_words"]
    assert {wijk["group_reason"] for wijk in answer["wijken"] if wijk["group"]} == {None}
    assert "rusten op maar 3 cijfers" in run("behoefte", "--cbs", cbs)[2]


def test_the_only_gemeente_need_not_be_named_and_weights_can_be_a_file(cbs, run, tmp_path):
    path = tmp_path / "gewichten.json"
    path.write_text('{"domeinen": {"gezin": 0}, "steilheid": 3}', encoding="utf-8")
    status, out, _ = run("behoefte", "--cbs", cbs, "--gewichten", path, "--json")
    answer = json.loads(out)
    assert status == 0
    assert set(answer["domain_weights"]) == {"bestaanszekerheid", "draagkracht"}
    weights = [wijk["need_weight"] for wijk in answer["wijken"] if wijk["need_weight"]]
    assert max(weights) / min(weights) == pytest.approx(3)


def test_need_for_people_is_never_a_bare_rank(cbs, run):
    status, out, err = run("behoefte", "--cbs", cbs)
    assert status == 0
    first = out.splitlines()[0]
    assert first.startswith("Oost: zeker bij de hoogste 20 %, plaats 1, index ")
    assert "geen index" in out.splitlines()[-1]
    assert "alleen de wijken van Verzonnendam" in err


def test_several_gemeenten_are_ranked_together(run, tmp_path):
    others = [[code.replace("9001", "9002"), *rest] for code, *rest in KWB[1:]]
    path = write_csv(tmp_path / "kwb.csv", [*KWB, *others])
    status, out, _ = run("behoefte", "--cbs", path, "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["gemeente"], answer["scale"]) == (None, "bestanden")
    assert sorted(wijk["rank"] for wijk in answer["wijken"] if wijk["rank"]) == [1, 1, 3, 3, 5, 5]


def test_an_own_figure_comes_with_it(cbs, run, tmp_path):
    own = write_csv(tmp_path / "eigen.csv", [["Wijk", "Score"], ["Oost", "1"], ["West", "9"], ["Zuid", "5"]])
    arguments = ["behoefte", "--cbs", cbs, "--eigen-cijfer", own, "--json"]
    more = json.loads(run(*arguments)[1])
    less = json.loads(run(*arguments, "--gewichten", '{"eigen_cijfer": "minder"}')[1])
    [west_more], [west_less] = (
        [wijk["domains"]["gezin"] for wijk in answer["wijken"] if wijk["wijk_name"] == "West"]
        for answer in (more, less)
    )
    assert west_more > west_less
    assert "Score" in {item["label"] for item in more["indicators"]}


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        ('{"domeinen": {"gezin": -1, "x": 1}, "steilheid": 99, "maat": "iets"}', ["gezin", "'x'", "99", '"iets"']),
        ('{"domeinen": {"bestaanszekerheid": 0, "gezin": 0, "draagkracht": 0}}', ["elk gewicht is 0"]),
        ('{"cijfers": {"reach_share": 1}}', ["'reach_share'"]),
        ("{", ["geen geldige JSON", "regel 1"]),
        ('{"steilheid": NaN}', ["geen geldige JSON"]),
    ],
)
def test_wrong_weights_are_said_all_at_once(cbs, run, weights, found):
    status, _, err = run("behoefte", "--cbs", cbs, "--gewichten", weights)
    assert status == 1
    assert all(words in err for words in found), err
    assert "Wat u kunt doen" in err


def test_weights_that_are_not_there_are_wrong_use(cbs, run):
    assert run("behoefte", "--cbs", cbs, "--gewichten", "bestaat-niet.json")[0] == 2
    assert run("behoefte", "--cbs", cbs, "--gewichten", "x" * 5000)[0] == 2


def without_year(rows):
    at = HEADER.index("jaar")
    return [[cell for place, cell in enumerate(row) if place != at] for row in rows]


def test_one_file_that_says_no_year_is_enough(cbs, run, tmp_path):
    """CBS's own files say no year; what need is within one of them does not depend on it."""
    silent = write_csv(tmp_path / "stil.csv", without_year(KWB))
    status, out, err = run("behoefte", "--cbs", silent, "--gemeente", "GM9001", "--json")
    answer, with_year = json.loads(out), json.loads(run("behoefte", "--cbs", cbs, "--json")[1])
    assert status == 0
    assert answer["wijken"] == with_year["wijken"]
    assert answer["year"] is None
    assert {item["year"] for item in answer["indicators"]} == {None}
    assert "stil.csv: geen jaar" in err and "--jaar" in err
    named = json.loads(run("behoefte", "--cbs", silent, "--jaar", "2023", "--json")[1])
    assert named["year"] == 2023
    assert not any("geen jaar" in warning["found"] for warning in named["warnings"])


def test_two_files_without_a_year_may_be_of_two_years(cbs, run, tmp_path):
    silent = [write_csv(tmp_path / f"{name}.csv", without_year(KWB)) for name in "ab"]
    for files in (silent, [cbs, silent[0]]):
        status, _, err = run("behoefte", "--cbs", *files, "--gemeente", "GM9002")
        assert status == 1
        assert "maar geen jaar" in err
    assert run("behoefte", "--cbs", *silent)[0] == 1


def test_ages_of_the_gemeente_may_stand_among_the_files_of_cbs(cbs, run, tmp_path):
    rows = [["Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden", "BevolkingOp1Januari_1"]]
    ages = [("10000", 9000), ("10010", 180), *((f"{10000 + 100 * age}", 180) for age in range(1, 15))]
    rows += [["T001038", code, "T001019", "GM9001", "2023JJ00", str(count)] for code, count in ages]
    path = write_csv(tmp_path / "leeftijden.csv", rows)
    status, out, err = run("behoefte", "--cbs", cbs, path, "--json")
    assert status == 0, err
    assert json.loads(out)["gemeente"]["code"] == "GM9001"


def test_faults_of_files_and_weights_come_together(cbs, run, tmp_path):
    persons = write_csv(tmp_path / "p.csv", [["Wijkcode", "BSN", "Score"], ["WK900101", "111222333", "1"]])
    status, out, err = run("behoefte", "--cbs", cbs, "--gewichten", '{"x": 1}', "--eigen-cijfer", persons, "--json")
    problems = json.loads(out)["problems"]
    assert status == 1
    assert {"where", "found", "expected", "action", "severity", "code", "place"} == set(problems[0])
    assert "'x'" in err and "persoonsgegevens" in err and "111222333" not in err


def test_an_unknown_gemeente_is_refused(cbs, run):
    status, _, err = run("behoefte", "--cbs", cbs, "--gemeente", "GM9009")
    assert status == 1
    assert "GM9009" in err


def test_without_files_the_use_is_wrong(run):
    assert run("behoefte")[0] == 2


# --- samengesteld ---------------------------------------------------------------------------------------


@pytest.fixture
def compose(run, tmp_path):
    def run_compose(rows, structure, *more):
        data = tmp_path / "gegevens.csv"
        data.write_text(rows, encoding="utf-8")
        path = tmp_path / "opbouw.json"
        path.write_text(structure if isinstance(structure, str) else json.dumps(structure), encoding="utf-8")
        return run("samengesteld", "--gegevens", data, "--opbouw", path, *more)

    return run_compose


ROWS = "gebied,arm,woz,groep\nA,10,100,x\nB,20,100,x\nC,30,50,y\nD,,70,y\n"


def test_an_index_for_people(compose):
    status, out, _ = compose(ROWS, {"index": TREE})
    assert status == 0
    assert out.splitlines() == ["1\tC\t1,0000", "2\tB\t0,2500", "3\tA\t0,0000", "-\tD\tgeen index"]


def test_an_index_with_every_step(compose):
    status, out, _ = compose(ROWS, {"index": TREE, "onzekerheid": {"trekkingen": 50}}, "--json")
    answer = json.loads(out)
    assert status == 0
    units = {unit["unit"]: unit for unit in answer["units"]}
    assert units["C"]["normalised"] == {"arm": 1, "woz": 1}
    assert units["D"]["prepared"]["arm"] is None and units["D"]["index"] is None and units["D"]["rank"] is None
    assert answer["weights"] == {"arm": 0.5, "woz": 0.5}
    assert set(answer["mean_rank_change_without"]) == {"arm", "woz"}
    assert answer["uncertainty"]["draws"] == 50
    assert answer["uncertainty"]["units"][2]["p_top20"] == 1


@pytest.mark.parametrize("divider", [";", "\t"])
def test_dutch_tables_have_decimals_with_a_comma(compose, divider):
    rows = f"gebied{divider}arm\nA{divider}1,5\nB{divider}2.5\nC{divider}NA\n"
    tree = {"normaliseren": {"manier": "geen"}, "index": {"naam": "i", "delen": [{"kolom": "arm"}]}}
    units = json.loads(compose(rows, tree, "--json")[1])["units"]
    assert [unit["index"] for unit in units] == [1.5, 2.5, None]


@pytest.mark.parametrize(
    "rows",
    [
        "woz;arm;gebied;groep\n100;1,5;A;x\n1.250;2,5;B;x\n50;9;C;y\n",
        "woz\tgebied\tarm\r\n100\tA\t1.5\r\n1250\tB\t2.50\r\n50\tC\t9\r\n",
        'gebied,arm,woz\nA,"1,5",100\nB,"2,5","1250"\nC,9,50\n',
        'gebied,arm,woz\nA,1.500,100\nB,2.500,"1,250.0"\nC,9,50\n',
        "sep=;\ngebied;arm;woz\nA;1,5;100\nB;2,5;1\u00a0250\nC;9;50\n",
        "\ufeff\nGebieden 2024,,\n\ngebied,arm,woz\nA,1.5,1e2\nB,2.5,1250\n,,\nC,9,50\n",
        "gebied,arm,woz\rA,1.5,100\rB,2.5,1250\rC,9,50\r",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_may_be_written_in_many_ways(run, tmp_path, rows, encoding):
    data, path = tmp_path / "gegevens.csv", tmp_path / "opbouw.json"
    data.write_bytes(rows.encode(encoding))
    path.write_text(json.dumps({"eenheid": "gebied", "normaliseren": {"manier": "geen"}, "index": TREE}))
    status, out, err = run("samengesteld", "--gegevens", data, "--opbouw", path, "--json")
    assert status == 0, err
    prepared = {unit["unit"]: unit["prepared"] for unit in json.loads(out)["units"]}
    assert prepared == {
        "A": {"arm": 1.5, "woz": 100},
        "B": {"arm": 2.5, "woz": 1250},
        "C": {"arm": 9, "woz": 50},
    }


def test_a_table_may_be_a_workbook(run, tmp_path):
    data, path = tmp_path / "gegevens.xlsx", tmp_path / "opbouw.json"
    book = Workbook()
    for row in (["gebied", "arm", "woz"], ["A", 1.234, 100], ["B", None, 50]):
        book.active.append(row)
    book.save(data)
    path.write_text(json.dumps({"normaliseren": {"manier": "geen"}, "index": TREE}))
    units = json.loads(run("samengesteld", "--gegevens", data, "--opbouw", path, "--json")[1])["units"]
    assert [unit["prepared"] for unit in units] == [{"arm": 1.234, "woz": 100}, {"arm": None, "woz": 50}]


def test_a_number_that_can_be_two_is_not_read(compose):
    status, _, err = compose("gebied;arm;woz\nA;1.234;100\nB;2.345;50\n", {"index": TREE})
    assert status == 1
    assert "kolom B (arm), rij 2 en 3: een getal dat op twee manieren te lezen is" in err


def test_filling_in_logarithms_and_denominators(compose):
    tree = {
        "aanvullen": "groepsgemiddelde",
        "groep": "groep",
        "normaliseren": {"manier": "geen"},
        "index": {"naam": "i", "delen": [{"kolom": "arm", "gedeeld_door": "woz", "logaritme": "10"}]},
    }
    units = json.loads(compose(ROWS, tree, "--json")[1])["units"]
    assert [round(unit["index"], 3) for unit in units] == [-1, -0.699, -0.222, -0.222]


def test_numbers_that_mean_missing(compose):
    tree = {
        "ontbrekend": [100],
        "normaliseren": {"manier": "geen"},
        "index": {"naam": "i", "delen": [{"kolom": "woz"}]},
    }
    units = json.loads(compose(ROWS, tree, "--json")[1])["units"]
    assert [unit["index"] for unit in units] == [None, None, 50, 70]


@pytest.mark.parametrize(
    ("structure", "found"),
    [
        ({}, ["geen 'index'"]),
        ([], ["[]"]),
        ({"index": {"kolom": "arm"}}, ["een naam en delen"]),
        ({"index": {"naam": "i", "delen": []}}, ["minstens een deel"]),
        ({"index": {"naam": "i", "delen": [{"naam": "d"}]}}, ["geen 'delen' en geen 'kolom'"]),
        ({"index": {"naam": "i", "delen": [{"kolom": "arm"}, {"kolom": "arm"}]}}, ["2 keer"]),
        ({"index": {"naam": "i", "delen": [{"kolom": "arm", "gewicht": 0}]}}, ["samen 0"]),
        ({"index": {"naam": "i", "richting": -1, "delen": [{"kolom": "arm"}]}}, ["richting -1"]),
        (
            {"normaliseren": {"manier": "x", "van": 2, "tot": 1}, "samenvoegen": "y", "z": 1, "index": TREE},
            ['"x"', "'van'", '"y"', "'z'"],
        ),
        ({"normaliseren": {"manier": "doelen"}, "index": TREE}, ["kolom 'arm'", "kolom 'woz'"]),
        ({"delen_ontbreken": 2, "index": TREE}, ["delen_ontbreken"]),
        ({"minstens_gewicht": 0, "index": TREE}, ["minstens_gewicht"]),
        ({"aanvullen": "groepsgemiddelde", "index": TREE}, ["groep"]),
        ({"ontbrekend": "x", "index": TREE}, ["ontbrekend"]),
        ({"minstens_gewicht": 10**400, "index": TREE}, ["minstens_gewicht"]),
        ({"index": {"naam": "i", "delen": [{"kolom": "arm", "gewicht": 1e308}]}}, ["gewicht"]),
        ({"uitbijters": {"punten": 1.5}, "index": TREE}, ["punten"]),
        ({"onzekerheid": {"trekkingen": 0, "niveaus": "x"}, "index": TREE}, ["trekkingen", "niveaus"]),
        ("{'index': 1}", ["geen geldige JSON", "regel 1, teken 2"]),
        ({"index": {"naam": "i", "delen": [{"kolom": "armoede"}, {"kolom": "oz"}]}}, ["'armoede'", "'oz'"]),
        ({"eenheid": "groep", "index": TREE}, ["een naam die vaker voorkomt"]),
        (
            {"samenvoegen": "meetkundig", "index": TREE},
            ["meetkundig of harmonisch"],
        ),
    ],
)
def test_a_wrong_structure_is_said_all_at_once(compose, structure, found):
    status, _, err = compose(ROWS, structure)
    assert status == 1
    assert all(words in err for words in found), err


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("gebied,arm,woz\nA,1,veel\nB,2,1e999\n", ["rij 2 en 3", "geen getal"]),
        ("gebied,arm,woz\nA,1\n", ["rij 2", "aantal kolommen"]),
        ("gebied,arm,woz\nA,1,2\nA,1,2\n,1,2\n", ["vaker voorkomt", "geen naam"]),
        ("niets\n", ["geen tabel"]),
        ("gebied,arm,arm,woz\nA,1,2,3\n", ["2 kolommen 'arm'"]),
    ],
)
def test_a_wrong_table_is_said_with_its_lines(compose, rows, found):
    status, _, err = compose(rows, {"index": TREE})
    assert status == 1
    assert all(words in err for words in found), err


def test_all_numbers_of_a_table_are_read_as_they_stand(compose):
    rows = "gebied,arm,woz\nA,1e3,.5\nB,-2.5,+4\nC,0,1\n"
    tree = {"normaliseren": {"manier": "geen"}, "index": TREE}
    units = json.loads(compose(rows, tree, "--json")[1])["units"]
    assert [unit["prepared"] for unit in units] == [
        {"arm": 1000, "woz": 0.5},
        {"arm": -2.5, "woz": 4},
        {"arm": 0, "woz": 1},
    ]


def test_without_a_table_the_use_is_wrong(run):
    assert run("samengesteld", "--opbouw", "x.json")[0] == 2
