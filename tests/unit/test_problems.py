"""Every rule that can be broken has its words, and every word its rule."""

import ast
import re
from pathlib import Path

import pytest

from kinderwerk_stats.model.problems import (
    Place,
    make_problem,
    make_warning,
    merge_problems,
    problem_from_plain,
)
from kinderwerk_stats.text.problems import _ROOMS, CATALOGUE, as_json, describe
from kinderwerk_stats.text.problems.places import describe_place

PACKAGE = Path(__file__).parents[2] / "kinderwerk_stats"
CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def codes_in_code():
    """Return every text of the program that has the form of a code, outside the catalogue."""
    for path in PACKAGE.rglob("*.py"):
        if "text/problems" not in path.as_posix():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                    yield node.value


def codes_given():
    """Return the code of every call that makes a problem, where it is written there."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in ("make_problem", "make_warning") and node.args:
                code = node.args[0]
                for part in [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]:
                    if isinstance(part, ast.Constant):
                        yield part.value


def test_every_code_has_words():
    assert set(codes_given()) - CATALOGUE.keys() == set()


def test_no_words_are_left_over():
    assert CATALOGUE.keys() - set(codes_in_code()) == set()


def test_a_code_stands_in_one_room():
    assert sum(map(len, _ROOMS)) == len(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_words_are_dutch_sentences_without_a_full_stop(code):
    for part in CATALOGUE[code]:
        assert part.strip() == part and not part.endswith(".")


def test_a_problem_says_where_in_words_and_as_data():
    place = Place("bereik.xlsx", "Overzicht", rows=(6, 8), columns=(1,))
    problem = make_problem("bereik_zonder_jaar", place, asks="jaar")
    assert describe(problem).where == "bereik.xlsx, blad Overzicht, rij 7 en 9, kolom B"
    assert as_json(problem) | {"found": "", "expected": "", "action": "", "where": ""} == {
        "where": "", "found": "", "expected": "", "action": "", "severity": "fout", "code": "bereik_zonder_jaar",
        "place": {"file": "bereik.xlsx", "sheet": "Overzicht", "rows": [7, 9], "columns": ["B"], "key": None},
    }  # fmt: skip


def test_a_subject_that_is_no_file_has_a_name():
    assert describe_place(Place(subject="bestanden_samen")) == "de bestanden samen"


def test_a_record_comes_back_from_json():
    problem = make_warning("geen_ses_woa", Place("a.csv", rows=(1, 2)), gemeente="X", lijst=("a", ("b", 1)))
    assert problem_from_plain(problem.as_plain()) == problem


def test_equal_problems_of_many_rows_are_one():
    first = make_warning("bereik_zonder_jaar", Place("a.csv", rows=(4,)))
    second = make_warning("bereik_zonder_jaar", Place("a.csv", rows=(2,)))
    other = make_warning("bereik_zonder_jaar", Place("b.csv", rows=(2,)))
    merged = merge_problems([first, second, other])
    assert [problem.place for problem in merged] == [Place("a.csv", rows=(2, 4)), Place("b.csv", rows=(2,))]


def test_what_stands_in_one_cell_is_not_said_of_several():
    first, second = (
        make_problem("cel_negatief", Place("a.csv", rows=(at,)), getal=str(-at), gebroken=False) for at in (1, 2)
    )
    assert merge_problems([first, first]) == [first]
    assert describe(*merge_problems([first])).found == "een negatief getal (-1)"
    assert describe(*merge_problems([first, second])).found == "een negatief getal"


def test_a_problem_of_a_whole_sheet_is_not_one_of_some_of_its_rows():
    merged = merge_problems([make_problem("geen_jaartal", Place("a.csv", rows=rows)) for rows in ((), (3,), (2,))])
    assert [problem.place.rows for problem in merged] == [(), (2, 3)]
