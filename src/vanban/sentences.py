"""Where sentences begin and end in a flat text."""

import re

from vanban.blocks import UPPER

END = re.compile(rf"(?:[.!?…]|\.\.\.)[\"”)]*(?= [{UPPER}“\"(])")
SHORT = re.compile(r"(?:^|[ (])(?:TP|TT|TM|KT|TX|Q|P|[A-Z]|v\.v|PGS|TS|ThS|ông|bà)\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a flat text; they cover it but for the blanks between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(text):
        if SHORT.search(text[max(0, match.end() - 8) : match.end()]):
            continue
        found.append((start, match.end()))
        start = match.end() + 1
    if start < len(text):
        found.append((start, len(text)))
    return found
