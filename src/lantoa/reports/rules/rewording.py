"""What may be done to the wording of a section, in the browser or in Word. Pure.

In the browser a section keeps exactly its figures and tables. From Word comes what it will: an altered figure is put
back and listed, a section in which a figure is missing is not taken, a number typed in is marked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lantoa.core.errors import Refused
from lantoa.reports.rules.sections import Section
from vanban.form.document import Bullet, Heading, Paragraph, Run, plain
from vanban.form.editing import (
    Fixed,
    Written,
    figures_of,
    filled,
    fixed_of,
    free_words,
    texts_of,
    words_of,
)
from vanban.form.numbers import TypedNumber, typed_numbers
from vanban.vocabulary import Labelled

Words = tuple[Written, ...]


def check_wording(before: Words, after: Words, figures: Mapping[str, Run]) -> Words:
    """The section as it is kept: figures in it are the software's, whatever was sent.

    Raises:
        Refused("figures_missing"): a figure, table or chart is gone, or stands there twice.
    """
    had, has = figures_of(before), figures_of(after)
    gone = [figures[key].text if key in figures else key for key in had if not has[key]]
    foreign = [key for key in has if key not in had or has[key] > 1]
    if gone:
        told = ", ".join(f"“{text}”" for text in gone[:5])
        raise Refused("figures_missing", f"Mục này đang thiếu số liệu {told}. Hãy chèn lại; số liệu chỉ được dời chỗ.")
    if foreign or sorted(fixed_of(after)) != sorted(fixed_of(before)):
        raise Refused(
            "figures_missing", "Bảng, biểu đồ và số liệu của mục này phải còn đủ, mỗi thứ một lần. Hãy tải lại mục."
        )
    return filled(after, figures)


def typed_in(proposed: Words, now: Words) -> list[TypedNumber]:
    """Numbers that people wrote themselves into a section: nobody has proof of them."""
    return typed_numbers(free_words(proposed), free_words(now))


class Fault(Labelled):
    """Thay đổi số liệu trong bản Word."""

    ALTERED = "altered", "Số liệu bị sửa: phần mềm giữ số cũ"
    REMOVED = "removed", "Số liệu bị xóa: mục này chưa nhận"
    TABLE = "table", "Ô bảng bị sửa: phần mềm giữ bảng cũ"
    TYPED = "typed", "Số không có minh chứng"
    STRANGE = "strange", "Bảng, ảnh chèn thêm chưa được nhận"
    NO_TABLE = "no_table", "Bảng hoặc biểu đồ bị xóa: phần mềm đặt lại"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it went out."""

    fault: Fault
    old: str = ""
    new: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class SectionBack:
    """One section that came back from Word. ``words``: how it would be kept; ``stale``: somebody changed it on the page
    after the file went out."""

    section: Section
    words: Words
    before: str
    after: str
    findings: tuple[Finding, ...] = ()
    stale: bool = False

    @property
    def changed(self) -> bool:
        """Whether its wording differs."""
        return self.before != self.after

    @property
    def takeable(self) -> bool:
        """Whether it can be taken: something changed and no figure is missing."""
        return self.changed and not any(one.fault is Fault.REMOVED for one in self.findings)


@dataclass(frozen=True, slots=True)
class Sent:
    """A section as it went out in the file. ``tables``: cells of its tables."""

    words: Words
    proposed: Words
    revision: int


