"""What contributors of the neighbourhoods may send, what becomes of it, and what of it may go on. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled

LONGEST_TEXT, SHORTEST_TEXT, LONGEST_TITLE = 5000, 10, 120
MOST_FILES = 10
MOST_A_DAY = 40
"""Submissions of one person: a busy day of a festival has ten; beyond forty something is wrong with the phone."""
OLDEST_DAYS = 400
SILENT_DAYS = 60
_PERSONAL = re.compile(r"(?<![\d.,/])(?:0\d{2,3}(?:[ .-]?\d{3}){2,3}|\d{12}|\d{9})(?!\d)")
"""Telephone numbers, identity numbers (12 digits; 9 of the old card)."""


class SubmissionKind(Labelled):
    """Gửi gì (mission B5)."""

    NEWS = "news", "Tin, việc ở tổ dân phố, thôn"
    PICTURES = "pictures", "Ảnh, video"
    VOICE = "voice", "Ghi âm"
    OPINION = "opinion", "Ý kiến người dân"


class Consent(Labelled):
    """Người trong ảnh, trong ghi âm có đồng ý không (Bộ luật Dân sự 2015, Điều 32)."""

    NOBODY = "nobody", "Không có ai nhận ra được trong ảnh, không có giọng nói của người khác"
    GIVEN = "given", "Người trong ảnh, người nói đã đồng ý (trẻ em: cha mẹ hoặc người giám hộ đã đồng ý)"
    NOT_ASKED = "not_asked", "Chưa hỏi: chỉ gửi để phường, xã biết, không đăng ảnh và ghi âm"


class SubmissionState(Labelled):
    """What the editors decided. What became of the content itself is asked of the content (``fate``)."""

    RECEIVED = "received", "Đã nhận"
    TAKEN = "taken", "Đã lấy vào nội dung"
    NOTED = "noted", "Đã ghi nhận"
    DECLINED = "declined", "Không sử dụng"


class Fate(Labelled):
    """What the contributor sees of it."""

    RECEIVED = "received", "Phường, xã đã nhận"
    EDITING = "editing", "Đang biên tập"
    PUBLISHED = "published", "Đã đăng"
    RECALLED = "recalled", "Đã đăng, sau đó thu hồi"
    SHELVED = "shelved", "Chưa đăng được"
    NOTED = "noted", "Đã ghi nhận"
    DECLINED = "declined", "Không sử dụng"


LOOKS = {
    Fate.RECEIVED: "not_due", Fate.EDITING: "on_pace", Fate.PUBLISHED: "done", Fate.RECALLED: "waived",
    Fate.SHELVED: "optional", Fate.NOTED: "done", Fate.DECLINED: "waived",
}  # fmt: skip
"""A fate has the colour and the icon of this state (office)."""
MAY_BECOME = {
    SubmissionState.TAKEN: frozenset({SubmissionState.RECEIVED, SubmissionState.DECLINED}),
    SubmissionState.NOTED: frozenset({SubmissionState.RECEIVED, SubmissionState.DECLINED, SubmissionState.NOTED}),
    SubmissionState.DECLINED: frozenset({SubmissionState.RECEIVED, SubmissionState.NOTED}),
}
"""From which states the editors lead where."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a contributor sends, beside files. ``consent`` empty: no files. ``credited``: may be named as the source."""

    key: UUID
    kind: SubmissionKind
    text: str
    caption: str = ""
    place: str = ""
    happened_on: date | None = None
    consent: str = ""
    credited: bool = True
    topic: str = ""


