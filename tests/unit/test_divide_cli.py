"""verdeel as scripts and people use it: fields, exit statuses, and what is refused."""

import json
import random

import pytest

from kinderwerk_stats.cli import main
from tests.file_builders import write_csv, write_xlsx

TABLE = [
    ["wijk", "children", "need", "fte", "reached"],
    ["A", "400", "1.5", "0.5", "72"],
    ["B", "600", "0.8", "1.0", "150"],
    ["C", "300", "0.6", "0", "0"],
    ["D", "200", "1.2", "0.2", "40"],
]
MONEY = ("--tabel", "TABLE", "--budget-eur", "1000", "--doel", "formule", "--formule", '{"aandelen": {"children": 1}}')
WIJK_FIELDS = {
    "wijk_code", "wijk_name", "children_count", "need_weight", "fte_before", "fte_added", "fte_after", "fte_of_minimum",
    "coverage_before", "coverage_after", "children_per_fte_before", "children_per_fte_after",
    "reached_on_curve_before", "reached_on_curve_after", "steps", "draws",
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    return write_csv(tmp_path / "tabel.csv", TABLE)


@pytest.fixture
def run(capsys):
    def run_command(*arguments):
        try:
            status = main(["verdeel", *map(str, arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run_command


@pytest.fixture
def of_example(run, example_dir):
    def run_command(*arguments):
        files = [
            "--cbs", example_dir / "kwb-2024.xlsx", example_dir / "kwb-2023.xlsx",
            "--leeftijden", example_dir / "leeftijden-2020-2024.csv",
            "--bereik", example_dir / "bereik-2024.xlsx", "--gemeente", "GM9001",
        ]  # fmt: skip
        return run(*files, *arguments)

    return run_command


def test_of_several_organisations_one_can_be_chosen(of_example, run, example_dir, tmp_path):
    rows = [["wijkcode", "kinderen bereikt", "fte"], ["WK900101", 60, 0.4], ["WK900105", 90, 0.6]]
    said = [["Organisatie: Zuid"], ["Telt waar het kind woont"], *rows]
    second = write_xlsx(tmp_path / "zuid.xlsx", {"2024": said})
    both = ("--bereik", example_dir / "bereik-2024.xlsx", second, "--fte", "1", "--doel", "meeste", "--json")
    before = {}
    for chosen in ([], ["--organisatie", "Zuid"]):
        answer = answer_of(of_example(*both, *chosen))
        before[answer["organisation"]] = answer["total"]["fte_before"]
    of_all, of_one = before
    assert of_all.endswith(" en Zuid")
    assert of_one == "Zuid" and before[of_one] == 1.0 < before[of_all]
    status, out, err = of_example(*both[:-1], "--organisatie", "Zuid")
    assert (
        status == 0 and "zijn alleen van Zuid. Kinderwerk van Stichting Kinderwerk Halmerdam telt hier niet mee." in out
    )
    status, out, err = of_example(*both[:-1], "--organisatie", "Noord")
    assert (status, out) == (1, "") and "een organisatie met bereik van 2024: " in err and "of Zuid" in err


def err_of(result):
    status, _, err = result
    assert status == 0
    return err


def answer_of(result):
    status, out, err = result
    assert status == 0, err
    return json.loads(out)


@pytest.mark.parametrize(
    ("goal", "after", "steps"),
    [
        ("evenredig", [1.0, 1.0, 0.3, 0.4], "CCADAACADA"),
        ("laagste", [1.0, 1.0, 0.3, 0.4], "CCADACADAA"),
        ("meeste", [1.3, 1.0, 0.0, 0.4], "AAAADAADAA"),
        ("kloof", [1.5, 1.0, 0.0, 0.2], "AAAAAAAAAA"),
    ],
)
def test_the_hand_example(run, table, goal, after, steps):
    answer = answer_of(run("--tabel", table, "--bereik-per-fte", 150, "--fte", "1.0", "--doel", goal, "--json"))
    assert [wijk["fte_after"] for wijk in answer["wijken"]] == after
    assert "".join(step["wijk_code"] for step in answer["steps"]) == steps
    assert all(set(wijk) == WIJK_FIELDS for wijk in answer["wijken"])
    assert answer["wijken"][2]["steps"] == [number for number, code in enumerate(steps, 1) if code == "C"]
    assert answer["wijken"][0]["coverage_before"] == pytest.approx(0.5 / 600)
    assert answer["total"]["fte_before"] == 1.7 and answer["total"]["fte_after"] == 2.7
    assert answer["children_per_fte_on_curve"]["status"] == "aanname"
    assert answer["total"]["weighted_reached_on_curve_before"] == pytest.approx(222.041, abs=1e-3)


def test_the_order_of_the_file_changes_nothing(run, table, tmp_path):
    rows = [*TABLE[1:], ["E", "300", "0.6", "0", "0"], ["F", "400", "1.5", "0.5", "72"]]
    answers = set()
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        path = write_csv(tmp_path / f"{seed}.csv", [TABLE[0], *rows])
        status, out, _ = run("--tabel", path, "--fte", "1,3", "--doel", "meeste", "--json")
        assert status == 0
        answers.add(out)
    assert len(answers) == 1


def test_reach_per_fte_is_made_of_the_table_where_it_is_not_given(run, table):
    answer = answer_of(run("--tabel", table, "--fte", "1", "--doel", "meeste", "--json"))
    curve = answer["children_per_fte_on_curve"]
    assert (round(curve["low"], 1), curve["wijken"]) == (175.6, 3)
    assert answer_of(run("--tabel", table, "--fte", "1", "--json"))["children_per_fte_on_curve"] is None


def test_euro_buy_tenths_and_a_range_of_costs_is_carried(run, table):
    spend = ("--tabel", table, "--budget-eur", "100.000", "--doel", "laagste", "--json")
    one = answer_of(run(*spend, "--kosten-per-fte", "92000"))["budget"]
    assert one == {"fte": 1.0, "eur": 100_000, "cost_per_fte_eur": [92_000, 92_000], "left_eur": 8_000}
    ranged = answer_of(run(*spend, "--kosten-per-fte", "80.000-95.000"))
    assert ranged["budget"]["fte"] == 1.0
    assert ranged["budget"]["at_lowest_cost"]["fte"] == 1.2
    more = ranged["budget"]["at_lowest_cost"]["fte_added"]
    assert all(more[wijk["wijk_code"]] >= wijk["fte_added"] for wijk in ranged["wijken"])


def test_what_nobody_can_have_is_not_spent(run, table):
    spend = ("--tabel", table, "--budget-eur", "100.000", "--kosten-per-fte", "80.000-95.000", "--json")
    found = answer_of(run(*spend, "--maximum", '{"alle": 0.5}'))
    # C can have 0.5 and D 0.3 of the 1.0 and the 1.2 fte.
    assert (found["total"]["fte_left"], found["budget"]["left_eur"]) == (0.2, 24_000)
    assert found["budget"]["at_lowest_cost"]["left_eur"] == 36_000
    again = answer_of(run(*spend, "--maximum", '{"alle": 0.1}', "--opnieuw"))
    assert (again["total"]["fte_left"], again["budget"]["left_eur"]) == (2.3, 100_000)


def test_bounds_posts_and_starting_over(run, table, tmp_path):
    spend = ("--tabel", table, "--fte", "1", "--json")
    least = answer_of(run(*spend, "--minimum", '{"alle": 0.3, "B": 1.2}', "--maximum", '{"A": 0.6}'))
    after = {wijk["wijk_code"]: wijk["fte_after"] for wijk in least["wijken"]}
    assert after["A"] <= 0.6 and after["B"] >= 1.2 and min(after.values()) >= 0.3
    path = tmp_path / "minimum.json"
    path.write_text('{"alle": 0.3, "B": 1.2}', encoding="utf-8")
    assert answer_of(run(*spend, "--minimum", path, "--maximum", '{"A": 0.6}')) == least
    again = answer_of(run(*spend, "--opnieuw"))
    assert sum(wijk["fte_added"] for wijk in again["wijken"]) == pytest.approx(1)
    assert not again["keeps_what_is_there"]
    assert [again["total"][f"fte_{name}"] for name in ("before", "added", "after", "left")] == [1.7, 1, 2.7, 0]
    post = answer_of(run("--tabel", table, "--fte", "0,2", "--post", "0,3", "--json"))
    assert [wijk["fte_added"] for wijk in post["wijken"]] == [0.1, 0, 0, 0.1]


def test_in_words_it_says_what_is_bought_used_left_and_assumed(of_example):
    status, out, _ = of_example("--budget-eur", "250.000", "--kosten-per-fte", "85.000-95.000", "--doel", "meeste")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "Halmerdam, 2024, kinderen van 4 t/m 12 jaar. De cijfers zijn verzonnen."
    assert lines[1] == ("Doel “De meeste kinderen”: steeds daar waar er naar schatting de meeste kinderen bij komen.")
    assert lines[3:5] == [
        "€ 250.000 is 2,6 tot 2,9 fte, als een fte € 85.000 tot 95.000 kost.",
        "Deze verdeling rekent met de hoogste kosten, dus met 2,6 fte.",
    ]
    assert "Gebruikt: € 221.000 tot 247.000. Over: € 3.000 tot 29.000." in lines
    assert any(line.startswith("Aanname, geen voorspelling: een fte bereikt eerst 244 kinderen (in") for line in lines)
    assert "Bron: Stichting Kinderwerk Halmerdam (verzonnen cijfers), Jaarcijfers kinderwerk 2024" in lines
    chosen = of_example("--fte", "3", "--doel", "meeste", "--bereik-per-fte", "200")[1]
    assert "een fte bereikt eerst 200 kinderen (zelf ingevuld)" in chosen and "Te verdelen: 3 fte." in chosen
    assert "Aanname" not in of_example("--fte", "3", "--opnieuw")[1]


def test_the_answer_says_who_counted_and_whether_it_is_made_up(of_example, run, table):
    answer = answer_of(of_example("--fte", "1", "--json"))
    assert (answer["invented"], answer["year"]) == (True, 2024)
    assert answer["organisation"] == "Stichting Kinderwerk Halmerdam (verzonnen cijfers)"
    # Need is of the year before.
    assert [(each["kind"], each["year"]) for each in answer["sources"]] == [
        ("kwb", 2024), ("leeftijden", 2024), ("bereik", 2024), ("kwb", 2023),
    ]  # fmt: skip
    of_table = [answer_of(run("--tabel", table, "--fte", "1", "--json")),
                answer_of(run(*(table if word == "TABLE" else word for word in MONEY), "--json"))]  # fmt: skip
    for answer in of_table:
        assert [answer[name] for name in ("organisation", "invented", "year", "sources")] == [None, None, None, []]


@pytest.mark.parametrize("amount", ["100.000.000.001", "1" + 300 * "0"])
@pytest.mark.parametrize(
    "more", [("--kosten-per-fte", "90.000"), ("--doel", "formule", "--formule", '{"aandelen": {}}')]
)
def test_a_budget_in_euro_has_an_upper_limit(run, table, amount, more):
    status, out, err = run("--tabel", table, "--budget-eur", amount, *more)
    assert (status, out) == (2, "")
    assert "te veel: hoogstens € 100.000.000.000" in err


def test_too_much_fte_is_said_with_points(run, table):
    assert "meer dan 10.000 fte" in run("--tabel", table, "--budget-eur", "99.000.000.000", "--kosten-per-fte", "90")[2]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--minimum", '{"A": 1, "A": 2}'), "json_dubbel", "'A' meer dan een keer"),
        (("--doel", "formule", "--formule", '{"aandelen": {"children": 1, "children": 9}}'), "json_dubbel", "children"),
        (("--minimum", '{"alle": 3}'), "verdeling_minimum_te_duur", "9,3 fte meer"),
        (("--minimum", '{"A": 2}', "--maximum", '{"A": 1}'), "verdeling_minimum_boven_maximum", ": A."),
        (("--minimum", '{"X": 1}'), "verdeling_wijk_onbekend", "X"),
        (("--minimum", '{"A": 0.25}'), "json_tiende", "hele tienden"),
        (("--minimum", '{"A": -1}'), "json_tiende", "hele tienden"),
        (("--minimum", '{"A": "veel"}'), "json_tiende", "hele tienden"),
        (("--doel", "formule", "--formule", '{"aandelen": {"weg": 1}}'), "kolom_ontbreekt", "weg"),
        (("--doel", "formule", "--formule", '{"aandelen": {"children": 1}, "bodem_fte": 1}'), "formule_bodem_te_duur",
         "4 wijken"),
        (("--doel", "formule", "--formule", '{"aandelen": {"children": 1}, "bodem_eur": 1}'), "json_woord",
         "bodem_fte"),
        (("--doel", "formule", "--formule", '{"aandelen": {"children": 0}}'), "formule_zonder_aandeel", "aandeel"),
        (("--doel", "formule", "--formule", '{"delen": {}}'), "json_ontbreekt", "aandelen"),
    ],
)  # fmt: skip
def test_what_is_not_possible_is_refused_by_name(run, table, arguments, code, said):
    status, out, err = run("--tabel", table, "--fte", "1", "--json", *arguments)
    assert status == 1
    assert [problem["code"] for problem in json.loads(out)["problems"]][:1] == [code]
    assert said in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fte", "1"),
        ("--fte", "1", "--gemeente", "GM9001"),
        ("--tabel", "TABLE"),
        ("--tabel", "TABLE", "--fte", "0.25"),
        ("--tabel", "TABLE", "--fte", "-1"),
        ("--tabel", "TABLE", "--fte", "1", "--weging", "2"),
        ("--tabel", "TABLE", "--fte", "1", "--organisatie", "Zuid"),
        ("--tabel", "TABLE", "--fte", "1", "--kosten-per-fte", "90.000"),
        ("--tabel", "TABLE", "--budget-eur", "90.000"),
        ("--tabel", "TABLE", "--budget-eur", "1", "--kosten-per-fte", "0"),
        ("--tabel", "TABLE", "--budget-eur", "1", "--kosten-per-fte", "9-8"),
        ("--tabel", "TABLE", "--fte", "1", "--doel", "formule"),
        ("--tabel", "TABLE", "--fte", "1", "--doel", "eerlijk"),
        ("--tabel", "TABLE", "--fte", "100.000"),
        ("--tabel", "TABLE", "--fte", "1" + 300 * "0"),
        (*MONEY, "--minimum", '{"alle": 1}'),
        (*MONEY, "--maximum", '{"alle": 1}'),
        (*MONEY, "--post", "0.3"),
        (*MONEY, "--opnieuw"),
        (*MONEY, "--bereik-per-fte", "100"),
        ("--gemeente", "GM9001", "--cbs", "TABLE", "--fte", "1", "--weging", "4"),
    ],
)
def test_wrong_use(run, table, arguments):
    status, out, err = run(*(table if word == "TABLE" else word for word in arguments))
    assert (status, out) == (2, "")
    assert "Deze opdracht klopt niet" in err


