"""What others ask of a person: to exchange turns, to mend what an inspection found, to look at what was mended."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.inspections.queries import follow_ups
from lantoa.inspections.rules import FindingState
from lantoa.office.waiting import Waiting
from lantoa.roster.queries import own_parties, swaps_for, who_has


def asked_of(actor: Actor) -> list[Waiting]:
    """Swaps that wait for the person's answer, findings of their unit, answers that an inspector has to look at."""
    return [*_swaps(actor), *_findings(actor)]


def _swaps(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Đề nghị đổi lịch"), _("%(who)s muốn đổi lượt với anh/chị.") % {"who": who_has(swap.duty.work)},
            reverse("roster_mine"), "arrow-left-right",
        )
        for swap in swaps_for(own_parties(actor))
    ]  # fmt: skip


def _findings(actor: Actor) -> list[Waiting]:
    """The unit's people mend; who inspects looks at what was mended."""
    open_state, answered = FindingState.OPEN.value, FindingState.ANSWERED.value
    inspects, found = actor.may(Permission.INSPECT), []
    for row in follow_ups(today=clock.today(), open_only=True):
        finding, url = row.finding, reverse("finding_show", args=[row.finding.pk])
        if finding.state == open_state and finding.unit_id == actor.unit_id:
            title = _("Khắc phục sau kiểm tra, hạn %(day)s") % {"day": f"{finding.due_on:%d/%m/%Y}"}
            found.append(Waiting(title, finding.text, url, "flag"))
        elif finding.state == answered and inspects:
            found.append(Waiting(_("Xác nhận đã khắc phục"), finding.text, url, "badge-check"))
    return found
