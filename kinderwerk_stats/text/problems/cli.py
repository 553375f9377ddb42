"""What the command line has to say."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_LOG = "met de instelling {instelling}=fout.log komt in fout.log waar het misging"

CATALOGUE: Catalogue = {
    "lezer_loopt_vast": Said(
        "het programma loopt hierop vast; dat is een fout van het programma, niet van dit bestand",
        "cijfers, of uitleg waarom het niet gaat",
        f"meld dit aan de beheerder van het programma, en noem dit bestand; {_LOG}",
    ),
    "opdracht_loopt_vast": Said(
        "het programma loopt hierop vast; dat is een fout van het programma, niet van uw bestanden",
        "een antwoord, of uitleg waarom het niet gaat",
        f"meld dit aan de beheerder van het programma, en noem uw bestanden; {_LOG}",
    ),
}
