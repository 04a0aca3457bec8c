"""The content decides what a file is; the name only has to agree."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lantoa.core.errors import Refused
from lantoa.files import checks
from lantoa.files.checks import PLAN_DOCUMENTS, FileKind, check_file
from lantoa.files.naming import LONGEST, safe_name, with_ending
from tests.files import samples

TAKEN = {
    "anh.jpg": (samples.jpeg(), "image/jpeg"),
    "ANH.JPEG": (samples.jpeg(), "image/jpeg"),
    "khong-duoi": (samples.jpeg(), "image/jpeg"),
    "a.png": (samples.png(), "image/png"),
    "a.webp": (samples.webp(), "image/webp"),
    "zalo.jpg": (samples.webp(), "image/webp"),
    "ke hoach.pdf": (samples.PDF, "application/pdf"),
    "bom.pdf": (b"\xef\xbb\xbf\n" + samples.PDF, "application/pdf"),
    "a.docx": (samples.office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "a.xlsx": (samples.office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "a.pptx": (
        samples.office("ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "IMG_0042.HEIC": (samples.HEIC, "image/heic"),
    "zalo-heic.jpg": (samples.HEIC, "image/heic"),
    "a.txt": ("Kế hoạch tuyên truyền\n".encode(), "text/plain"),
    "utf16.txt": ("Kế hoạch".encode("utf-16"), "text/plain"),
    "tcvn.txt": ("Kế hoạch".encode("cp1258", "replace"), "text/plain"),
    "a.mp3": (samples.MP3, "audio/mpeg"),
    "a.wav": (samples.WAV, "audio/x-wav"),
    "a.ogg": (samples.OGG, "audio/ogg"),
    "a.m4a": (samples.M4A, "audio/mp4"),
    "ghi-am.m4a": (samples.MP4, "video/mp4"),
    "a.mp4": (samples.MP4, "video/mp4"),
    "a.webm": (samples.WEBM, "video/webm"),
}

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
REFUSED = {
    "rong.jpg": (b"", "file_empty"),
    "a.svg": (SVG, "file_active"),
    "a.png": (SVG, "file_active"),
    "a.jpg": (HTML, "file_active"),
    "a.txt": (b"  \n<html><body>", "file_active"),
    "chu-thich.txt": (b"<!-- x -->\n<script>alert(1)</script>", "file_active"),
    "utf16.txt": ("<html>".encode("utf-16"), "file_active"),
    "bom.txt": (b"\xef\xbb\xbf<html>", "file_active"),
    "a.xml": (b'<?xml version="1.0"?><x/>', "file_active"),
    "a.php": (b"<?php system($_GET[0]);", "file_active"),
    "a.sh": (b"#!/bin/sh\nrm -rf /\n", "file_active"),
    "a.exe": (b"MZ\x90\x00" + b"\x00" * 100, "file_active"),
    "anh.jpg.exe": (b"\x7fELF" + b"\x00" * 100, "file_active"),
    "a.bat": (b"@echo off\r\ndel *.*\r\n", "file_name_differs"),
    "a.js": (b"alert(1)", "file_name_differs"),
    "ke-hoach.pdf": (samples.jpeg(), "file_name_differs"),
    "anh.html": (samples.jpeg(), "file_name_differs"),
    "anh2.jpg": (samples.PDF, "file_name_differs"),
    "b.xlsx": (samples.office(), "file_name_differs"),
    "a.zip": (samples.office("bat-ky.bin"), "file_kind"),
    "hai.docx": (samples.office("word/document.xml", "xl/workbook.xml"), "file_kind"),
    "macro.docx": (samples.office("word/document.xml", "word/vbaProject.bin"), "file_macro"),
    "hong.docx": (samples.office()[:60], "file_broken"),
    "cu.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file_old_office"),
    "a.gif": (b"GIF89a" + b"\x00" * 60, "file_kind"),
    "a.bin": (bytes(range(256)) * 4, "file_kind"),
}  # fmt: skip


def written(folder: Path, data: bytes) -> Path:
    path = folder / "du-lieu"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", TAKEN)
def test_taken(name: str, tmp_path: Path) -> None:
    data, media_type = TAKEN[name]
    assert check_file(written(tmp_path, data), name).media_type == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, code = REFUSED[name]
    with pytest.raises(Refused) as refusal:
        check_file(written(tmp_path, data), name)
    assert refusal.value.code == code
    assert any(word in refusal.value.message.lower() for word in ("hãy", "gửi"))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        check_file(written(tmp_path, samples.zip_bomb()), "ke-hoach.docx")
    assert refusal.value.code == "file_bomb"


@pytest.mark.parametrize(
    ("data", "size", "kind"),
    [(samples.jpeg(), 25, FileKind.PICTURE), (samples.PDF, 30, FileKind.DOCUMENT), (samples.MP4, 200, FileKind.VIDEO)],
)
def test_each_group_has_its_limit(tmp_path: Path, data: bytes, size: int, kind: FileKind) -> None:
    path = written(tmp_path, data)
    with path.open("r+b") as file:
        file.truncate(size * checks.MB)
    assert check_file(path, "tep").kind is kind
    with path.open("r+b") as file:
        file.truncate(size * checks.MB + 1)
    with pytest.raises(Refused) as refusal:
        check_file(path, "tep")
    assert (refusal.value.code, f"{size} MB" in refusal.value.message) == ("file_too_large", True)


def test_a_plan_may_be_a_picture_or_a_scan_but_no_sound(tmp_path: Path) -> None:
    assert check_file(written(tmp_path, samples.jpeg()), "a.jpg", PLAN_DOCUMENTS).kind is FileKind.PICTURE
    tiff = io.BytesIO()
    Image.new("1", (60, 60), 1).save(tiff, "TIFF")
    assert check_file(written(tmp_path, tiff.getvalue()), "a.tif", PLAN_DOCUMENTS).kind is FileKind.SCAN
    with pytest.raises(Refused) as refusal:
        check_file(written(tmp_path, tiff.getvalue()), "a.tif")
    assert refusal.value.code == "file_kind"
    with pytest.raises(Refused) as refusal:
        check_file(written(tmp_path, b"OggS" + bytes(60)), "a.ogg", PLAN_DOCUMENTS)
    assert refusal.value.code == "file_kind"
    assert "tài liệu Word" in refusal.value.message


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), data)
    try:
        check_file(path, "tep")
    except Refused as refusal:
        assert refusal.message.endswith(".")  # noqa: PT017 - both answers are right


@pytest.mark.parametrize(
    ("given_name", "wanted"),
    [
        ("Kế hoạch 2025.pdf", "Kế hoạch 2025.pdf"),
        ("Ke\u0302\u0301 hoa\u0323ch.PDF", "Kế hoạch.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\ảnh.jpg", "ảnh.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ('a"<b>|?.pdf', "a-b-.pdf"),
        ("...", "tep"),
        ("", "tep"),
        (".pdf", "tep.pdf"),
    ],
)
def test_names_are_made_safe(given_name: str, wanted: str) -> None:
    assert safe_name(given_name) == wanted


@given(st.text(max_size=400), st.sampled_from(["", ".pdf", ".jpeg"]))
def test_every_name_becomes_one_short_line(name: str, ending: str) -> None:
    safe = safe_name(name + ending)
    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\\r\n\x00<>"|?*:')
    assert safe_name(safe) == safe


def test_the_stored_name_gets_the_ending_of_the_content() -> None:
    assert with_ending("zalo.jpg", ("webp",)) == "zalo.webp"
    assert with_ending("Kế hoạch v1.2", ("pdf",)) == "Kế hoạch v1.2.pdf"
    assert with_ending("a.jpeg", ("jpg", "jpeg")) == "a.jpeg"
