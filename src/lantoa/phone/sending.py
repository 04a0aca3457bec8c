"""An entry of a phone arrives, perhaps for the second time: entered once, refused in words, or asked about.

The phone keeps its copy until one of these answers has come. Whatever is answered twice is answered alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.activities import access
from lantoa.activities.actions import add_evidence, change_activity, log_activity
from lantoa.activities.entry import received_files
from lantoa.activities.following import in_force
from lantoa.activities.forms import ActivityForm
from lantoa.activities.models import Activity
from lantoa.activities.pages import logged_words, options_of
from lantoa.activities.rules import ActivityDraft, ServiceDraft, clean_links
from lantoa.communes.access import StaffRequest
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.core.saying import said
from lantoa.files.actions import Received
from lantoa.phone import rules
from lantoa.phone.queries import draft_of, gone_commitments, known_activity, reports_missed, words_of
from lantoa.phone.who import tag_of

HERE = "X-Lantoa-Here"
"""The person waits in front of the form: then the next page greets them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the phone gets: a status and a JSON body with ``state`` (docs/reference/phone.md)."""

    status: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came: the entry, what is attached to it, and what the person decided about it."""

    draft: ActivityDraft
    files: Sequence[Received]
    links: tuple[str, ...]
    answers: dict[str, str]
    saved_at: datetime
    by_machine: bool


def arrived(request: StaffRequest) -> Answer:
    """Enter the entry, or say what has to be mended or decided."""
    if request.POST.get("nguoi") != tag_of(request.actor):
        return Answer(409, {"state": "other_person"})
    form = ActivityForm(request.actor, request.POST)
    if not form.is_valid():
        return _refused(form)
    try:
        return _settled(request, form)
    except Refused as refusal:
        form.add_refusal(refusal.code, refusal.message)
        return _refused(form, refusal)


def _settled(request: StaffRequest, form: ActivityForm) -> Answer:
    known = known_activity(form.cleaned_data["key"], request.actor.person)
    came = _read(request, form, is_new=known is None)
    if known is None:
        conflict = _conflict_of_new(came)
        if conflict:
            return _asks(conflict)
        access.check_log_for(request.actor, came.draft.unit_id)
        draft = _without_gone(came)
        logged = log_activity(
            commune=request.actor.commune, draft=draft, by=request.actor.person, files=came.files, links=came.links
        )
        if logged.is_new:
            if request.headers.get(HERE):
                messages.success(request, logged_words(logged))
            return _sent(logged.activity, status=201)
        known = logged.activity  # another tab was faster by a moment
    return _known(request, known, came)


def _read(request: StaffRequest, form: ActivityForm, *, is_new: bool) -> Arrived:
    draft = in_force(form.draft())  # an amendment may have come in between
    by_machine = "tu-chon" in request.POST and not draft.services
    if is_new and by_machine:
        draft = replace(draft, services=_by_machine(form))
    return Arrived(
        draft=draft,
        files=received_files(request),
        links=clean_links(form.cleaned_data["links"].splitlines()),
        answers=dict(rules.decided(request.POST.getlist("quyet-dinh"))),
        saved_at=_saved_at(request.POST.get("luc", "")),
        by_machine=by_machine,
    )


def _by_machine(form: ActivityForm) -> tuple[ServiceDraft, ...]:
    """What the form would have ticked had it had a connection; ratios need two numbers and a person."""
    likely = options_of(form).likely
    return tuple(ServiceDraft(one.commitment.pk) for one in likely if one.ticked and not one.is_ratio)


def _saved_at(text: str) -> datetime:
    """When the phone says that it was written; a clock that is ahead or speaks nonsense means now."""
    now = clock.now()
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return now
    return min(told, now) if told.tzinfo else now


def _asks(conflict: rules.Conflict) -> Answer:
    """What the person has to decide, in the language of their page."""
    return Answer(409, conflict.as_json(said))


def _conflict_of_new(came: Arrived) -> rules.Conflict | None:
    return rules.first_conflict(
        gone=len(gone_commitments(came.draft)),
        reports=reports_missed(came.draft.happened_on, came.saved_at),
        answers=came.answers,
    )


def _without_gone(came: Arrived) -> ActivityDraft:
    gone = gone_commitments(came.draft)
    return replace(came.draft, services=tuple(one for one in came.draft.services if one.commitment_id not in gone))


def _known(request: StaffRequest, activity: Activity, came: Arrived) -> Answer:
    """The entry had arrived before; nothing of either side is lost without a word."""
    url = reverse("activities_show", args=[activity.pk])
    if activity.is_withdrawn:
        return _asks(rules.entry_withdrawn(activity.withdrawn_reason, url=url))
    answer = came.answers.get(rules.DIFFERS)
    there = draft_of(activity)
    if came.by_machine:  # what the machine chose the first time is no difference
        came = replace(came, draft=replace(came.draft, services=there.services))
    found = rules.differences(words_of(came.draft), words_of(there))
    may_edit = access.may_edit(request.actor, activity)
    if found and answer not in {rules.KEEP, rules.REPLACE}:
        return _asks(rules.entry_differs(found, url=url, may_edit=may_edit))
    if found and answer == rules.REPLACE:
        _replace(request, activity, came)
    if came.files or came.links:
        add_evidence(activity=activity, by=request.actor.person, files=came.files, links=came.links)
    return _sent(activity, status=200)


def _replace(request: StaffRequest, activity: Activity, came: Arrived) -> None:
    if not access.may_edit(request.actor, activity):
        raise NotAllowed
    if came.draft.unit_id != activity.unit_id:
        access.check_log_for(request.actor, came.draft.unit_id)
    change_activity(activity=activity, draft=_kept_links(activity, came.draft), by=request.actor.person)


def _kept_links(activity: Activity, draft: ActivityDraft) -> ActivityDraft:
    """Of what no plan has any more only that stays which the activity already serves."""
    gone = gone_commitments(draft) - set(activity.services.values_list("commitment_id", flat=True))
    return replace(draft, services=tuple(one for one in draft.services if one.commitment_id not in gone))


def _sent(activity: Activity, *, status: int) -> Answer:
    serves = [one.commitment.text for one in activity.services.select_related("commitment")]
    body = {
        "state": "sent", "is_new": status == 201, "title": activity.title, "serves": serves,
        "url": reverse("activities_show", args=[activity.pk]),
    }  # fmt: skip
    return Answer(status, body)


def _refused(form: ActivityForm, refusal: Refused | None = None) -> Answer:
    """422 (403 where the right is missing): every message with the field that it is about."""
    errors = [
        {"field": name if name in form.fields else "", "label": _label(form, name), "message": said(message)}
        for name, found in form.errors.items()
        for message in found
    ]
    return Answer(403 if isinstance(refusal, NotAllowed) else 422, {"state": "refused", "errors": errors})


def _label(form: ActivityForm, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else _("Chung")
