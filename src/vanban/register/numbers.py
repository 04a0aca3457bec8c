"""Numbers of acts however they are typed → one key."""

import re

from vanban.letters import bare

NUMBER = re.compile(r"(\d{1,5}[a-z]?)(?:\s*[/\-–]\s*((?:19|20)\d\d))?(?![\d])\s*[/\-–\s]?\s*([a-z][a-z0-9/\-–\s.]*)?$")
YEAR = re.compile(r"(?:19|20)\d\d")
JOINTS = re.compile(r"[\s/\-–.]+")
KINDS = {
    "nq": "nghi quyet", "nd": "nghi dinh", "qd": "quyet dinh", "ct": "chi thi", "kh": "ke hoach", "tt": "thong tu",
    "ttlt": "thong tu lien tich", "cv": "cong van", "cd": "cong dien", "kl": "ket luan", "hd": "huong dan",
    "tb": "thong bao", "bc": "bao cao", "l": "luat",
}  # fmt: skip


def number_key(number: str) -> str:
    """The same for every way to write one number: "76/NQ-CP", "76/nqcp", "76 NQ/CP", "076/NQ–CP" → "76|nqcp"; the year
    is part of it: "30/2020/NĐ-CP" → "30.2020|ndcp"."""
    text = bare(number).removeprefix("so ").removeprefix("so:").strip()
    match = NUMBER.match(text)
    if not match:
        return JOINTS.sub("", text)
    figure = match[1].lstrip("0") or match[1]
    year = f".{match[2]}" if match[2] else ""
    return f"{figure}{year}|{JOINTS.sub('', match[3] or '')}"


def parts(key: str) -> tuple[str, str, str]:
    """Figure, year and letters of a key; "" for what is not there."""
    front, _, letters = key.partition("|")
    figure, _, year = front.partition(".")
    return figure, year, letters
