"""Who may see and change rosters. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.models import CalendarDay
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments
from lantoa.roster.models import Absence, Duty, Roster, Swap
from lantoa.roster.queries import duties, own_parties, party_of, roster_of


def access_rosterable(actor: Actor, pk: int) -> Commitment:
    """An adopted commitment of the open commune."""
    found: Commitment | None = adopted_commitments().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_roster(actor: Actor, pk: int) -> Roster:
    """The roster of a commitment. Raises Http404 where there is none."""
    found = roster_of(access_rosterable(actor, pk))
    if found is None:
        raise Http404
    return found


def access_duty(actor: Actor, pk: int) -> Duty:
    """One duty of the open commune."""
    found: Duty | None = duties().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_own_duty(actor: Actor, pk: int) -> Duty:
    """A duty of the person or of their unit. Raises Http404; NotAllowed for somebody else's."""
    duty = access_duty(actor, pk)
    if party_of(duty.work) not in own_parties(actor):
        raise NotAllowed("Chỉ người (đơn vị) được phân công mới đề nghị đổi được phần việc này.")
    return duty


def access_swap(actor: Actor, pk: int) -> Swap:
    """A proposal between two duties, for those whom it concerns. Raises Http404; NotAllowed for others."""
    rows = Swap.objects.select_related("duty__work", "wanted__work")
    swap: Swap | None = rows.filter(pk=pk).first()
    if swap is None:
        raise Http404
    if not own_parties(actor) & {swap.party, swap.other}:
        raise NotAllowed("Đề nghị đổi lịch này giữa những người khác; chỉ hai bên trả lời được.")
    return swap


def access_absence(actor: Actor, pk: int) -> Absence:
    """An absence that the person may take back: their own, or anyone's for who hands out the work."""
    found: Absence | None = Absence.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.person_id != actor.person.pk:
        actor.check(Permission.ASSIGN_WORK)
    return found


def access_day(actor: Actor, pk: int) -> CalendarDay:
    """A day of the commune's own calendar."""
    found: CalendarDay | None = CalendarDay.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
