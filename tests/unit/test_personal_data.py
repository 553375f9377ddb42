"""Personal data is found before anything is read, and no message repeats it. All persons are invented."""

import random
from datetime import date, datetime, time

import pytest

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.privacy.digits import find_numbers
from kinderwerk_stats.sources.privacy.headers import judge_header
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.sources.privacy.texts import contact_in_text
from kinderwerk_stats.sources.privacy.values import bsn_hits_to_refuse, is_bsn_column, is_phone_number
from tests.words import said_by, words_of

TODAY = date(2025, 6, 1)
VALID_BSN = [111222333, 123456782, 111111110]
INVALID_BSN = [123456789, 111222334, 987654321]


def _excel_date(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time())


def _find(*rows: list[object], name: str = "Blad1") -> list[Problem]:
    return find_personal_data("lijst.xlsx", [Sheet(name, [list(row) for row in rows])], today=TODAY)


def _refused(problems: list[Problem]) -> list[str]:
    return [words_of(problem).where for problem in problems if problem.severity == "fout"]


@pytest.mark.parametrize(
    "header",
    [
        "BSN", "bsn-nummer", "Burgerservicenummer", "Sofinummer", "Geboortedatum", "geb. datum", "Geb.dat.", "DOB",
        "Voornaam", "ACHTERNAAM", "Roepnaam", "Tussenvoegsel", "Voorletters", "Kindnaam", "Naam kind",
        "Naam van de ouder", "Naam cliënt", "Naam kinderwerker", "Adres", "Straat", "Straatnaam", "Huisnummer",
        "huisnr", "E-mail", "Email adres", "Telefoon", "Tel.", "Telefoonnummer", "Mobiel", "Cliëntnummer", "Kind-id",
        "Leerlingnr", "Dossiernummer", "deelnemer_nr", "IBAN", "Rekeningnummer", "V-nummer",
        "geboren op", "BSN-nr", "BSN nr.", "cliëntnummer", "e-mailadres ouder", "tel. moeder", "Telefoon vader",
        "Mobiel ouder", "Naam moeder", "Voorn.", "Datum geboorte", "Volledige naam", "Naam ouder(s)/verzorger(s)",
        "Thuisadres", "Straat + huisnr", "Bankrekening", "Relatienummer", "First name", "kind_bsn", "B.S.N."
    ],
)  # fmt: skip
def test_header_of_a_person_refuses(header):
    finding = judge_header(header)
    assert finding is not None
    assert finding.hard


@pytest.mark.parametrize(
    "header",
    ["Naam", "Postcode", "PC6", "Geslacht", "Leeftijd", "Opmerking", "Notities", "Herkomst", "Diagnose", "OTS",
     "Adres locatie", "Telefoon buurthuis", "Contactpersoon", "Kind", "Kind 1", "Moeder", "Contactgegevens"],
)  # fmt: skip
def test_header_that_may_be_of_a_person_asks(header):
    finding = judge_header(header)
    assert finding is not None
    assert not finding.hard


@pytest.mark.parametrize(
    "header",
    ["Wijknaam", "Naam wijk", "Gemeentenaam", "Naam locatie", "Naam activiteit",
     "Omgevingsadressendichtheid", "Meest voorkomende postcode", "Unieke kinderen", "Kinderen per leeftijd",
     "Contacten per telefoon", "Aantal adressen", "gm_naam", "Naam kern", "Leeftijdscategorie", "Deelnemers op locatie",
     "Straathoekwerk", "Mobiel kinderwerk", "Geboorte totaal", "Volgnummer", "Fte kinderwerk", "Aantal kinderwerkers"],
)  # fmt: skip
def test_header_of_figures_passes(header):
    assert judge_header(header) is None


def test_each_column_is_named_once_with_its_reasons_and_without_its_values():
    problems = _find(
        ["Achternaam", "Geboortedatum", "BSN", "Wijk", "Bezoeken"],
        ["Voorbeeld", _excel_date(2015, 5, 4), VALID_BSN[0], "Oost", 12],
        ["Test", _excel_date(2013, 2, 1), VALID_BSN[1], "West", 3],
        ["Proef", _excel_date(2014, 2, 1), VALID_BSN[2], "West", 3],
    )
    assert _refused(problems) == [f"lijst.xlsx, blad Blad1, kolom {letter}" for letter in "ABC"]
    said = said_by(*problems)
    for value in ("Voorbeeld", "Test", "Proef", "2015", "111222333", "123456782"):
        assert value not in said
    assert all(
        "niets bewaard" in words_of(problem).action and "rij per wijk" in words_of(problem).action
        for problem in problems
    )


