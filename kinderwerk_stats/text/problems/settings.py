"""Problems in what somebody wrote for this program: bronnen.toml, the profile of an organisation, who may do what."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_PROFILE = "kies opnieuw, of maak het profiel opnieuw"
_LINE = "verbeter of verwijder deze regel"
_ONE_OF_TWO = "kies een van deze twee"
_SECTION_GONE = "verbeter of verwijder deze kop; wat eronder staat, telt nu niet mee"
_NOT_IN_FOLDER = "een bestand dat niet in deze map staat"
_NAME_IN_FOLDER = "de naam van een bestand in deze map, met hoofdletters en extensie"

CATALOGUE: Catalogue = {
    # --- a profile ---
    "geen_profiel": Said("geen lijst van keuzes", "een profiel", "maak het profiel opnieuw"),
    "profiel_woord": Said("het woord '{woord}'", "{woorden}", _PROFILE),
    "profiel_tekst": Said("geen tekst", "een naam", _PROFILE),
    "profiel_getal": Said("geen getal dat kan", "een getal van {eerste} tot en met {laatste}", _PROFILE),
    "profiel_rol": Said("bij de kop '{kop}' geen rol die bestaat", "{rollen}", _PROFILE),
    "profiel_wijk": Said(
        "bij '{naam}' geen code van een wijk", "een code zoals WK034405, of GM0344 voor het totaal, of niets", _PROFILE
    ),
    "profiel_telling": Said("iets anders", "{tellingen}", _PROFILE),
    "profiel_geen_lijst": Said("geen lijst", "een lijst van twee kolommen", _PROFILE),
    "profiel_onleesbaar": Said("iets anders dan een profiel", "een profiel", _PROFILE),
    # --- bronnen.toml ---
    "bronnen_geen_toml": Said(
        "tekst die geen TOML is ({reden})",
        'per bestand een kop ["bestandsnaam"] met daaronder bijvoorbeeld: jaar = 2024',
        "verbeter deze regel, of maak het bestand opnieuw met: controleer BESTAND --schrijf-bronnen",
    ),
    "bronnen_geen_kop": Said("geen kop met regels", '["bestandsnaam"]', "zet de regels onder een kop"),
    "bronnen_woord": Said("het woord '{woord}'", "{kent}", _LINE),
    "bronnen_jaar": Said("{gevonden}", "een jaartal, zoals 2024", "verbeter het jaar zonder aanhalingstekens"),
    "bronnen_organisatie": Said("{gevonden}", "een naam tussen aanhalingstekens", "verbeter de naam"),
    "bronnen_gemeente": Said("{gevonden}", 'een gemeentecode, zoals "GM0344"', "verbeter de code"),
    "bronnen_telt": Said("{gevonden}", '"woonwijk" of "locatie"', _ONE_OF_TWO),
    "bronnen_verzonnen": Said("{gevonden}", "true of false", _ONE_OF_TWO),
    "bronnen_onleesbaar": Said("{gevonden}", "tekst, een getal, of true of false", _LINE),
    "bronnen_ander_jaar": Said(
        "{jaar}, terwijl het bestand zelf {in_bestand} zegt",
        "hetzelfde jaar",
        "verwijder de regel of kies het goede bestand",
    ),
    "bronnen_bestand_niet_in_map": Said(_NOT_IN_FOLDER, _NAME_IN_FOLDER, _SECTION_GONE),
    "bronnen_bestand_lijkt_op": Said(_NOT_IN_FOLDER, f"{_NAME_IN_FOLDER}; bedoelt u {{namen:of}}?", _SECTION_GONE),
    # --- who may do what ---
    "toegang_instelling": Said("“{gevonden}”", "{woorden:of}", "verbeter de instelling, of haal haar weg"),
    "toegang_zonder_bestand": Said(
        "niet wie wat mag", "een bestand daarmee in {bestand}", "maak het bestand; docs/toegang.md zegt hoe"
    ),
    "toegang_zonder_inloggen": Said(
        "niemand die kan inloggen, terwijl er rollen zijn of alleen wie inlogt mag kijken",
        "oidc of proxy",
        "zet deze instelling, of haal {bestand} en KINDERWERK_BEKIJKEN weg",
    ),
    "toegang_zonder_kop": Said(
        "niet hoe de proxy de naam doorgeeft", "de naam van een HTTP-header in {kop}", "zet {kop}"
    ),
    "toegang_iedereen_vertrouwd": Said(
        "iedereen mag de naam doorgeven, want FORWARDED_ALLOW_IPS noemt elk adres, of ook adressen van anderen",
        "alleen het adres van de proxy in FORWARDED_ALLOW_IPS",
        "noem dat adres",
    ),
    "toegang_zonder_oidc": Said(
        "geen kop [oidc]", "de gegevens van wie de namen kent", "vul [oidc] in; docs/toegang.md zegt hoe"
    ),
    "toegang_onleesbaar": Said(
        "geen TOML die te lezen is", "een bestand zoals in docs/toegang.md", "verbeter het bestand of {instelling}"
    ),
    "toegang_woord": Said("het woord '{woord}'", "{kent}", _LINE),
    "toegang_ontbreekt": Said("niet het woord '{woord}'", "{kent}", "vul het aan"),
    "toegang_vorm": Said("iets anders", "een bestand zoals in docs/toegang.md", _LINE),
    "toegang_tekst": Said("geen tekst", "een tekst tussen aanhalingstekens", _LINE),
    "toegang_namen": Said("geen lijst van namen", 'een lijst, zoals ["anna@gemeente.example"]', _LINE),
    "toegang_rol": Said("{gevonden}", "{rollen:een_van}", _LINE),
    "toegang_gemeenten": Said("{gevonden}", 'een lijst van codes, zoals ["GM0344"], of "alle"', _LINE),
    "toegang_uren": Said("{gevonden}", "een getal van meer dan 0 en hoogstens 24", _LINE),
    "toegang_terug": Said(
        "{gevonden}",
        "het adres van dit dashboard met https, met /oauth2callback erachter",
        "verbeter het adres; alleen op deze computer zelf mag het http zijn",
    ),
    "toegang_uitloggen": Said("{gevonden}", "een adres dat met / of https:// begint", _LINE),
    "toegang_geheim": Said(
        "te kort of geen tekst",
        "een willekeurige tekst van minstens {kortste} tekens",
        "maak er een met: openssl rand -hex 32",
    ),
    "toegang_voor_niemand": Said("een rol voor niemand", "wie of groepen", "zeg erbij voor wie deze rol is"),
    "toegang_zonder_gemeenten": Said(
        "de rol {rol} zonder gemeenten", 'een lijst van codes, of "alle"', "zeg erbij van welke gemeenten"
    ),
    "toegang_zonder_organisatie": Said(
        "de rol {rol} met de verkeerde organisatie of zonder",
        "een organisatie bij de rol organisatie, en alleen daar",
        "vul organisatie in, of haal haar weg",
    ),
}
