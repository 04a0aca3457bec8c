"""Who may judge, mend and withdraw a piece of evidence. A stranger finds nothing (404); no right: 403."""

from django.http import Http404

from lantoa.activities.accepting.queries import facts_of
from lantoa.activities.accepting.rules import may_judge
from lantoa.activities.access import may_add_evidence, may_withdraw, visible_to
from lantoa.activities.models import Activity, Evidence
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.core.grades import SHOWN, EvidenceState


def access_piece(actor: Actor, pk: int) -> Evidence:
    """One piece of evidence of an activity that this person may see. Raises ``Http404``."""
    rows = Evidence.objects.filter(activity__in=visible_to(actor))
    found: Evidence | None = (
        rows.select_related("activity__unit", "file", "added_by", "judged_by").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def judges(actor: Actor, piece: Evidence) -> bool:
    """Whether this person may be the second one who looks at it."""
    right = actor.may(Permission.ACCEPT_EVIDENCE) and not piece.activity.is_withdrawn
    return right and piece.state in SHOWN and may_judge(facts_of(piece), actor.person.pk)


def may_replace(actor: Actor, piece: Evidence) -> bool:
    """Who gave it, and whoever may give the activity evidence; while it waits or was returned."""
    open_states = (EvidenceState.WAITING.value, EvidenceState.RETURNED.value)
    return piece.state in open_states and (_is_giver(actor, piece) or may_add_evidence(actor, piece.activity))


def may_withdraw_piece(actor: Actor, piece: Evidence) -> bool:
    """Who gave it, and whoever may withdraw the activity."""
    return piece.state in SHOWN and (_is_giver(actor, piece) or may_withdraw(actor, piece.activity))


def access_to_judge(actor: Actor, pk: int) -> Evidence:
    """The piece, to be returned. One's own is refused by the rules with words of its own."""
    actor.check(Permission.ACCEPT_EVIDENCE)
    return access_piece(actor, pk)


def access_to_replace(actor: Actor, pk: int) -> Evidence:
    """The piece, to be replaced. Raises ``NotAllowed`` (403)."""
    piece = access_piece(actor, pk)
    if not may_replace(actor, piece):
        raise NotAllowed(_WHY)
    return piece


def access_to_withdraw_piece(actor: Actor, pk: int) -> Evidence:
    """The piece, to be taken back. Raises ``NotAllowed`` (403)."""
    piece = access_piece(actor, pk)
    if not may_withdraw_piece(actor, piece):
        raise NotAllowed(_WHY)
    return piece


_WHY = (
    "Chỉ người gửi minh chứng, hoặc người được sửa hoạt động này, mới thay hoặc rút được khi minh chứng còn hiệu lực."
)


def _is_giver(actor: Actor, piece: Evidence) -> bool:
    own = piece.added_by_id == actor.person.pk and actor.may(Permission.LOG_ACTIVITY)
    return own and not piece.activity.is_withdrawn


def access_waiting_activity(actor: Actor, pk: int) -> Activity:
    """The activity whose evidence is looked at. Raises ``Http404``."""
    rows = visible_to(actor).select_related("unit", "logged_by")
    found: Activity | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
