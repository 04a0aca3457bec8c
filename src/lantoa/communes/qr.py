"""A link as a QR picture, to be shown on a screen or printed on the invitation."""

import base64
from io import BytesIO

import qrcode  # type: ignore[import-untyped]
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]


def qr_picture(text: str) -> str:
    """The text as a ``data:`` address of an SVG picture: nothing is fetched and nothing is kept."""
    image = qrcode.make(text, image_factory=SvgPathImage, error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    picture = BytesIO()
    image.save(picture)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()