def judge_section(
    section: Section, sent: Sent, came: Words, *, figures: Mapping[str, Run], revision: int,
    tables: Mapping[str, tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]] | None = None,
    strange: tuple[str, ...] = (), elsewhere: frozenset[str] = frozenset(),
) -> SectionBack:  # fmt: skip
    """Compare a section that came back with how it stands. ``tables``: by name, the cells that went out and that came;
    ``elsewhere``: figures that now stand in other sections; ``revision``: of the file."""
    findings = [*_altered(came, figures), *_removed(sent.words, came, figures, elsewhere=elsewhere)]
    for name, (old, new) in (tables or {}).items():
        findings += _cells(name, old, new)
    findings += [Finding(Fault.STRANGE, new=what, where=section.label) for what in strange]
    gone = [name for name in fixed_of(sent.words) if name not in fixed_of(came)]
    findings += [Finding(Fault.NO_TABLE, old=name) for name in gone]
    kept = filled(_own(came, sent.words, figures), figures)
    findings += [Finding(Fault.TYPED, new=one.text, where=one.context) for one in typed_in(sent.proposed, kept)]
    return SectionBack(
        section, kept, _shape(sent.words), _shape(kept), tuple(findings), stale=revision != sent.revision
    )  # fmt: skip


def _altered(came: Words, figures: Mapping[str, Run]) -> list[Finding]:
    found = []
    for block in came:
        texts: dict[str, str] = {}
        for run in texts_of(block):
            if run.anchor:
                texts[run.anchor] = texts.get(run.anchor, "") + run.text
        for anchor, text in texts.items():
            if anchor in figures and _same(text) != _same(figures[anchor].text):
                found.append(Finding(Fault.ALTERED, figures[anchor].text, text, _around(block)))
    return found


def _removed(sent: Words, came: Words, figures: Mapping[str, Run], *, elsewhere: frozenset[str]) -> list[Finding]:
    has = figures_of(came)
    return [
        Finding(Fault.REMOVED, figures[anchor].text, where=_around(block))
        for block in sent
        for anchor in dict.fromkeys(run.anchor for run in texts_of(block) if run.anchor)
        if anchor in figures and not has[anchor] and anchor not in elsewhere
    ]


def _cells(name: str, old: tuple[tuple[str, ...], ...], new: tuple[tuple[str, ...], ...]) -> list[Finding]:
    if [len(row) for row in old] != [len(row) for row in new]:
        return [Finding(Fault.TABLE, f"{len(old)} dòng", f"{len(new)} dòng", f"bảng “{name}”")]
    return [
        Finding(Fault.TABLE, before, after, f"dòng {number}: {row[1] if len(row) > 1 else row[0]}"[:120])
        for number, (row, came) in enumerate(zip(old, new, strict=True))
        for before, after in zip(row, came, strict=True)
        if _same(before) != _same(after)
    ]


def _own(came: Words, sent: Words, figures: Mapping[str, Run]) -> Words:
    """What came, with each figure once and whole, foreign figures as plain words, and lost tables at the end."""
    seen: set[str] = set()
    blocks = [_once(block, seen, figures) for block in came]
    kept = [block for block in blocks if isinstance(block, Fixed) or texts_of(block)]
    lost = [Fixed(name) for name in fixed_of(sent) if name not in fixed_of(kept)]
    return (*kept, *lost)


def _once(block: Written, seen: set[str], figures: Mapping[str, Run]) -> Written:
    if isinstance(block, Fixed):
        return block
    runs: list[Run] = []
    for run in texts_of(block):
        if not run.anchor or run.anchor not in figures:
            runs.append(Run(run.text, run.bold, run.italic))
        elif run.anchor not in seen:
            seen.add(run.anchor)
            runs.append(Run(figures[run.anchor].text, run.bold, run.italic, run.anchor))
    if isinstance(block, Heading):
        return Heading("", tuple(runs), 2)
    return Bullet(tuple(runs), block.mark) if isinstance(block, Bullet) else Paragraph(tuple(runs))


def _shape(words: Words) -> str:
    """The words, with what kind of line each is; looks do not count."""
    lines = []
    for block in words:
        if not isinstance(block, Fixed):
            mark = {"Heading": "# ", "Bullet": "- "}.get(type(block).__name__, "")
            lines.append(mark + _same(plain(texts_of(block))))
    return "\n".join(lines)


def _same(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _around(block: Written) -> str:
    words = words_of((block,))
    return words if len(words) <= 120 else words[:119] + "…"
