"""The one protocol of all channels (design §5): what goes out, how it is sent, looked for, corrected and taken back.

``prepare`` and ``remarks`` are pure: what the preview shows is kept with the delivery and is what goes out. ``send``,
``look``, ``correct``, ``recall`` and ``figures`` make *one* outward call each, never inside of a transaction, and say
what became of it; several calls in a row are several steps (``going``), each written down before the next begins.
How to add a channel: docs/how-to/channel.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

from lantoa.channels.rules.many import Ended, Tally
from lantoa.channels.rules.states import OutcomeKind, Purpose
from lantoa.core.grades import EvidenceGrade
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

K = OutcomeKind


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of the item that goes along. ``url``: where the public finds it, '' where it does not."""

    file_id: int
    url: str
    alt: str
    media_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes out, whole. Kept as JSON with the delivery, so that nothing changes between preview and sending."""

    title: str = ""
    text: str = ""
    html: str = ""
    link: str = ""
    pictures: tuple[Picture, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For the row."""
        return asdict(self) | {"extra": dict(self.extra), "pictures": [asdict(one) for one in self.pictures]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Prepared":
        """From the row."""
        pictures = tuple(Picture(**one) for one in kept.get("pictures", ()))
        return cls(**{**kept, "pictures": pictures})


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know before sending. ``stops``: it cannot go out like this."""

    code: str
    words: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class SettingField:
    """One thing that an account needs. A secret one is sealed and never shown again."""

    name: str
    label: str
    help: str = ""
    secret: bool = False
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """At most ``most`` publications within ``seconds``; the engine waits by itself."""

    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Access:
    """What a call needs of an account."""

    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the item: how many bytes one has, and ``length`` of them from ``start``."""

    size: Callable[[int], int] = lambda _file_id: 0
    part: Callable[[int, int, int], bytes] = lambda _file_id, _start, _length: b""

    def whole(self, file_id: int) -> bytes:
        """All bytes of a picture."""
        return self.part(file_id, 0, self.size(file_id))


@dataclass(frozen=True, slots=True)
class One:
    """One of many who get it: the number of the row, which try this is, and what is needed to reach them."""

    id: int
    number: int
    to: Mapping[str, str]


class Recipients(Protocol):
    """The rows of one delivery to many; each has its own intent, attempt and end."""

    def begin(self) -> None:
        """Write the rows where there are none yet; what a dead process left is judged."""

    def take(self) -> One | None:
        """The next one, written down as begun; None where nobody waits now."""

    def end(self, one: One, ended: Ended) -> None:
        """Write down what became of them."""

    def tally(self) -> Tally:
        """How many stand where."""


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt. ``key``: the delivery's own, for services that know such keys. ``trail``: what earlier steps left.
    ``remote_id``/``url``: of the publication that is corrected, recalled or counted. ``since``: when the first attempt
    began, for ``look``."""

    purpose: Purpose
    prepared: Prepared
    access: Access
    key: UUID
    now: datetime
    trail: Mapping[str, str] = field(default_factory=dict)
    remote_id: str = ""
    url: str = ""
    since: datetime | None = None
    files: Files = field(default_factory=Files)
    recipients: Recipients | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one call. ``words``: Vietnamese, what happened and what to do. ``wait``: seconds until the next
    step or try. ``pause``: seconds in which nothing else of the account is tried (quota). ``renew``: the token is no
    good any more. ``account_lost``: the account is not usable until somebody mends it; the delivery waits."""

    kind: OutcomeKind
    code: str = ""
    words: str = ""
    remote_id: str = ""
    url: str = ""
    trail: Mapping[str, str] = field(default_factory=dict)
    wait: int = 0
    pause: int = 0
    renew: bool = False
    account_lost: bool = False


def sent(*, remote_id: str = "", url: str = "", **trail: str) -> Outcome:
    """It is there."""
    return Outcome(K.SENT, remote_id=remote_id, url=url, trail=trail)


def refused(code: str, words: str) -> Outcome:
    """They do not want it: repeating the same brings the same."""
    return Outcome(K.REFUSED, code, words)


def unknown(code: str, words: str) -> Outcome:
    """It may be there."""
    return Outcome(K.UNKNOWN, code, words)


def to_confirm(code: str, words: str) -> Outcome:
    """Only a person can tell or do."""
    return Outcome(K.TO_CONFIRM, code, words)


def handed(words: str, **trail: str) -> Outcome:
    """Somebody else has it now and puts it up; published once it is seen or they say so. ``trail``: ``id``, under which
    they know it."""
    return Outcome(K.HANDED, "handed_over", words, trail=trail)


def later(code: str, words: str, *, wait: int = 0, pause: int = 0) -> Outcome:
    """Certainly not done; may be tried again."""
    return Outcome(K.LATER, code, words, wait=wait, pause=pause)


def stale(code: str, words: str) -> Outcome:
    """Not done: the token is no good any more. It is renewed once, then the account is lost."""
    return Outcome(K.LATER, code, words, renew=True)


def lost(code: str, words: str) -> Outcome:
    """Not done: the account cannot be used until somebody mends it."""
    return Outcome(K.LATER, code, words, account_lost=True)


def going(*, wait: int = 0, **trail: str) -> Outcome:
    """One step is done; the next one needs ``trail``."""
    return Outcome(K.GOING, trail=trail, wait=wait)


@dataclass(frozen=True, slots=True)
class Checked:
    """The connection check. ``name``: what they call the account; ``learned``: settings found on the way; ``is_sure``
    False: their server did not answer, which says nothing about the account."""

    ok: bool
    words: str
    name: str = ""
    learned: Mapping[str, str] = field(default_factory=dict)
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Renewed:
    """New secrets, and until when they are good (None: nobody says)."""

    secrets: Mapping[str, str]
    until: datetime | None = None
    lost: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that came back: what it counts, in the words of the service, and how much."""

    name: str
    value: int


class Channel:
    """One kind of place. A new one overrides what it can; what it cannot stays as it is here, and the pages say so."""

    code: ClassVar[str]
    label: ClassVar[str]
    medium: ClassVar[Medium]
    about: ClassVar[str] = ""
    """One sentence for the page of accounts."""
    guide: ClassVar[str] = ""
    """How to get the account: a few sentences for an official; the guide (page 15) says more."""
    fields: ClassVar[tuple[SettingField, ...]] = ()
    grade: ClassVar[EvidenceGrade] = EvidenceGrade.B
    icon: ClassVar[str] = "send"
    by_hand: ClassVar[bool] = False
    """A person does the sending; ``send`` only asks for it."""
    built_in: ClassVar[bool] = False
    """Every commune has it: its account makes itself."""
    repeat_is_harmless: ClassVar[bool] = False
    can_look: ClassVar[bool] = False
    can_correct: ClassVar[bool] = False
    can_recall: ClassVar[bool] = False
    has_figures: ClassVar[bool] = False
    to_many: ClassVar[str] = ""
    """"mail" or "push": goes to each of those who asked for it, with a row of its own (``channels/many.py``)."""
    single: ClassVar[bool] = False
    """A commune has one account of it at most."""
    quota: ClassVar[Quota | None] = None

    def medium_at(self, settings: Mapping[str, str]) -> Medium:
        """The word of the vocabulary for an account with these settings."""
        return self.medium

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """What a publication counts as in the plan."""
        videos = {"video", "feature"}
        return ActivityKind.FEATURE if content_kind in videos else ActivityKind.NEWS

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """What goes out. Pure: the same item and settings give the same, byte by byte."""
        raise NotImplementedError

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """What does not fit the channel, in words. Pure."""
        return ()

    def is_harmless(self, call: Call) -> bool:
        """Whether this very call may be repeated when nobody knows whether it went through."""
        return self.repeat_is_harmless

    def send(self, call: Call) -> Outcome:
        """Publish, or do the next step of it."""
        raise NotImplementedError

    def look(self, call: Call) -> Outcome:
        """Whether it went after all: ``sent``, ``going`` (so far), ``unknown`` (not seen), ``later`` (could not look).
        Reads only."""
        return to_confirm("cannot_look", "Kênh này không cho phần mềm tự dò lại: hãy mở kênh xem bài đã lên chưa.")

    def correct(self, call: Call) -> Outcome:
        """Put the corrected text in place of the former one."""
        return to_confirm(
            "cannot_correct", "Kênh này không cho sửa bài đã đăng bằng phần mềm: hãy đính chính bằng tay."
        )

    def recall(self, call: Call) -> Outcome:
        """Take it down."""
        return to_confirm("cannot_recall", "Kênh này không cho gỡ bài bằng phần mềm: hãy gỡ bằng tay.")

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """Views, reach, reactions as the service counts them now."""
        return ()

    def own_secrets(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Settings and secrets that the program makes itself for a new account."""
        return {}, {}

    def check(self, access: Access) -> Checked:
        """Whether the account can be used. One reading call."""
        return Checked(True, "Không cần kết nối.")

    def renews(self, access: Access) -> bool:
        """Whether the account's secrets can be renewed by ``renew``. Pure."""
        return False

    def renew(self, access: Access, now: datetime) -> Renewed:
        """New secrets. They are kept before anything else is done: some services give each one only once."""
        raise NotImplementedError
