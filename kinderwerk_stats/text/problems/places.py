"""Where in the input something stands, in words."""

from kinderwerk_stats.model.problems import Place
from kinderwerk_stats.sources.files.where import column_letter, list_rows

SUBJECTS = {
    "bestanden_samen": "de bestanden samen",
    "bestanden_bij_cbs": "de bestanden bij --cbs",
    "map": "de map",
    "opdrachtregel": "de opdrachtregel",
    "opslag": "de opslag van gepubliceerde gegevens",
    "gepubliceerd": "gepubliceerde gegevens",
    "verdeling": "de verdeling",
    "verhaal": "het verhaal voor het werkbezoek",
    "vroeg_signaleren": "de eigen aantallen bij vroeg signaleren",
    "foto": "de foto",
    "tekst": "de tekst",
    "toegang": "wie wat mag",
    "kwb": "Kerncijfers wijken en buurten",
    "leeftijden": "Kinderen per leeftijd",
    "nabijheid": "Nabijheid voorzieningen",
    "ses": "Sociaal-economische score (SES-WOA)",
    "gebieden": "Wijkgrenzen",
    "landelijk": "Kerncijfers van alle wijken van het land",
}


def describe_place(place: Place) -> str:
    """Return a place in words.

    >>> describe_place(Place("bereik.xlsx", "Overzicht", rows=(6,), columns=(1,)))
    'bereik.xlsx, blad Overzicht, rij 7, kolom B'
    """
    named = " ".join(part for part in (SUBJECTS.get(place.subject, place.subject), place.file) if part)
    parts = [named] if named else []
    if place.sheet:
        parts.append(f"blad {place.sheet}")
    if place.rows:
        parts.append(list_rows(place.rows))
    if place.columns:
        parts.append(f"kolom {' en '.join(map(column_letter, place.columns))}")
    if place.key:
        parts.append(place.key)
    return ", ".join(parts)
