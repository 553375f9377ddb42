"""A photo for a slide: drawn anew, so that nothing stays of where and with what it was made."""

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from kinderwerk_stats.model.problems import InputRefused, Place, Problem
from kinderwerk_stats.story.plan import Photo

_MAX_MEGABYTES = 25
MAX_FILE_BYTES = _MAX_MEGABYTES * 1_000_000
# From here on Pillow itself warns of a file that was made to do harm. Of a JPEG less is decoded: half or a quarter.
MAX_PIXELS = 89_000_000
MAX_DECODED_PIXELS = 25_000_000
LONGEST_SIDE = 1920
QUALITY = 85
# Named through what reads them, which Pillow does not load by itself. A JPEG of two pictures is read by the first.
_FORMATS = tuple(str(reader.format) for reader in (JpegImageFile, PngImageFile, WebPImageFile))
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow raises for a file that is no picture, is broken off or was made to do harm.
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError,
           MemoryError, struct.error, zlib.error)  # fmt: skip

# Parts of a JPEG that only say how to draw it; APP0 is the header that every program writes.
_SOI, _EOI, _SOS, _APP0 = b"\xff\xd8", b"\xff\xd9", 0xDA, 0xE0
_DRAWING = frozenset({_APP0, 0xC0, 0xC4, 0xDB, 0xDD, _SOS})
_APP0_BYTES = 16


def clean_photo(content: bytes, alt: str) -> Photo:
    """Return a photo of at most `LONGEST_SIDE` pixels, upright, as a JPEG without place, date, camera or remarks.

    Parameters
    ----------
    content : the file as it was uploaded.
    alt : what is to be seen on it.

    Raises
    ------
    InputRefused
        When it is no photo that can be read, or so large that reading it would harm the program.
    """
    if len(content) > MAX_FILE_BYTES:
        raise _refusal("foto_te_groot", meeste=_MAX_MEGABYTES)
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            _refuse_bomb(image.size, MAX_PIXELS)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            _refuse_bomb(image.size, MAX_DECODED_PIXELS)
            # Smaller first: turning makes a copy. A palette has no colours in between, so it goes first.
            drawn = image.convert("RGBA") if image.mode in ("1", "P") else image
            drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(drawn)
            # A sheet of white that never was a file: it has no properties to take along.
            clean = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            clean.paste(shown, mask=shown.getchannel("A"))
    except _BOMBS:
        raise _refusal("foto_te_veel_punten", meeste=MAX_PIXELS // 1_000_000) from None
    except _BROKEN:
        raise _refusal("foto_onleesbaar") from None
    stream = io.BytesIO()
    clean.save(stream, "JPEG", quality=QUALITY)
    return Photo(stream.getvalue(), alt)


def keep_photo(content: bytes, alt: str) -> Photo:
    """Return a photo from a saved story: as it is where it was cleaned before, else cleaned."""
    if not is_clean(content):
        return clean_photo(content, alt)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
            small = max(image.size) <= LONGEST_SIDE
            if small:
                image.load()
    except (*_BOMBS, *_BROKEN):
        raise _refusal("foto_beschadigd") from None
    return Photo(content, alt) if small else clean_photo(content, alt)


def is_clean(content: bytes) -> bool:
    """Return whether a file is a plain JPEG that holds nothing but its picture: no EXIF, profile, remark or tail."""
    if not content.startswith(_SOI):
        return False
    place = len(_SOI)
    while place + 4 <= len(content):
        mark, kind, length = struct.unpack_from(">BBH", content, place)
        if mark != 0xFF or kind not in _DRAWING or (kind == _APP0 and length != _APP0_BYTES):
            return False
        place += 2 + length
        if kind == _SOS:
            # Inside the picture itself the end mark cannot occur: the first one is the end of the file.
            return content.find(_EOI, place) == len(content) - len(_EOI)
    return False


def _refuse_bomb(size: tuple[int, int], most: int) -> None:
    if size[0] * size[1] > most:
        raise _refusal("foto_te_veel_punten_bij", breed=size[0], hoog=size[1], meeste=most // 1_000_000)


def _refusal(code: str, **params: int) -> InputRefused:
    return InputRefused([Problem(code, Place(subject="foto"), tuple(params.items()))])
