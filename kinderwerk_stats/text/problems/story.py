"""Problems in a story for a werkbezoek, its file and its photo."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_NEW = "begin een nieuw verhaal"
_ANOTHER = "kies een bestand dat dit programma heeft bewaard, of begin een nieuw verhaal"
_OTHER = "iets anders dan in een bewaard verhaal"
_OWN_FILE = "een verhaal dat met dit programma is bewaard"
_OTHER_FILE = "kies het bestand dat u met “Bewaar als bestand” kreeg"
_SMALLER = "verklein de foto en kies hem opnieuw"
_KINDS = "een foto als JPEG, PNG of WebP"
_KNOWABLE = "zo weinig dat een kind te herkennen kan zijn"
_LARGER = (
    "geen, of minstens {minste} kinderen met hulp, en minstens {minste} zonder",
    "laat deze aantallen weg, of tel een grotere groep in de hele gemeente",
)
_WHAT = ("wat voor lijst het was, in hoogstens {meeste} tekens", "vul dit in, in een zin")
_WHEN = ("wanneer het was, in hoogstens {meeste} tekens", "vul dit in, in een zin")

CATALOGUE: Catalogue = {
    # --- what is in a story ---
    "verhaal_tekst_te_lang": Said("{lengte} tekens", "hoogstens {meeste} tekens", "maak de tekst korter"),
    "verhaal_meer_regels": Said("meer dan een regel", "een regel", "zet alles op een regel"),
    "verhaal_teken": Said("een teken dat geen letter is en niet te zien is", "gewone tekst", "typ het opnieuw"),
    "verhaal_over_persoon": Said(
        "{reasons:en}",
        "een tekst waaruit niet blijkt wie een kind of ouder is",
        "haal dit weg; er wordt niets van bewaard",
    ),
    "verhaal_te_veel": Said("{aantal}", "hoogstens {meeste}", "kies er minder"),
    "verhaal_foto_zonder_beschrijving": Said(
        "geen beschrijving: wie de foto niet ziet, weet niet wat erop staat",
        "een zin over wat er op de foto staat",
        "vul de beschrijving in",
    ),
    "verhaal_citaat_half": Said("geen tekst of geen naam", "allebei", "vul ze in, of haal het citaat weg"),
    "verhaal_dia_zonder_titel": Said("geen titel", "een titel", "vul hem in, of haal de dia weg"),
    "verhaal_geen_gemeente": Said("geen code van een gemeente", "een code zoals GM0344", _NEW),
    "verhaal_wijken": Said("een wijk twee keer, of een die niet van de gemeente is", "elke wijk een keer", _NEW),
    "verhaal_jaar": Said("een ander jaar", "een jaar van {eerste} tot en met {laatste}", _NEW),
    "verhaal_leeftijd": Said("een andere leeftijd", "een van {leeftijden}", _NEW),
    "verhaal_norm_per_fte": Said(
        "een ander getal", "een aantal van {minste} tot en met {meeste}", "vul een ander getal in"
    ),
    "verhaal_onderdelen": Said("een onderdeel dat mist of dubbel is", "elk een keer: {onderdelen}", _NEW),
    "verhaal_ander_onderwerp": Said(
        "een verhaal over {code_van_verhaal} in {jaar_van_verhaal}",
        "een verhaal over {naam} ({gemeente_code}) in {jaar}",
        "kies deze gemeente en dit jaar, of begin een nieuw verhaal",
    ),
    "verhaal_wijk_weg": Said(
        "de wijk {wijk}, die er in {naam} in {jaar} niet is",
        "wijken van deze gemeente in dit jaar",
        "kies een andere wijk",
    ),
    "verhaal_plan_weg": Said(
        "geen bewaard plan met deze naam",
        "een bewaard plan van {gemeente}; er zijn: {plannen:;12…}",
        "kies een andere naam, of bewaar het plan eerst op de pagina Plan",
    ),
    "verhaal_plan_past_niet": Said(
        "{waarom}",
        "een plan dat bij deze cijfers past",
        "open het plan op de pagina Plan en bewaar het opnieuw, of kies een ander plan",
    ),
    # --- its file ---
    "verhaal_van_nieuwer_programma": Said(
        "een verhaal van een nieuwere versie van dit programma",
        "een verhaal van deze versie of ouder",
        "installeer de nieuwste versie van het programma",
    ),
    "verhaal_vorm": Said(_OTHER, "een verhaal van vorm {vorm}", _ANOTHER),
    "verhaal_velden": Said(_OTHER, "precies deze velden: {velden}", _ANOTHER),
    "verhaal_waarde": Said(_OTHER, "een waarde van de goede soort", _ANOTHER),
    "verhaal_te_veel_rijen": Said(_OTHER, "hoogstens {meeste}", _ANOTHER),
    "verhaal_norm": Said(_OTHER, "een aantal kinderen boven 0 en een bereik tot en met 100 %", _ANOTHER),
    "verhaal_onleesbaar": Said("{deel} is niet te lezen", _OWN_FILE, _OTHER_FILE),
    "verhaal_foto_ontbreekt": Said("de foto ontbreekt", "een bestand met {deel} erin", _OTHER_FILE),
    "verhaal_bestand_te_groot": Said("een te groot bestand", "een bestand van hoogstens {meeste} MB", _OTHER_FILE),
    "geen_verhaal": Said("geen bewaard verhaal", _OWN_FILE, _OTHER_FILE),
    "verhaal_beschadigd": Said("een beschadigd bestand", _OWN_FILE, _OTHER_FILE),
    "verhaal_zip_met_meer": Said("een zip met iets anders erin", "alleen {delen:en}", _OTHER_FILE),
    "verhaal_zip_andere_soort": Said("een zip van een andere soort", _OWN_FILE, _OTHER_FILE),
    "verhaal_deel_te_groot": Said("{deel} is te groot", "hoogstens {meeste} kB", _OTHER_FILE),
    # --- a photo ---
    "foto_te_groot": Said("meer dan {meeste} MB", "een foto van hoogstens {meeste} MB", _SMALLER),
    "foto_te_veel_punten": Said("een foto met te veel beeldpunten", "hoogstens {meeste} miljoen beeldpunten", _SMALLER),
    "foto_te_veel_punten_bij": Said(
        "een foto van {breed} bij {hoog} beeldpunten", "hoogstens {meeste} miljoen beeldpunten", _SMALLER
    ),
    "foto_onleesbaar": Said("geen foto die te lezen is", _KINDS, "kies een andere foto, of sla hem opnieuw op"),
    "foto_beschadigd": Said("geen foto die te lezen is", _KINDS, "kies een andere foto"),
    # --- numbers of early signalling ---
    "signalen_passen_niet": Said(
        "aantallen die niet bij elkaar passen",
        "op de lijst minstens zo veel kinderen als bekend waren, en bekend minstens zo veel als er hulp nodig hadden",
        "controleer de drie aantallen",
    ),
    "signalen_weinig_kinderen": Said(f"minder dan {{grens}} kinderen op de lijst of bekend: {_KNOWABLE}", *_LARGER),
    "signalen_weinig_hulp": Said(
        "minder dan {grens} bekende kinderen die hulp nodig hadden, of die geen hulp nodig hadden: " + _KNOWABLE,
        *_LARGER,
    ),
    "signalen_zonder_soort": Said("geen tekst", *_WHAT),
    "signalen_soort_te_lang": Said("een te lange tekst", *_WHAT),
    "signalen_zonder_moment": Said("geen tekst", *_WHEN),
    "signalen_moment_te_lang": Said("een te lange tekst", *_WHEN),
    "signalen_van_wijk": Said(
        "een lijst van een wijk",
        "een lijst van de hele gemeente: wie hulp nodig had, wordt nooit per wijk getoond",
        "laat de aantallen weg, of noem alleen de gemeente en het soort lijst",
    ),
}