def test_what_a_table_lacks_is_named_and_is_no_zero(run, tmp_path):
    rows = [*TABLE, ["E", "300", "1", "", "9"], ["F", "", "1", "1", "9"], ["G", "300", "", "1", "9"],
            ["H", "0", "1", "1", "9"], ["I", "0.0001", "1", "0", "9"], ["J", "100", "0.0000001", "0", "9"]]  # fmt: skip
    answer = answer_of(run("--tabel", write_csv(tmp_path / "gaten.csv", rows), "--fte", "1", "--json"))
    assert [wijk["wijk_code"] for wijk in answer["wijken"]] == list("ABCD")
    assert {gone["wijk_code"]: gone["lacking"] for gone in answer["left_out"]} == {
        "E": "fte", "F": "kinderen", "G": "behoefte", "H": "geen_kinderen",
        "I": "geen_kinderen", "J": "behoefte",
    }  # fmt: skip
    assert len(answer["warnings"]) == 4
    assert "hier geen kinderen wonen: H, I." in err_of(run("--tabel", tmp_path / "gaten.csv", "--fte", "1"))
    negative = write_csv(tmp_path / "onder.csv", [*TABLE, ["E", "300", "1", "-1", "9"]])
    status, out, _ = run("--tabel", negative, "--fte", "1", "--json")
    assert (status, json.loads(out)["problems"][0]["code"]) == (1, "verdeling_getal_onder_nul")
    for fte in ("99999", f"1{300 * '0'}"):
        many = write_csv(tmp_path / "veel.csv", [*TABLE, ["E", "300", "1", fte, "9"]])
        status, out, _ = run("--tabel", many, "--fte", "1", "--opnieuw", "--json")
        assert (status, json.loads(out)["problems"][0]["code"]) == (1, "verdeling_getal_te_groot")
    large = [[name, "300", "1", "6000", "9"] for name in "EF"]
    together = write_csv(tmp_path / "samen.csv", [*TABLE, *large])
    status, out, _ = run("--tabel", together, "--fte", "1", "--opnieuw", "--json")
    assert (status, json.loads(out)["problems"][0]["code"]) == (1, "verdeling_te_veel_fte")
    nobody = write_csv(tmp_path / "leeg.csv", [TABLE[0], ["A", "", "1", "1", "1"]])
    assert run("--tabel", nobody, "--fte", "1")[0] == 1


