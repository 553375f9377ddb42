"""A picture in words, made from the picture itself: whoever does not see it gets the same figures."""

from collections.abc import Iterable
from functools import singledispatch

from kinderwerk_stats.story.slides import (
    BarsPicture,
    MapPicture,
    MarksPicture,
    PhotoPicture,
    Picture,
    PointsPicture,
    QuotePicture,
    StepsPicture,
    TablePicture,
    WijkPicture,
    YearsPicture,
)


def describe_picture(picture: Picture, subtitle: str) -> str:
    """Return what is drawn and every value in it, in the order in which it is drawn."""
    return f"{subtitle}. {_describe(picture)}"


@singledispatch
def _describe(picture: Picture) -> str:
    raise ValueError(f"no words for {type(picture).__name__}")


@_describe.register
def _(picture: BarsPicture) -> str:
    lines = [f"{bar.label}: {bar.text}" for bar in picture.bars]
    return _listed([*lines, *([f"ter vergelijking: {picture.reference_label}"] if picture.reference_label else [])])


@_describe.register
def _(picture: YearsPicture) -> str:
    stops = "".join(f" De lijn stopt voor {year}: {reason}." for year, reason in picture.breaks)
    return _listed(f"{point.year}: {point.text}" for point in picture.points) + stops


@_describe.register
def _(picture: MarksPicture) -> str:
    drawn = "kind" if picture.per_mark == 1 else f"{picture.per_mark} kinderen"
    return _listed([*(f"{group.label}: {group.text}" for group in picture.groups), f"elke stip is {drawn}"])


@_describe.register
def _(picture: StepsPicture) -> str:
    return _listed(f"{step.label}: {step.text}" for step in picture.steps) + f" {picture.warning}"


@_describe.register
def _(picture: MapPicture) -> str:
    return _listed(f"{area.name}: {area.text}" for area in picture.areas)


@_describe.register
def _(picture: WijkPicture) -> str:
    figures = [(" ".join(filter(None, (each.value, each.unit, each.label))), each.interval, each.note)
               for each in picture.figures]  # fmt: skip
    return _listed(", ".join(filter(None, each)) for each in figures) if figures else "Er zijn geen cijfers."


@_describe.register
def _(picture: TablePicture) -> str:
    heads = picture.columns[1:]
    return _listed(
        f"{row[0]}: " + ", ".join(f"{head} {cell}" for head, cell in zip(heads, row[1:], strict=True) if cell)
        for row in picture.rows
    )


@_describe.register
def _(picture: PointsPicture) -> str:
    return " ".join(picture.points)


@_describe.register
def _(picture: QuotePicture) -> str:
    who = ", ".join(part for part in (picture.name, picture.function) if part)
    return f"“{picture.words}” {who}".strip()


@_describe.register
def _(picture: PhotoPicture) -> str:
    return picture.alt


def _listed(lines: Iterable[str]) -> str:
    return "; ".join(lines) + "."
