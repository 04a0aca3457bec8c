"""Acts and the places that cite them, put together: one line for each act, however often and however it is written."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lantoa.documents.rules import act_key
from vanban.register import Register, RegisteredAct

ONLY_CITED = "chỉ thấy trong kế hoạch, chưa đối chiếu"


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of an act in an edition of a plan. ``words``: as the plan says it."""

    plan_id: int
    edition: int
    plan_title: str
    words: str
    kind: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    element_id: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the register with what the commune's plans say of it. ``own_id``: the commune's own entry."""

    key: str
    act: RegisteredAct
    citations: tuple[Citation, ...] = ()
    own_id: int | None = None
    numbered: bool = True

    @property
    def slug(self) -> str:
        """The act in an address."""
        return slug_of(self.key)

    @property
    def name(self) -> str:
        """ "Nghị định số 30/2020/NĐ-CP"; "Luật Lưu trữ" where no number is known."""
        return self.act.full_name if self.numbered else f"{self.act.kind} {self.act.title or ''}".strip()

    @property
    def differing(self) -> tuple[str, ...]:
        """Days that plans give to the act otherwise than the register."""
        days = {one.issued_on for one in self.citations if one.issued_on and one.issued_on != self.act.issued_on}
        return tuple(f"{day:%d/%m/%Y}" for day in sorted(days)) if self.act.issued_on else ()


def slug_of(key: str) -> str:
    """The key of an act as a part of an address: short, and of letters and digits only."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Group:
    act: RegisteredAct
    numbered: bool = True
    citations: list[Citation] = field(default_factory=list)


def gathered(acts: Iterable[RegisteredAct], citations: Iterable[Citation], own: dict[str, int]) -> list[Entry]:
    """Every act that is registered or cited, by key. ``own``: numbers of the commune's entries by key."""
    known = list(acts)
    groups = {act_key(act.kind, act.number, act.issued_on, local=act.local): _Group(act) for act in known}
    names = Register(known)
    for citation in citations:
        key = _key_of(citation, groups, names)
        group = groups.setdefault(key, _Group(_only_cited(citation), numbered=bool(citation.number)))
        group.citations.append(citation)
        if group.act.source == ONLY_CITED:
            group.act = _completed(group.act, citation)
    return [
        Entry(key, group.act, tuple(group.citations), own.get(key), group.numbered) for key, group in groups.items()
    ]


def _key_of(citation: Citation, groups: dict[str, _Group], names: Register) -> str:
    if not citation.number:
        return _key_of_name(citation, names)
    key = act_key(citation.kind, citation.number, citation.issued_on)
    plain = act_key(citation.kind, citation.number, None)
    if key in groups:
        return key
    if key == plain:  # no day: the one act with this number, if there is just one
        same = [one for one in groups if one.partition("@")[0] == plain]
        return same[0] if len(same) == 1 else plain
    return plain if plain in groups and not groups[plain].act.issued_on else key


def _key_of_name(citation: Citation, names: Register) -> str:
    found = names.named(citation.kind, citation.title) if citation.kind and citation.title else ()
    if len(found) == 1:
        return act_key(found[0].kind, found[0].number, found[0].issued_on, local=found[0].local)
    return "ten:" + " ".join((citation.words or citation.title).casefold().split())


def _only_cited(citation: Citation) -> RegisteredAct:
    kind = citation.kind or "Văn bản"
    title = citation.title
    if not citation.number and not title:
        title = citation.words.removeprefix(kind).strip()
    return RegisteredAct(
        kind=kind, number=citation.number, source=ONLY_CITED, issued_on=citation.issued_on,
        issuer=citation.issuer or None, title=title or None,
    )  # fmt: skip


def _completed(act: RegisteredAct, citation: Citation) -> RegisteredAct:
    return replace(
        act, issued_on=act.issued_on or citation.issued_on, issuer=act.issuer or citation.issuer or None,
        title=act.title or citation.title or None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words or a number; one of ``SHOWN``; a status."""

    words: str = ""
    shown: str = ""
    status: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return self != Wanted()


SHOWN = {
    "vien-dan": "Kế hoạch có viện dẫn",
    "chua-doi-chieu": "Chưa đối chiếu",
    "het-hieu-luc": "Hết hiệu lực mà còn viện dẫn",
    "tu-ghi": "Xã, phường tự ghi",
}


def is_stale(entry: Entry, today: date) -> bool:
    """Whether plans cite an act that is known to be no longer in force."""
    return bool(entry.citations) and entry.act.ceased_by(today)


def found(entries: Sequence[Entry], wanted: Wanted, today: date) -> list[Entry]:
    """The entries that are asked for: best first where there are words, else cited ones first, then by day."""
    kept = [entry for entry in entries if _is_shown(entry, wanted, today)]
    if not wanted.words:
        return sorted(kept, key=lambda entry: (not entry.citations, -_day(entry), entry.key))
    by_act = {id(entry.act): entry for entry in kept}
    return [by_act[id(act)] for act in Register(entry.act for entry in kept).search(wanted.words, most=len(kept))]


def _day(entry: Entry) -> int:
    return entry.act.issued_on.toordinal() if entry.act.issued_on else 0


def _is_shown(entry: Entry, wanted: Wanted, today: date) -> bool:
    if wanted.status and entry.act.status.value != wanted.status:
        return False
    tests = {
        "vien-dan": bool(entry.citations), "chua-doi-chieu": not entry.act.verified,
        "het-hieu-luc": is_stale(entry, today), "tu-ghi": entry.own_id is not None,
    }  # fmt: skip
    return tests.get(wanted.shown, True)
