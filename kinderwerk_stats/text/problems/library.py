"""What is said of files beside each other: years, names, borders, gemeenten that are no more."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_OWN_TABLE = "een tabel met per rij een wijk (wijkcode of wijknaam) en een kolom met getallen"

CATALOGUE: Catalogue = {
    # --- files beside each other ----------------------------------------------------------------------
    "map_zonder_cijfers": Said(
        "een map zonder bestanden met cijfers",
        "een map met CBS-bestanden, en als u die heeft bereik en wijkgrenzen",
        "zet de bestanden in deze map of noem een andere map",
    ),
    "map_bestaat_niet": Said(
        "geen map met deze naam",
        "een map met CBS-bestanden, en als u die heeft bereik en wijkgrenzen",
        "zet de bestanden in deze map of noem een andere map",
    ),
    "geen_kinderen_per_wijk": Said(
        "geen bestand met kinderen van 0 tot 15 jaar per wijk",
        "Kerncijfers wijken en buurten van CBS",
        "download dit bestand bij CBS en zet het in deze map",
    ),
    "kinderen_zonder_jaar": Said(
        "kinderen van 0 tot 15 jaar per wijk, maar geen jaar",
        "het jaar van de cijfers; het bestand noemt het zelf niet",
        "{antwoord}",
    ),
    "andere_cijfers_dan": Said(
        "voor {jaar} andere cijfers dan {ander}: {cijfers:5}; gebieden: {gebieden:5}",
        "dezelfde cijfers in beide bestanden",
        "het dashboard gebruikt {ander}; verwijder het bestand dat niet meer geldt",
    ),
    "wijken_zonder_naam": Said(
        "{namen} {namen:wijknaam|wijknamen}, terwijl de CBS-bestanden van dit jaar alleen codes hebben",
        "de namen van de wijken bij CBS",
        "lever ook een kaart met wijken (PDOK, wijken en buurten) of het StatLine-bestand met namen; daarna passen de "
        "namen vanzelf",
    ),
    "bereik_zonder_gemeente": Said(
        "wijknamen die in deze gemeente bestaan, maar geen gemeente; het bestand is niet gebruikt",
        "wijkcodes, of de gemeente van dit bestand",
        "zet 'gemeente' in bronnen.toml",
    ),
    "bereik_geweigerd": Said(
        "een bestand met fouten; het is niet gebruikt",
        "een bestand zonder fouten",
        "lever het aan bij Gegevens, of draai 'controleer': daar staat bij elke fout wat u kunt doen",
    ),
    "nog_een_bereikbestand": Said(
        "nog een bereikbestand van {jaar}; het dashboard gebruikt {ander}",
        "een bereikbestand voor elk jaar",
        "laat een bestand in de map staan; bereik van twee bestanden optellen kan kinderen dubbel tellen",
    ),
    "nog_een_bereiktabel": Said(
        "nog een tabel met bereik van {jaar} in dit bestand; het dashboard gebruikt die met de titel “{titel}”",
        "een tabel met bereik voor elk jaar",
        "laat een tabel in het bestand staan; bereik van twee tabellen optellen kan kinderen dubbel tellen",
    ),
    # --- of another year ------------------------------------------------------------------------------
    "wijken_van_ander_jaar": Said(
        "{wat} {van}; gebruikt voor {gebruikt} van de {aantal} {aantal:wijk|wijken}, waar {eens}",
        "{wat} van {jaar}",
        "download het bestand van hetzelfde jaar, of zet het jaar in bronnen.toml",
    ),
    "wijken_zonder_grens": Said(
        "geen grens voor {missend} van de {aantal} wijken ({wijken})",
        "alle wijken van {jaar}",
        "download de wijkgrenzen van hetzelfde jaar bij PDOK",
    ),
    "twee_jaren_zonder_jaar": Said(
        "geen jaar, en voor dezelfde wijken andere kinderen dan in {ander}, dat ook geen jaar noemt; niet allebei "
        "kunnen ze van {jaar} zijn",
        "het jaar van elk bestand",
        "zet bij elk bestand het jaar in bronnen.toml, of geef een van de twee",
    ),
    # --- a figure of the gemeente's own ---------------------------------------------------------------
    "meer_bladen_met_tabel": Said("{aantal} bladen met een tabel per wijk", "een tabel", "lever een blad"),
    "geen_tabel_per_wijk": Said(
        "geen tabel per wijk", _OWN_TABLE, "zet boven de kolommen 'wijkcode' en de naam van het cijfer"
    ),
    "geen_wijk_in_tabel": Said(
        "geen kolom met wijkcodes of wijknamen", _OWN_TABLE, "noem de kolom 'wijkcode' of 'wijk'"
    ),
    "geen_kolom_met_getallen": Said(
        "kolommen met getallen: geen", "een kolom met getallen, van het cijfer zelf", "laat de andere kolommen weg"
    ),
    "meer_kolommen_met_getallen": Said(
        "kolommen met getallen: {kolommen}",
        "een kolom met getallen, van het cijfer zelf",
        "laat de andere kolommen weg",
    ),
    "eigen_cijfer_geen_getal": Said(
        "geen getal", "een getal, of leeg", "verbeter de cel; schrijf decimalen met een komma"
    ),
    "eigen_cijfer_dubbelzinnig": Said(
        "een getal dat op twee manieren te lezen is, zoals 1.234",
        "een getal, of leeg",
        "verbeter de cel; schrijf decimalen met een komma",
    ),
    "eigen_cijfer_van_meer_jaren": Said(
        "cijfers van {aantal} jaren", "cijfers van een jaar", "lever alleen het nieuwste jaar"
    ),
    # --- a gemeente that is no more -------------------------------------------------------------------
    "gemeente_opgeheven": Said(
        "{gemeente}; deze gemeente bestaat sinds {jaar} niet meer en is nu deel van {opvolgers:en}",
        "een gemeente die in het jaar van de cijfers bestaat",
        "kies {opvolgers:en}, of lever CBS-bestanden van voor {jaar}",
    ),
    "gemeente_verdeeld": Said(
        "{gemeente}; deze gemeente bestaat sinds {jaar} niet meer en is verdeeld over {opvolgers:en}",
        "een gemeente die in het jaar van de cijfers bestaat",
        "kies een van deze gemeenten, of lever CBS-bestanden van voor {jaar}",
    ),
}
