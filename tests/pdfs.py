"""What a reader finds in a PDF."""

import io
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """Return all words, white space of every kind left out: lines break anywhere."""
    return (
        "".join("".join(page.extract_text() for page in open_pdf(content).pages).split())
        .replace("\xa0", "")
        .replace("\u200b", "")
    )


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\xa0", "")


def words_outside(content: bytes) -> list[str]:
    """Return pieces of text that begin outside the paper."""
    outside: list[str] = []
    for page in open_pdf(content).pages:
        width, height = (float(side) for side in page.mediabox[2:])

        def visit(text: str, cm: list[float], tm: list[float], *_: object, w: float = width, h: float = height) -> None:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if text.strip() and not (0 <= x <= w and 0 <= y <= h):
                outside.append(text)

        page.extract_text(visitor_text=visit)
    return outside


def letters_of(content: bytes, words: str) -> list[float]:
    """Return how large the pieces of text with these words are on paper, in points."""
    found: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if words in text.replace("\xa0", " "):
            found.append(size * abs(tm[3]) * abs(cm[3]))

    for page in open_pdf(content).pages:
        page.extract_text(visitor_text=visit)
    return found


def heights_of(content: bytes) -> list[tuple[float, str]]:
    """Return how high above the lower edge of the first page each piece of text stands; in a drawing, each letter."""
    found: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], text.strip()))

    open_pdf(content).pages[0].extract_text(visitor_text=visit)
    return found


def tags_of(content: bytes) -> list[tuple[str, str]]:
    """Return every element of the structure in reading order, with its alternative text."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            walk(node.get("/K", []))

    root: Any = open_pdf(content).trailer["/Root"]
    walk(root["/StructTreeRoot"])
    return found
