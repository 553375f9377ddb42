"""Which parts of a sentence are set heavier, in signs that no name can hold: a name may hold ** or <b>."""

import re

# Shift out and shift in: no file format or keyboard gives them, unlike the signs of Markdown or HTML.
_OPEN, _CLOSE = "\x0e", "\x0f"
_PARTS = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)


def strong(text: str) -> str:
    """Return a part of a sentence, marked as heavier."""
    return f"{_OPEN}{plain(text)}{_CLOSE}"


def plain(sentence: str) -> str:
    """Return the sentence without its marks.

    >>> plain(f"In Wijk **5** wonen {strong('100')} kinderen.")
    'In Wijk **5** wonen 100 kinderen.'
    """
    return sentence.replace(_OPEN, "").replace(_CLOSE, "")


def split_emphasis(sentence: str) -> list[tuple[str, bool]]:
    """Return the parts of a sentence in order, each with whether it is heavier; empty parts are left out.

    >>> split_emphasis(f"In Wijk 12 wonen {strong('12')} kinderen.")
    [('In Wijk 12 wonen ', False), ('12', True), (' kinderen.', False)]
    """
    pieces = _PARTS.split(sentence)
    return [(plain(piece), number % 2 == 1) for number, piece in enumerate(pieces) if piece]
