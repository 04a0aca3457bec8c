"""Other beginnings of a draft: last year's plan."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.queries import work_calendar
from lantoa.communes.roles import Permission
from lantoa.drafting.actions import Begun, start_draft
from lantoa.drafting.last_year import last_plan
from lantoa.drafting.models import Start
from lantoa.drafting.queries import ward_of
from lantoa.drafting.rules.naming import title_of
from lantoa.drafting.rules.renewing import from_last
from lantoa.plans.access import access_edition


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_from_last(request: StaffRequest, plan: int) -> HttpResponse:
    """A draft for the year after a plan of the ward, with its commitments and what became of them."""
    actor = request.actor
    version = access_edition(actor, plan)
    last = last_plan(version)
    start, end = date(last.year + 1, 1, 1), date(last.year + 1, 12, 31)
    ward = ward_of(actor.commune, start, end)
    blocks = from_last(last, ward, year=last.year + 1, calendar=work_calendar())
    begun = Begun(title_of(ward.period, ward.name), start, end, blocks, Start.LAST_YEAR, version)
    draft = start_draft(commune=actor.commune, begun=begun, by=actor.person, unit_id=actor.unit_id)
    messages.success(request, _("Đã tạo bản soạn từ kế hoạch năm trước. Mục chưa đạt, mục vượt được đánh dấu."))
    return redirect("drafting_edit", draft.pk)
