"""Where figures come from."""

import re
from dataclasses import dataclass
from typing import Literal

FileKind = Literal["kwb", "statline", "odata", "leeftijden", "nabijheid", "ses_woa", "bereik", "gebieden",
                   "kaartcijfers", "adressen", "eigen_indicator", "onbekend"]  # fmt: skip
# What a file of made-up figures says of itself; an organisation may well be called "Verzonnen".
INVENTED = re.compile(r"\bverzonnen (?:cijfers|aantallen|gegevens)\b|\(verzonnen\)", re.IGNORECASE)

# How a file that does not say who counted names its organisation.
UNNAMED = ("", "onbekend")


def plain_name(name: str) -> str:
    """Return the name of an organisation without what is only spelling.

    >>> plain_name("Welzijn  Test.") == plain_name("welzijn test")
    True
    """
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


@dataclass(frozen=True)
class Source:
    """Where figures come from; every chart and export names it.

    `year` is what the file itself states; None means that it has to be asked for.
    `publisher` is "CBS" or the organisation that counted; `title` says which table. `invented`: made-up figures in
    the form of that source, as in the example gemeente. `published`: from the store, so it goes before a file.
    """

    file: str
    kind: FileKind
    title: str
    publisher: str
    year: int | None = None
    note: str = ""
    invented: bool = False
    published: bool = False

    def __post_init__(self) -> None:
        """Call figures invented whose source is called so, also where a user gave it that name."""
        if INVENTED.search(self.publisher):
            object.__setattr__(self, "invented", True)


def is_of(source: Source, organisation: str | None) -> bool:
    """Return whether figures are of an organisation, however it is spelled; without one they always are."""
    return organisation is None or plain_name(source.publisher) == plain_name(organisation)
