"""A photo for a slide: small, upright, and without anything about who made it and where."""

import io

import pytest
from PIL import Image

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.story import photo as photos
from kinderwerk_stats.story.photo import LONGEST_SIDE, clean_photo, is_clean, keep_photo
from tests.story_builders import SECRETS, picture
from tests.words import refusal_saying, said_in


def opened(photo):
    return Image.open(io.BytesIO(photo.content))


def refused(content):
    with pytest.raises(InputRefused) as caught:
        clean_photo(content, "x")
    return said_in(caught.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_plain_jpeg(kind):
    photo = clean_photo(picture(kind=kind), "Kinderen")
    assert (opened(photo).format, opened(photo).size, photo.alt) == ("JPEG", (40, 30), "Kinderen")
    assert is_clean(photo.content)


def test_nothing_stays_of_place_maker_and_remarks():
    original = picture(secrets=True)
    assert all(secret in original for secret in SECRETS) and not is_clean(original)
    photo = clean_photo(original, "Kinderen")
    assert not any(secret in photo.content for secret in SECRETS)
    assert dict(opened(photo).getexif()) == {}
    assert set(opened(photo).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_that_lies_on_its_side_stands_upright():
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 10, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, quality=100)
    upright = opened(clean_photo(stream.getvalue(), "x"))
    assert upright.size == (20, 40)
    red, _, blue = upright.getpixel((10, 2))
    assert red > 200 and blue < 60, "what was left is on top"


def test_a_large_photo_is_made_smaller_and_keeps_its_shape():
    assert opened(clean_photo(picture((4000, 1000)), "x")).size == (LONGEST_SIDE, 480)
    assert opened(clean_photo(picture((400, 100)), "x")).size == (400, 100)


def test_what_is_seen_through_is_white():
    stream = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(stream, "PNG")
    assert opened(clean_photo(stream.getvalue(), "x")).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"geen foto", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:100], picture()[:300],
     picture(kind="GIF"), picture(kind="TIFF"), picture(kind="BMP")],
    ids=["empty", "text", "pdf", "svg", "cut off early", "cut off late", "gif", "tiff", "bmp"],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content):
    assert "een foto als JPEG, PNG of WebP" in refused(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(10_000, 9_000), (16_000, 15_000)])
def test_a_bomb_is_refused(kind, size):
    stream = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(stream, kind)
    assert len(stream.getvalue()) < 5_000_000
    assert "hoogstens 89 miljoen beeldpunten" in refused(stream.getvalue())


def test_more_points_than_can_be_unpacked_are_refused():
    stream = io.BytesIO()
    Image.new("1", (6500, 4000)).save(stream, "PNG")
    assert "hoogstens 25 miljoen beeldpunten" in refused(stream.getvalue())


def test_a_file_that_is_too_large_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(photos, "MAX_FILE_BYTES", 10)
    assert "meer dan 25 MB" in refused(picture())


def test_a_cleaned_photo_is_kept_as_it_is():
    photo = clean_photo(picture(), "x")
    assert keep_photo(photo.content, "x") == photo


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content + b"Jansen",
        lambda content: content[:20] + b"\xff\xfe\x00\x08Jansen" + content[20:],
        lambda content: content[:-2] + b"\xff\xd9Jansen\xff\xd9",
        lambda content: content[:2] + b"\xff\xe0\x00\x18JFIF\0Jansen" + b"\0" * 10 + content[2:],
        lambda content: picture(kind="PNG", size=(len(content) % 40 + 1, 9)),
    ],
    ids=["a tail", "a remark", "a second end", "a long header", "another kind"],
)
def test_a_photo_with_anything_more_in_it_is_cleaned_again(spoil):
    spoilt = spoil(clean_photo(picture(), "x").content)
    assert not is_clean(spoilt)
    kept = keep_photo(spoilt, "x")
    assert is_clean(kept.content) and b"Jansen" not in kept.content


def test_a_clean_photo_that_is_broken_or_too_large_is_not_kept():
    content = bytearray(clean_photo(picture(), "x").content)
    place = content.find(b"\xff\xc0")
    content[place + 5 : place + 9] = b"\0\0\0\0"
    with refusal_saying("geen foto die te lezen is"):
        keep_photo(bytes(content), "x")
    large = io.BytesIO()
    Image.new("RGB", (3000, 20)).save(large, "JPEG")
    assert is_clean(large.getvalue())
    assert opened(keep_photo(large.getvalue(), "x")).size[0] == LONGEST_SIDE
