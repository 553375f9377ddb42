"""Of a delivered file its kind is kept and a keyed mark; its name and the plain hash of its content go."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_META = b"kinderwerk"
_LONGEST_KIND = 8


def upgrade() -> None:
    """Rename the columns, and take the name out of what was kept before."""
    op.execute("ALTER TABLE versions RENAME COLUMN file_name TO file_kind")
    op.execute("ALTER TABLE versions RENAME COLUMN sha256 TO mark")
    connection = op.get_bind()
    rows = sa.text("SELECT versions.id, file_kind, kind, year FROM versions JOIN datasets ON dataset_id = datasets.id")
    for row in connection.execute(rows).mappings().all():
        # One at a time: contents are large.
        kept = sa.text("SELECT content FROM versions WHERE id = :id")
        content = connection.execute(kept, {"id": row["id"]}).scalar_one()
        said = {
            "id": row["id"],
            "kind": _kind(str(row["file_kind"])),
            "content": _without_name(bytes(content), f"aangeleverd bestand, {row['kind']} {row['year']}"),
        }
        connection.execute(
            sa.text("UPDATE versions SET file_kind = :kind, mark = '', content = :content WHERE id = :id"), said
        )


def _kind(name: str) -> str:
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    return kind if len(kind) <= _LONGEST_KIND and kind.isascii() and kind.isalnum() else ""


def _without_name(content: bytes, label: str) -> bytes:
    """Return the content with a label for the name of its file; as it is when it cannot be read by anybody."""
    try:
        with pa.ipc.open_file(pa.BufferReader(content), options=pa.ipc.IpcReadOptions(use_threads=False)) as reader:
            table = reader.read_all()
        metadata: Mapping[bytes, Any] = table.schema.metadata or {}
        meta = json.loads(metadata[_META])
        meta["source"]["file"] = label
    except (pa.ArrowException, ValueError, KeyError, TypeError):
        return content
    schema = table.schema.with_metadata({**metadata, _META: json.dumps(meta, ensure_ascii=False).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema, options=pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)) as writer:
        writer.write_table(table.cast(schema))
    return bytes(sink.getvalue().to_pybytes())
