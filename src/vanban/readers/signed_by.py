"""What the box of an electronic signature says: who signed, and when. It is printed over the document and is no part of
its text (its lines stood among those of the head, and were read as the issuer); it is told in a note.

The words are those of the signing programs that offices use (Ban Cơ yếu Chính phủ, VNPT, Viettel, Adobe); Nghị định
30/2020/NĐ-CP, Phụ lục I asks for the signer, the body and the time.
"""

import re
from collections.abc import Sequence

from vanban.letters import unmarked
from vanban.readers.pdf_page import Piece

SIGNED = re.compile(r"(?:nguoi ky|ky boi|duoc ky boi|ky so boi|digitally signed by|signed by|thoi gian ky|ngay ky)\s*:")
"""What no line of a document's own text begins with."""
BESIDE = re.compile(
    r"(?:email|co quan|to chuc|don vi|chuc vu|date|reason|location|ly do|noi ky|signature valid)\b\s*:?"
)
"""What stands beside it in the box."""
NEAR = 30.0
"""Points above and below."""


def without_signatures(lines: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """The lines of a page without those of signature boxes, and what these say."""
    found = [line for line in lines if SIGNED.match(_fold(line.text))]
    if not found:
        return list(lines), []
    for _ in range(3):  # lines of a box that were cut in two are near the ones that were not
        found = [line for line in lines if line in found or (_is_beside(line) and _is_near(line, found))]
    inside = [line for line in lines if line in found or _is_inside(line, found)]
    return [line for line in lines if line not in inside], [" ".join(line.text for line in inside)]


def _fold(text: str) -> str:
    return unmarked(text).lower().strip(" .,'`|")


def _is_beside(line: Piece) -> bool:
    return bool(BESIDE.match(_fold(line.text)))


def _is_near(line: Piece, found: Sequence[Piece]) -> bool:
    return any(
        line.top - one.bottom < NEAR and one.top - line.bottom < NEAR and line.x0 < one.x1 and one.x0 < line.x1
        for one in found
    )


def _is_inside(line: Piece, found: Sequence[Piece]) -> bool:
    """Whether a line stands between the lines of a box and no wider than they."""
    return (
        min(one.top for one in found) <= line.top
        and line.bottom <= max(one.bottom for one in found)
        and min(one.x0 for one in found) - 1 <= line.x0
        and line.x1 <= max(one.x1 for one in found) + 1
    )
