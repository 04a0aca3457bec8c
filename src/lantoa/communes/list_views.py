"""The commune's lists as Excel."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel, people_sheet, units_sheet
from lantoa.communes.forms import SearchForm
from lantoa.communes.roles import Permission


@require_safe
@staff(Permission.SEE)
def units(request: StaffRequest) -> HttpResponseBase:
    """Units in the commune's order."""
    sheet = units_sheet()
    return excel(request.actor, (sheet,), sheet.title)


@require_safe
@staff(Permission.SEE)
def people(request: StaffRequest) -> HttpResponseBase:
    """People with their roles, as they were searched for."""
    sheet = people_sheet(SearchForm(request.GET).words)
    return excel(request.actor, (sheet,), sheet.title)
