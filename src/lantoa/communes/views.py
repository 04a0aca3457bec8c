"""Pages about the commune itself: overview, units, neighbourhoods, settings, and which commune is open."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes import actions, queries
from lantoa.communes.access import StaffRequest, access_neighbourhood, access_unit, staff
from lantoa.communes.forms import (
    MoveForm,
    NeighbourhoodForm,
    NeighbourhoodsForm,
    SearchForm,
    SettingsForm,
    UnitForm,
    UsualUnitsForm,
)
from lantoa.communes.letterhead import head_preview
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import commune_tabs

PER_PAGE = 50


@require_safe
@staff(Permission.SEE)
def show_overview(request: StaffRequest) -> HttpResponse:
    """Figures of the commune, and ways on."""
    return render(
        request,
        "communes/overview.html",
        {
            "tabs": commune_tabs(request.actor, "communes_overview"),
            "figures": queries.overview(),
            "setting": queries.setting_of(request.actor.commune),
            "missing": queries.missing_usual_units(request.actor.commune),
            **_rights(request),
        },
    )


def _rights(request: StaffRequest) -> dict[str, bool]:
    actor = request.actor
    return {
        "may_change": actor.may(Permission.MANAGE_COMMUNE),
        "may_manage_people": actor.may(Permission.MANAGE_PEOPLE),
    }


@require_safe
@staff(Permission.SEE)
def list_units(request: StaffRequest) -> HttpResponse:
    """All units in the commune's order, those out of use last."""
    missing = queries.missing_usual_units(request.actor.commune)
    return render(
        request,
        "communes/units.html",
        {
            "tabs": commune_tabs(request.actor, "communes_units"),
            "units": queries.all_units(),
            "usual": UsualUnitsForm(missing=missing) if missing else None,
            **_rights(request),
        },
    )


@staff(Permission.MANAGE_COMMUNE)
def add_unit(request: StaffRequest) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None)
    if form.is_valid():
        unit = actions.add_unit(commune=request.actor.commune, details=form.details(), by=request.actor.person)
        messages.success(request, _("Đã thêm đơn vị “%s”.") % unit.name)
        return redirect("communes_units")
    return render(request, "communes/unit_form.html", {"form": form})


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def add_usual_units(request: StaffRequest) -> HttpResponse:
    """The chosen ones of the usual units."""
    commune = request.actor.commune
    form = UsualUnitsForm(request.POST, missing=queries.missing_usual_units(commune))
    if form.is_valid():
        added = actions.add_usual_units(commune=commune, names=form.cleaned_data["names"], by=request.actor.person)
        messages.success(request, _("Đã thêm %d đơn vị.") % len(added))
    else:
        messages.warning(request, _("Chưa chọn đơn vị nào trong danh sách."))
    return redirect("communes_units")


@staff(Permission.MANAGE_COMMUNE)
def change_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """Names, other names, in use or not."""
    unit = access_unit(request.actor, pk)
    form = UnitForm(request.POST or None, unit=unit)
    if form.is_valid():
        actions.change_unit(unit=unit, details=form.details(), by=request.actor.person)
        messages.success(request, _("Đã lưu đơn vị “%s”.") % unit.name)
        return redirect("communes_units")
    return render(request, "communes/unit_form.html", {"form": form, "unit": unit})


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def move_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    unit = access_unit(request.actor, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        actions.move_unit(unit=unit, step=form.cleaned_data["step"], by=request.actor.person)
    return redirect("communes_units")


@staff(Permission.SEE)
def list_neighbourhoods(request: StaffRequest) -> HttpResponse:
    """All neighbourhoods; those who may add many at once."""
    may_change = request.actor.may(Permission.MANAGE_COMMUNE)
    form = NeighbourhoodsForm(request.POST or None) if may_change else None
    if request.method == "POST":
        request.actor.check(Permission.MANAGE_COMMUNE)
    if form and form.is_valid():
        names = form.cleaned_data["names"]
        added = actions.add_neighbourhoods(commune=request.actor.commune, names=names, by=request.actor.person)
        facts = {"added": len(added), "there": len(names) - len(added)}
        messages.success(request, _("Đã thêm %(added)d; %(there)d tên đã có sẵn nên bỏ qua.") % facts)
        return redirect("communes_neighbourhoods")
    tabs = commune_tabs(request.actor, "communes_neighbourhoods")
    context = {"tabs": tabs, "neighbourhoods": queries.neighbourhoods(), "form": form, **_rights(request)}
    return render(request, "communes/neighbourhoods.html", context)


@staff(Permission.MANAGE_COMMUNE)
def change_neighbourhood(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name, or out of the list."""
    neighbourhood = access_neighbourhood(request.actor, pk)
    form = NeighbourhoodForm(request.POST or None, neighbourhood=neighbourhood)
    if "drop" in request.POST:
        actions.drop_neighbourhood(neighbourhood=neighbourhood, by=request.actor.person)
        messages.success(request, _("Đã bỏ “%s” khỏi danh sách.") % neighbourhood.name)
        return redirect("communes_neighbourhoods")
    if form.is_valid():
        name = form.cleaned_data["name"]
        actions.rename_neighbourhood(neighbourhood=neighbourhood, name=name, by=request.actor.person)
        messages.success(request, _("Đã đổi tên thành “%s”.") % name)
        return redirect("communes_neighbourhoods")
    return render(request, "communes/neighbourhood_form.html", {"form": form, "neighbourhood": neighbourhood})


@staff(Permission.MANAGE_COMMUNE)
def change_settings(request: StaffRequest) -> HttpResponse:
    """Letterhead, signer, recipients, report days."""
    setting = queries.setting_of(request.actor.commune)
    form = SettingsForm(request.POST or None, setting=setting)
    if form.is_valid():
        actions.change_settings(setting=setting, values=form.values(), by=request.actor.person)
        messages.success(request, _("Đã lưu thiết lập. Văn bản lập từ bây giờ theo thiết lập mới."))
        return redirect("communes_settings")
    tabs = commune_tabs(request.actor, "communes_settings")
    context = {"tabs": tabs, "form": form, "setting": setting, "preview": head_preview(request.actor.commune)}
    return render(request, "communes/settings.html", context)


@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def choose_commune(request: StaffRequest) -> HttpResponse:
    """Open another of one's communes."""
    if request.method == "POST":
        chosen = request.POST.get("commune", "")
        if chosen not in map(str, request.actor.choices):
            raise Http404
        request.session["commune"] = int(chosen)
        return redirect("/")
    search = SearchForm(request.GET)
    page = Paginator(queries.communes_to_choose(request.actor, search.words), PER_PAGE)
    context = {"search": search, "page": page.get_page(request.GET.get("trang")), "words": search.words}
    return render(request, "communes/choose.html", context)
