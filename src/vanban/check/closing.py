"""The closing line names the plan: "Trên đây là Kế hoạch …"."""

import re
from collections.abc import Iterator

from vanban.check.disagreements import YEAR
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.dates import iso, parse_period
from vanban.head import PERIOD
from vanban.letters import bare
from vanban.outline import Node, Zone

NAMES = re.compile(
    r"Trên đây là (?:nội dung )?(?P<t>(?:[Kk]ế hoạch|Báo cáo|Chương trình|Đề án|Hướng dẫn|Thông báo|Phương án)"
    r"[^.;]{3,240}?)(?:[.;]|, (?=[Yy]êu cầu|[Đđ]ề nghị|UBND|Ủy ban|các |đề )|$)"
)
DOUBLED = (("CCHC", "cải cách hành chính"), ("TTHC", "thủ tục hành chính"), ("CĐS", "chuyển đổi số"))
WORD = re.compile(r"\w+")
COMMON = frozenset(
    ("ke", "hoach", "cua", "tren", "dia", "ban", "phuong", "xa", "nam", "ve", "cong", "tac", "thuc", "hien")
)
LEAST = 0.5
OTHERS = 2
"""Words of one name that the other has not."""


def scrambled(subject: Subject) -> Iterator[Found]:
    """A word and its own abbreviation side by side ("Kế hoạch CCHC tuyên truyền cải cách hành chính"), another year, or
    another plan's name: left over from the text that was copied."""
    title = subject.head.title or ""
    for match, node in subject.search(NAMES, Zone.BODY, Zone.CLOSING):
        named = match["t"]
        wrong = (
            _other_kind(named)
            or _doubled(named, title)
            or _other_year(subject, named)
            or _other_period(subject, named)
            or _other_plan(title, named, place=subject.reading.commune.text if subject.reading.commune else "")
            or _turned(title, named)
        )
        if wrong:
            yield Found(
                f"Câu kết gọi tên kế hoạch khác với trích yếu: “{named}” ({wrong}).",
                _span(node, match),
                subject.head.title_span,
                mend=f"Viết theo trích yếu: “Kế hoạch {title[:1].lower()}{title[1:]}”." if title else "",
            )


def _other_kind(named: str) -> str:
    kind = named.split(" ", 2)
    return "" if named.lower().startswith("kế hoạch") else f"văn bản này là Kế hoạch, không phải {' '.join(kind[:2])}"


def _doubled(named: str, title: str) -> str:
    for short, long in DOUBLED:
        if short in named and long in named.lower():
            return f"lặp “{short}” và “{long}”"
    for long in (*(long for _, long in DOUBLED), "tuyên truyền"):
        if named.lower().count(long) > max(1, title.lower().count(long)):
            return f"lặp “{long}”"
    return ""


def _other_period(subject: Subject, named: str) -> str:
    """Half a year at the end of a plan for the whole, or the reverse."""
    period, said = subject.head.period, PERIOD.search(named)
    days = parse_period(said.group()) if said else None
    if not period or not period.start or not said or not days or PERIOD.fullmatch(period.text) is None:
        return ""
    return "" if (iso(days[0]), iso(days[1])) == (period.start, period.end) else f"kỳ “{said.group()}”"


def _other_year(subject: Subject, named: str) -> str:
    period = subject.head.period
    years = {match["y"] for match in YEAR.finditer(named)}
    if not period or not period.start or not period.end or not years:
        return ""
    ours = {str(year) for year in range(int(period.start[:4]), int(period.end[:4]) + 1)}
    return "" if years <= ours else f"năm {', '.join(sorted(years - ours))}"


def _other_plan(title: str, named: str, *, place: str) -> str:
    """Few of the words are the same; or at least two on either side are the other's alone, the place left out."""
    where = _telling(place)
    one, two = _telling(title) - where, _telling(named) - where
    less = min(len(one), len(two))
    if less >= 4 and len(one & two) < LEAST * less:
        return "khác nội dung"
    apart = min(len(one - two), len(two - one))
    return "khác nội dung" if less >= 3 and apart >= OTHERS else ""


def _turned(title: str, named: str) -> str:
    """The title's own words in another order."""
    one, two = _in_order(title), _in_order(named)
    return "đảo trật tự chữ" if len(two) >= 5 and set(two) <= set(one) and two != [w for w in one if w in two] else ""


def _in_order(text: str) -> list[str]:
    words = bare(text.replace("CCHC", "cải cách hành chính").replace("TTHC", "thủ tục hành chính"))
    return list(dict.fromkeys(word for word in WORD.findall(words) if word not in COMMON and not word.isdigit()))


def _telling(text: str) -> set[str]:
    words = bare(text.replace("CCHC", "cải cách hành chính").replace("TTHC", "thủ tục hành chính"))
    return {word for word in WORD.findall(words) if word not in COMMON and not word.isdigit()}


def _span(node: Node, match: re.Match[str]) -> tuple[int, int]:
    return node.block.flat.span(match.start("t"), match.end("t"))
