"""A photo in a picture: the bytes themselves, so that the file asks for nothing else."""

from base64 import b64encode

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, num
from kinderwerk_stats.story.slides import PhotoPicture

_HIGH = 0.62


def draw_photo(picture: PhotoPicture, box: Box) -> Drawn:
    """Return the whole photo, as large as fits."""
    height = box.height or box.width * _HIGH
    content = b64encode(picture.content).decode()
    return Drawn(
        f'<image width="{num(box.width)}" height="{num(height)}" preserveAspectRatio="xMidYMid meet"'
        f' href="data:image/jpeg;base64,{content}"/>',
        height,
    )
