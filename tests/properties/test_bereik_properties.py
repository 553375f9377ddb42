"""However a table is laid out, the same figures come out; whatever a file holds, the reader answers."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.text.numbers import format_number

WORDS = [
    *("Wijk", "wijkcode", "Gebied", "jaar", "Unieke kinderen", "Bezoeken", "Fte", "Totaal", "Q1", "WK990101", "GM9901"),
    *(
        "<5",
        "n.v.t.",
        "Activiteit",
        "Datum",
        "Deelnemers",
        "2024",
        "1.234",
        "0,3",
        "45%",
        "Opmerking",
        "Naam",
        "-",
        ":",
    ),
    *("*", "Organisatie:", "Leeftijd: 4 t/m 12 jaar", "01-01-2024 t/m 31-12-2024"),
]
cells = st.one_of(st.none(), st.sampled_from(WORDS), st.integers(-5, 3000), st.floats(), st.booleans(), st.dates(),
                  st.datetimes(), st.text(max_size=12))  # fmt: skip
grids = st.lists(st.lists(cells, max_size=6), max_size=12)

HEADERS = {
    "reached_count": ["Unieke kinderen", "# KINDEREN (uniek)", "Kinderen bereikt", "Aantal bereikte kinderen"],
    "visits_count": ["Bezoeken", "Aantal deelnames", "# contactmomenten"],
    "kinderwerker_fte": ["Fte", "FTE kinderwerk", "formatie (fte)"],
}
TITLES = [["Jaarcijfers kinderwerk 2024"], [], ["Organisatie: Stichting Voorbeeld"], ["Leeftijd: 4 t/m 12 jaar"]]


@settings(max_examples=150)
@given(sheets=st.lists(grids, min_size=1, max_size=3), header=st.booleans())
def test_reader_answers_whatever_it_is_given(sheets, header):
    start = [["Wijk", "wijkcode", "jaar", "Unieke kinderen", "Bezoeken", "Fte"]] if header else []
    result = read_bereik(
        Path("x.xlsx"), [Sheet(f"Blad{n}", [*start, *map(list, rows)]) for n, rows in enumerate(sheets)]
    )
    assert result.tables or any(problem.severity == "fout" for problem in result.problems)
    assert not (result.tables and any(problem.severity == "fout" for problem in result.problems))
    assert len(set(result.problems)) == len(result.problems)
    for table in result.tables:
        assert isinstance(table, BereikTable)
        assert (table.values.isna() == (table.status != 0)).all(axis=None)
        assert table.values.min().min() >= 0 or table.values.isna().all(axis=None)


@settings(max_examples=120)
@given(data=st.data())
def test_layout_does_not_change_the_figures(data):
    figures = data.draw(
        st.lists(
            st.tuples(st.integers(0, 4000), st.integers(4000, 90_000), st.integers(0, 80)), min_size=1, max_size=12
        )
    )
    kinds = data.draw(st.permutations(list(HEADERS)))
    as_text = data.draw(st.booleans())
    empty = [None] * data.draw(st.integers(0, 3))
    titles = data.draw(st.lists(st.sampled_from(TITLES), max_size=4))
    rows = [[*empty, "Wijkcode", *(data.draw(st.sampled_from(HEADERS[kind])) for kind in kinds)]]
    for number, (reached, visits, tenths) in enumerate(figures):
        value = {"reached_count": reached, "visits_count": visits, "kinderwerker_fte": tenths / 10}
        shown = [format_number(value[k], int(k == "kinderwerker_fte")) if as_text else value[k] for k in kinds]
        rows.append([*empty, f"WK9901{number:02}", *shown])
    (table,) = read_bereik(Path("x.xlsx"), [Sheet("Cijfers", [*map(list, titles), *rows])]).tables
    assert isinstance(table, BereikTable)
    assert table.rows["row"].tolist() == [len(titles) + 2 + number for number in range(len(figures))]
    assert table.values["reached_count"].tolist() == [reached for reached, _, _ in figures]
    assert table.values["visits_count"].tolist() == [visits for _, visits, _ in figures]
    assert table.values["kinderwerker_fte"].tolist() == [tenths / 10 for _, _, tenths in figures]


@settings(max_examples=150)
@given(
    wijken=st.lists(st.integers(0, 500), min_size=2, max_size=8),
    no_wijk=st.integers(0, 50),
    outside=st.integers(0, 50),
    total=st.integers(0, 4000),
    label=st.sampled_from(["Totaal", "Totaal Noord", "Totaal uniek", "Eindtotaal", "Dorpstad", "Totaal 2023"]),
)
def test_total_of_children_lies_between_the_largest_wijk_and_the_sum(wijken, no_wijk, outside, total, label):
    rows: list[list[object]] = [["Wijk", "Unieke kinderen"], *([f"A{n}", count] for n, count in enumerate(wijken))]
    rows += [["Wijk onbekend", no_wijk], ["Buiten de gemeente", outside], [label, total]]
    for table in read_bereik(Path("x.xlsx"), [Sheet("2024", rows)]).tables:
        assert isinstance(table, BereikTable)
        if "reached_count" in table.total:
            assert max(wijken) <= table.total["reached_count"] <= sum(wijken) + no_wijk + outside