def test_hidden_sheets_are_searched_too():
    sheets = [
        Sheet("Cijfers", [["Wijk", "Kinderen"], ["Oost", 12]]),
        Sheet("Bron", [["BSN", "Wijk"], [1, "Oost"]], False),
    ]
    assert _refused(find_personal_data("a.xlsx", sheets, today=TODAY)) == ["a.xlsx, blad Bron, kolom A"]


def test_header_below_titles_and_in_a_second_table_is_found():
    filler = [[f"Wijk {n}", n] for n in range(40)]
    problems = _find(["Overzicht 2024"], [], ["Wijk", "Kinderen"], *filler, [], ["Voornaam", "Wijk"], ["Kim", "Oost"])
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, kolom A"]


def test_single_header_needs_something_below_it():
    assert _refused(_find(["Achternaam"], ["Voorbeeld"], ["Test"]))
    assert not _find(["Telefoon"], [], ["Wijk", "Kinderen"], ["Oost", 12])


@pytest.mark.parametrize("title", ["Leeftijd: 4 t/m 12 jaar", "Lijst zonder namen en zonder adres van kinderen"])
def test_title_is_no_header(title):
    assert not _find([title], ["Peildatum: 31-12-2024"], ["Wijk", "Kinderen"], ["Oost", 12])


@pytest.mark.parametrize(("numbers", "hits"), [(3, 3), (5, 4), (10, 6), (20, 8), (50, 13), (100, 20)])
def test_hits_follow_the_method(numbers, hits):
    assert bsn_hits_to_refuse(numbers) == hits


@pytest.mark.parametrize("numbers", [1, 2])
def test_one_or_two_numbers_say_nothing(numbers):
    assert bsn_hits_to_refuse(numbers) > numbers


@pytest.mark.parametrize(("valid", "invalid", "refused"), [(3, 0, True), (2, 1, False), (4, 1, True), (3, 2, False)])
def test_column_of_numbers_is_judged_by_its_hits(valid, invalid, refused):
    numbers = (VALID_BSN * 2)[:valid] + INVALID_BSN[:invalid]
    assert is_bsn_column(numbers) is refused
    assert is_bsn_column([float(n) for n in numbers]) is refused
    assert is_bsn_column([f"{n}"[:4] + "." + f"{n}"[4:6] + "." + f"{n}"[6:] for n in numbers]) is refused


def test_bsn_column_without_header_is_refused():
    problems = _find(["Code", "Wijk"], *([n, "Oost"] for n in VALID_BSN))
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, kolom A"]


def test_buurt_codes_without_prefix_are_no_bsn():
    # All of them pass the elfproef: two gemeenten, four digits in common each.
    codes = [n for first in (10_010_101, 19_690_101) for n in range(first, first + 999) if _passes(n)]
    assert len(codes) > 100
    assert not is_bsn_column(codes)


def test_numbers_of_eight_digits_that_share_no_gemeente_can_be_bsn():
    chooser = random.Random(1)
    numbers = [n for n in (chooser.randrange(10_000_000, 99_999_999) for _ in range(400)) if _passes(n)]
    assert is_bsn_column(numbers)


def _passes(number: int) -> bool:
    digits = [int(digit) for digit in f"{number:09d}"]
    return (sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=False)) - digits[8]) % 11 == 0


@pytest.mark.parametrize(
    ("cell", "contact"),
    [
        ("kim@voorbeeld.nl", "email"),
        ("ouder: kim.test@school.voorbeeld.nl", "email"),
        ("06-12345678", "telefoon"),
        ("bel 06.12.34.56.78", "telefoon"),
        ("06.12.2024 10:30", None),
        ("06 12 34 56 78", "telefoon"),
        ("+31 6 12345678", "telefoon"),
        ("030-1234567", "telefoon"),
        (612345678.0, "telefoon"),
        ("NL91 ABNA 0417 1643 00", "rekeningnummer"),
        ("NL91ABNA0417164301", None),  # wrong check digits
        ("3511 AB 12", "adres"),
        ("01-01-2024 t/m 31-12-2024", None),
        ("01-01-2024 31-12-2024", None),
        ("1.234", None),
        ("03440101", None),
        (54.0, None),
        (True, None),
    ],
)
def test_contact_details_are_known_by_their_form(cell, contact):
    found = contact_in_text(cell) if isinstance(cell, str) else "telefoon" if is_phone_number(cell) else None
    assert found == contact