def test_a_formula_divides_fte_and_money(run, table, tmp_path):
    formula = '{"aandelen": {"children": 50, "weighted_children": 50}, "bodem_fte": 0.3}'
    answer = answer_of(run("--tabel", table, "--fte", "1", "--doel", "formule", "--formule", formula, "--json"))
    assert [wijk["fte_after"] for wijk in answer["wijken"]] == [0.7, 1.0, 0.5, 0.5]
    # Targets 8, 8.4, 5.4 and 5.2 tenths; B has 10 already.
    money = write_csv(tmp_path / "geld.csv", [["gebied", "jeugd", "arm"], ["Zuid", "300", "0"], ["Noord", "100", "50"]])
    shares = '{"aandelen": {"jeugd": 1, "arm": 1}, "bodem_eur": 100}'
    found = answer_of(
        run("--tabel", money, "--budget-eur", "1000,50", "--doel", "formule", "--formule", shares, "--json")
    )
    assert [(wijk["wijk_code"], wijk["eur"]) for wijk in found["wijken"]] == [("Noord", 600), ("Zuid", 400)]
    assert found["total"] == {"eur": 1000, "left_eur": 0.5}
    odd = run("--tabel", money, "--budget-eur", "1000,50", "--doel", "formule", "--formule", shares)[1]
    assert odd.splitlines()[-1] == "Over: € 0,50"
    assert "Noord: € 600" in run("--tabel", money, "--budget-eur", "1000", "--doel", "formule", "--formule", shares)[1]
    weighed = '{"aandelen": {"weighted_children": 1}}'
    euro = run("--tabel", table, "--budget-eur", "1500", "--doel", "formule", "--formule", weighed, "--json")
    assert [wijk["eur"] for wijk in answer_of(euro)["wijken"]] == [600, 480, 180, 240]
    status, out, _ = run("--tabel", money, "--budget-eur", "9", "--doel", "formule", "--json", "--formule",
                         '{"aandelen": {"jeugd": 1}, "bodem_fte": 1}')  # fmt: skip
    assert (status, json.loads(out)["problems"][0]["code"]) == (1, "json_woord")
    gap = write_csv(tmp_path / "gat.csv", [["gebied", "jeugd", "arm"], ["Zuid", "300", ""], ["Noord", "100", "50"]])
    status, _, err = run("--tabel", gap, "--budget-eur", "1000", "--doel", "formule", "--formule", shares)
    assert status == 1 and "Zuid" in err


