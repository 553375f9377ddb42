"""What is said of a bereik file."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "wijk_zonder_kop": Said(
        "een kolom met namen zonder kop, links van de aantallen; gelezen als de wijken",
        "een kop 'wijk' boven de namen",
        "controleer of dit de wijken zijn",
    ),
    "tabel_gedraaid": Said(
        "de wijken staan naast elkaar, in de kolommen; het dashboard heeft de tabel gedraaid",
        "een rij per wijk",
        "controleer of de cijfers bij de goede wijk staan",
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
    "tabellen_samengevoegd": Said(
        "tabellen met andere cijfers van dezelfde wijken ({bladen:en}); samengevoegd",
        "een tabel per jaar",
        "controleer of deze tabellen bij elkaar horen",
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
        "controleer of elk kind met een leeftijd meetelt",
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
        "een schatting, met ± voor het getal; gelezen als dat getal",
        "een geteld aantal",
        "vraag of het aantal geteld is",
    ),
    "cel_komma": Said(
        "een komma tussen cijfers van een aantal; gelezen als scheiding van duizendtallen",
        "een getal zoals 1.234",
        "controleer of dat klopt",
    ),
}