def test_contact_in_a_table_refuses():
    problems = _find(["Wijk", "Kinderen", "Wie"], ["Oost", 12, "kim@voorbeeld.nl"], ["West", 14, None])
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, kolom C"]


def test_contact_in_a_row_of_texts_refuses():
    assert _refused(_find(["Wie", "Waar"], ["kim@voorbeeld.nl", "Oost"])) == ["lijst.xlsx, blad Blad1, kolom A"]


@pytest.mark.parametrize(("lines", "refused"), [(1, False), (2, False), (3, True)])
def test_lone_lines_with_contact_details_ask_and_a_list_refuses(lines, refused):
    problems = _find(*([f"Vragen: kim{n}@voorbeeld.nl"] for n in range(lines)), ["Wijk", "Kinderen"], ["Oost", 12])
    assert problems
    assert bool(_refused(problems)) is refused


def test_bsn_in_running_text_is_found_beside_the_word():
    assert _refused(_find(["Wijk", "Kinderen"], ["Oost", 12], ["kind met BSN 111222333 komt niet meer"]))
    assert _refused(_find(["Burgerservicenummer", 111222333]))
    assert not _refused(_find(["Wijk", "Kinderen"], ["Oost", 12], ["nummer 111222333 is geen telefoon"]))
    assert not _refused(_find(["Wijk", "Kinderen"], ["Oost", 12], ["BSN 123456789 bestaat niet"]))


def test_postcode_asks_and_with_house_number_refuses():
    rows = [["Postcode", "Nr"], ["3511 AB", 1], ["3512CD", 4], ["3513 EF", 9]]
    assert _refused(_find(*rows)) == ["lijst.xlsx, blad Blad1, kolom B"]
    asked = _find(["Waar", "Kinderen"], *rows[1:])
    assert asked
    assert not _refused(asked)


@pytest.mark.parametrize(
    ("dates", "refused"),
    [
        ([date(2013, 5, 1), date(2014, 5, 1), date(2016, 5, 1)], True),
        (["01-05-2013", "2014-05-01", "3/5/2016"], True),
        ([_excel_date(2013, 5, 1), _excel_date(2014, 5, 1), _excel_date(2014, 8, 1)], False),  # two years: a season
        ([date(1961, 5, 1), date(1974, 5, 1), date(1986, 5, 1)], False),  # no children
        ([date(2013, 5, 1), date(2014, 5, 1), date(2016, 5, 1), "?", "?", "?"], False),  # half of the cells
    ],
)
def test_dates_of_birth_are_known_by_their_spread(dates, refused):
    problems = _find(["Wijk", "Wanneer"], *(["Oost", cell] for cell in dates))
    assert bool(_refused(problems)) is refused


def test_dates_of_activities_pass():
    rows = [["Wijk 01", _excel_date(2019 + n, 3, 1), 12] for n in range(5)]
    assert not _find(["Wijk", "Startdatum", "Deelnames"], *rows)


def test_long_texts_ask():
    problems = _find(
        ["Wijk", "Kinderen", "Hoe"], ["Oost", 12, "de moeder van het jongste kind belde over de verhuizing"]
    )
    assert [problem.severity for problem in problems] == ["waarschuwing"]
    assert "moeder" not in said_by(problems[0])


@pytest.mark.parametrize(
    "rows",
    [
        [["wijkcode", "jaar", "unieke kinderen", "fte"], ["WK034401", 2024, 54, 0.3], ["WK034402", 2024, 174, 1.6]],
        [["Gebied", "Unieke kinderen", "Deelnames"], ["West", "54", "1.234"], ["Totaal", 1417, 17284]],
        [["code", "inwoners"], ["03440101", 5_120], ["03440102", 4_210], ["03440103", 1_205]],
    ],
)
def test_tables_per_wijk_pass(rows):
    assert not _find(*rows)


