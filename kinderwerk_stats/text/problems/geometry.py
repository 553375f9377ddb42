"""What is said of a map."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_DOWNLOAD = "download bij PDOK 'CBS Wijken en Buurten' (GeoPackage of GeoJSON) en gebruik de laag wijken"
_ZIPPED = "een zip-bestand met een GeoPackage, of met alle delen van een shapefile (.shp, .shx, .dbf, .prj)"
_UNPACK = "pak het zip-bestand uit en lever de kaart die u nodig hebt als GeoPackage (.gpkg), of download hem opnieuw"

CATALOGUE: Catalogue = {
    "geen_kaartbestand": Said(
        "geen kaartbestand dat dit programma kent", "een GeoJSON, TopoJSON of GeoPackage", _DOWNLOAD
    ),
    "kaart_beschadigd": Said("een beschadigd {soort}-bestand", "een heel {soort}-bestand", _DOWNLOAD),
    "kaart_zonder_wijkcodes": Said(
        "een kaart zonder wijkcodes", "een kaart met een wijkcode bij elk vlak, zoals WK034401", _DOWNLOAD
    ),
    "kaart_van_meer_jaren": Said("wijken van meer dan een jaar ({jaren:en})", "de wijken van een jaar", _DOWNLOAD),
    "kaart_buiten_nederland": Said(
        "coördinaten buiten Nederland, bij {wijken:10}",
        "RD-coördinaten in meters (x 0 tot 300.000, y 300.000 tot 630.000) of lengtegraad en breedtegraad, in deze "
        "volgorde (lengte 3 tot 8, breedte 50 tot 54)",
        _DOWNLOAD,
    ),
    "kaart_zonder_vormen": Said(
        "geen enkele wijk met een vorm", "een vlak (Polygon of MultiPolygon) bij elke wijk", _DOWNLOAD
    ),
    "vlakken_zonder_code": Said(
        "vlakken zonder leesbare code: {aantal}; ze staan niet op de kaart",
        "bij elk vlak een code, zoals WK034401",
        "vul de code aan als deze vlakken wijken zijn",
    ),
    "kaart_van_buurten": Said(
        "buurten; ze zijn samengevoegd tot wijken",
        "wijken",
        "gebruik liever de laag wijken; daar staan de namen van de wijken in",
    ),
    "wijken_zonder_vorm": Said(
        "geen bruikbare vorm bij {wijken:10}; dit deel staat niet op de kaart",
        "een vlak bij elke wijk",
        "download het bestand opnieuw of herstel deze vlakken",
    ),
    "kaart_zonder_jaar": Said(
        "geen jaar; wijken veranderen, dus het jaar moet bekend zijn",
        "het jaar van de wijkindeling, in jrstatcode (2024WK034401) of jaar",
        "vul het jaar van dit bestand in, in bronnen.toml",
    ),
    "kaartcijfers_niet_gelezen": Said(
        "cijfers van CBS in de kaart die niet te lezen zijn; de grenzen zijn wel gelezen",
        "een getal bij elk vlak",
        "download de kaart opnieuw, of lever de Kerncijfers wijken en buurten als eigen bestand",
    ),
    "zip_met_meer_kaarten": Said("een zip-bestand met meer dan een GeoPackage", _ZIPPED, _UNPACK),
    "zip_met_vreemde_naam": Said("een zip-bestand met een naam die vreemde tekens bevat", _ZIPPED, _UNPACK),
    "zip_met_beschadigde_kaart": Said("een beschadigde kaart in het zip-bestand", _ZIPPED, _UNPACK),
    "zip_met_kaart_beschadigd": Said("een beschadigd zip-bestand met een kaart", _ZIPPED, _UNPACK),
    "zip_met_kaart_niet_veilig": Said(
        "een zip-bestand met een kaart die op slot zit, te groot of te sterk ingepakt is", _ZIPPED, _UNPACK
    ),
    "shapefile_niet_heel": Said(
        "een shapefile zonder {delen:en}",
        _ZIPPED,
        "zet alle delen met dezelfde naam samen in het zip-bestand, of lever de kaart als GeoPackage (.gpkg)",
    ),
}
