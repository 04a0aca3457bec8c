"""Places of one plan that do not agree with each other. They are shown side by side; a person decides, never
the program.

Kinds: ``lead`` and ``frequency`` and ``deadline`` (body against appendix), ``name`` (the commune's name in two
wordings), ``year`` (another year inside a plan of one year).
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from vanban.flat import Flat, fold
from vanban.head import communes
from vanban.organisations import same_unit, unit_key
from vanban.reading import Contradiction, Deadline, DeadlineKind, Item, Period, Target, Task
from vanban.references import find_acts

WORD = re.compile(r"\w+")
COMMON = frozenset(
    [
        "và",
        "các",
        "của",
        "về",
        "công",
        "tác",
        "tuyên",
        "truyền",
        "cải",
        "cách",
        "hành",
        "chính",
        "cchc",
        "trên",
        "phường",
        "xã",
        "trong",
        "cho",
        "thông",
        "tin",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "triển",
        "khai",
        "nội",
        "dung",
        "nhà",
        "nước",
        "địa",
        "bàn",
        "kế",
        "hoạch",
        "theo",
        "với",
        "tại",
        "năm",
        "đến",
        "từ",
        "có",
        "được",
        "ban",
        "hành",
        "chức",
    ]
)
YEAR = re.compile(r"(?<!đến )(?<!từ )(?<!nhìn )(?<!hết )(?<!trước )(?<!sau )năm (?P<y>20\d\d)(?! ?[-–] ?\d)", re.I)
NOT_OURS = re.compile(
    r"(?:Luật|Nghị (?:quyết|định)|Quyết định|Chỉ thị|Chương trình|Chiến lược|Đề án|giai đoạn|tháng \d{1,2}|so với|"
    r"[Kk]ết quả|[Cc]hỉ số|[Tt]ổng kết|[Ss]ơ kết|[Ss]ố liệu|trước đó)[^.;]{0,90}$"
)
QUARTER = 100
"""Days: a longer time fixes no day."""
SLACK = timedelta(days=10)
"""A report of a quarter may be due a few days behind it."""
SHARE = 0.5
MOST = 300
"""Items on either side: a real plan has some fifty."""


def find_contradictions(
    blocks: list[Flat], tasks: list[Task], targets: list[Target], *, period: Period | None, commune: Item | None
) -> list[Contradiction]:
    """Every contradiction of a plan, each pair of places once."""
    return [
        *_of_targets(targets),
        *_of_tasks(tasks, targets),
        *_of_names(blocks, commune),
        *_of_years(blocks, period),
        *_of_due_days(tasks, period),
    ]


def _of_targets(targets: list[Target]) -> Iterator[Contradiction]:
    """The same measure in the body and in a table row: another lead, another frequency."""
    rows = [target for target in targets if target.row is not None][:MOST]
    body = [target for target in targets if target.row is None][:MOST]
    for left, right in product(body, rows):
        if _same_measure(left, right):
            yield from _of_pair(left, right)
        elif _same_but_number(left, right) or _other_rate(left, right):
            message = f"Cùng một chỉ tiêu nhưng số lượng khác nhau: “{_how_many(left)}” và “{_how_many(right)}”."
            yield Contradiction("frequency", _item(left), _item(right), message)


def _of_pair(left: Target, right: Target) -> Iterator[Contradiction]:
    if left.lead and right.lead and not same_unit(left.lead, right.lead):
        yield Contradiction("lead", _item(left), _item(right), _leads_differ(left.lead, right.lead, right.row))
    if left.measure.per != right.measure.per and (left.period or right.period):
        one, two = (target.period or "không nêu kỳ" for target in (left, right))
        message = f"Cùng một chỉ tiêu nhưng kỳ khác nhau: “{one}” và “{two}”."
        yield Contradiction("frequency", _item(left), _item(right), message)


def _how_many(target: Target) -> str:
    what = f"{target.quantity} {target.unit or ''}".strip()
    between = "/" if target.period and " " not in target.period else " "
    return f"{what}{between}{target.period}" if target.period else what


def _same_but_number(left: Target, right: Target) -> bool:
    """The same thing is counted, in nearly the same words, but not as often."""
    one, two = left.measure, right.measure
    if (one.kind, one.activity, one.channel, one.per) != (two.kind, two.activity, two.channel, two.per):
        return False
    return (one.n, one.percent) != (two.n, two.percent) and _alike(left.text, right.text) > SHARE


A_YEAR = {"week": 52, "month": 12, "quarter": 4, "half_year": 2, "year": 1}


def _other_rate(left: Target, right: Target) -> bool:
    """ "02 tin mỗi tháng" and "08 tin mỗi năm": the same thing, and not as often in a year."""
    one, two = left.measure, right.measure
    if (one.kind, one.activity, one.channel) != (two.kind, two.activity, two.channel) or not one.n or not two.n:
        return False
    if one.per == two.per or one.per not in A_YEAR or two.per not in A_YEAR:
        return False
    return one.n * A_YEAR[one.per] != two.n * A_YEAR[two.per] and _alike(left.text, right.text) > SHARE


def _same_measure(left: Target, right: Target) -> bool:
    one, two = left.measure, right.measure
    if (one.kind, one.n, one.percent, one.activity) != (two.kind, two.n, two.percent, two.activity):
        return False
    return one.channel == two.channel and (one.channel is not None or _alike(left.text, right.text) >= SHARE)


def _of_tasks(tasks: list[Task], targets: list[Target]) -> Iterator[Contradiction]:
    """A task of the body and its row in the table: another lead, another deadline. Rows with a measure were compared
    as targets already."""
    measured = {target.row for target in targets if target.row is not None}
    rows = [task for task in tasks if task.row is not None and task.row not in measured]
    body = [task for task in tasks if task.row is None][:MOST]
    for row in rows[:MOST]:
        best = max(body, key=lambda task: _likeness(task, row), default=None)
        if best is None or _alike(best.text, row.text) < SHARE:
            continue
        if best.lead and row.lead and not same_unit(best.lead, row.lead):
            yield Contradiction("lead", _item(best), _item(row), _leads_differ(best.lead, row.lead, row.row))
        if _other_deadline(best, row):
            message = f"Cùng một nhiệm vụ nhưng thời hạn khác nhau: “{_when(best)}” và “{_when(row)}”."
            yield Contradiction("deadline", _item(best), _item(row), message)


def _likeness(task: Task, row: Task) -> tuple[float, bool]:
    """By words; among the same words, asked of several bodies, the one of the same body."""
    return _alike(task.text, row.text), same_unit(task.lead or "", row.lead or "")


def _when(task: Task) -> str:
    return task.deadline.text if task.deadline else ""


def _other_deadline(left: Task, right: Task) -> bool:
    """Both say when, and not the same: wording that fixes nothing agrees with everything."""
    one, two = left.deadline, right.deadline
    loose = (DeadlineKind.VAGUE, DeadlineKind.CONTINUOUS)
    if "split_uncertain" in left.doubts:
        return False
    if not one or not two or one.kind in loose or two.kind in loose or "deadline_weak" in left.doubts:
        return False
    if one.kind is not two.kind:
        return DeadlineKind.PERIOD not in (one.kind, two.kind) or _outside(one, two) or _outside(two, one)
    key_one = (one.frequencies, one.date, one.day, one.days, one.start, one.end)
    return key_one != (two.frequencies, two.date, two.day, two.days, two.start, two.end) and fold(one.text) != fold(
        two.text
    )


def _outside(day: Deadline, period: Deadline) -> bool:
    """A day well outside of a quarter or a month that the other place names."""
    if not day.date or day.kind is not DeadlineKind.FIXED_DATE or not period.start or not period.end:
        return False
    due, start, end = (date.fromisoformat(one) for one in (day.date, period.start, period.end))
    return (end - start).days < QUARTER and not start <= due <= end + SLACK


def _leads_differ(left: str, right: str, row: int | None) -> str:
    where = f"phụ lục (dòng {row})" if row else "phụ lục"
    return f"Phần nội dung giao “{left}” chủ trì, {where} giao “{right}”."


def _alike(left: str, right: str) -> float:
    """How much of the shorter text's telling words stand in the longer one, 0 to 1; short texts never do."""
    one, two = _telling(left), _telling(right)
    less = min(len(one), len(two))
    return len(one & two) / less if less >= 4 else 0.0


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(fold(text)) if word not in COMMON and len(word) > 1)


