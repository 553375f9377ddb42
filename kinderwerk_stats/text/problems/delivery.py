"""What is said of a file beside what is published already, and of what is made to take along."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_TEMPLATE = (
    "een PowerPoint-bestand (.pptx of .potx) met een indeling waar een titel op staat",
    "open het sjabloon in PowerPoint, bewaar het als .pptx en kies het opnieuw",
)
_WHICH_WIJKEN = "CBS-cijfers van {jaar}: die zeggen welke wijken er zijn"
_ADD_CBS = "lever ook de Kerncijfers wijken en buurten van {jaar} aan"

CATALOGUE: Catalogue = {
    "bereik_van_ander_blijft_zichtbaar": Said(
        "het bereik van {organisaties:en} over {jaar} blijft zichtbaar; dit bestand telt niet mee",
        "een bestand dat zegt welke organisatie telde",
        "trek eerst het andere in, als dit bestand ervoor in de plaats komt",
    ),
    "bereik_naast_andere_organisatie": Said(
        "ook {organisaties:en} {organisaties:heeft|hebben} bereik over {jaar}; dat blijft staan, en wie alles samen "
        "bekijkt, ziet hoeveel kinderen het minstens en hoogstens zijn",
        "bereik van een organisatie, of een telling waarin elk kind een keer telt",
        "trek het andere in als dit bestand ervoor in de plaats komt",
    ),
    "bereik_zonder_jaar": Said("geen jaar", "het jaar van de cijfers", "kies bij 'Verbeter' het jaar"),
    "bereik_van_jaar_zonder_cbs": Said("bereik van {jaar}; er zijn CBS-cijfers van {jaren}", _WHICH_WIJKEN, _ADD_CBS),
    "bereik_zonder_cbs": Said("bereik van {jaar}; er zijn geen CBS-cijfers van deze gemeente", _WHICH_WIJKEN, _ADD_CBS),
    "jaar_zonder_cbs_telt_niet_mee": Said(
        "bereik van {jaar}; er zijn CBS-cijfers van {jaren}; dit jaar wordt niet gepubliceerd",
        _WHICH_WIJKEN,
        f"{_ADD_CBS}, als dit mee moet",
    ),
    "sjabloon_beschadigd": Said("een bestand dat PowerPoint niet zo heeft bewaard, of dat beschadigd is", *_TEMPLATE),
    "sjabloon_te_groot": Said("een bestand van meer dan 50 MB", *_TEMPLATE),
    "sjabloon_uitgepakt_te_groot": Said("een bestand dat uitgepakt groter is dan 300 MB", *_TEMPLATE),
    "sjabloon_te_veel": Said("een bestand met veel te veel onderdelen, vormen of beeldpunten", *_TEMPLATE),
    "sjabloon_geen_presentatie": Said("geen presentatie", *_TEMPLATE),
}
