"""One picture of every kind, with everything that can be absent, hidden or long in it. All figures are invented."""

import io
import math

from PIL import Image

from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.story.slides import (
    Bar,
    BarsPicture,
    MapArea,
    MapPicture,
    Marks,
    MarksPicture,
    PhotoPicture,
    Picture,
    PointsPicture,
    QuotePicture,
    Step,
    StepsPicture,
    TablePicture,
    WijkPicture,
    YearPoint,
    YearsPicture,
)
from kinderwerk_stats.text.key_figures import KeyFigure

LONG = "Nieuwendammerdijk/Buiksloterdijk-Oost en het gebied achter de Oude Haven"
EVIL = '<script>alert("1")</script> & \'x\' {y} #eval("1") *z* $q$ \\n'


def known(value: float) -> Figure:
    return Figure(value, Status.KNOWN)


def absent(status: Status) -> Figure:
    return Figure(math.nan, status)


def photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 50), "#056070").save(content, "JPEG")
    return content.getvalue()


def pictures(name: str = "Molenwijk") -> dict[str, Picture]:
    """Return a picture of every kind, in which one wijk has this name."""
    square = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 800.0), (0.0, 800.0))
    beside = tuple((x + 1000, y) for x, y in square)
    above = tuple((x, y + 800) for x, y in square)
    land = MapPicture(
        "Bereik (%)",
        (
            MapArea("WK900101", name, (square,), 3, int(Status.KNOWN), "41 %", chosen=True, named=True),
            MapArea("WK900102", LONG, (beside,), None, int(Status.SUPPRESSED), "onderdrukt", named=True),
            MapArea("WK900103", "Waterland", (above,), None, int(Status.UNKNOWN), "onbekend"),
        ),
        ("minder dan 10 %", "10 tot 20 %", "20 tot 30 %", "30 tot 40 %", "40 % of meer"),
        ((int(Status.SUPPRESSED), "onderdrukt"), (int(Status.UNKNOWN), "onbekend")),
    )
    return {
        "bars": BarsPicture(
            "Bereik (%)",
            "%",
            0,
            (
                Bar(name, known(0.41), "41 %", 0.38, 0.44, chosen=True),
                Bar(LONG, known(0.22), "22 %", 0.2, 0.25, indicative=True),
                Bar("Spoorkwartier", absent(Status.SUPPRESSED), "onderdrukt"),
                Bar("Waterland", absent(Status.UNKNOWN), "onbekend"),
            ),
            0.27,
            "gemeente 27 %",
        ),
        "years": YearsPicture(
            "Bereik (%)",
            "%",
            0,
            (
                YearPoint(2020, known(0.12), "12 %", 0.11, 0.13),
                YearPoint(2021, absent(Status.SUPPRESSED), "onderdrukt"),
                YearPoint(2022, known(0.2), "20 %", 0.18, 0.22, new_series=True),
                YearPoint(2023, known(0.24), "24 %"),
            ),
            ((2022, f"{name} telt anders"),),
        ),
        "marks": MarksPicture(
            (Marks("Nederland", 3000, 3750, "3.000 tot 3.750 kinderen"), Marks(name, 540, 540, "540 kinderen")), 10
        ),
        "steps": StepsPicture(
            (
                Step("Kinderen op de lijst", 50, "50 kinderen"),
                Step(f"Bekend in {name}", 48, "96 %"),
                Step("Hulp nodig", 15, "31 % (20 tot 45 %)"),
            ),
            "Reken dit niet om naar een wijk.",
        ),
        "map": land,
        "wijk": WijkPicture(
            land,
            (
                KeyFigure("kinderen bereikt", "398 van de 1.200", interval="waarschijnlijk 31 tot 35 %"),
                KeyFigure("huishoudens heeft een laag inkomen (2023)", "1 op de 8", note=f"in {LONG} 1 op de 16"),
                KeyFigure("kinderwerkers", "3", note=f"in {name} 1,8 fte"),
            ),
        ),
        "table": TablePicture(
            ("", name, "gemeente"), (("Kinderen", "1.550", "10.402"), (LONG, "0 %", "12,7 %")), (False, True, True)
        ),
        "points": PointsPicture((f"Wat valt u op aan {name}?", LONG, "Wie doet wat?"), numbered=True),
        "quote": QuotePicture("Wij zien kinderen die om vier uur nergens heen kunnen.", name, "kinderwerker"),
        "photo": PhotoPicture(photo(), f"Kinderen in {name}"),
    }