# --- of a gemeente ------------------------------------------------------------------------------------


def test_a_gemeente_with_the_need_of_its_wijken(of_example):
    status, out, err = of_example("--fte", "3,0", "--doel", "meeste", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["gemeente"]["code"], answer["year"], answer["need_weight_ratio"]) == ("GM9001", 2024, 2)
    assert sum(wijk["fte_added"] for wijk in answer["wijken"]) == pytest.approx(3)
    assert {wijk["draws"]["how_often"] for wijk in answer["wijken"]} >= {"altijd", "nooit"}
    assert all(wijk["draws"]["fte_added_least"] <= wijk["draws"]["fte_added_middle"] for wijk in answer["wijken"])
    assert [gone["lacking"] for gone in answer["left_out"]] == ["behoefte"]
    # What the readers doubted of counts is said to who named the files, and stands in no answer.
    assert "som van de rijen" in err and "som van de rijen" not in out
    # The year before is where need comes from.
    assert not any(warning["place"]["file"] == "kwb-2023.xlsx" for warning in answer["warnings"])


def test_every_child_once_and_in_words(of_example):
    answer = answer_of(of_example("--fte", "0,5", "--weging", "1", "--json"))
    assert {wijk["need_weight"] for wijk in answer["wijken"]} == {1.0}
    assert {wijk["draws"] for wijk in answer["wijken"]} == {None}
    assert answer["left_out"] == []
    steep = answer_of(of_example("--fte", "0,5", "--gewichten", '{"steilheid": 5}', "--json"))
    weights = [wijk["need_weight"] for wijk in steep["wijken"]]
    assert steep["need_weight_ratio"] == 5 and max(weights) / min(weights) == pytest.approx(5)
    status, out, _ = of_example("--fte", "0,5", "--weging", "1,5")
    assert status == 0
    assert "Sterrenveld: 0,0 fte nu, " in out


def test_without_fte_there_is_nothing_to_divide(run, example_dir):
    status, _, err = run("--cbs", example_dir / "kwb-2024.xlsx", "--gemeente", "GM9001", "--fte", "1")
    assert status == 1
    assert "geen enkele wijk heeft kinderen, een behoeftegewicht en fte" in err
    assert "Waarschuwing: de verdeling: doen niet mee, omdat niet bekend is hoeveel fte er nu is" in err
