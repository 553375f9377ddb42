"""What a reader process answers, as bytes: JSON and Arrow, so that nothing in an answer can make the app run code."""

import json
import os
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import IO, Annotated, Any, get_type_hints

import pyarrow as pa
from pydantic import PlainValidator, TypeAdapter, ValidationError, create_model

from kinderwerk_stats.model.content import any_from_bytes, to_bytes
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import OwnIndicatorTable, ReadResult
from kinderwerk_stats.model.problems import Problem, problem_from_plain
from kinderwerk_stats.model.source import FileKind
from kinderwerk_stats.model.understanding import Understanding

MAX_FRAME_BYTES = 500_000_000
_HEAD = struct.Struct(">cQ")
_NO_THREADS = pa.ipc.IpcReadOptions(use_threads=False)


@dataclass(frozen=True)
class Request:
    """What a reader process is asked: to read a file, whether to explain it, or to empty a template of PowerPoint."""

    path: Path
    seconds: int
    explain: bool = False
    own_indicator: bool = False
    template: bool = False
    corrections: Corrections | None = None
    profiles: Mapping[str, Corrections] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the request as JSON."""
        # A name of a file need not be text.
        name = os.fsencode(self.path).decode("latin-1")
        return json.dumps({**asdict(self), "path": name}).encode()

    @staticmethod
    def from_bytes(content: bytes) -> "Request":
        """Return the request that `to_bytes` gave.

        Raises
        ------
        ValueError
            For bytes that are no request.
        """
        request = TypeAdapter(Request).validate_json(content, strict=True)
        return replace(request, path=Path(os.fsdecode(str(request.path).encode("latin-1"))))


@cache
def _head_form() -> TypeAdapter[Any]:
    """Return the form of the first part of an answer: everything but the tables."""
    hints = get_type_hints(Understanding, include_extras=True)
    parts: dict[str, Any] = {name: (hint, ...) for name, hint in hints.items() if name != "result"}
    told = create_model("Told", **parts)
    head = create_model(
        "Head",
        kind=(FileKind, ...),
        problems=(tuple[Annotated[Problem, PlainValidator(problem_from_plain)], ...], ...),
        area_counts=(dict[str, int], ...),
        lengths=(tuple[int, ...], ...),
        understanding=(told | None, None),
    )
    return TypeAdapter(head)


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
        head["understanding"] = {f.name: getattr(answer, f.name) for f in fields(answer) if f.name != "result"}
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
        head = _head_form().validate_json(content[8 : 8 + length], strict=True)
        at, tables = 8 + length, []
        for size in head.lengths:
            table = content[at : at + size]
            with pa.ipc.open_file(pa.BufferReader(table), options=_NO_THREADS) as reader:
                reader.read_all().validate(full=True)
            tables.append(any_from_bytes(table))
            at += size
    except (struct.error, KeyError, TypeError, AttributeError, ValidationError, pa.ArrowException):
        # Not from that error: its words may repeat what was read.
        raise ValueError("not an answer of a reader") from None
    own = next((table for table in tables if isinstance(table, OwnIndicatorTable)), None)
    others = tuple(table for table in tables if not isinstance(table, OwnIndicatorTable))
    result = ReadResult(path, head.kind, others, head.problems, head.area_counts, own)
    return result if head.understanding is None else Understanding(result=result, **dict(head.understanding))


def _to_plain(value: Any) -> Any:
    """Records as their fields, and numbers of numpy as those of Python."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value.item()
