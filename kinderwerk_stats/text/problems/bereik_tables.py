"""What is said of the tables of a bereik file: their form, what was put together, and what a cell was read as."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "aantallen_zonder_wijk": Said(
        "een kop met aantallen, maar geen kolom die zegt welke wijk het is",
        "een kolom 'wijk' of 'wijkcode', en een rij per wijk",
        "kies welke kolom de wijk is, of vraag een tabel met de wijk in elke rij",
    ),
    "wijk_zonder_aantallen": Said(
        "een kop met de wijk, maar geen kolom met aantallen die het dashboard kent",
        "kolommen zoals 'unieke kinderen', 'bezoeken' en 'fte'",
        "kies wat in elke kolom staat, of vraag een tabel met deze kolommen",
    ),
    "wijk_zonder_kop": Said(
        "een kolom met namen zonder kop, links van de aantallen; gelezen als de wijken",
        "een kop 'wijk' boven de namen",
        "controleer of dit de wijken zijn",
    ),
    "tabel_gedraaid": Said(
        "de wijken staan naast elkaar, in de kolommen; het dashboard heeft de tabel gedraaid",
        "een rij per wijk",
        "controleer of de cijfers bij de goede wijk staan; op de pagina Gegevens kunt u het draaien uitzetten",
    ),
    "tabel_herschikt": Said(
        "een rij per getal; het dashboard heeft de getallen van een wijk naast elkaar gezet",
        "een rij per wijk",
        "controleer of de cijfers bij de goede wijk staan",
    ),
    "blad_per_wijk": Said(
        "een blad per wijk ({bladen:5}); het dashboard heeft ze onder elkaar gezet",
        "een rij per wijk op een blad",
        "controleer of elk blad naar zijn wijk heet",
    ),
    "alleen_realisatie_gelezen": Said(
        "rijen van een begroting of ander doel bij elke wijk ({rows:rij}); alleen de realisatie is gelezen",
        "een rij per wijk, met de gerealiseerde cijfers",
        "controleer of de cijfers gerealiseerd zijn",
    ),
    "alleen_totaal_van_wijk_gelezen": Said(
        "rijen van een deel van een wijk, zoals een locatie ({rows:rij}), naast een rij met het totaal van de wijk; "
        "alleen dat totaal is gelezen",
        "een rij per wijk",
        "controleer of in het totaal elk kind een keer telt",
    ),
    "activiteiten_opgeteld": Said(
        "een rij per activiteit in een wijk; opgeteld, want elk bezoek hoort bij een activiteit",
        "een rij per wijk",
        "controleer of alle activiteiten van kinderwerk zijn",
    ),
    "rijen_onder_namen": Said(
        "onder elke naam staan dezelfde {aantal} rijen; alleen de bovenste naam is gelezen, als wijk",
        "een rij per wijk",
        "controleer of de bovenste namen de wijken zijn; zijn het de namen eronder, vraag dan een tabel per wijk",
    ),
    "twee_lagen_rijen": Said(
        "onder elke naam staan dezelfde rijen, zoals activiteiten, en er is geen aantal voor de wijk als geheel",
        "een rij per wijk met alle kinderen, elk een keer",
        "vraag het aantal per wijk; unieke kinderen van verschillende activiteiten mag u niet optellen",
    ),
    "tabellen_samengevoegd": Said(
        "tabellen met andere cijfers van dezelfde wijken ({bladen:en}); samengevoegd",
        "een tabel per jaar",
        "controleer of deze tabellen bij elkaar horen",
    ),
    "kolom_ander_gebied": Said(
        "kolom {kolom} noemt de gebieden geen wijken",
        "een kolom 'wijk', met namen of codes van CBS",
        "controleer of het de wijken van CBS zijn; als dat niet zeker is, vraagt het dashboard het per naam",
    ),
    "geen_bereikte_kinderen": Said(
        "geen kolom met bereikte kinderen",
        "een kolom 'unieke kinderen'",
        "vraag het aantal unieke kinderen per wijk; zonder dat is er geen bereik te berekenen",
    ),
    "buurten_niet_waar_zij_wonen": Said(
        "buurten in plaats van wijken ({rows:rij}), en het bestand zegt niet dat kinderen tellen waar zij wonen",
        "een rij per wijk, met codes zoals WK034401",
        "kies bij 'Wat is geteld?' dat kinderen tellen in de wijk waar zij wonen, dan telt het dashboard de buurten "
        "op; tellen zij waar zij meedoen, vraag dan de tabel per wijk, want een kind kan in twee buurten komen",
    ),
    "buurten_zonder_wijk": Said(
        "buurten in plaats van wijken, zonder de wijk erbij",
        "een rij per wijk, met codes zoals WK034401",
        "vraag de tabel per wijk, of met bij elke buurt haar code of haar wijk",
    ),
    "buurten_opgeteld": Said(
        "{buurten} rijen van buurten of postcodes; opgeteld tot {wijken} {wijken:wijk|wijken}, want elk kind telt waar "
        "het woont",
        "een rij per wijk",
        "controleer of elke buurt helemaal in haar wijk ligt",
    ),
    "buurten_niet_nodig": Said(
        "rijen van buurten of postcodes onder wijken die een eigen rij hebben; niet gebruikt",
        "een rij per wijk",
        "u hoeft niets te doen; het dashboard gebruikt de rijen van de wijken",
    ),
    "delen_van_een_wijk": Said(
        "leeftijden of jongens en meisjes van een wijk, en niet te zien is of zij samen al haar kinderen zijn, elk een "
        "keer",
        "een rij per wijk met alle kinderen van 4 tot en met 12 jaar",
        "vraag het hele aantal per wijk",
    ),
    "delen_van_wijk_opgeteld": Said(
        "leeftijden of jongens en meisjes onder een wijk; opgeteld, want elk kind telt daar een keer",
        "een rij per wijk met alle kinderen",
        "controleer of alle kinderen van de wijk in deze rijen staan",
    ),
    "delen_van_wijk_niet_nodig": Said(
        "leeftijden of jongens en meisjes onder wijken die een eigen rij hebben; niet gebruikt",
        "een rij per wijk",
        "u hoeft niets te doen; het dashboard gebruikt de rijen van de wijken",
    ),
    "cel_ster": Said(
        "een * in plaats van een getal; gelezen als een aantal dat de organisatie niet laat zien",
        "een getal, of '<5' voor een klein aantal",
        "controleer of * dat betekent; vul anders het getal in",
    ),
    "cel_nul": Said(
        "een woord zoals 'geen' of 'nihil'; gelezen als 0",
        "het getal 0",
        "controleer of er echt niemand was; laat de cel leeg als het aantal niet bekend is",
    ),
    "cel_schatting": Said(
        "een schatting, zoals '±' of 'ca.' bij het getal; gelezen als dat getal",
        "een geteld aantal",
        "vraag of het aantal geteld is",
    ),
    "cel_geen_een_getal": Said(
        "geen precies getal, zoals '40-50' of 'meer dan 100'; gelezen als onbekend",
        "een geteld aantal",
        "vraag het aantal na en vul het in",
    ),
    "cel_noot": Said(
        "een teken van een noot achter het getal, zoals *; gelezen als dat getal",
        "een getal",
        "lees de noot: misschien is het aantal voorlopig of niet compleet",
    ),
    "cel_bedrag": Said(
        "een getal dat is geschreven als een bedrag, met ',-'; gelezen als dat getal",
        "een aantal",
        "controleer of dit aantallen zijn en geen euro's",
    ),
    "cel_eenheid": Said(
        "een getal met een woord erachter, zoals '54 kinderen'; gelezen als dat getal",
        "een getal in elke cel",
        "controleer of in de kolom steeds hetzelfde is geteld",
    ),
    "cel_komma": Said(
        "een komma tussen cijfers van een aantal; gelezen als scheiding van duizendtallen",
        "een getal zoals 1.234",
        "controleer of dat klopt",
    ),
}
