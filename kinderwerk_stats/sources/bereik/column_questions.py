"""What there is to say or to ask about the columns of a bereik table: every one is read, named or asked about."""

from collections.abc import Iterator

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Place, Problem, make_warning, worded
from kinderwerk_stats.sources.bereik.checks import warning_at
from kinderwerk_stats.sources.bereik.columns import is_no_unique_count, may_be_residents
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.rows import Body
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.files.where import column_letter, describe_place, list_rows

_LONGEST_HEADER = 60


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
    where = describe_place(place.file, place.sheet)
    problems = [*_name_unread(where, found, header, body)]
    problems += _ask_wholes(where, header)
    problems += _ask_nameless(where, found, header)
    problems += _ask_doubles(where, header)
    visits = header.columns.get("visits_count")
    if visits is not None and is_no_unique_count(header.texts[visits]):
        problems.append(
            warning_at(
                where,
                f"kolom {column_letter(visits)} gelezen als bezoeken; de kop zegt dat het geen unieke kinderen zijn",
                "een kolom 'unieke kinderen' voor het bereik",
                "vraag het aantal unieke kinderen per wijk als dat er niet bij staat",
            )
        )
    if said.counts is None:
        problems += list(_ask_residents(where, header)) or _ask_unsure(where, header)
    if "reached_count" not in header.indicators and "reached_count" not in header.parts:
        problems.append(make_warning("geen_bereikte_kinderen", place))
    return problems


def _name(header: TableHeader, column: int) -> str:
    return f"{column_letter(column)} ({_shorten(header.texts[column])})"


def _shorten(header: str) -> str:
    """Return a header that is short; a long text may be an answer and not a header."""
    return " ".join(header.split()) if len(header) <= _LONGEST_HEADER else "lange kop"


def _name_unread(where: str, found: TableSheet, header: TableHeader, body: Body) -> Iterator[Problem]:
    asked = {column for columns in header.parts.values() for column in columns}
    unread = [_name(header, column) for column in header.unread if column not in asked]
    unread += [f"{column_letter(column)} (zonder kop)" for column in sorted(body.unnamed_columns)]
    if unread:
        yield warning_at(
            where,
            f"kolommen die het dashboard niet leest: {', '.join(unread)}",
            "bekende kolommen",
            "geef een kolom een bekende naam als hij mee moet tellen, zoals 'fte'",
        )
    if found.undated:
        letters = ", ".join(_name(header, column) for column in found.undated)
        yield warning_at(
            where,
            f"kolommen zonder jaar, naast kolommen met een jaar: {letters}; die zijn niet gebruikt",
            "een jaar in de kop van elke kolom",
            "zet het jaar in de kop",
        )
    if found.without_period:
        yield warning_at(
            where,
            f"{list_rows(found.without_period)}: cijfers zonder kwartaal of andere periode; niet gebruikt",
            "een periode in elke rij",
            "vul de periode in, als dit geen totaalrij is",
        )


def _ask_wholes(where: str, header: TableHeader) -> Iterator[Problem]:
    """Refuse columns with parts of a figure of which the whole is not there, until the user says which one counts."""
    for kind, columns in header.parts.items():
        label = INDICATORS[kind].label
        named = ", ".join(_name(header, column) for column in columns)
        yield worded(
            where,
            f"kolom {named}: onder een kop over {label.lower()}, en niet te zien is welke kolom het hele aantal heeft",
            f"een kolom met {label.lower()} van al het kinderwerk in de wijk",
            f"kies welke kolom '{label}' is en zet de andere op 'Niet lezen', of vraag het totaal per wijk; delen telt "
            "het dashboard niet zelf op",
        )


def _ask_nameless(where: str, found: TableSheet, header: TableHeader) -> Iterator[Problem]:
    """Refuse numbers without a header right beside a figure that is read, until it is said which of the two counts."""
    figures = set(header.indicators.values())
    for column in sorted(header.nameless - header.said.keys()):
        if column - 1 not in figures:
            continue
        cells = [row[column] for row in found.sheet.rows[header.last_row + 1 :] if column < len(row)]
        filled = [cell for cell in cells if not is_empty(cell)]
        if 2 * sum(isinstance(cell, int | float) for cell in filled) < len(filled):
            continue
        letter = column_letter(column)
        yield worded(
            where,
            f"kolom {_name(header, column - 1)} en kolom {letter}, die geen eigen kop heeft: niet te zien is welke van "
            "de twee telt",
            "een kop boven elke kolom met getallen",
            f"kies wat in kolom {letter} staat, of zet die op 'Niet lezen'",
        )


def _ask_doubles(where: str, header: TableHeader) -> Iterator[Problem]:
    for kind, columns in header.doubles.items():
        what = INDICATORS[kind].label.lower() if kind in INDICATORS else "de wijk of het jaar"
        letters = " en ".join(column_letter(column) for column in columns)
        texts = " en ".join(f"'{_shorten(header.texts[column])}'" for column in columns)
        yield worded(
            where,
            f"kolom {letters}: allebei voor {what} ({texts})",
            "een kolom voor elk gegeven",
            "kies welke kolom telt, of laat een van deze kolommen staan; aantallen kinderen mag u niet optellen",
        )


def _ask_residents(where: str, header: TableHeader) -> Iterator[Problem]:
    """Refuse a column that looks like the children who live in the wijk, until the user says what it is."""
    column = header.columns.get("reached_count", -1)
    if column < 0 or header.is_sure("reached_count"):
        return
    others = {at: text for at, text in header.texts.items() if at != column}
    if not may_be_residents(header.texts[column], others.values()):
        return
    reached = [at for at, text in others.items() if may_be_residents("kinderen", [text])]
    named = " of ".join(f"kolom {_name(header, at)}" for at in reached)
    letter = column_letter(column)
    yield worded(
        where,
        f"kolom {_name(header, column)}: dit lijken de kinderen die er wonen, niet de kinderen die bereikt zijn",
        "een kolom 'unieke kinderen' met de bereikte kinderen",
        f"kies {named + ' als ' if named else 'de kolom met de '}bereikte kinderen, of kies kolom {letter} als dit "
        "toch de bereikte kinderen zijn",
    )


def _ask_unsure(where: str, header: TableHeader) -> list[Problem]:
    return [
        warning_at(
            where,
            f"kolom {_name(header, header.columns[kind])} gelezen als unieke kinderen; de kop zegt niet dat elk kind "
            "een keer telt",
            "een kop zoals 'unieke kinderen'",
            "vraag na of dit unieke kinderen zijn en geen deelnames of inschrijvingen",
        )
        for kind in header.unsure
    ]
