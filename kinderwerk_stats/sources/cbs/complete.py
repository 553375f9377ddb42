"""Whether a CBS table is whole: wijken beside its gemeenten and buurten, and the column of children."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.problems import Place, Problem, make_warning

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
    if of_buurten and not wijken:
        code = "buurten_geen_wijk" if gemeenten else "alleen_buurten"
        return [make_warning(code, Place(where), gemeenten=_codes("GM", gemeenten))]
    without = gemeenten - {code[:4] for code in wijken} if wijken else set()
    missing = {code for code in of_buurten - wijken if code[:4] not in without}
    if not missing and not without:
        return []
    both = "buurten_en_gemeenten_zonder_wijk" if missing and without else ""
    code = both or ("buurten_zonder_hun_wijk" if missing else "gemeenten_zonder_wijken")
    return [make_warning(code, Place(where), wijken=_codes("WK", missing), gemeenten=_codes("GM", without))]


def _missing_children(where: str, table: CbsTable) -> list[Problem]:
    if table.source.kind not in _WITH_CHILDREN or any(name in table.values for name in _CHILDREN):
        return []
    return [make_warning("zonder_kinderen_0_14", Place(where))]


def _codes(prefix: str, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(prefix + code for code in sorted(codes))
