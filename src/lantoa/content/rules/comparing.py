"""What differs between two revisions, part by part. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.content.rules.facts import Fact
from lantoa.content.rules.kinds import DERIVED
from lantoa.content.rules.plain import text_of
from lantoa.content.rules.words import Picture, Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item as two revisions have it."""

    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether anything changed."""
        return self.left != self.right


def parts(left: Words, right: Words) -> list[Part]:
    """Title, summary, facts, article, every form, media: those that differ."""
    found = [
        Part("Tiêu đề", left.title, right.title),
        Part("Tóm tắt", left.summary, right.summary),
        Part("Dữ kiện", _facts(left.facts), _facts(right.facts)),
        Part("Bài", text_of(left.body), text_of(right.body)),
        *(Part(form.label, left.form(form), right.form(form)) for form in DERIVED),
        Part("Ảnh, video, âm thanh", _media(left.media), _media(right.media)),
    ]
    return [part for part in found if part.differs]


def _facts(facts: Iterable[Fact]) -> str:
    return "\n".join(f"{fact.label}: {fact.written}" for fact in facts)


def _media(media: Iterable[Picture]) -> str:
    return "\n".join(f"{one.alt} ({one.credit or 'chưa ghi nguồn'}) {one.url}".strip() for one in media)