@pytest.mark.parametrize(("group", "own"), [("Kind", "Naam"), ("Naam", "Kind"), ("Gegevens ouder", "Nummer")])
def test_header_of_two_rows_is_read_together(group, own):
    problems = _find(["Wijk", group, "", "Bezoeken"], ["", own, "Groep", ""], ["Oost", "Voorbeeld", 5, 12])
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, kolom B"]


@pytest.mark.parametrize("own", ["Kinderwerkers", "Unieke kinderen"])
def test_header_of_the_names_of_areas_is_no_group(own):
    assert _find(["Naam_gebied", None, "Fte", None], [None, own, "begroot", "realisatie"], ["Oost", 2, 0.7, 0.4]) == []


def test_group_over_columns_reaches_to_the_next_group():
    problems = _find(["", "Kind", "", "Aantal"], ["Wijk", "Groep", "Naam", "Keren"], ["Oost", 5, "Voorbeeld", 12])
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, kolom C"]


@pytest.mark.parametrize("header", ["Naam", "regio"])
def test_long_names_of_wijken_are_no_free_text_and_no_persons(header):
    rows = [["WK990101", "Spoorkwartier, Havenbuurt en het gebied rond het station", 12], ["WK990102", "Oost", 14]]
    assert not _find(["Code", header, "Kinderen"], *rows)


def test_wijken_that_say_so_are_no_persons():
    assert not _find(["Naam", "Kinderen"], ["Wijk 01 West", 12], ["Wijk 02 Oost", 14], ["Totaal", 26])


def test_persons_beside_the_code_of_their_wijk_are_asked_about():
    rows = [["WK990101", "Voorbeeld", 12], ["WK990101", "Test", 1], ["WK990102", "Proef", 14]]
    assert [words_of(problem).where[-7:] for problem in _find(["Code", "Naam", "Bezoeken"], *rows)] == ["kolom B"]


@pytest.mark.parametrize(
    "codes", [["WK034401", "WK034402"], ["034401", "034402"], [34401, 34402], ["0363AA", "0363AB"]]
)
def test_codes_in_a_column_of_wijken_are_no_personal_data(codes):
    assert not _find(["Wijk", "Kinderen"], *([code, 12] for code in codes))


def test_age_and_sex_are_dimensions_of_a_table_of_cbs_and_a_question_elsewhere():
    row = ["GM0344", "3000", 10010, 54]
    assert not _find(["RegioS", "Geslacht", "Leeftijd", "Bevolking"], row)
    assert len(_find(["Wijkcode", "Geslacht", "Leeftijd", "Bezoeken"], row)) == 2


@pytest.mark.parametrize(("numbers", "hits"), [(4, 4), (7, 5), (15, 7), (30, 10), (75, 17)])
def test_hits_between_those_of_the_method_lie_between_them(numbers, hits):
    assert bsn_hits_to_refuse(numbers) == hits


def test_zero_padded_numbers_of_eight_digits_are_bsn_too():
    numbers = [n for n in range(21_345_678, 98_765_432, 1_234_567) if _passes(n)]
    assert len(numbers) > 3
    assert is_bsn_column(numbers)
    assert is_bsn_column([str(n) for n in numbers])


def test_number_of_the_organisation_in_every_row_is_no_bsn():
    assert not _refused(_find(["Organisatie", "Wijk"], *([VALID_BSN[0], f"Wijk {n}"] for n in range(9))))


def test_buurt_codes_known_in_the_file_are_no_bsn():
    codes = [n for n in range(20_010_101, 90_000_000, 999_983) if _passes(n)]
    rows = [[n, f"BU{n}", 12] for n in codes]
    assert not _refused(_find(["Nr", "Buurtcode", "Kinderen"], *rows))
    assert _refused(_find(["Nr", "Buurtcode", "Kinderen"], *([n, "", 12] for n in codes)))


@pytest.mark.parametrize("number", ["111222333", "1112.22.333", "111 222 333", "111.222.333", "111-222-333"])
@pytest.mark.parametrize("word", ["BSN", "B.S.N.", "burgerservicenummer", "sofi-nr", "burger service nummer"])
def test_one_bsn_in_running_text_is_enough(number, word):
    problems = _find(["Wijk", "Kinderen"], ["Oost", 12], [f"Let op: {word} {number} is verhuisd"])
    assert _refused(problems) == ["lijst.xlsx, blad Blad1, rij 3, kolom A"]
    assert number not in said_by(*problems)


