"""What stands in a file of Office: every part of it, the workbooks behind its charts too."""

import io
import zipfile
from collections.abc import Iterator

# The moment of saving stands here, and nothing of the figures.
_MOMENT = "docProps/core.xml"


def package_texts(content: bytes) -> Iterator[str]:
    """Yield every part of a .pptx or .xlsx as text; a workbook in it part by part, a picture as its bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            part = package.read(name)
            if name.endswith(".xlsx"):
                yield from package_texts(part)
            elif name.endswith((".xml", ".rels", ".vml")):
                yield "" if name == _MOMENT else part.decode()
            else:
                yield part.hex()
