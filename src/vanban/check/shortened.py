"""Abbreviations that are never explained."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.outline import Zone

SHORT = {"CCHC": "cải cách hành chính", "TTHC": "thủ tục hành chính", "DVC": "dịch vụ công", "CĐS": "chuyển đổi số"}
USES = 2
"""So often at least an abbreviation stands in the text before it is asked for."""


def unexplained(subject: Subject) -> Iterator[Found]:
    """ "CCHC" used and nowhere explained in brackets behind its words. Once for each abbreviation."""
    texts = [node.block.flat.text for node in subject.zone(Zone.HEAD, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING)]
    whole = "\n".join(texts)
    for short, long in SHORT.items():
        uses = list(subject.search(re.compile(rf"(?<!\w){short}(?!\w)"), Zone.PREAMBLE, Zone.BODY, Zone.CLOSING))
        explained = re.search(rf"\((?:[^)]{{0,40}} )?[“\"]?{short}[”\"]?\)", whole) or re.search(
            rf"{short} \({long}", whole
        )
        if len(uses) >= USES and not explained:
            match, node = uses[0]
            yield Found(
                f"Chữ viết tắt “{short}” chưa được giải thích ở lần dùng đầu.",
                place_of(node, match),
                mend=f"Lần đầu viết: “{long} ({short})”.",
            )