@pytest.mark.parametrize(
    "text", ["Sam, geb. 3-4-2016", "geboren op 3 april 2016", "geb: 03/04/16", "geboortedatum 2016-04-03"]
)
def test_date_of_birth_in_running_text_refuses(text):
    assert _refused(_find(["Wijk", "Kinderen"], ["Oost", 12], [text]))


def test_telephone_of_a_parent_refuses_and_of_an_organisation_asks():
    table = [["Wijk", "Kinderen"], ["Oost", 12]]
    assert _refused(_find(*table, ["moeder is te bereiken op 06-12345678"]))
    asked = _find(*table, ["Vragen? Bel 030-1234567"])
    assert asked and not _refused(asked)


@pytest.mark.parametrize(
    "dates",
    [
        ["4 mei 2015", "1 maart 2013", "2 feb. 2014"],
        ["04-05-15", "01-03-13", "02-02-14"],
        ["2015-05-04 00:00:00", "2013-03-01T00:00", "2014-02-02 00:00"],
        [20150504, 20130301.0, "20140202"],
        [42128, 41334.0, "41672"],  # as Excel counts days
    ],
)
def test_dates_of_birth_are_known_however_they_are_written(dates):
    assert _refused(_find(["Wijk", "Datum"], *(["Oost", cell] for cell in dates)))


def test_numbers_that_could_be_days_are_counts_under_a_header_of_counts():
    assert not _find(["Wijk", "Inwoners"], ["Oost", 42128], ["West", 41334], ["Zuid", 41672])


def test_round_amounts_are_no_telephone_numbers():
    assert not _find(["Wijk", "Budget"], ["Oost", 612_345_000], ["West", 650_000_000])
    assert _refused(_find(["Wijk", "Wie"], ["Oost", 612_345_678], ["West", 687_654_321]))


@pytest.mark.parametrize(("rows", "refused"), [(19, False), (20, True)])
def test_a_row_per_person_without_any_count_refuses(rows, refused):
    problems = _find(["Wijk", "Groep", "Komt op"], *([f"Wijk {n % 4}", n % 8, "woensdag"] for n in range(rows)))
    assert bool(_refused(problems)) is refused


@pytest.mark.parametrize(
    ("header", "last"),
    [
        (["Wijk", "Groep", "Kinderen"], 12),
        (["Wijk", "Activiteit", "Groep"], "kookclub"),
        (["Wijk", "Groep", "Aantal"], "veel"),
    ],
)
def test_many_rows_with_a_count_or_of_activities_are_no_persons(header, last):
    assert not _find(header, *([f"Wijk {n % 4}", n % 8, last] for n in range(40)))


def test_age_in_a_line_above_the_table_is_no_question():
    table = [["Wijk", "Kinderen"], ["Oost", 12]]
    assert not _find(["Leeftijd:", "4 t/m 12 jaar"], [], *table)
    assert _refused(_find(["Naam kind:", "Voorbeeld"], [], *table))


@pytest.mark.parametrize("header", ["Deelnemers", "Kinderen", "Vrijwilligers", "Unieke kinderen", "Kinderwerkers"])
def test_names_below_the_header_of_a_count_refuse(header):
    names = ["Kim Jansen", "Sam de Vries", "Noor Bakker", "Jip van der Berg"]
    rows = [["Wijk", "Bezoeken", header], *(["West", 10, name] for name in names)]
    [problem] = [p for p in _find(*rows) if p.severity == "fout"]
    assert "de naam van een persoon (volgens kop en inhoud)" in words_of(problem).found
    assert not any(name in said_by(problem) for name in names)


@pytest.mark.parametrize(
    "cells", [["12", "<5", "n.v.t.", "geen"], ["Noord West", "Oud Zuid", "Sportpark Oost", "Zuid"]]
)
def test_counts_and_places_below_the_header_of_a_count_pass(cells):
    rows = [["Wijk", "Bezoeken", "Deelnemers"], *(["West", 10, cell] for cell in cells)]
    assert not [p for p in _find(*rows) if p.severity == "fout"]


