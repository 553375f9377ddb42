"""What there is to say or to ask about the columns of a bereik table: every one is read, named or asked about."""

from collections.abc import Iterator
from dataclasses import replace

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, find_ages
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.cells import number_in
from kinderwerk_stats.sources.bereik.columns import (
    CODE,
    NAME,
    is_no_unique_count,
    is_other_measure,
    other_area_in,
    recognise_column,
)
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.residents import is_percentage, may_be_residents
from kinderwerk_stats.sources.bereik.rows import Body, is_part_label
from kinderwerk_stats.sources.bereik.statements import other_hours_of_fte
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.files.where import column_letter
from kinderwerk_stats.sources.lexicon import says, sections, words

_LONGEST_HEADER = 60
_OWN_WORK = "ander_werk.kinderwerk"


def ask_columns(place: Place, found: TableSheet, header: TableHeader, body: Body, said: Corrections) -> list[Problem]:
    """Name the columns that are not read, and ask about those of which it is not certain what they hold.

    Parameters
    ----------
    place : of the table.
    found : the table as it was found.
    header : its header as it is read.
    body : what stands under it.
    said : what the user said; about that nothing is asked.
    """
    problems = [*_name_unread(place, found, header, body)]
    if NAME in header.columns and CODE not in header.columns and other_area_in(header.texts[header.columns[NAME]]):
        problems.append(make_warning("kolom_ander_gebied", place, kolom=_name(header, header.columns[NAME])))
    problems += _ask_wholes(place, header)
    problems += _ask_nameless(place, found, header)
    problems += _ask_doubles(place, header)
    problems += [*_ask_likely_others(place, header), *_ask_ages(place, header), *_ask_hours_of_fte(place, header)]
    problems += _ask_added(place, found, header)
    if any(says("status.voorlopig", text) for text in header.read_texts):
        problems.append(make_warning("cijfers_voorlopig", place))
    if found.part is None:
        problems += [
            make_warning("kolom_cumulatief", place, kolom=_name(header, column))
            for column in header.indicators.values()
            if says("tijd.cumulatief", header.texts[column])
        ]
    visits = header.columns.get("visits_count")
    if visits is not None and is_no_unique_count(header.texts[visits]):
        problems.append(make_warning("kop_zegt_bezoeken", place, kolom=column_letter(visits)))
    if said.counts is None:
        problems += list(_ask_residents(place, header)) or [
            make_warning("kop_zegt_niet_uniek", place, kolom=_name(header, header.columns[kind]))
            for kind in header.unsure
        ]
    if "reached_count" not in header.indicators and "reached_count" not in header.parts:
        problems.append(make_warning("geen_bereikte_kinderen", place))
    return problems


def _name(header: TableHeader, column: int) -> str:
    return f"{column_letter(column)} ({_shorten(header.texts[column])})"


def _shorten(header: str) -> str:
    """Return a header that is short; a long text may be an answer and not a header."""
    return " ".join(header.split()) if len(header) <= _LONGEST_HEADER else "lange kop"


def _name_unread(place: Place, found: TableSheet, header: TableHeader, body: Body) -> Iterator[Problem]:
    asked = {column for columns in header.parts.values() for column in columns}
    unread = [_name(header, column) for column in header.unread if column not in asked]
    unread += [f"{column_letter(column)} (zonder kop)" for column in sorted(body.unnamed_columns)]
    if unread:
        yield make_warning("kolommen_niet_gelezen", place, kolommen=tuple(unread))
    if found.undated:
        undated = tuple(_name(header, column) for column in found.undated)
        kinds = [meaning.kind for c in found.undated if (meaning := recognise_column(header.texts[c])) is not None]
        # Years in the middle of their columns would give a figure of one year to the other.
        shifted = not header.indicators.keys().isdisjoint(kinds)
        code: str = "jaren_niet_boven_kolommen" if shifted else "kolommen_zonder_jaar"
        yield make_problem(code, place, "fout" if shifted else "waarschuwing", kolommen=undated)
    if found.without_period:
        yield make_warning("rijen_zonder_periode", place, rijen=tuple(found.without_period))


def _ask_wholes(place: Place, header: TableHeader) -> Iterator[Problem]:
    """Refuse columns with parts of a figure of which the whole is not there, until the user says which one counts."""
    for kind, columns in header.parts.items():
        if all(says("andere_maat.maal", header.texts[column]) for column in columns):
            yield make_problem("aantallen_in_tientallen", replace(place, columns=columns))
            continue
        named = tuple(_name(header, column) for column in columns)
        label = INDICATORS[kind].label
        yield make_problem("kolommen_met_delen", place, kolommen=named, gegeven=label, van=label.lower())


