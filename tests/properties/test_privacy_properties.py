"""Figures per wijk are never taken for persons; persons are found at any place, in every kind of file."""

import json
import random
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.sources.privacy.values import bsn_hits_to_refuse
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_ods, write_xls, write_xlsx
from tests.words import said_by, words_of

TODAY = date(2025, 6, 1)
COUNTS = ["Unieke kinderen", "Bezoeken", "Fte", "Kinderwerkers", "Uren", "Locaties", "Inwoners", "Budget", "Signalen"]
AREAS = {
    "Wijk": lambda n: f"Wijk {n:02} Oost",
    "Wijkcode": lambda n: f"WK0344{n:02}",
    "Code": lambda n: 34400 + n,
    "Buurtcode": lambda n: 10_010_100 + n,
}
numbers = st.one_of(
    st.none(), st.integers(0, 5_000), st.floats(0, 30).map(lambda value: round(value, 2)), st.integers(0, 90_000),
    st.sampled_from(["<5", "-", "n.v.t.", "1.234", "0,3", "12%"]), st.integers(0, 10**8).map(lambda value: value * 10),
)  # fmt: skip


@st.composite
def tables(draw):
    heads = draw(st.lists(st.sampled_from(COUNTS), min_size=1, max_size=5, unique=True))
    areas = draw(st.lists(st.sampled_from(list(AREAS)), min_size=1, max_size=2, unique=True))
    rows = [
        [*(AREAS[name](number) for name in areas), *draw(st.lists(numbers, min_size=len(heads), max_size=len(heads)))]
        for number in range(draw(st.integers(3, 25)))
    ]
    return [[*areas, *heads], *rows]


def bsns(chooser):
    while True:
        number = f"{chooser.randrange(100_000_000, 999_999_999)}"
        if bsn.is_valid(number):
            yield number


def birth_dates(chooser):
    for number in range(99):
        born = date(2013 + number % 9, chooser.randrange(1, 13), chooser.randrange(1, 28))
        yield datetime.combine(born, time())


PERSONAL = {
    "bsn": ("x", bsns),
    "header bsn": ("BSN", lambda _: iter(range(1, 99))),
    "birth dates": ("x", birth_dates),
    "dates as text": ("x", lambda chooser: (each.strftime("%d-%m-%Y") for each in birth_dates(chooser))),
    "first names": ("Voornaam", lambda _: iter(["Kim", "Sam", "Lou"] * 33)),
    "mail": ("x", lambda _: (f"ouder{number}@voorbeeld.nl" for number in range(99))),
    "telephone": ("x", lambda chooser: (f"06-{chooser.randrange(10**7, 10**8)}" for _ in range(99))),
    "iban": ("x", lambda _: iter(["NL91ABNA0417164300"] * 99)),
}


def insert(rows, kind, place, seed):
    header, make = PERSONAL[kind]
    values = make(random.Random(seed))
    cells = [header, *(next(values) for _ in rows[1:])]
    at = place % (len(rows[0]) + 1)
    return [[*row[:at], cell, *row[at:]] for row, cell in zip(rows, cells, strict=True)], at


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(rows=tables())
def test_figures_per_wijk_are_never_refused(rows):
    problems = find_personal_data("a.xlsx", [Sheet("Blad", rows)], today=TODAY)
    assert [problem for problem in problems if problem.severity == "fout"] == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(rows=tables(), kind=st.sampled_from(list(PERSONAL)), place=st.integers(0, 20), seed=st.integers(0, 999))
def test_a_column_of_persons_is_found_at_any_place(rows, kind, place, seed):
    table, at = insert(rows, kind, place, seed)
    problems = find_personal_data("a.xlsx", [Sheet("Blad", table)], today=TODAY)
    refused = [words_of(problem).where for problem in problems if problem.severity == "fout"]
    assert f"a.xlsx, blad Blad, kolom {'ABCDEFGHIJ'[at]}" in refused
    secrets = [str(row[at]) for row in table[1:] if len(str(row[at])) > 4]
    assert not any(secret in said_by(*problems) for secret in secrets)


def write(folder, kind, rows):
    texts = [["" if cell is None else cell for cell in row] for row in rows]
    if kind == "csv":
        return write_csv(folder / "a.csv", texts)
    if kind == "json":
        path = folder / "a.json"
        path.write_text(json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]], default=str))
        return path
    if kind == "ods":
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        made = ["".join(cell.format(str(each).replace("<", "&lt;")) for each in row) for row in texts]
        return write_ods(folder / "a.ods", "".join(f"<table:table-row>{row}</table:table-row>" for row in made))
    if kind == "xls":
        return write_xls(folder / "a.xls", "Blad", [[str(cell) for cell in row] for row in texts])
    return write_xlsx(folder / "a.xlsx", {"Blad": [[str(cell) for cell in row] for row in texts]})


@pytest.mark.parametrize("container", ["csv", "json", "ods", "xls", "xlsx"])
@pytest.mark.parametrize("kind", PERSONAL)
def test_every_kind_of_file_with_persons_is_refused(tmp_path, container, kind):
    plain = [["Wijk", "Unieke kinderen"], *([f"Wijk {number:02} Oost", 12 + number] for number in range(12))]
    for place in range(3):
        rows, _ = insert(plain, kind, place, place)
        result = read_file(write(tmp_path, container, rows))
        assert not result.usable
        assert "persoonsgegevens" in str(result.problems)
    assert "persoonsgegevens" not in str(read_file(write(tmp_path, container, plain)).problems)


@given(count=st.integers(3, 100))
def test_hits_rise_evenly_between_those_of_the_method(count):
    given_hits = [(3, 3), (5, 4), (10, 6), (20, 8), (50, 13), (100, 20)]
    below = max(hits for numbers, hits in given_hits if numbers <= count)
    above = min(hits for numbers, hits in given_hits if numbers >= count)
    assert below <= bsn_hits_to_refuse(count) <= above
