"""Real files, made here: pictures with places in them, documents, and hostile ones."""

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

SECRET = b"SECRET-OWNER-NAME"


def jpeg(*, size: tuple[int, int] = (640, 400), exif: bool = True, orientation: int = 1, **more: object) -> bytes:
    """A photo: left half red, right half blue; with GPS, device, comment and XMP where ``exif``."""
    image = _two_halves(size)
    target = io.BytesIO()
    if not exif:
        image.save(target, "JPEG", quality=90, **more)
        return target.getvalue()
    image.save(target, "JPEG", quality=90, exif=exif_of(orientation), comment=SECRET, xmp=b"<x>" + SECRET, **more)
    return target.getvalue()


def _two_halves(size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    return image


def exif_of(orientation: int = 1, taken: str = "2025:08:15 09:30:00") -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (20.0, 51.0, 7.0)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (106.0, 40.0, 59.0)
    return exif


def png(*, exif: bool = True, size: tuple[int, int] = (300, 200), orientation: int = 1) -> bytes:
    target = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    image = _two_halves(size)
    if exif:
        image.save(target, "PNG", pnginfo=info, exif=exif_of(orientation))
    else:
        image.save(target, "PNG")
    return target.getvalue()


def webp(*, exif: bool = True, orientation: int = 1) -> bytes:
    target = io.BytesIO()
    image = _two_halves((300, 200))
    if exif:
        image.save(target, "WEBP", exif=exif_of(orientation), xmp=SECRET)
    else:
        image.save(target, "WEBP")
    return target.getvalue()


def png_bomb(side: int = 60_000) -> bytes:
    """A few bytes that claim 3.6 thousand million pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def office(part: str = "word/document.xml", *more: str, content: bytes = b"<w/>") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, content)
    return target.getvalue()


def zip_bomb() -> bytes:
    """A DOCX of 2 MB that unpacks to more than 400 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("word/document.xml", b"\x00" * (401 * 1024 * 1024))
    return target.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x0f" + b"\x00" * 64
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 64
OGG = b"OggS\x00\x02" + b"\x00" * 64
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 64
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2" + b"\x00" * 64
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64
WEBM = (
    b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
    + b"\x00" * 64
)