def checked(sending: Sending, *, files: int, today: date) -> Sending:
    """Tidied, and whole enough for an editor.

    Raises:
        Refused("news_empty"), ("news_long"), ("news_consent"), ("news_day"), ("news_files"), ("news_personal").
    """
    text = tidied(sending.text)
    if len(text) > LONGEST_TEXT:
        raise Refused("news_long", f"Tin dài quá {LONGEST_TEXT} chữ: hãy rút gọn hoặc gửi làm nhiều tin.")
    if len(text) < SHORTEST_TEXT and (not files or sending.kind is SubmissionKind.OPINION):
        raise Refused("news_empty", "Hãy viết vài chữ về việc đã xảy ra, hoặc chọn ảnh, ghi âm rồi gửi.")
    if files > MOST_FILES:
        raise Refused("news_files", f"Mỗi tin kèm được {MOST_FILES} tệp: hãy gửi các tệp còn lại ở tin sau.")
    if files and not sending.consent:
        raise Refused("news_consent", "Hãy cho biết người trong ảnh, trong ghi âm có đồng ý hay không.")
    if sending.happened_on and not 0 <= (today - sending.happened_on).days <= OLDEST_DAYS:
        raise Refused("news_day", "Ngày xảy ra phải từ hôm nay trở về trước: hãy chọn lại ngày.")
    if sending.kind is SubmissionKind.OPINION:
        check_nameless(text)
    return replace(
        sending, text=text, caption=" ".join(sending.caption.split())[:300], place=" ".join(sending.place.split())[:200]
    )


def tidied(text: str) -> str:
    """Without stray spaces and characters that no database keeps."""
    lines = text.replace("\r\n", "\n").replace("\x00", "").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def check_nameless(text: str) -> None:
    """Opinions are passed on without persons. Raises Refused("news_personal"): a telephone or identity number."""
    if _PERSONAL.search(text):
        raise Refused(
            "news_personal",
            "Trong ý kiến có số điện thoại hoặc số giấy tờ của người dân. Hãy bỏ các số đó: ý kiến chỉ ghi nội dung, "
            "không ghi ai nói. Việc cần giải quyết cho từng người xin hướng dẫn họ gửi phản ánh, kiến nghị.",
        )


def title_of(text: str, kind: SubmissionKind, where: str) -> str:
    """The first sentence, for lists and as the working title; without text "Ảnh, video từ Tổ dân phố 5"."""
    first = re.split(r"(?<=[.!?…])\s|\n", text, maxsplit=1)[0].strip().rstrip(".")
    if not first:
        return f"{kind.label} từ {where}" if where else kind.label
    if len(first) <= LONGEST_TITLE:
        return first
    return f"{first[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"


def fate_of(state: SubmissionState, item_state: str, *, is_out: bool) -> Fate:
    """What became of it. ``item_state``: of the content that was made of it ("" = none); ``is_out``: some of it is
    published now."""
    if state is not SubmissionState.TAKEN:
        return Fate(state.value)
    if is_out:
        return Fate.PUBLISHED
    return {"recalled": Fate.RECALLED, "archived": Fate.SHELVED}.get(item_state, Fate.EDITING)


def check_step(now: SubmissionState, wanted: SubmissionState) -> None:
    """Raises Refused("news_step"): somebody else was quicker, or it has gone too far to turn back."""
    if now not in MAY_BECOME[wanted]:
        raise Refused("news_step", f"Tin này đang ở trạng thái “{now.label.lower()}” nên không làm được việc này. "
                      "Hãy tải lại trang.")  # fmt: skip


def check_takes(kind: SubmissionKind) -> None:
    """An opinion of residents is never published. Raises Refused("news_opinion")."""
    if kind is SubmissionKind.OPINION:
        raise Refused(
            "news_opinion",
            "Ý kiến người dân không đăng công khai: hãy bấm “Ghi nhận” để đưa vào danh sách cho báo cáo.",
        )


def check_words(text: str, *, longest: int = 2000) -> str:
    """An answer, a reason: some words. Raises Refused("news_words")."""
    words = tidied(text)
    if len(words) < 5 or len(words) > longest:
        raise Refused("news_words", f"Hãy ghi ít nhất vài chữ, không quá {longest} chữ.")
    return words


def body_of(text: str, place: str, happened_on: date | None) -> list[str]:
    """Paragraphs of the content that is made of it: the text as it came, then where and when, for the editor."""
    lines = [line for line in text.split("\n") if line.strip()]
    about = ", ".join(part for part in (place, f"{happened_on:%d/%m/%Y}" if happened_on else "") if part)
    return [*lines, f"({about})"] if about else lines


def is_silent(last_on: date | None, *, today: date) -> bool:
    """Whether nothing came from a neighbourhood for ``SILENT_DAYS``."""
    return last_on is None or (today - last_on).days > SILENT_DAYS