def _ask_nameless(place: Place, found: TableSheet, header: TableHeader) -> Iterator[Problem]:
    """Refuse numbers without a header right beside a figure that is read, until it is said which of the two counts."""
    figures = set(header.indicators.values())
    for column in sorted(header.nameless - header.said.keys()):
        if column - 1 not in figures:
            continue
        cells = [row[column] for row in found.sheet.rows[header.last_row + 1 :] if column < len(row)]
        filled = [cell for cell in cells if not is_empty(cell)]
        # The cells of a text file are texts, also where they are numbers.
        if 2 * sum(not is_text(cell) for cell in filled) >= len(filled):
            beside = _name(header, column - 1)
            yield make_problem("kolom_zonder_eigen_kop", place, naast=beside, kolom=column_letter(column))


def _ask_doubles(place: Place, header: TableHeader) -> Iterator[Problem]:
    for kind, columns in header.doubles.items():
        what = INDICATORS[kind].label.lower() if kind in INDICATORS else "de wijk of het jaar"
        texts = tuple(f"'{_shorten(header.texts[column])}'" for column in columns)
        letters = tuple(column_letter(column) for column in columns)
        yield make_problem("kolommen_voor_hetzelfde", place, kolommen=letters, gegeven=what, koppen=texts)


def _ask_likely_others(place: Place, header: TableHeader) -> Iterator[Problem]:
    """Ask about a column that is not read and says the same as one that is, and more: "(gecorrigeerd)".

    Beside a column with a part of what there is to count, "Bezoeken activiteiten", another can be another part.
    """
    for kind, column in header.indicators.items():
        own = set(to_plain(header.texts[column]).split())
        core = own & words(f"aantal.{kind}.kern") if kind in sections("aantal") else set()
        is_whole = own <= core | words("aantal.vulling") or says(_OWN_WORK, header.texts[column])
        for other in header.unread:
            text = header.texts[other]
            said = set(to_plain(text).split())
            more = (said > own or (not is_whole and bool(said & core))) and not find_ages(text)
            if more and not is_other_measure(text) and not says("deel_van_kinderen.kop", text):
                label = INDICATORS[kind].label.lower()
                named, besides = _name(header, column), _name(header, other)
                yield make_warning("kolom_zegt_hetzelfde", place, kolom=named, ander=besides, van=label)


def _ask_ages(place: Place, header: TableHeader) -> Iterator[Problem]:
    """Refuse children of ages of which none is one of kinderwerk, until the user says that they count."""
    column = header.columns.get("reached_count")
    ages = find_ages(header.texts[column]).values() if column is not None and column not in header.said else ()
    if column is not None and ages and all(a.last <= FIRST_AGE or a.first >= LAST_AGE for a in ages):
        yield make_problem("kolom_van_andere_leeftijd", place, kolom=_name(header, column))


def _ask_hours_of_fte(place: Place, header: TableHeader) -> Iterator[Problem]:
    column = header.columns.get("kinderwerker_fte")
    if column is not None and (hours := other_hours_of_fte([header.texts[column]])):
        yield make_warning("fte_van_andere_uren", place, uren=hours)


def _ask_added(place: Place, found: TableSheet, header: TableHeader) -> Iterator[Problem]:
    """Ask about children that are in every row the sum of columns beside them, as of activities or organisations.

    A child has one sex and one age, so those add up.
    """
    column = header.columns.get("reached_count")
    if column is None or column in header.said:
        return
    beside = [
        at
        for at in header.unread
        if not is_part_label(header.texts[at])
        and not find_ages(header.texts[at])
        and not says("deel_van_kinderen.kop", header.texts[at])
    ]
    rows = [[number_in(cells, at) for at in (*beside, column)] for cells in found.sheet.rows[header.last_row + 1 :]]
    whole = [row for row in rows if row[-1] is not None]
    counted = [at for n, at in enumerate(beside) if all(row[n] is not None for row in whole)]
    parts = [[row[beside.index(at)] or 0 for at in counted] for row in whole]
    twice = sum(sum(part > 0 for part in row) > 1 for row in parts)
    if len(counted) > 1 and twice > 1 and all(sum(row) == own[-1] for row, own in zip(parts, whole, strict=True)):
        named = tuple(_name(header, at) for at in counted)
        yield make_warning("kinderen_zijn_som_van_kolommen", place, kolom=_name(header, column), delen=named)


def _ask_residents(place: Place, header: TableHeader) -> Iterator[Problem]:
    """Refuse a column that looks like the children who live in the wijk, until the user says what it is."""
    column = header.columns.get("reached_count", -1)
    if column < 0 or header.is_sure("reached_count"):
        return
    if header.residents is not None and column not in header.said:
        yield _say_residents(place, header, header.residents, [column] if column != header.residents else [])
        return
    others = {at: text for at, text in header.texts.items() if at != column}
    if may_be_residents(header.texts[column], others.values()):
        reached = [
            at for at, text in others.items() if may_be_residents("kinderen", [text]) and not is_percentage(text)
        ]
        yield _say_residents(place, header, column, reached)


def _say_residents(place: Place, header: TableHeader, column: int, reached: list[int]) -> Problem:
    named = " of ".join(f"kolom {_name(header, at)}" for at in reached)
    return make_problem(
        "kolom_met_inwoners",
        place,
        kolom=_name(header, column),
        keuze=f"{named} als " if named else "de kolom met de ",
        anders=column_letter(column),
    )
