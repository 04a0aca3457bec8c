"""Citations against the register of acts. What an unverified entry says is only a hint."""

import re
from collections.abc import Iterator
from datetime import date

from vanban.check.rule import Finder, Found
from vanban.check.subject import Mention, Subject
from vanban.dates import parse_day
from vanban.flat import fold
from vanban.letters import bare
from vanban.register import RegisteredAct

REPLACING = re.compile(r"(?:thay thế|bãi bỏ|hết hiệu lực|sửa đổi|bổ sung)[^.;]{0,80}$", re.I)
ABBREVIATED = (
    ("ủy ban nhân dân", "ubnd"),
    ("uỷ ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("thành phố", "tp"),
)
CENTRAL = ("bo chinh tri", "ban bi thu", "ban chap hanh trung uong", "ban chap hanh trung uong dang")
LONGEST_CHAIN = 5
NAME_MARKS = re.compile(r"[^\w]+")


def differs(*, verified: bool) -> Finder:
    """A citation whose date or issuer is not the register's; what a symbol says of its issuer is another rule's."""

    def find(subject: Subject) -> Iterator[Found]:
        for mention in subject.mentions:
            known = _entry(subject, mention)
            if known and _sure_of_day(known) is verified and _other_date(mention, known):
                day = f"{known.issued_on:%d/%m/%Y}" if known.issued_on else ""
                said = f"{known.full_name}: trong bài ghi ngày {mention.act.date}, sổ văn bản ghi ngày {day}."
                yield Found(said, mention.span)
            elif known and known.verified is verified and _other_issuer(mention, known):
                said = f"{known.full_name}: trong bài ghi “của {mention.act.issuer}”, sổ văn bản ghi {known.issuer}."
                yield Found(said, mention.span, mend="Tra lại cơ quan ban hành.")

    find.__doc__ = differs.__doc__
    return find


def replaced(*, verified: bool) -> Finder:
    """A cited act that had been replaced when the document was made."""

    def find(subject: Subject) -> Iterator[Found]:
        day = _day_of(subject)
        for mention in subject.mentions:
            known = _entry(subject, mention)
            if day and known and known.verified is verified and known.ceased_by(day) and not _tells_so(mention):
                now = _in_force(subject, known, day)
                next_act = f", thay bằng {now}" if now else ""
                since = f" từ ngày {known.until:%d/%m/%Y}" if known.until else ""
                yield Found(
                    f"{known.full_name} đã hết hiệu lực{since}{next_act}.",
                    mention.span,
                    mend=f"Viện dẫn {now or 'văn bản đang có hiệu lực'}.",
                )

    find.__doc__ = replaced.__doc__
    return find


def law_name(subject: Subject) -> Iterator[Found]:
    """A law whose name has other punctuation than its own: "Luật Phổ biến, giáo dục, pháp luật"."""
    for mention in subject.mentions:
        name = mention.act.name
        if mention.act.number or not name or mention.act.kind != "Luật":
            continue
        for known in subject.register.named("Luật", name):
            if known.title and fold(known.title) != fold(name):
                yield Found(
                    f"Tên luật viết chưa đúng: “Luật {name}”.", mention.span, mend=f"Viết: “Luật {known.title}”."
                )
                break


def _entry(subject: Subject, mention: Mention) -> RegisteredAct | None:
    """The one act of the register that is meant; None where several could be, or another issuer's."""
    found = subject.register.find(mention.act.number or "") if mention.act.number else ()
    if len(found) != 1:
        return None
    known = found[0]
    if known.local and not (
        mention.act.issuer and known.issuer and issuer_key(mention.act.issuer) == issuer_key(known.issuer)
    ):
        return None
    return known


def issuer_key(name: str) -> str:
    """A body's name in one form, for comparing."""
    text = fold(name)
    for long, short in ABBREVIATED:
        text = text.replace(long, short)
    return bare(NAME_MARKS.sub(" ", text))


def _other_date(mention: Mention, known: RegisteredAct) -> bool:
    day = parse_day(mention.act.date) if mention.act.date else None
    return bool(day and known.issued_on and day != known.issued_on)


def _in_force(subject: Subject, known: RegisteredAct, day: date) -> str:
    """The number of the act that stands in its place on a day: a law that replaced it may have been replaced too."""
    number = known.replaced_by or ""
    for _ in range(LONGEST_CHAIN):
        found = subject.register.find(number) if number else ()
        if len(found) != 1 or not found[0].ceased_by(day) or not found[0].replaced_by:
            return number
        number = found[0].replaced_by
    return number


def _sure_of_day(known: RegisteredAct) -> bool:
    return known.verified and "issued_on" not in known.unchecked


def _other_issuer(mention: Mention, known: RegisteredAct) -> bool:
    """Only of the Party's central bodies and the like, whose symbol ("/TW") does not tell them apart."""
    if not mention.act.issuer or not known.issuer or not (mention.act.number or "").endswith("/TW"):
        return False
    said, due = issuer_key(mention.act.issuer), issuer_key(known.issuer)
    return said in CENTRAL and due in CENTRAL and said != due


def _day_of(subject: Subject) -> date | None:
    """The day of the document; where it has none, the first of its period."""
    head = subject.head
    text = head.issued_on or (head.period.start if head.period else None)
    return date.fromisoformat(text) if text else None


def _tells_so(mention: Mention) -> bool:
    text = mention.node.block.flat.text
    return bool(
        REPLACING.search(text[: mention.act.start])
        or re.match(r"[^.;]{0,60}(?:đã )?(?:được thay thế|hết hiệu lực)", text[mention.act.end :])
    )
