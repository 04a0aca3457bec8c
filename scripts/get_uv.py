"""Last resort of scripts/setup.sh: fetch uv from PyPI where Python has neither pip nor venv. Standard library only."""
# ruff: noqa: INP001, S310

import hashlib
import io
import json
import platform
import sys
import urllib.request
import zipfile
from pathlib import Path

INDEX = "https://pypi.org/pypi/uv/json"


def wheel_for_this_machine() -> tuple[str, str]:
    """(address, SHA-256) of the newest wheel for this processor."""
    with urllib.request.urlopen(INDEX, timeout=60) as answer:
        files = json.load(answer)["urls"]
    wanted = "manylinux", platform.machine()
    for file in files:
        if file["filename"].endswith(".whl") and all(word in file["filename"] for word in wanted):
            return file["url"], file["digests"]["sha256"]
    raise SystemExit(f"no uv for {platform.machine()}")


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
