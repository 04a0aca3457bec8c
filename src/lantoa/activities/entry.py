"""From a request to an action: files are taken in, every refusal is shown in the form beside what was typed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from lantoa.activities.access import check_log_for
from lantoa.activities.actions import Logged, add_evidence, change_activity, log_activity
from lantoa.activities.forms import ActivityForm
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.rules import ActivityDraft, clean_links
from lantoa.communes.access import StaffRequest
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, receive
from lantoa.files.uploads import Upload, files_of

T = TypeVar("T")


def received_files(request: StaffRequest) -> list[Received]:
    """The files of the request, in the store; each refusal names its file."""
    return [_received(request, upload) for upload in files_of(request, "files")]


def _received(request: StaffRequest, upload: Upload) -> Received:
    name = upload.name or ""
    try:
        return receive(commune=request.actor.commune, upload=upload, name=name)
    except Refused as refusal:
        raise Refused(refusal.code, f"Tệp “{name[-60:]}”: {refusal.message}") from refusal


def try_to_log(request: StaffRequest, form: ActivityForm) -> Logged | None:
    """Enter the activity; None where the form now shows what is wrong."""

    def act(draft: ActivityDraft) -> Logged:
        check_log_for(request.actor, draft.unit_id)
        links = clean_links(form.cleaned_data["links"].splitlines())
        return log_activity(
            commune=request.actor.commune,
            draft=draft,
            by=request.actor.person,
            files=received_files(request),
            links=links,
        )

    return _tried(form, act)


def try_to_change(request: StaffRequest, form: ActivityForm, activity: Activity) -> Activity | None:
    """Correct the activity; None where the form now shows what is wrong."""

    def act(draft: ActivityDraft) -> Activity:
        if draft.unit_id != activity.unit_id:
            check_log_for(request.actor, draft.unit_id)
        return change_activity(activity=activity, draft=draft, by=request.actor.person)

    return _tried(form, act)


def _tried(form: ActivityForm, act: Callable[[ActivityDraft], T]) -> T | None:
    if not form.is_valid():
        return None
    try:
        return act(form.draft())
    except Refused as refusal:
        form.add_refusal(refusal.code, refusal.message)
        return None


def attach(request: StaffRequest, activity: Activity) -> Sequence[Evidence]:
    """Add the files and links of the request to an activity. Raises ``Refused``."""
    links = request.POST.get("links", "").splitlines()
    return add_evidence(activity=activity, by=request.actor.person, files=received_files(request), links=links)
