"""Pages of amendments: begin one, compare it with what is in force, adopt it, look after what it left behind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.amendments.access import access_amendment, access_comparable
from lantoa.amendments.actions import adopt_amendment, choose_consequences, move_left_behind, tie_item
from lantoa.amendments.forms import ConsequencesForm, MoveForm, TieForm
from lantoa.amendments.page import AmendmentPage, amendment_page, text_page
from lantoa.amendments.queries import evidence_counts, handovers_of, left_behind
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.plans.access import access_item, access_plan
from lantoa.plans.actions.editions import start_edition
from lantoa.plans.editions import effective_on, is_unchanged, open_edition, owed_under, standing_items
from lantoa.plans.heads import head_of
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import adopted_commitments, blockers_of, warnings_of
from lantoa.plans.rules.review import VersionState

EDIT = ["GET", "HEAD", "POST"]
CHANGED_ONLY = "thay-doi"


@require_http_methods(EDIT)
@staff(Permission.UPLOAD_PLAN)
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """Two ways to a new edition: a document, or changes made here."""
    plan = access_plan(request.actor, pk)
    if request.method == "POST":
        start_edition(plan=plan, by=request.actor.person)
        messages.success(request, _("Đã mở bản sửa đổi. Hãy sửa, thêm hoặc bỏ các mục, rồi xem so sánh và ban hành."))
        return redirect("plans_review", pk=pk)
    return render(request, "amendments/start.html", {"plan": plan, "draft": open_edition(plan)})


@require_safe
@staff(Permission.SEE)
def compared(request: StaffRequest, pk: int) -> HttpResponse:
    """Old and new side by side. ``?ban=2``: a certain edition; ``?phan=van-ban``: the whole text; ``?chi=tat-ca``."""
    asked = request.GET
    version = access_comparable(request.actor, pk, asked.get("ban", ""))
    is_draft = version.state == VersionState.IN_REVIEW.value
    whole = asked.get("phan") == "van-ban"
    page = amendment_page(_former(version), version, foresee=is_draft)
    changes = text_page(_former(version), version) if whole else page.changes
    everything = asked.get("chi") == "tat-ca"
    context = {
        **_frame(request, version), "page": page, "is_draft": is_draft, "whole": whole, "everything": everything,
        "changes": [view for view in changes if everything or not view.is_quiet], "all_changes": len(changes),
        "quiet": sum(view.is_quiet for view in changes), "loud": sum(not view.is_quiet for view in changes),
        "dropped": page.dropped, "unchanged": is_unchanged(page.compared),
    }  # fmt: skip
    return render(request, "amendments/compare.html", context)


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
def tie(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Say which former commitment an item continues."""
    version = access_amendment(request.actor, pk)
    row = access_item(request.actor, pk, item)
    form = TieForm(request.POST or None, choices=owed_under(_former(version)), initial={"former": row.continues_id})
    if request.method == "POST" and form.is_valid():
        tie_item(item=row, former=form.cleaned_data["former"], by=request.actor.person)
        return redirect(f"{reverse('amendments_compare', args=[pk])}#muc-{row.pk}")
    return render(request, "amendments/tie.html", {"form": form, "item": row, "plan": version.plan})


@require_http_methods(EDIT)
@staff(Permission.ADOPT_PLAN)
def adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """What follows from the amendment, what a person has to choose; then adopt."""
    version = access_amendment(request.actor, pk)
    page = amendment_page(_former(version), version, foresee=True)
    form = _consequences_form(request, version, page)
    if request.method == "POST" and form.is_valid():
        _choose(request, version, form)
        if "ban-hanh" not in request.POST:
            messages.success(request, _("Đã ghi lựa chọn. Hệ quả bên dưới tính theo lựa chọn mới."))
            return redirect("amendments_adopt", pk=pk)
        return _adopted(request, version)
    return render(request, "amendments/adopt.html", _adopt_context(request, version, page, form=form))