def _item(of: Target | Task) -> Item:
    return Item(of.text, of.span)


def _of_names(blocks: list[Flat], commune: Item | None) -> Iterator[Contradiction]:
    """Another name than the commune's own that shares a syllable with it ("Thạch Khôi", "Thạch Khê")."""
    if not commune:
        return
    own = fold(commune.text)
    seen: set[str] = set()
    for flat in blocks:
        for item in communes(flat):
            name = fold(item.text)
            if name == own or name in seen or f"{own} ".startswith(f"{name} ") or f"{name} ".startswith(f"{own} "):
                continue
            if _near(own, name):
                seen.add(name)
                message = f"Tên địa phương không thống nhất: “{commune.text}” và “{item.text}”."
                yield Contradiction("name", commune, item, message)


def _near(one: str, two: str) -> bool:
    """Whether two names share a syllable, the level left out."""
    return bool(set(one.split()[1:]) & set(two.split()[1:])) and unit_key(one) != unit_key(two)


def _of_years(blocks: list[Flat], period: Period | None) -> Iterator[Contradiction]:
    """A year that is not the plan's, outside dates, acts and other programmes; each wrong year once."""
    if not period or not period.start or not period.end:
        return
    ours = range(int(period.start[:4]), int(period.end[:4]) + 1)
    seen: Counter[str] = Counter()
    for flat in blocks:
        acts = [(act.start, act.end) for act in find_acts(flat.text)]
        for match in YEAR.finditer(flat.text):
            other = int(match["y"])
            inside = any(start <= match.start() < end for start, end in acts)
            if (
                other in ours
                or inside
                or other < ours[0] - 3
                or other > ours[-1]
                or _is_other(flat.text, match.start())
            ):
                continue
            seen[match["y"]] += 1
            if seen[match["y"]] == 1:
                place = Item(match.group(), flat.span(match.start(), match.end()))
                message = f"Kế hoạch {period.text} nhưng trong bài ghi “{match.group()}”."
                yield Contradiction("year", Item(period.text, period.span), place, message)


def _of_due_days(tasks: list[Task], period: Period | None) -> Iterator[Contradiction]:
    """Tasks that were due before the plan's time begins, or in a quarter after it: a day left over from last year's."""
    if not period or not period.start or not period.end:
        return
    for task in tasks:
        due = task.deadline
        if not due or "deadline_weak" in task.doubts or _named_already(due.text, period.end):
            continue
        last, first = due.date or due.end, due.start
        if (last and last < period.start) or (first and first > period.end):
            message = f"Kế hoạch {period.text} nhưng thời hạn ghi “{due.text}”."
            yield Contradiction("year", Item(period.text, period.span), Item(due.text, due.span), message)


def _named_already(text: str, end: str) -> bool:
    """Whether another rule speaks of the year: "năm 2025" in a plan of 2026."""
    named = YEAR.search(text)
    return bool(named and named["y"] <= end[:4])


def _is_other(text: str, at: int) -> bool:
    return bool(NOT_OURS.search(text[max(0, at - 140) : at]))
