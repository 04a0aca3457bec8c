"""Last resort of scripts/setup.sh: fetch uv from PyPI where Python has neither pip nor venv. Standard library only."""
# ruff: noqa: INP001, S310

import hashlib
import html
import io
import platform
import re
import sys
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urljoin

INDEX = "https://pypi.org/simple/uv/"
LINK = re.compile(
    r'href="([^"#]+)#sha256=([0-9a-f]{64})"[^>]*>\s*(uv-(\d+)\.(\d+)\.(\d+)-[^<\s]*manylinux[^<\s]*\.whl)\s*<'
)


def wheel_for_this_machine() -> tuple[str, str]:
    """(address, SHA-256) of the newest wheel for this processor."""
    with urllib.request.urlopen(INDEX, timeout=60) as answer:
        page, place = answer.read().decode(), answer.url
    found = [
        (tuple(map(int, version)), urljoin(place, html.unescape(link)), digest)
        for link, digest, name, *version in LINK.findall(page)
        if platform.machine() in name
    ]
    if not found:
        raise SystemExit(f"no uv for {platform.machine()}")
    return max(found)[1:]


def main(folder: Path) -> None:
    """Put the program uv into the folder."""
    address, digest = wheel_for_this_machine()
    with urllib.request.urlopen(address, timeout=300) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise SystemExit("the download is damaged")
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        (folder / "uv").write_bytes(wheel.read(name))
    (folder / "uv").chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
