"""What a reader process answers, as bytes: JSON and Arrow, so that nothing in an answer can make the app run code."""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from kinderwerk_stats.model.content import any_from_bytes, to_bytes
from kinderwerk_stats.model.datasets import OwnIndicatorTable, ReadResult
from kinderwerk_stats.model.problems import problem_from_plain
from kinderwerk_stats.model.understanding import ShownRow, TotalCheck, Understanding, UnderstoodColumn

MAX_FRAME_BYTES = 500_000_000
_HEAD = struct.Struct(">cQ")
_NO_THREADS = pa.ipc.IpcReadOptions(use_threads=False)
_PARTS: Mapping[str, Callable[..., Any]] = {
    "columns": UnderstoodColumn,
    "raw_rows": ShownRow,
    "read_rows": ShownRow,
    "totals": TotalCheck,
}


def write_frame(stream: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Write one message: a letter that says what it is, its length, and its bytes."""
    stream.write(_HEAD.pack(kind, len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the next message, or None when the other side is gone or says something else.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_frame(stream, b"S", b"lezen")
    >>> _ = stream.seek(0)
    >>> read_frame(stream), read_frame(stream)
    ((b'S', b'lezen'), None)
    """
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if length > MAX_FRAME_BYTES:
        return None
    content = stream.read(length)
    return (kind, content) if len(content) == length else None


def result_to_dict(result: ReadResult) -> tuple[dict[str, Any], list[bytes]]:
    """Return a result without its tables, and its tables as bytes."""
    head = {
        "kind": result.kind,
        "problems": [problem.as_plain() for problem in result.problems],
        "area_counts": result.area_counts,
    }
    own = [] if result.own_indicator is None else [result.own_indicator]
    return head, [to_bytes(table) for table in (*result.tables, *own)]


def answer_to_bytes(answer: ReadResult | Understanding) -> bytes:
    """Return what was read from a file as bytes."""
    result = answer if isinstance(answer, ReadResult) else answer.result
    head, tables = result_to_dict(result)
    if isinstance(answer, Understanding):
        told = {f.name: getattr(answer, f.name) for f in fields(answer) if f.name != "result"}
        head["understanding"] = told | {name: [asdict(part) for part in told[name]] for name in _PARTS}
    head["lengths"] = [len(table) for table in tables]
    start = json.dumps(head, ensure_ascii=False, default=_to_plain).encode()
    return b"".join([struct.pack(">Q", len(start)), start, *tables])


def answer_from_bytes(content: bytes, path: Path) -> ReadResult | Understanding:
    """Return what `answer_to_bytes` was given; `path` is the file that was asked for, whatever the answer says.

    Raises
    ------
    ValueError
        For bytes that are no answer.
    """
    try:
        (length,) = struct.unpack_from(">Q", content)
        head = json.loads(content[8 : 8 + length])
        at, tables = 8 + length, []
        for size in head["lengths"]:
            table = content[at : at + size]
            with pa.ipc.open_file(pa.BufferReader(table), options=_NO_THREADS) as reader:
                reader.read_all().validate(full=True)
            tables.append(any_from_bytes(table))
            at += size
        problems = tuple(problem_from_plain(problem) for problem in head["problems"])
        own = next((table for table in tables if isinstance(table, OwnIndicatorTable)), None)
        others = tuple(table for table in tables if not isinstance(table, OwnIndicatorTable))
        result = ReadResult(path, head["kind"], others, problems, dict(head["area_counts"]), own)
        if "understanding" not in head:
            return result
        told = {name: _to_tuple(value) for name, value in head["understanding"].items()}
        for name, cls in _PARTS.items():
            told[name] = tuple(cls(**{k: _to_tuple(v) for k, v in part.items()}) for part in told[name])
        return Understanding(result=result, **told)
    except (struct.error, KeyError, TypeError, AttributeError, pa.ArrowException) as error:
        raise ValueError("not an answer of a reader") from error


def _to_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _to_plain(value: Any) -> Any:
    """Numbers of numpy as those of Python."""
    return value.item()
