"""A photo in a picture: the bytes themselves, so that the file asks for nothing else."""

import io
from base64 import b64encode

from PIL import Image

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, num
from kinderwerk_stats.story.slides import PhotoPicture


def draw_photo(picture: PhotoPicture, box: Box) -> Drawn:
    """Return the whole photo, as large as fits; as high as it is where it may be."""
    height = box.height or box.width / ratio_of(picture)
    content = b64encode(picture.content).decode()
    return Drawn(
        f'<image width="{num(box.width)}" height="{num(height)}" preserveAspectRatio="xMidYMid meet"'
        f' href="data:image/jpeg;base64,{content}"/>',
        height,
    )


def ratio_of(picture: PhotoPicture) -> float:
    """Return how many times wider than high a photo is."""
    with Image.open(io.BytesIO(picture.content)) as photo:
        return photo.width / photo.height
