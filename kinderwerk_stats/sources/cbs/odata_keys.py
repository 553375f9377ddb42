"""OData keys whose name alone says too little: in Nabijheid and SES-WOA one name stands for several topics.

"Binnen1Km" stands for shops, cafes, schools and after-school care. What such a key is about shows in the keys just
before it: their order is the same in every edition, their numbers are not.
"""

import re
from collections.abc import Sequence

from kinderwerk_stats.sources.cbs.headers import Header

_KEY = re.compile(r"([A-Za-z]\w*?)_(\d+)")
_BSO, _DAYCARE, _SCHOOL = "AfstandTotBuitenschoolseOpvang", "AfstandTotKinderdagverblijf", "AfstandTotSchool"
_SCORE = "GemiddeldeScore"
# Total, and behind it welvaart, opleiding and arbeid, each with a second key between them.
_SCORES, _STEP = 4, 2


def match_repeated_keys(headers: Sequence[Header]) -> dict[int, str | None]:
    """Return for the columns with such a key which indicator they hold; None for what is something else or not sure.

    Parameters
    ----------
    headers : all headers of the table, in their order.

    Notes
    -----
    The school is the basisschool when the number of schools within 1 km follows it (of secondary schools CBS counts
    from 3 km), when it is at its place behind the daycare or after-school care, or when the table is that of
    Kerncijfers, which knows no other. The score of SES-WOA is the total when all four are there and it comes first.
    """
    keys = {
        (match.group(1), int(match.group(2))): position
        for position, header in enumerate(headers)
        if (match := _KEY.fullmatch(header.text))
    }
    found: dict[int, str | None] = {}
    core = any(name in ("AantalInwoners", "ScholenBinnen3Km") for name, _ in keys)
    schools = [number for name, number in keys if name == _SCHOOL]
    for number in schools:
        basic = ("Binnen1Km", number + 1) in keys or (_BSO, number - 4) in keys or (_DAYCARE, number - 8) in keys
        basic = basic or (core and len(schools) == 1)
        found[keys[_SCHOOL, number]] = "school_distance_km" if basic else None
        if basic and ("Binnen3Km", number + 2) in keys:
            found[keys["Binnen3Km", number + 2]] = "schools_within_3_km_count"
    for name, number in keys:
        if name == _BSO and ("Binnen1Km", number + 1) in keys:
            found[keys["Binnen1Km", number + 1]] = "bso_within_1_km_count"
    scores = sorted(number for name, number in keys if name == _SCORE)
    if scores and scores == list(range(scores[0], scores[0] + _SCORES * _STEP, _STEP)):
        found[keys[_SCORE, scores[0]]] = "ses_woa_score"
    return found
