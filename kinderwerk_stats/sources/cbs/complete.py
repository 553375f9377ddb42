"""Whether a CBS table is whole: wijken beside its gemeenten and buurten, and the column of children."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.problems import Problem, worded

_SHOWN = 3
# Tables with other figures are read beside one that has the children.
_WITH_CHILDREN = ("kwb", "statline", "odata", "kaartcijfers")
_CHILDREN = ("children_0_14_count", "children_0_14_share")


def check_complete(where: str, table: CbsTable) -> list[Problem]:
    """Return at most one warning about wijken that are missing, and one about children that are missing.

    A gemeente without any wijk is said only where other areas of the table are wijken or buurten: a table of gemeenten
    alone is not meant to have them.

    Parameters
    ----------
    where : the file, for the problems.
    table : one year.
    """
    return [*_missing_wijken(where, table), *_missing_children(where, table)]


def _missing_wijken(where: str, table: CbsTable) -> list[Problem]:
    kinds = pa.array(table.areas["kind"].array)
    codes = pa.array(table.areas.index.array)
    gemeenten, wijken, of_buurten = (
        # The wijk of every buurt once: the codes of all buurten of the country are as much as the figures.
        set(pc.unique(pc.utf8_slice_codeunits(codes.filter(pc.equal(kinds, kind)), 2, end)).to_pylist())
        for kind, end in (("gemeente", 6), ("wijk", 8), ("buurt", 8))
    )
    action = "download de tabel opnieuw met gemeente, wijken en buurten"
    if of_buurten and not wijken:
        found = "alleen buurten, geen enkele wijk; buurten tellen niet op tot wijken"
        if gemeenten:
            found = f"buurten, maar geen enkele wijk ({_list('GM', gemeenten)})"
        return [worded(where, found, "een rij per wijk, met codes zoals WK034401", action, "waarschuwing")]
    without = gemeenten - {code[:4] for code in wijken} if wijken else set()
    missing = {code for code in of_buurten - wijken if code[:4] not in without}
    parts = [f"buurten zonder hun wijk: {_list('WK', missing)}"] if missing else []
    parts += [f"gemeenten zonder hun wijken: {_list('GM', without)}"] if without else []
    if not parts:
        return []
    return [worded(where, "; ".join(parts), "elke gemeente en buurt met haar wijken", action, "waarschuwing")]


def _missing_children(where: str, table: CbsTable) -> list[Problem]:
    if table.source.kind not in _WITH_CHILDREN or any(name in table.values for name in _CHILDREN):
        return []
    return [
        worded(
            where,
            "geen kolom met kinderen van 0 tot 15 jaar; zonder die kolom is er geen dekking te berekenen",
            "een kolom 0 tot 15 jaar (a_00_14), in dit of in een ander bestand",
            "download de Kerncijfers wijken en buurten met het onderwerp Leeftijdsgroepen, 0 tot 15 jaar",
            "waarschuwing",
        )
    ]


def _list(prefix: str, codes: Iterable[str]) -> str:
    shown = [prefix + code for code in sorted(codes)]
    more = f" en nog {len(shown) - _SHOWN}" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more
