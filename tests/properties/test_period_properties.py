"""Every way to write a period gives that period, or a question; never another year or another part."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.model.periods import MONTH_NAMES, NO_YEAR, Part, Period, last_day
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.time_words import read_time

SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
NTH = ["eerste", "tweede", "derde", "vierde"]
YEARS = st.integers(2015, 2029)
BEFORE = st.sampled_from(["", "Periode ", "Kinderwerk ", "Cijfers ", "Bereik: ", "periode: "])
UP_TO = st.sampled_from([" t/m ", " tot en met ", "-", " - ", " – ", " t.m. "])


def _forms(text: str) -> list[str]:
    return text.split(" | ")


WHOLE = _forms(
    "{y} | jan-dec {y} | januari t/m december {y} | Periode jan-dec {y} | 01-01-{y} t/m 31-12-{y}"
    " | 1 januari {y} t/m 31 december {y} | {y}-01-01 t/m {y}-12-31 | Q1 t/m Q4 {y} | Q1-Q4 {y}"
    " | H1 en H2 {y} | 1e t/m 4e kwartaal {y} | {y}-01 t/m {y}-12 | 01-{y} t/m 12-{y} | t/m december {y}"
    " | heel {y} | K1 t/m K4 {y} | 1-1 t/m 31-12 {y} | 1-1-{y}/31-12-{y} | {y}-01-01/{y}-12-31"
    " | 1 januari {y} tot 1 januari {n} | 01-01-{y} tot 01-01-{n}"
)
PARTS = {
    4: _forms(
        "Q{p} {y} | {y}-Q{p} | {y}Q{p} | K{p} {y} | {p}e kwartaal {y} | kwartaal {p} {y} | {nth} kwartaal {y}"
        " | kw{p} {y} | {y} kwartaal {p} | {p}e kw {y} | {first}-{last} {y} | {p}e kwartaal van {y}"
        " | {y}_Q{p} | Q{p}'{yy:02} | Q{p}-{yy:02} | {y} K{p}"
    ),
    2: _forms(
        "H{p} {y} | {y}H{p} | {nth} halfjaar {y} | {p}e halfjaar {y} | HJ{p} {y} | halfjaar {p} {y}"
        " | {p}H {y} | HY{p} {y} | {nth} helft {y} | {first} t/m {last} {y}"
    ),
    3: _forms("T{p} {y} | {p}e tertaal {y} | {nth} trimester {y}"),
    12: _forms(
        "{first} {y} | {month} {y} | {y}-{p:02} | {p:02}-{y} | {first}-{yy:02} | {first} '{yy:02}"
        " | {first}{yy:02} | {first}{y} | maand {p} {y}"
    ),
}
UNCLEAR = _forms(
    "periode {q} {y} | periode 1 t/m {q} {y} | {y}-II | "
    "{y}M{m:02} | {y}W{m:02} | {y}KW0{q} | begin {y} | zomer {y} | september t/m juni {y}"
    " | kwartaal 1 en 2 {y} | week {m} {y} | Tussenrapportage {y} | {y} t/m heden"
    " | Kinderen die kwamen in jan, feb en mrt van {y}"
)
NO_YEARS = _forms(
    "Datum: {d}-{m}-{y} | Utrecht, {d} {month} {y} | Subsidiebeschikking {y}-{n4} | kenmerk {y}/{n4}"
    " | {y}-{m:02}-{d:02} | Gemaakt op {d}-{m}-{y} | Printdatum {d}-{m}-{y} | zaaknummer {y}.{n4}"
    " | Dossier {y} | Versie {month} {y} | Haarlem, {y} AB"
)


def _words(of, part, year):
    length = 12 // of
    first, last = (part - 1) * length, part * length - 1
    return {"p": part, "y": year, "yy": year % 100, "n": year + 1, "nth": NTH[min(part, 4) - 1],
            "first": SHORT[first], "last": SHORT[last], "month": MONTH_NAMES[first]}  # fmt: skip


@given(st.sampled_from(WHOLE), YEARS, BEFORE)
def test_a_whole_year(text, year, before):
    said = read_time(before + text.format(y=year, n=year + 1))
    assert said.years == {year}
    assert not said.part_of_year


@settings(max_examples=400)
@given(st.data(), YEARS, BEFORE)
def test_a_part_of_a_year(data, year, before):
    of = data.draw(st.sampled_from(list(PARTS)))
    part = data.draw(st.integers(1, of))
    text = before + data.draw(st.sampled_from(PARTS[of])).format(**_words(of, part, year))
    said = read_time(text)
    assert said.years == {year}, text
    assert said.part_of_year and said.part == Part(of, part), text
    assert said.periods == (Part(of, part).in_year(year),), text


@settings(max_examples=300)
@given(st.integers(0, 11), st.integers(0, 11), YEARS, UP_TO, st.booleans(), st.booleans())
def test_months_from_one_to_another(first, last, year, up_to, with_days, with_year):
    first, last = sorted((first, last))
    names = (f"1 {MONTH_NAMES[first]}", f"{last_day(year, last + 1).day} {MONTH_NAMES[last]}")
    if not with_days:
        names = SHORT[first], SHORT[last]
    said = read_time(f"{names[0]}{up_to}{names[1]}{f' {year}' if with_year else ''}")
    where = year if with_year else NO_YEAR
    end = date(where, last + 1, last_day(year if with_days else where, last + 1).day)
    assert said.periods == (Period(date(where, first + 1, 1), end),)
    assert said.years == ({year} if with_year else set())
    assert said.part_of_year == ((first, last) != (0, 11))


@given(st.sampled_from(NO_YEARS), YEARS, st.integers(1, 12), st.integers(1, 28), st.integers(1000, 9999))
def test_a_day_or_a_number_is_no_year(text, year, month, day, number):
    said = read_time(text.format(y=year, m=month, d=day, n4=number, month=MONTH_NAMES[month - 1]))
    assert said.years == set() and said.periods == ()


@given(st.sampled_from(UNCLEAR), YEARS, st.integers(1, 12), st.integers(1, 4))
def test_what_cannot_be_told_is_no_whole_year(text, year, month, quarter):
    said = read_time(text.format(y=year, m=month, q=quarter))
    assert said.part_of_year and said.part is None


@given(st.dates(date(2015, 1, 1), date(2029, 12, 31)), st.dates(date(2015, 1, 1), date(2029, 12, 31)), UP_TO)
def test_two_days(one, other, up_to):
    first, last = sorted((one, other))
    said = read_time(f"{first:%d-%m-%Y}{up_to}{last:%d-%m-%Y}")
    if said.periods:
        (period,) = said.periods
        assert period.start == first
        # 1 January closes the year before.
        assert period.end == last or ((last.month, last.day) == (1, 1) and (last - period.end).days == 1)
    assert said.years <= set(range(first.year, last.year + 1))


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text):
    said = read_time(text)
    assert all(period.start <= period.end for period in said.periods)


NEUTRAL = _forms(
    "Kinderwerk in de wijken | Managementrapportage | Stichting Voorbeeld | Datum: 15-01-{n} | Utrecht, 3 maart {n} | "
    "Subsidiebeschikking {n}-1234 | Kenmerk {n}/0456 | Opgesteld op 12 februari {n} | Printdatum: 2-2-{n} | "
    "Postbus 12, 2024 AB Haarlem | Zaaknummer {n}.0456 | Kinderen van 4 t/m 12 jaar | Versie maart {n} | sep=;"
)


@settings(max_examples=250)
@given(
    st.lists(st.sampled_from(NEUTRAL), max_size=3),
    st.sampled_from([*WHOLE, *(form for forms in PARTS.values() for form in forms), ""]),
    st.integers(0, 3),
    YEARS,
    st.integers(1, 2),
)
def test_lines_above_a_table_give_their_year_or_a_question(lines, period, at, year, part):
    """The year of the period, no year at all, or a refusal that says it is a part of the year."""
    stated = period.format(**_words(2 if "H{" in period or "half" in period else 4, part, year))
    above = [line.format(n=year + 1) for line in lines]
    above.insert(min(at, len(above)), stated)
    rows = [*([line] for line in above if line), ["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 60]]
    result = read_bereik(Path("bereik.xlsx"), [Sheet("Blad1", rows)])
    years = {table.year for table in result.tables}
    report = any(line.startswith("Management") for line in above)
    if period == "{y}" and report:
        # Which part of the year it reports on is not said.
        assert years == set(), above
    elif period in WHOLE:
        assert years == {year}, above
    elif period:
        assert years == set() and any(p.code == "alleen_deel_van_jaar" for p in result.problems), above
    else:
        assert years == (set() if report else {None}), above
        assert report or any(problem.asks == "jaar" for problem in result.problems)