def _adopt_context(
    request: StaffRequest, version: PlanVersion, page: AmendmentPage, *, form: ConsequencesForm
) -> dict[str, object]:
    return {
        **_frame(request, version), "page": page, "form": form, "effective_on": effective_on(version),
        "dropped": [(view, form.of(int(view.old.key))) for view in page.dropped if view.old],
        "blockers": blockers_of(version), "warnings": warnings_of(version), "unchanged": is_unchanged(page.compared),
        "late": effective_on(version) < clock.today(), "may_review": request.actor.may(Permission.REVIEW_PLAN),
    }  # fmt: skip


def _consequences_form(request: StaffRequest, version: PlanVersion, page: AmendmentPage) -> ConsequencesForm:
    with_evidence = [page.compared.rows[view.old.key] for view in page.dropped if view.old and view.evidence]
    return ConsequencesForm(
        request.POST or None, dropped=with_evidence, choices=list(standing_items(version)),
        handed=handovers_of(version), initial={"effective_on": version.effective_on or version.issued_on},
    )  # fmt: skip


def _choose(request: StaffRequest, version: PlanVersion, form: ConsequencesForm) -> None:
    day = form.cleaned_data["effective_on"]
    choose_consequences(version=version, effective_on=day, handed=form.handed(), by=request.actor.person)


def _adopted(request: StaffRequest, version: PlanVersion) -> HttpResponse:
    moved = adopt_amendment(version=version, by=request.actor.person)
    words = _("Đã ban hành bản sửa đổi lần %(n)s.") % {"n": version.edition}
    followed = _("%(n)s lượt minh chứng đi theo các mục được tiếp tục.") % {"n": moved}
    messages.success(request, f"{words} {followed}")
    behind = left_behind(version.plan).exists()
    return redirect("amendments_leftovers" if behind else "plans_show", pk=version.plan_id)


@require_http_methods(EDIT)
@staff(Permission.SEE)
def leftovers(request: StaffRequest, pk: int) -> HttpResponse:
    """Activities that serve commitments which are no more: they count nowhere until somebody moves them."""
    plan = access_plan(request.actor, pk)
    rows = left_behind(plan)
    targets = adopted_commitments().filter(version__plan=plan)
    form = MoveForm(request.POST or None, choices=targets)
    if request.method == "POST":
        request.actor.check(Permission.REVIEW_PLAN)
        former = get_object_or_404(rows, pk=_number(request.POST.get("former", "")))
        if not form.is_valid():
            raise Refused("handover_unknown", "Hãy chọn mục nhận minh chứng, rồi bấm Chuyển.")
        moved = move_left_behind(former=former, to=form.cleaned_data["to"], by=request.actor.person)
        messages.success(request, _("Đã chuyển %(n)s hoạt động.") % {"n": moved})
        return redirect("amendments_leftovers", pk=pk)
    counts = evidence_counts(row.pk for row in rows)
    context = {
        "plan": plan, "rows": [(row, counts.get(row.pk, 0), _activities(row)) for row in rows], "form": form,
        "may_move": request.actor.may(Permission.REVIEW_PLAN),
    }  # fmt: skip
    return render(request, "amendments/leftovers.html", context)


def _activities(row: object) -> list[object]:
    services = row.services.filter(activity__withdrawn_at__isnull=True)  # type: ignore[attr-defined]
    return [service.activity for service in services.select_related("activity").order_by("activity__happened_on")[:20]]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _former(version: PlanVersion) -> PlanVersion:
    if version.based_on is None:  # access has refused those
        raise Refused("not_amendment", "Đây là bản đầu tiên của kế hoạch, chưa có bản trước để so sánh.")
    return version.based_on


def _frame(request: StaffRequest, version: PlanVersion) -> dict[str, object]:
    former = _former(version)
    return {
        "plan": version.plan, "version": version, "former": former, "head": head_of(version),
        "former_head": head_of(former), "state": said(VersionState(version.state).label),
        "may_review": request.actor.may(Permission.REVIEW_PLAN), "may_adopt": request.actor.may(Permission.ADOPT_PLAN),
    }  # fmt: skip