WAYS_TO_WRITE = [
    "'{}", '="{}"', "{}.0", "B{}", "NL{}", "nr {}", "{}/2024", "https://voorbeeld.nl/kind?id={}", "BSN{}", "({})",
    "\ufeff{}", "{} t/m heden", "id:{};", "{}\u00a0",
]  # fmt: skip
SIGNS_BETWEEN = ["", ".", "-", " ", "\u00a0", "\u2011", "\u200b", "\u2009"]


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
@pytest.mark.parametrize("sign", SIGNS_BETWEEN)
def test_bsn_is_known_however_it_is_written(way, sign):
    numbers = [sign.join((f"{n}"[:3], f"{n}"[3:6], f"{n}"[6:])) for n in VALID_BSN]
    problems = _find(["Wijk", "Kinderen", "x"], *(["Oost", 12, way.format(number)] for number in numbers))
    assert all(where.endswith("kolom C") for where in _refused(problems)) and _refused(problems)


def test_bsn_in_full_width_digits_and_two_in_one_cell_are_known():
    wide = [str(n).translate({ord(str(d)): 0xFF10 + d for d in range(10)}) for n in VALID_BSN]
    assert _refused(_find(["Wijk", "x"], *(["Oost", number] for number in wide)))
    assert _refused(_find(["Wijk", "x"], ["Oost", "111222333 / 123456782"], ["West", "en 111111110"]))


@pytest.mark.parametrize(
    ("header", "numbers", "refused"),
    [
        ("Kind", VALID_BSN[:2], True),
        ("Cliënt", ["111.222.333", "kind 123456782"], True),
        ("x", [f"leerling {n}" for n in VALID_BSN[:2]], True),
        ("x", VALID_BSN[:2], False),
        ("Aantal per kind", VALID_BSN[:2], False),
        ("Kind", [VALID_BSN[0], INVALID_BSN[0]], False),
        ("Kind", [VALID_BSN[0]] * 2, False),
    ],
)
def test_two_bsns_are_enough_beside_a_word_for_a_person(header, numbers, refused):
    problems = _find(["Wijk", "Soort", header], *(["Oost", "inloop", number] for number in numbers))
    assert bool(_refused(problems)) is refused


@pytest.mark.parametrize(
    "numbers",
    [
        ["2023-2024", "2022-2023", "2021-2022", "2020-2021"],
        ["12-05-2016", "13-06-2016", "14-07-2016", "15-08-2016"],
        ["BU03440101", "BU03440102", "BU03440111", "BU03440112"],
        ["0,123456782", "5.11122233", "52.1112223", "4.12345678"],
    ],
)
def test_years_days_codes_and_decimals_hold_no_bsn(numbers):
    assert not [p for n in numbers for p in find_numbers(n)]


@pytest.mark.parametrize(
    "number", ["29198.0545170579", "0,0556640625", ".0556640625", "-0.0612345678", "1.0612345678e-05"]
)
def test_decimals_written_by_r_and_sql_are_no_telephone_numbers(number):
    assert contact_in_text(number) is None
    assert not _find(["Wijk", "Subsidie"], ["Oost", number], ["West", "18250.5"])


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("info@voorbeeld.nl", None),
        ("infoservice@cbs.nl", None),
        ("kim@voorbeeld.nl", "email"),
        ("info@a.nl, kim@a.nl", "email"),
    ],
)
def test_the_address_of_an_organisation_is_nobodys(address, found):
    assert contact_in_text(address) == found


@pytest.mark.parametrize(
    "header",
    ["moedersnaam", "kindnummer", "Pupil-id", "cliëntcode", "vadernaam", "Naam van de begeleider",
     "burgerservice nummer",
     "dossier_id", "Deelnemersnummer", "mobiele telefoon", "Gezinsnummer"],
)  # fmt: skip
def test_words_that_are_glued_or_spaced_announce_the_same(header):
    finding = judge_header(header)
    assert finding is not None
    assert finding.hard


def test_bsn_in_three_columns_is_asked_about():
    parts = [[number[:3], int(number[3:6]), float(number[6:])] for number in map(str, VALID_BSN)]
    wijken = ("West", "Oost", "Zuid")
    problems = _find(["Wijk", "a", "b", "c"], *([name, *part] for name, part in zip(wijken, parts, strict=True)))
    assert [(problem.code, words_of(problem).where) for problem in problems] == [
        ("misschien_persoonsgegevens", "lijst.xlsx, blad Blad1, kolom B")
    ]
    assert not _find(["Wijk", "a", "b", "c"], ["West", *parts[0]], ["Oost", *parts[1]], ["Zuid", 54, 17, 4])
