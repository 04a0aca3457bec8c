"""Who may see, enter and change activities. A contributor sees own entries only; a stranger finds nothing."""

from collections.abc import Callable

from django.db import models
from django.http import Http404

from lantoa.activities.models import Activity
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed


def visible_to(actor: Actor) -> models.QuerySet[Activity]:
    """The activities that this person may see, withdrawn ones included."""
    rows: models.QuerySet[Activity] = Activity.objects.all()
    return rows if actor.may(Permission.SEE) else rows.filter(logged_by=actor.person)


def access_activity(actor: Actor, pk: int) -> Activity:
    """One activity with its unit and people.

    Raises:
        Http404: not in this commune, or not theirs to see.
    """
    rows = visible_to(actor).select_related("unit", "logged_by", "withdrawn_by")
    found: Activity | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_log_for(actor: Actor, unit_id: int | None) -> bool:
    """Own unit, or any unit with the right for it. People without a unit enter without one."""
    return actor.may(Permission.LOG_FOR_OTHERS) or unit_id == actor.unit_id


def check_log_for(actor: Actor, unit_id: int | None) -> None:
    """Raise ``NotAllowed`` for another unit than one's own."""
    actor.check(Permission.LOG_ACTIVITY)
    if not may_log_for(actor, unit_id):
        raise NotAllowed("Anh/chị chỉ ghi được hoạt động của đơn vị mình. Hãy chọn lại đơn vị.")


def may_edit(actor: Actor, activity: Activity) -> bool:
    """The person who entered it, or who may enter for others; never after it was withdrawn."""
    if activity.is_withdrawn or not actor.may(Permission.LOG_ACTIVITY):
        return False
    return activity.logged_by_id == actor.person.pk or actor.may(Permission.LOG_FOR_OTHERS)


def may_withdraw(actor: Actor, activity: Activity) -> bool:
    """The person who entered it, or who may withdraw any."""
    if activity.is_withdrawn:
        return False
    own = activity.logged_by_id == actor.person.pk and actor.may(Permission.LOG_ACTIVITY)
    return own or actor.may(Permission.WITHDRAW_ANY_ACTIVITY)


def may_add_evidence(actor: Actor, activity: Activity) -> bool:
    """Whoever may edit, and colleagues of the unit that did it."""
    if activity.is_withdrawn or not actor.may(Permission.LOG_ACTIVITY):
        return False
    same_unit = activity.unit_id is not None and activity.unit_id == actor.unit_id
    return same_unit or may_edit(actor, activity)


def access_to_edit(actor: Actor, pk: int) -> Activity:
    """The activity, to be changed. Raises ``NotAllowed`` (403) where it may only be seen."""
    return _allowed(access_activity(actor, pk), actor, may_edit)


def access_to_withdraw(actor: Actor, pk: int) -> Activity:
    """The activity, to be taken back. Raises ``NotAllowed`` (403)."""
    return _allowed(access_activity(actor, pk), actor, may_withdraw)


def access_to_add_evidence(actor: Actor, pk: int) -> Activity:
    """The activity, to be given more evidence. Raises ``NotAllowed`` (403)."""
    return _allowed(access_activity(actor, pk), actor, may_add_evidence)


def _allowed(activity: Activity, actor: Actor, may: Callable[[Actor, Activity], bool]) -> Activity:
    if activity.is_withdrawn:
        raise NotAllowed("Hoạt động này đã được rút nên không thay đổi được nữa. Nếu cần, hãy ghi một hoạt động mới.")
    if not may(actor, activity):
        raise NotAllowed
    return activity
