"""The closing line names the plan: "Trên đây là Kế hoạch …"."""

import re
from collections.abc import Iterator

from vanban.check.disagreements import YEAR
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.letters import bare
from vanban.outline import Node, Zone

NAMES = re.compile(
    r"Trên đây là (?:nội dung )?(?P<t>Kế hoạch[^.;]{3,240}?)(?:[.;]|, (?=[Yy]êu cầu|[Đđ]ề nghị|UBND|Ủy ban|các |đề )|$)"
)
DOUBLED = (("CCHC", "cải cách hành chính"), ("TTHC", "thủ tục hành chính"), ("CĐS", "chuyển đổi số"))
WORD = re.compile(r"\w+")
COMMON = frozenset(
    ("ke", "hoach", "cua", "tren", "dia", "ban", "phuong", "xa", "nam", "ve", "cong", "tac", "thuc", "hien")
)
LEAST = 0.5


def scrambled(subject: Subject) -> Iterator[Found]:
    """A word and its own abbreviation side by side ("Kế hoạch CCHC tuyên truyền cải cách hành chính"), another year, or
    another plan's name: left over from the text that was copied."""
    title = subject.head.title or ""
    for match, node in subject.search(NAMES, Zone.BODY, Zone.CLOSING):
        named = match["t"]
        wrong = _doubled(named) or _other_year(subject, named) or _other_plan(title, named)
        if wrong:
            yield Found(
                f"Câu kết gọi tên kế hoạch khác với trích yếu: “{named}” ({wrong}).",
                _span(node, match),
                subject.head.title_span,
                mend=f"Viết theo trích yếu: “Kế hoạch {title[:1].lower()}{title[1:]}”." if title else "",
            )


def _doubled(named: str) -> str:
    return next(
        (f"lặp “{short}” và “{long}”" for short, long in DOUBLED if short in named and long in named.lower()), ""
    )


def _other_year(subject: Subject, named: str) -> str:
    period = subject.head.period
    years = {match["y"] for match in YEAR.finditer(named)}
    if not period or not period.start or not period.end or not years:
        return ""
    ours = {str(year) for year in range(int(period.start[:4]), int(period.end[:4]) + 1)}
    return "" if years <= ours else f"năm {', '.join(sorted(years - ours))}"


def _other_plan(title: str, named: str) -> str:
    one, two = _telling(title), _telling(named)
    less = min(len(one), len(two))
    return "khác nội dung" if less >= 4 and len(one & two) < LEAST * less else ""


def _telling(text: str) -> set[str]:
    words = bare(text.replace("CCHC", "cải cách hành chính").replace("TTHC", "thủ tục hành chính"))
    return {word for word in WORD.findall(words) if word not in COMMON and not word.isdigit()}


def _span(node: Node, match: re.Match[str]) -> tuple[int, int]:
    return node.block.flat.span(match.start("t"), match.end("t"))
