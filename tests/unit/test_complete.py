"""What is missing from a table of CBS is said: wijken, the column of children; and what cannot be true in it."""

import pytest

from kinderwerk_stats.sources.cbs.complete import check_complete
from kinderwerk_stats.sources.recognise import read_file
from tests.builders import cbs_table
from tests.words import words_of

CHILDREN = "children_0_14_count"


def found(*codes: str) -> list[str]:
    problems = check_complete("kwb.csv", cbs_table({CHILDREN: [10.0] * len(codes)}, codes))
    assert {problem.severity for problem in problems} <= {"waarschuwing"}
    return [words_of(problem).found for problem in problems]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("GM9001", "WK900101", "BU90010101"), []),
        (("GM9001", "WK900101"), []),
        (("WK900101",), []),
        (("NL00", "GM9001", "GM9002"), []),
        (("BU90010101",), ["alleen buurten, geen enkele wijk; buurten tellen niet op tot wijken"]),
        (("GM9001", "BU90010101"), ["buurten, maar geen enkele wijk (GM9001)"]),
        (("GM9001", "WK900101", "BU90010101", "BU90010201"), ["buurten zonder hun wijk: WK900102"]),
        (("GM9001", "WK900101", "GM9002"), ["gemeenten zonder hun wijken: GM9002"]),
        (
            ("GM9001", "WK900101", "BU90010201", "GM9002", "BU90020101"),
            ["buurten zonder hun wijk: WK900102; gemeenten zonder hun wijken: GM9002"],
        ),
    ],
)
def test_wijken_that_are_missing_are_named_once(codes, said):
    assert found(*codes) == said


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("population_count", "kwb", True),
        ("population_count", "statline", True),
        ("children_0_14_count", "kwb", False),
        ("children_0_14_share", "kwb", False),
        ("bso_distance_km", "nabijheid", False),
    ],
)
def test_a_table_without_children_says_what_to_download(name, kind, said):
    problems = check_complete("kwb.csv", cbs_table({name: [1.0]}, ("WK900101",), kind=kind))
    assert [words_of(p).action.startswith("download de Kerncijfers") for p in problems] == [True] * said


HEADERS = {
    "kwb": "gwb_code,a_inw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo,jaar",
    "statline": "Codering (code),Aantal inwoners (aantal),0 tot 15 jaar (aantal),15 tot 25 jaar (aantal),"
    "25 tot 45 jaar (aantal),45 tot 65 jaar (aantal),65 jaar of ouder (aantal),Perioden",
    "odata": "Codering_3,AantalInwoners_5,k_0Tot15Jaar_8,k_15Tot25Jaar_9,k_25Tot45Jaar_10,k_45Tot65Jaar_11,"
    "k_65JaarOfOuder_12,Perioden",
}


def read(tmp_path, *rows: str, header: str = HEADERS["kwb"]):
    path = tmp_path / "tabel.csv"
    path.write_text("\n".join((header, *rows)) + "\n")
    return read_file(path)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize(("people", "refused"), [(1024, False), (1025, True), (976, False), (975, True)])
def test_age_classes_that_are_not_the_inhabitants_are_refused(tmp_path, header, people, refused):
    result = read(tmp_path, f"WK900101,{people},200,100,250,250,200,2024", header=header)
    wrong = [words_of(p).found for p in result.problems if "leeftijdsgroepen samen" in words_of(p).found]
    assert result.usable is not refused
    assert (
        wrong
        == [f"de leeftijdsgroepen samen zijn niet het aantal inwoners: rij 2 (samen 1000, inwoners {people})"] * refused
    )


def test_an_unknown_class_cannot_be_compared(tmp_path):
    assert read(tmp_path, "WK900101,5000,200,.,250,250,200,2024").usable


def test_four_classes_are_no_sum(tmp_path):
    header = HEADERS["kwb"].replace("a_65_oo", "a_hh")
    assert read(tmp_path, "WK900101,5000,200,100,250,250,200,2024", header=header).usable


@pytest.mark.parametrize(
    ("people", "children", "said"),
    [(10000, 599, True), (10000, 600, False), (10000, 3200, False), (10000, 3201, True), (1000, 10, False)],
)
def test_a_share_of_children_that_no_gemeente_has(tmp_path, people, children, said):
    result = read(tmp_path, f"GM9001,{people},{children},2024", header="gwb_code,a_inw,a_00_14,jaar")
    assert result.usable
    assert any("dat geen gemeente heeft: GM9001" in words_of(p).found for p in result.problems) is said


def test_a_wijk_may_have_any_share(tmp_path):
    result = read(tmp_path, "WK900101,10000,100,2024", header="gwb_code,a_inw,a_00_14,jaar")
    assert not any("geen gemeente heeft" in words_of(p).found for p in result.problems)


def test_of_shifted_rows_only_the_shift_is_said(tmp_path):
    result = read(tmp_path, "GM9001,1,900,2024,1", header="gwb_code,a_inw,a_00_14,jaar")
    assert not any("kinderen van 0 tot 15 jaar dan inwoners" in words_of(p).found for p in result.problems)
    assert not result.usable


def test_a_table_with_names_only_asks_for_codes(tmp_path):
    header = "Wijk,Aantal inwoners,0 tot 15 jaar"
    (problem,) = read(tmp_path, "West,5000,800", "Oost,4000,700", header=header).problems
    assert words_of(problem).found.startswith("er is geen kolom met leesbare CBS-codes")
    assert "vink bij Onderwerp" in words_of(problem).action
    other = read(tmp_path, "West,5000,800", header="Naam,Omzet,Winst")
    assert not any("CBS-codes" in words_of(problem).found for problem in other.problems)


@pytest.mark.parametrize(("second", "severity"), [(200, "waarschuwing"), (201, "fout")])
def test_a_column_that_stands_twice_is_said(tmp_path, second, severity):
    result = read(tmp_path, f"WK900101,1000,200,{second},2024", header="gwb_code,a_inw,a_00_14,a_00_14,jaar")
    assert [p.severity for p in result.problems if "heten allebei" in words_of(p).found] == [severity]


def test_a_comma_in_a_name_is_seen_when_the_last_cells_are_empty(tmp_path):
    rows = ["WK900101,West,1000,200,2024,,", "WK900102,Oost,1000,200,2024,,", "WK900103,Zuid, klein,1000,200,2024,,"]
    result = read(tmp_path, *rows, header="gwb_code,regio,a_inw,a_00_14,jaar,g_ink_pi,g_hhgro")
    assert not result.usable
    assert any(words_of(p).found == "rij 4 heeft meer cellen dan de kop (8 in plaats van 7)" for p in result.problems)


def test_percentages_of_a_handful_of_people_do_not_hide_that_these_are_percentages(tmp_path):
    """Raw OData of before 2016: of ten people rounded to 5 the percentages can add up to anything."""
    result = read(
        tmp_path, "GM9001,30000,16,12,26,27,19,2014", "WK900101,10,50,50,50,0,0,2014", header=HEADERS["odata"]
    )
    assert result.usable, result.problems
    assert result.tables[0].values.loc["GM9001", "children_0_14_count"] == 4800
