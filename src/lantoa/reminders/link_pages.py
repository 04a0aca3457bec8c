"""What stands on the page of one item, and how an answer is taken from a request."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.core.tenancy import scope
from lantoa.files.actions import Received, receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload, files_of
from lantoa.plans.models import Commitment
from lantoa.reminders.access import Asked, access_by_link, find_link
from lantoa.reminders.answering import Sent, answer_by_link
from lantoa.reminders.forms import FIELD_OF_CODE, ReplyForm, reply_forms
from lantoa.reminders.models import Answer
from lantoa.reminders.rules.links import closed, commune_of_token
from lantoa.reminders.states import AnswerKind
from vanban.vocabulary import ActivityKind, Channel

MOST_PHOTOS = 5


def item_page(request: HttpRequest, asked: Asked, forms: dict[AnswerKind, ReplyForm] | None = None) -> HttpResponse:
    """Only this item: its words, its deadline, what counts, and the answers."""
    sent = next((kind for kind, form in (forms or {}).items() if form.is_bound), None)
    context = {
        "item": asked.item, "work": asked.work, "commitment": asked.work.commitment,
        "counted": what_counts(asked.work.commitment), "open": (sent or asked.kinds[0]).value,
        "forms": [(kind.value, said(kind.label), form) for kind, form in (forms or _fresh(asked)).items()],
        "by_link": asked.link is not None,
    }  # fmt: skip
    template = "reminders/link.html" if asked.link else "reminders/item.html"
    return render(request, template, context, status=422 if sent else 200)


def _fresh(asked: Asked) -> dict[AnswerKind, ReplyForm]:
    return reply_forms(asked.work, asked.kinds)


def answered_page(request: HttpRequest, token: str) -> HttpResponse:
    """Take the answer of a link. The same answer again shows the same thanks, though the link is closed by then."""
    commune_id = commune_of_token(token)
    with scope([commune_id]):
        asked = _asked(request, token)
        forms = reply_forms(asked.work, asked.kinds, request.POST)
    form = _sent_form(forms)
    answer = tried(request, asked, form, act=lambda sent, files: answer_by_link(token=token, sent=sent, files=files))
    with scope([commune_id]):
        if answer is None:
            return item_page(request, asked, forms)
        return render(request, "reminders/thanks.html", {"answer": answer})


def _asked(request: HttpRequest, token: str) -> Asked:
    """The item of an open link; of a closed one only for the very answer that closed it."""
    link = find_link(token)
    if link is not None and link.used_at is not None:
        known = Answer.objects.filter(link=link, key=_key(request)).select_related("work__commitment").first()
        if known is None or known.work is None:
            raise closed()
        return Asked(link.item, known.work, link, tuple(AnswerKind))
    return access_by_link(token)


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("key", "")))
    except ValueError:
        return str(UUID(int=0))


def _sent_form(forms: dict[AnswerKind, ReplyForm]) -> ReplyForm:
    form = next((form for form in forms.values() if form.is_bound), None)
    if form is None:
        raise closed()
    return form


def tried(
    request: HttpRequest, asked: Asked, form: ReplyForm, *, act: Callable[[Sent, list[Received]], Answer]
) -> Answer | None:
    """The answer; None where the form now says what is wrong."""
    if not form.is_valid():
        return None
    try:
        return act(form.sent(), _photos(request, asked))
    except Refused as refusal:
        if refusal.code == "reminder_link_closed":
            raise
        field = FIELD_OF_CODE.get(refusal.code)
        form.add_error(field if field in form.fields else None, refusal.message)
        return None


def _photos(request: HttpRequest, asked: Asked) -> list[Received]:
    found = files_of(request, "files")
    if len(found) > MOST_PHOTOS:
        raise Refused("too_many_photos", f"Mỗi lần trả lời gửi tối đa {MOST_PHOTOS} ảnh: hãy chọn bớt lại.")
    with scope([asked.item.commune_id]):
        return [_photo(asked, upload) for upload in found]


def _photo(asked: Asked, upload: Upload) -> Received:
    allowed = frozenset({FileKind.PICTURE})
    return receive(commune=asked.item.commune, upload=upload, name=upload.name or "", allowed=allowed)


def what_counts(commitment: Commitment) -> list[str]:
    """Which activities are counted, in the words of the lists; empty where any is."""
    kinds = [said(ActivityKind(code).label) for code in commitment.match_kinds]
    channels = [said(Channel(code).label) for code in commitment.match_channels]
    return [*kinds, *channels]


def digest_of(data: bytes) -> str:
    """Names a state of a file, for browsers that ask whether it changed."""
    return hashlib.sha256(data).hexdigest()[:32]
