"""Problems in what is kept: publications, profiles, stories, backups; never the address or the words of a database."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_WORKS = "een database die werkt"
_AGAIN = "probeer het zo opnieuw; de lijst met versies zegt wat er gepubliceerd is"
_SAME_VERSION = (
    "dezelfde gepubliceerde versie als waarmee u begon",
    "vergelijk uw cijfers met wat er nu gepubliceerd is, en publiceer daarna opnieuw",
)
_SAME_STORY = (
    "hetzelfde verhaal als waarmee u begon",
    "bewaar uw verhaal onder een andere naam; dan blijven ze allebei bestaan",
)
_SAME_KEPT = (
    "dezelfde versie als waarmee u begon",
    "kijk wat er nu staat, en doe het daarna opnieuw",
)
_OF_LIST = ("een versie uit de lijst", "ververs de lijst")
_WHICH = "kies de gemeente waar het bestand over gaat"

CATALOGUE: Catalogue = {
    # --- the database itself ---
    "opslag_vol": Said(
        "de schijf is vol", "vrije ruimte op de schijf van de opslag", "maak ruimte en probeer het opnieuw"
    ),
    "opslag_alleen_lezen": Said(
        "er mag niet geschreven worden",
        "een opslag waarin u mag schrijven",
        "vraag uw beheerder om schrijfrecht op de opslag",
    ),
    "opslag_bezet": Said("de opslag is bezet door een ander programma", "een opslag die vrij is", _AGAIN),
    "opslag_beschadigd": Said(
        "het bestand is geen database of is beschadigd",
        "een bestand dat dit programma zelf heeft gemaakt",
        "zet een reservekopie terug met: python -m kinderwerk_stats store terugzetten BESTAND --overschrijf",
    ),
    "opslag_antwoordt_niet": Said(
        "de database antwoordt niet",
        "een database die aanstaat en bereikbaar is",
        "zet de database aan of vraag uw beheerder; daarna werkt het programma vanzelf verder",
    ),
    "opslag_van_nieuwer_programma": Said(
        "de opslag is gemaakt door een nieuwere versie van dit programma",
        "een opslag van deze of een oudere versie",
        "installeer de nieuwste versie van het programma",
    ),
    "opslag_weigert": Said(
        "de database weigert de toegang",
        "een naam en wachtwoord die kloppen, met de nodige rechten",
        "controleer KINDERWERK_DATABASE_URL of vraag uw beheerder",
    ),
    "opslag_meldt_fout": Said("de database meldt een fout", _WORKS, _AGAIN),
    "opslag_niet_te_openen": Said(
        "het bestand van de opslag is niet te openen",
        "een map waarin u mag lezen en schrijven",
        "controleer de map, of noem een andere in KINDERWERK_STORE",
    ),
    "opslag_geen_adres": Said(
        "geen adres van een PostgreSQL-database",
        "een adres zoals postgresql://naam:wachtwoord@server/database",
        "verbeter {instelling}, of laat het leeg om een bestand te gebruiken",
    ),
    "opslag_verdwenen": Said(
        "de opslag die hier was, is er niet meer",
        "de map of database met alles wat gepubliceerd is",
        "sluit de schijf of database weer aan, of zet een reservekopie terug; leeg beginnen kan met 'store nieuw'",
    ),
    "opslag_niet_leeg": Said(
        "er staan al gegevens in",
        "een lege opslag",
        "maak eerst een reservekopie; met --overschrijf komt deze kopie in de plaats van alles",
    ),
    # --- publications ---
    "versie_al_gepubliceerd": Said("{wie} heeft dit op {wanneer} al gepubliceerd", *_SAME_VERSION),
    "versie_al_ingetrokken": Said("{wie} heeft dit op {wanneer} al ingetrokken", *_SAME_VERSION),
    "versie_al_teruggezet": Said("{wie} heeft dit op {wanneer} al een eerdere versie teruggezet", *_SAME_VERSION),
    "geen_versie_gepubliceerd": Said("van deze gegevens is geen versie gepubliceerd", *_OF_LIST),
    "versie_onleesbaar": Said(
        "deze versie is beschadigd; deze gegevens staan nu nergens bij de cijfers",
        "wat er bij het publiceren is bewaard",
        "vraag uw beheerder: zet een reservekopie terug, of haal deze versie weg met 'store opruimen --verwijder'",
    ),
    "versie_weg": Said("deze versie is er niet meer", *_OF_LIST),
    "versie_is_gepubliceerd": Said("deze versie is al gepubliceerd", *_OF_LIST),
    "concept_weg": Said("een van deze concepten is er niet meer, of is van een ander", *_OF_LIST),
    "concept_blijft_staan": Said(
        "een concept van {wie} van {wanneer}, dat nooit is gepubliceerd",
        "een publicatie die is afgemaakt",
        "haal het weg met 'store opruimen --verwijder'",
    ),
    "twee_tabellen_van_een": Said(
        "twee tabellen over hetzelfde",
        "een tabel per soort, organisatie en jaar",
        "kies een van de twee bestanden",
    ),
    "tabel_zonder_jaar": Said("geen jaar", "het jaar waarover de cijfers gaan", "kies eerst het jaar"),
    "tabel_niets_over_gemeente": Said(
        "niets over gemeente {code_gemeente}", "cijfers of grenzen van deze gemeente", _WHICH
    ),
    "bereik_van_gemeente": Said("bereik van gemeente {gevonden}", "bereik van gemeente {verwacht}", _WHICH),
    # --- profiles and stories ---
    "profiel_weg": Said("dit profiel is er niet meer", "een profiel uit de lijst", "ververs de lijst"),
    "profiel_zonder_naam": Said("geen naam", "een naam voor het profiel", "geef het profiel een naam"),
    "profiel_naam_bezet": Said(
        "er is al een profiel met de naam {naam}",
        "een naam die in deze gemeente nog niet bestaat",
        "kies een andere naam, of verwijder eerst het andere profiel",
    ),
    "versie_te_veel": Said(
        "hiervan zijn al {meeste} versies",
        "hoogstens {meeste} versies",
        "vraag de beheerder: die kan meer versies toestaan",
    ),
    "verhaal_intussen_weg": Said("{wie} heeft dit verhaal op {wanneer} verwijderd", *_SAME_STORY),
    "verhaal_al_bewaard": Said("{wie} heeft op {wanneer} al een verhaal met deze naam bewaard", *_SAME_STORY),
    # --- goals, notes beside figures, plans for the money ---
    "eigen_woorden_veld": Said("{gevonden}", "een tekst of getal dat hier past", "vul dit anders in"),
    "eigen_woorden_waarde": Said("{gevonden}", "een doel of duiding die bestaat", "vul dit anders in"),
    "eigen_woorden_onleesbaar": Said(
        "dit is niet te lezen en staat nergens bij de cijfers",
        "een doel of duiding die hier gemaakt is",
        "trek het in op de pagina en leg het opnieuw vast",
    ),
    "bewaard_onleesbaar": Said(
        "deze versie is beschadigd en niet te lezen", "wat er is bewaard", "gebruik een andere versie"
    ),
    "bewaard_naam_kan_niet": Said(
        "geen naam, of een die niet kan", "een naam van hoogstens {meeste} tekens", "geef het een naam"
    ),
    "bewaard_te_groot": Said("te veel om te bewaren", "hoogstens {meeste} kB", "maak het kleiner"),
    "bewaard_te_veel": Said(
        "er zijn er al {meeste} in deze gemeente", "hoogstens {meeste}", "trek er eerst een in die niet meer geldt"
    ),
    "bewaard_te_vaak": Said(
        "hiervan zijn al {meeste} versies", "hoogstens {meeste} versies", "bewaar het onder een andere naam"
    ),
    "bewaard_weg": Said("dit is er niet meer", *_SAME_KEPT),
    "bewaard_al_veranderd": Said("{wie} heeft dit op {wanneer} al veranderd", *_SAME_KEPT),
    "bewaard_al_ingetrokken": Said("{wie} heeft dit op {wanneer} al ingetrokken", *_SAME_KEPT),
    # --- who may do what ---
    "toegang_geweigerd": Said(
        "dit mag niet met de rol {rol}",
        "iemand die dit voor deze gemeente mag",
        "log in met een andere naam, of vraag uw beheerder om een andere rol",
    ),
    "toegang_andere_bron": Said(
        "cijfers van een andere organisatie",
        "cijfers van {eigen}",
        "vul {eigen} in als bron, of laat de andere organisatie haar cijfers zelf aanleveren",
    ),
    "toegang_alleen_bereik": Said(
        "iets anders dan bereik",
        "een bestand met het bereik van uw organisatie",
        "laat cijfers van CBS en grenzen aanleveren door wie voor de gemeente publiceert",
    ),
    "toegang_van_een_ander": Said(
        "een verhaal van {wie}",
        "een verhaal van u of van uw eigen organisatie",
        "bewaar uw verhaal onder een andere naam; dan blijven ze allebei bestaan",
    ),
    # --- backups ---
    "reservekopie_bestaat_al": Said("dit bestand is er al", "een naam die nog niet bestaat", "kies een andere naam"),
    "reservekopie_van_niets": Said(
        "er is nog niets opgeslagen", "iets dat gepubliceerd of bewaard is", "publiceer eerst"
    ),
    "reservekopie_niet_te_schrijven": Said(
        "schrijven lukt niet", "een map waarin u mag schrijven, met ruimte", "kies een andere plek"
    ),
    "reservekopie_weg": Said("dit bestand is er niet", "een reservekopie", "kies het bestand dat u bewaard heeft"),
    "reservekopie_beschadigd": Said(
        "dit bestand is niet meer zoals het is geschreven",
        "een reservekopie waarin niets is veranderd",
        "neem een andere reservekopie; is die er niet, dan zet --beschadigd terug wat nog te lezen is",
    ),
    "geen_reservekopie": Said(
        "dit is geen reservekopie, of het bestand is beschadigd",
        "een bestand dat met 'store reservekopie' is gemaakt",
        "kies een ander bestand",
    ),
}
