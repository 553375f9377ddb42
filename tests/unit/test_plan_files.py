"""A plan as a file: worked out again it is the same to the last tenth, and nothing strange is opened."""

import json
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from kinderwerk_stats.exports.plan_files import MOST_BYTES, read_plan_json, write_plan_json, write_plan_xlsx
from kinderwerk_stats.gemeente.allocation import build_allocation_base
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan import build_plan
from kinderwerk_stats.gemeente.plan_choice import Bound, FormulaChoice, PlanChoice
from kinderwerk_stats.model.own_words import Duiding, Goal, OwnWords
from kinderwerk_stats.text.duiding import duiding_lines
from kinderwerk_stats.text.goals import goal_sentences
from kinderwerk_stats.text.plan_address import plan_params, read_plan_choice
from kinderwerk_stats.text.plan_means import opened_sentence
from tests.words import refusal_saying
from tests.worlds import World

WORLD = World((60.0, 333.0, 801.0, 1207.0), (30, 90, 120, 70), (95, 130, 75, 99), fte=(0.25, 0.0, 1.1, 0.4))
CHOICES = [
    PlanChoice(),
    PlanChoice(budget_tenths=37, formula=FormulaChoice(30, 70, 1)),
    PlanChoice(budget_tenths=25, keep=False, post_tenths=3),
    PlanChoice(budget_tenths=40, least_tenths=2, most_tenths=30, bounds=(Bound("WK900103", 12, 15),)),
]


@pytest.fixture(scope="module")
def gemeente():
    library, monitor = WORLD.library(), WORLD.monitor()
    return monitor, build_allocation_base(monitor, build_need(library, monitor))


@pytest.mark.parametrize("choice", CHOICES)
def test_a_plan_of_a_file_has_the_same_answer_to_the_last_tenth(gemeente, choice):
    monitor, base = gemeente
    plan = build_plan(base, choice)
    assert set(plan.worked) >= {"evenredig", "laagste", "meeste", "kloof"}
    for objective, worked in plan.worked.items():
        address = plan_params(replace(choice, objective=objective))
        found = read_plan_json(write_plan_json(monitor, plan, objective, address), "plan.json")
        assert found.given == plan.inputs[objective]
        assert found.tenths == found.work_out().tenths == worked.allocation.tenths
        assert found.work_out().after_fte == worked.allocation.after_fte
        # Opened on the page it is the same choice, and so on the same figures the same plan.
        assert read_plan_choice(found.address) == (replace(choice, objective=objective), [])


def test_a_file_says_what_it_rests_on(gemeente):
    monitor, base = gemeente
    said = json.loads(write_plan_json(monitor, build_plan(base, PlanChoice(budget_tenths=10)), "meeste", {}))
    words = " ".join(said["rests_on"])
    assert "Aanname" in words and "Bron:" in words and "blijft waar het is" in words
    assert said["answer"]["objective"] == "meeste"


def _changed(gemeente, **changes) -> bytes:
    monitor, base = gemeente
    said = json.loads(write_plan_json(monitor, build_plan(base, PlanChoice(budget_tenths=10)), "laagste", {}))
    for path, value in changes.items():
        at, *rest = path.split("__")
        if rest:
            said[at][rest[0]] = value
        else:
            said[at] = value
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"input__children": [0, 0, 0, 0]}, {"input__children": [1]}, {"input__fte": ["veel"] * 4}, {"tenths": [1]},
        {"input__budget_tenths": 10**12}, {"input__budget_tenths": 1.5}, {"input__codes": [1, 2, 3, 4]},
        {"input__fte": [1e5] * 4, "input__keep": False}, {"input__fte": [1e300] * 4},
        {"input__lower_tenths": [9999] * 4}, {"answer__objective": "winst"}, {"view": []}, {"input": None},
        {"view": {"x": "y" * 9000}}, {"input__post_tenths": 3, "input__budget_tenths": 10_000},
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_a_plan_is_refused(gemeente, changes):
    # Two changes of one part are made one after the other.
    with refusal_saying("geen plan dat hier gemaakt is"):
        read_plan_json(_changed(gemeente, **changes), "plan.json")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"form": NaN}', b" " * (MOST_BYTES + 1)]
)
def test_what_is_no_json_of_ours_is_refused(content):
    with refusal_saying("geen plan dat hier gemaakt is"):
        read_plan_json(content, "plan.json")


@pytest.mark.parametrize("changes", [{}, {"input": None}, {"answer": {}}, {"view": [], "tenths": "1"}])
def test_a_newer_form_says_so_whatever_else_it_holds(gemeente, changes):
    with refusal_saying("nieuwere uitgave"):
        read_plan_json(_changed(gemeente, form=2, **changes), "plan.json")
    for form in (0, "2", None, True):
        with refusal_saying("geen plan dat hier gemaakt is"):
            read_plan_json(_changed(gemeente, form=form), "plan.json")


