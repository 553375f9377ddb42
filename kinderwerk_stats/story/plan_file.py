"""A plan as one file to take along: a zip with plan.json and, where there is one, photo.jpg.

Such a file comes from anywhere: what is in it is counted and measured before it is unpacked, its names are never used
as a place on disk, and whatever it holds that we did not write is refused.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem
from kinderwerk_stats.story.photo import keep_photo
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.plan_form import FORM, plan_from_dict

PLAN_NAME, PHOTO_NAME = "plan.json", "photo.jpg"
MAX_FILE_BYTES = 8_000_000
MAX_PLAN_BYTES = 500_000
MAX_PHOTO_BYTES = 7_000_000
_MOST = {PLAN_NAME: MAX_PLAN_BYTES, PHOTO_NAME: MAX_PHOTO_BYTES}
# The list of contents of two short names takes about a hundred bytes; a long one is a bomb of its own.
_MAX_LIST_BYTES = 1000
_END, _END_BYTES, _END_64 = b"PK\x05\x06", 22, b"PK\x06\x07"
# Always the same moment, so that the same plan is the same file.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write_plan(plan: Plan) -> bytes:
    """Return the plan as one file; the same plan is always the same bytes."""
    said = asdict(plan)
    said["photo"] = None if plan.photo is None else {"alt": plan.photo.alt}
    text = json.dumps({"form": FORM, **said}, ensure_ascii=False, allow_nan=False, indent=1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(PLAN_NAME, _MOMENT), text.encode(), zipfile.ZIP_DEFLATED)
        if plan.photo is not None:
            archive.writestr(zipfile.ZipInfo(PHOTO_NAME, _MOMENT), plan.photo.content, zipfile.ZIP_STORED)
    return stream.getvalue()


def read_plan(content: bytes, name: str) -> Plan:
    """Return the plan in a file.

    Parameters
    ----------
    content : the file.
    name : what it is called, for messages only.

    Raises
    ------
    InputRefused
        When it is no such file, of a newer form, too large, or holds anything that a plan does not have.
    """
    parts = _unpack(content, name)
    try:
        said = json.loads(parts[PLAN_NAME].decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        raise _refusal("verhaal_onleesbaar", name, deel=PLAN_NAME) from None
    return plan_from_dict(said, name, lambda alt: _photo(parts, name, alt))


def _photo(parts: Mapping[str, bytes], name: str, alt: str) -> Any:
    if PHOTO_NAME not in parts:
        raise _refusal("verhaal_foto_ontbreekt", name, deel=PHOTO_NAME)
    return keep_photo(parts[PHOTO_NAME], alt)


def _unpack(content: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of the file, after a look at how many and how large they say they are."""
    if len(content) > MAX_FILE_BYTES:
        raise _refusal("verhaal_bestand_te_groot", name, meeste=MAX_FILE_BYTES // 1_000_000)
    end = content[-_END_BYTES:]
    listed = int.from_bytes(end[12:16], "little")
    if not end.startswith(_END) or _END_64 in content[-2 * _END_BYTES : -_END_BYTES] or listed > _MAX_LIST_BYTES:
        raise _refusal("geen_verhaal", name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise _refusal("verhaal_beschadigd", name) from None


def _read_parts(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    members = archive.infolist()
    names = [member.filename for member in members]
    if PLAN_NAME not in names or len(set(names)) < len(names) or set(names) - set(_MOST):
        raise _refusal("verhaal_zip_met_meer", name, delen=(PLAN_NAME, PHOTO_NAME))
    parts = {}
    for member in members:
        most = _MOST[member.filename]
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refusal("verhaal_zip_andere_soort", name)
        with archive.open(member) as part:
            # What the list says of its size can be a lie: never more is unpacked than may be there.
            data = part.read(most + 1)
        if len(data) > most:
            raise _refusal("verhaal_deel_te_groot", name, deel=member.filename, meeste=most // 1000)
        parts[member.filename] = data
    return parts


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _refusal(code: str, name: str, **params: Param) -> InputRefused:
    return InputRefused([Problem(code, Place(name), tuple(params.items()))])
