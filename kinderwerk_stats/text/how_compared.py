"""How wijken and years are compared, in words, for the page that accounts for it."""

_TEXT = """
- Vergelijkbare wijken: elk cijfer telt in standaardafwijkingen van het gemiddelde van alle wijken met minstens 100
  kinderen van 0 tot 15 jaar. De afstand tussen twee wijken is de wortel van de som van de verschillen in het kwadraat.
  Een wijk zonder een van de cijfers doet niet mee. Een cijfer dat ontbreekt, vullen we nooit in.
- Verandering tussen twee jaren: het verschil van de twee percentages, met de marge van Newcombe (methode 10, Statistics
  in Medicine, 1998). Ligt 0 in de marge, dan is er geen aantoonbaar verschil. De marge zegt wat toeval kan doen. Dat
  het aantal kinderen een schatting is, zit er niet in.
- Twee jaren vergelijken we alleen als code, naam en grens van de wijk gelijk bleven, en dezelfde organisatie op
  dezelfde manier telde. Is een van de aantallen verborgen, dan staat er geen verschil.
- Herverdeeld: met de lijsten van alle adressen (CBS, postcode en huisnummer) van twee jaren gaan aantallen van de oude
  wijken naar de wijken van nu, naar het deel van de adressen. De percentages zijn daarna opnieuw berekend. Komt minder
  dan 90 % van de adressen uit een oude wijk, dan staat er geen verandering.
- Toeval tussen wijken: de grenzen zijn het gemiddelde van de wijken, plus en min 1,96 (95 %) of 3,09 (99,8 %) keer de
  standaardfout. Daarin zit toeval bij het bereiken, en de marge van het aantal kinderen. Voor kleine aantallen zijn de
  grenzen verschoven (Cornish en Fisher, 1937), en er is een half kind ruimte omdat kinderen hele getallen zijn. Of de
  wijken samen meer verschillen dan toeval kan (Spiegelhalter, Statistics in Medicine, 2005), is met minder dan 10
  wijken niet te zeggen.
- Fte en behoefte: neem per wijk het verschil tussen haar deel van de fte en haar deel van de behoefte. De helft van de
  som daarvan, keer alle fte, zit niet waar de behoefte zit (Hoover).
- De concentratie-index ligt boven 0 als er meer is per kind in wijken met meer behoefte. Wijken met gelijke behoefte
  tellen samen als een.
"""
HOW_COMPARED = tuple(" ".join(line.split()) for line in _TEXT.split("\n- ")[1:])
"""A sentence or more per method."""