def test_the_same_answer_is_every_figure_that_is_shown(gemeente):
    monitor, base = gemeente
    plan = build_plan(base, PlanChoice(budget_tenths=10))
    found = read_plan_json(write_plan_json(monitor, plan, "laagste", {}), "plan.json")
    assert found.compare(plan) == "alles"
    # A tenth of a child more: the same tenths, and another coverage.
    children = tuple(n + 0.1 for n in base.given.children)
    other = build_plan(replace(base, given=replace(base.given, children=children)), PlanChoice(budget_tenths=10))
    assert other.worked["laagste"].allocation.tenths == plan.worked["laagste"].allocation.tenths
    assert found.compare(other) == "verdeling"
    assert found.compare(build_plan(base, PlanChoice(budget_tenths=11))) == "niets"
    renamed = build_plan(replace(base, names=dict.fromkeys(base.names, "Anders")), PlanChoice(budget_tenths=10))
    assert found.compare(renamed) == "verdeling"
    # Another draw of the weights is shown too: "altijd, soms, nooit".
    drawn = build_plan(replace(base, draws=base.draws[:100]), PlanChoice(budget_tenths=10))
    assert found.compare(drawn) == "verdeling"
    curve = replace(base, given=replace(base.given, children_per_fte=None), reach_per_fte=None)
    of_curve = read_plan_json(write_plan_json(monitor, plan, "kloof", {}), "plan.json")
    assert of_curve.compare(build_plan(curve, PlanChoice(budget_tenths=10))) == "niets"


def test_a_plan_with_an_own_figure_asks_for_it(gemeente):
    monitor, base = gemeente
    plan = build_plan(base, PlanChoice(budget_tenths=10))
    for own in (True, False):
        found = read_plan_json(write_plan_json(monitor, plan, "laagste", {}, own_figure=own), "plan.json")
        assert found.own_figure == own
    asked = opened_sentence("Ruim", "niets", own=False, own_then=True)
    assert "geef het eerst op bij Behoefte" in asked and "veranderd" not in asked
    assert "Nu telt uw eigen cijfer per wijk mee, en toen niet." in opened_sentence(
        "X", "niets", own=True, own_then=False
    )
    assert "eigen cijfer" not in opened_sentence("X", "alles", own=True, own_then=True)


def test_the_workbook_has_the_division_the_goals_the_steps_and_what_it_rests_on(gemeente, tmp_path):
    monitor, base = gemeente
    plan = build_plan(base, PlanChoice(budget_tenths=37, formula=FormulaChoice(30, 70)))
    write_plan_xlsx(monitor, plan, "laagste", tmp_path / "plan.xlsx")
    book = load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["Verdeling", "Doelen", "Stappen", "Toelichting"]
    rows = list(book["Verdeling"].iter_rows(min_row=3, values_only=True))
    assert [row[3] for row in rows] == list(plan.worked["laagste"].allocation.added_fte)
    assert book["Stappen"].max_row == 1 + len(plan.worked["laagste"].allocation.steps)
    assert len(list(book["Doelen"].iter_cols())) == 1 + 5
    assert "Aanname" in str([cell.value for cell in book["Toelichting"]["B"]])


def test_a_source_that_tells_who_somebody_is_opens_nowhere(gemeente):
    address = {"fte": "1", "kosten": "geheel~80000~90000~begroting|traject~100~200~bel jan@school.nl 06-12345678"}
    with refusal_saying("haal dit weg"):
        read_plan_json(_changed(gemeente, view=address), "plan.json")
    choice, said = read_plan_choice(address)
    assert choice.costs == () and said
    assert read_plan_json(_changed(gemeente, view={"kosten": "geheel~80000~90000~begroting"}), "plan.json")


def test_the_goals_and_notes_of_the_gemeente_go_along(gemeente, tmp_path):
    monitor, base = gemeente
    goal = Goal("reach_share", 0.25, 2027, "wethouder jeugd", "raadsbesluit 12-3-2025")
    note = Duiding("WK900101", monitor.year, "reach_share", "Het clubhuis was dicht.", "Jan, beleid", date(2025, 3, 1))
    monitor, plan = replace(monitor, own_words=OwnWords((goal,), (note,))), build_plan(base, PlanChoice())
    said = json.loads(write_plan_json(monitor, plan, "meeste", {}))
    assert [said["goals"][0]["decision"], said["duiding"][0]["text"]] == [goal.decision, note.text]
    write_plan_xlsx(monitor, plan, "meeste", tmp_path / "plan.xlsx")
    rows = list(load_workbook(tmp_path / "plan.xlsx")["Toelichting"].iter_rows(max_col=2, values_only=True))
    assert ("Doel", goal_sentences(monitor)[0]) in rows
    assert ("Duiding van de gemeente", duiding_lines(monitor)[0]) in rows
