"""What is said of a table of CBS."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_YEAR = ("een jaartal", "geef het jaar op, of zet het in bronnen.toml")
_WITH_CODES = "een kolom met codes zoals WK034401"
_NO_CODES = "er is geen kolom met leesbare CBS-codes, en namen van wijken komen vaker voor"
_WHOLE = "download de tabel opnieuw met gemeente, wijken en buurten"
_NUMBER = "een getal, of een punt of lege cel als het getal er niet is"
_OR_EMPTY = ("een getal, of een lege cel als het getal er niet is", "download het bestand opnieuw")
_POINTS = "haal de punten tussen duizendtallen weg: 17.942 wordt 17942"

CATALOGUE: Catalogue = {
    # --- which table it is ----------------------------------------------------------------------------
    "cbs_zonder_codes": Said(
        _NO_CODES,
        _WITH_CODES,
        "download de tabel opnieuw in StatLine en vink bij Onderwerp, Regioaanduiding de Codering aan; kies CSV zonder "
        "statistische symbolen",
    ),
    "wijken_zonder_codes": Said(
        _NO_CODES,
        _WITH_CODES,
        "download de tabel opnieuw in StatLine en vink bij Onderwerp, Regioaanduiding de Codering aan; is het een "
        "eigen tabel, zet dan de CBS-code van elke wijk in een kolom",
    ),
    "codes_zonder_nullen": Said(
        "er is geen kolom met leesbare CBS-codes: als getal zijn de nullen aan het begin weg",
        "codes met hun nullen, zoals WK034401 of 034401",
        "download de werkmap van CBS opnieuw, of bewaar de kolom met codes als tekst",
    ),
    "cbs_per_postcode": Said(
        "cijfers per postcode, niet per wijk",
        "een rij per gemeente, wijk of buurt",
        "download de Kerncijfers wijken en buurten; een postcode ligt vaak in meer dan een wijk, dus hieruit zijn geen "
        "wijken te maken",
    ),
    "cbs_per_provincie": Said(
        "cijfers per provincie of ander groot gebied, niet per wijk",
        "een rij per gemeente, wijk of buurt",
        "download de Kerncijfers wijken en buurten, met gemeente en wijken",
    ),
    "geen_bekende_kolom": Said(
        "er is geen enkele kolom die het dashboard kent",
        "kolommen zoals Aantal inwoners en 0 tot 15 jaar",
        "download de tabel opnieuw en vink ten minste die twee onderwerpen aan",
    ),
    "geen_rij_met_gebied_en_jaar": Said(
        "er is geen enkele rij met een gebied en een heel jaar",
        "een rij per gebied",
        "download de tabel opnieuw met gemeente en wijken, en hele jaren",
    ),
    "json_zonder_tabel": Said(
        "dit json-bestand heeft geen kaart en geen tabel",
        "een kaart (GeoJSON of TopoJSON) of een antwoord van CBS OData",
        "download de tabel als csv-bestand",
    ),
    "json_is_een_deel": Said(
        "een deel van de tabel: de dienst gaf {aantal} rijen, en een verwijzing naar de volgende",
        "alle rijen in een bestand",
        "download de tabel als csv-bestand in StatLine, of haal alle delen op",
    ),
    "aantallen_in_duizendtallen": Said(
        "aantallen x 1 000",
        "hele aantallen",
        "download de Kerncijfers wijken en buurten, met aantallen per wijk",
    ),
    "odata_zonder_onderwerp": Said(
        "er is geen enkel onderwerp dat het dashboard kent",
        "onderwerpen zoals Aantal inwoners (T001036) en 0 tot 15 jaar (10680)",
        "download de tabel opnieuw met die onderwerpen",
    ),
    # --- of which year --------------------------------------------------------------------------------
    "cijfers_zonder_jaar": Said("het bestand zegt niet van welk jaar de cijfers zijn", *_YEAR),
    "leeftijden_zonder_jaar": Said("het bestand zegt niet van welk jaar de leeftijden zijn", *_YEAR),
    "codes_van_meer_jaren": Said(
        "codes van verschillende jaren ({jaren}) zonder kolom met het jaar",
        "een tabel van een jaar",
        "lever per jaar een bestand, of zet het jaar in een kolom Perioden",
    ),
    "bladen_van_dezelfde_gebieden": Said(
        "meer bladen hebben cijfers van dezelfde gebieden zonder eigen jaar",
        "een blad, of bij elk blad een eigen jaar",
        "lever elk jaar als eigen bestand",
    ),
    # --- rows and columns -----------------------------------------------------------------------------
    "rijen_zonder_code": Said(
        "geen CBS-code in rij {rijen:20}; die rijen zijn niet gelezen",
        "een code zoals GM0344, WK034401 of BU03440111",
        "verbeter de codes als deze rijen mee moeten tellen",
    ),
    "gebieden_dubbel": Said(
        "gebieden die er meer dan een keer in staan, met verschillende cijfers: {gebieden:20}",
        "elk gebied een keer, of een kolom Perioden met het jaar",
        "download per jaar een tabel en lever elk jaar als eigen bestand",
    ),
    "kolommen_heten_hetzelfde": Said(
        "kolom {kolommen:kolom} heten allebei {naam} en hebben andere cijfers",
        "elke kolom een keer",
        "verwijder de kolom die niet klopt, of download het bestand opnieuw",
    ),
    "kolommen_zijn_hetzelfde": Said(
        "kolom {kolommen:kolom} heten allebei {naam} en hebben dezelfde cijfers; een ervan is gelezen",
        "elke kolom een keer",
        "verwijder de kolom die niet klopt, of download het bestand opnieuw",
    ),
    # --- cells ----------------------------------------------------------------------------------------
    "cijfer_geen_getal": Said("{gezien} in de kolom {kolom}", _NUMBER, "verbeter het getal"),
    "cijfer_geen_heel_getal": Said(
        "{gezien} in de kolom {kolom}, waar alleen hele aantallen kunnen staan", _NUMBER, "verbeter het getal"
    ),
    "cijfer_met_duizendtallen": Said(
        "{gezien} in de kolom {kolom}, waar alleen hele aantallen kunnen staan", _NUMBER, _POINTS
    ),
    "getal_met_duizendtallen": Said("{gezien} in de kolom {kolom}", _NUMBER, _POINTS),
    "cijfers_geen_getal": Said("nog {aantal} cellen die geen getal zijn", _NUMBER, "download het bestand opnieuw"),
    "waarde_geen_getal": Said("geen getal", *_OR_EMPTY),
    "waarden_geen_getal": Said("nog {aantal} cellen die geen getal zijn", *_OR_EMPTY),
    "aantal_uit_percentage": Said(
        "het bestand geeft een percentage, geen aantal",
        "een aantal",
        "niets: het aantal is berekend uit {percentage} en {geheel}; een afgerond percentage kan er een halve procent "
        "naast zitten",
    ),
    "delen_in_plaats_van_percentages": Said(
        "percentages van hoogstens {meest}",
        "percentages kinderen, zoals 16",
        "staan hier delen (0,16), geef dan percentages (16); download anders het bestand opnieuw",
    ),
    # --- whether it can be true -----------------------------------------------------------------------
    "leeftijdsgroepen_niet_inwoners": Said(
        "de leeftijdsgroepen samen zijn niet het aantal inwoners: {rijen:;3}",
        "vijf leeftijdsgroepen die samen de inwoners zijn, op de afronding van CBS na",
        "er zijn kolommen verschoven of getallen veranderd: download het bestand opnieuw",
    ),
    "deel_kinderen_onmogelijk": Said(
        "een deel kinderen van 0 tot 15 jaar dat geen gemeente heeft: {gebieden:3}",
        "tussen {minst} en {meest} % van de inwoners",
        "kijk of kolommen zijn verwisseld, of download het bestand opnieuw",
    ),
    "meer_kinderen_dan_inwoners": Said(
        "meer kinderen van 0 tot 15 jaar dan inwoners in {gebieden:3}",
        "minder kinderen dan inwoners",
        "de kolommen zijn verschoven of verwisseld: download het bestand opnieuw",
    ),
    "wijken_samen_niet_gemeente": Said(
        "het aantal {wat} van de wijken samen is niet dat van de gemeente: {gebieden:3}",
        "wijken die samen de gemeente zijn, op de afronding van CBS na",
        "kijk of er wijken ontbreken, of download het bestand opnieuw",
    ),
    "buurten_samen_niet_wijk": Said(
        "het aantal {wat} van de buurten samen is niet dat van hun wijk: {gebieden:3}",
        "buurten die samen de wijk zijn, op de afronding van CBS na",
        "kijk of cijfers bij een andere wijk zijn gezet of buurten ontbreken, of download het bestand opnieuw",
    ),
    # --- whether it is whole --------------------------------------------------------------------------
    "alleen_buurten": Said(
        "alleen buurten, geen enkele wijk; buurten tellen niet op tot wijken",
        "een rij per wijk, met codes zoals WK034401",
        _WHOLE,
    ),
    "buurten_geen_wijk": Said(
        "buurten, maar geen enkele wijk ({gemeenten:3})", "een rij per wijk, met codes zoals WK034401", _WHOLE
    ),
    "buurten_zonder_hun_wijk": Said(
        "buurten zonder hun wijk: {wijken:3}", "elke gemeente en buurt met haar wijken", _WHOLE
    ),
    "gemeenten_zonder_wijken": Said(
        "gemeenten zonder hun wijken: {gemeenten:3}", "elke gemeente en buurt met haar wijken", _WHOLE
    ),
    "buurten_en_gemeenten_zonder_wijk": Said(
        "buurten zonder hun wijk: {wijken:3}; gemeenten zonder hun wijken: {gemeenten:3}",
        "elke gemeente en buurt met haar wijken",
        _WHOLE,
    ),
    "zonder_kinderen_0_14": Said(
        "geen kolom met kinderen van 0 tot 15 jaar; zonder die kolom is er geen dekking te berekenen",
        "een kolom 0 tot 15 jaar (a_00_14), in dit of in een ander bestand",
        "download de Kerncijfers wijken en buurten met het onderwerp Leeftijdsgroepen, 0 tot 15 jaar",
    ),
    # --- children by age ------------------------------------------------------------------------------
    "leeftijden_zonder_codes": Said(
        "er is geen kolom met CBS-codes, alleen namen",
        "codes zoals GM0344 of WK034401",
        "kies in StatLine bij 03759ned de onbewerkte dataset (csv) als download, of zet in uw eigen tabel een kolom "
        "met codes",
    ),
    "leeftijd_dubbel": Said(
        "meer dan een getal voor dezelfde leeftijd: {gebieden:20}",
        "een getal per leeftijd",
        "lever alleen de totalen, zonder verdeling naar bijvoorbeeld herkomst",
    ),
    "geen_rij_met_leeftijd": Said(
        "er is geen rij met een gemeente of wijk en een leeftijd van 0 tot 15",
        "leeftijden per gemeente of wijk",
        "kies bij het downloaden de losse leeftijden",
    ),
    "geen_bevolking_op_1_januari": Said(
        "er is geen enkele rij met de bevolking op 1 januari (Measure {onderwerp})",
        "aantallen mensen op 1 januari",
        "download tabel 03759ned opnieuw met het onderwerp Bevolking op 1 januari",
    ),
    "deel_van_de_kinderen": Said(
        "in de kolom {kolom} staat alleen een deel van de kinderen",
        "het totaal",
        "download de tabel met het totaal van {kolom}",
    ),
    "aantal_geen_getal": Said("geen getal", "een aantal kinderen", "verbeter het getal"),
    "aantallen_geen_getal": Said(
        "nog {aantal} cellen die geen getal zijn", "een aantal kinderen", "verbeter de getallen"
    ),
    "leeftijden_ontbreken": Said(
        "deze leeftijden ontbreken: {leeftijden}",
        "alle leeftijden van 0 tot en met 14",
        "lever ook de andere leeftijden; zonder hen is het aandeel niet te berekenen",
    ),
    "leeftijden_niet_gevuld": Said(
        "niet elke leeftijd is gevuld voor {gebieden:20}",
        "een getal voor elke leeftijd van 0 tot en met 14",
        "kijk of de lege cellen kloppen; deze gebieden krijgen een schatting",
    ),
}
