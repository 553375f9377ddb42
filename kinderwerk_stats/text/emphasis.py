"""Which parts of a sentence are set heavier, in signs that no name can hold: a name may hold ** or <b>."""

import re

from kinderwerk_stats.text.numbers import keep_together

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
    r"""Return the parts of a sentence in order, each with whether it is heavier; empty parts are left out.

    No line may end between a number and its sign, also where one of them is heavier.

    >>> split_emphasis(f"In Wijk 12 wonen {strong('12')} kinderen, {strong('4')} %.")
    [('In Wijk 12 wonen ', False), ('12', True), (' kinderen, ', False), ('4', True), ('\xa0%.', False)]
    """
    whole, parts, start = keep_together(plain(sentence)), list[tuple[str, bool]](), 0
    for number, piece in enumerate(map(plain, _PARTS.split(sentence))):
        words, start = whole[start : start + len(piece)], start + len(piece)
        parts += [(words, number % 2 == 1)] if words else []
    return parts
