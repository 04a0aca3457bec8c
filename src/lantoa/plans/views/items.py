"""Decisions about one item of a review."""

from django.contrib import messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.plans.access import access_item, access_review
from lantoa.plans.actions.review import add_item, correct_item, decide_item, merge_items
from lantoa.plans.actions.standing import use_offer
from lantoa.plans.forms import ItemForm, MergeForm
from lantoa.plans.models import Commitment
from lantoa.plans.rules.commitment import CommitmentKind, MeasureKind, Modality
from lantoa.plans.rules.marks import find_words
from lantoa.plans.rules.review import Decision
from lantoa.plans.views.partial import in_place, is_partial, item_answer

EDIT = ["GET", "HEAD", "POST"]
TAKEN = (Decision.PENDING.value, Decision.ACCEPTED.value)


@require_safe
@staff(Permission.REVIEW_PLAN)
@in_place
def show(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """One item as it is now (the way out of its form)."""
    return item_answer(request, access_item(request.actor, pk, item))


@require_POST
@staff(Permission.REVIEW_PLAN)
@in_place
def decide(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Accept, drop, or take the decision back."""
    row = access_item(request.actor, pk, item)
    try:
        decision = Decision(request.POST.get("decision", ""))
    except ValueError:
        decision = Decision.MERGED
    if decision is Decision.MERGED:
        raise Refused("decision_unknown", "Chưa rõ anh/chị chọn gì. Hãy bấm Đồng ý, Bỏ hoặc Xem lại.")
    row = decide_item(item=row, decision=decision, seen=seen_of(request), by=request.actor.person)
    return item_answer(request, row)


@require_POST
@staff(Permission.REVIEW_PLAN)
@in_place
def reuse(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Decide as it was decided before."""
    row = access_item(request.actor, pk, item)
    return item_answer(request, use_offer(item=row, seen=seen_of(request), by=request.actor.person))


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
@in_place
def edit(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Correct an item, and accept it by the same button where that is meant."""
    row = access_item(request.actor, pk, item)
    form = ItemForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = correct_item(
            item=row, values=form.values(), coordinating=form.cleaned_data["coordinating"], seen=seen_of(request),
            by=request.actor.person, accept="accept" in request.POST, remember=form.cleaned_data["remember"],
        )  # fmt: skip
        return item_answer(request, saved)
    template = "plans/_item_form.html" if is_partial(request) else "plans/item_form_page.html"
    return render(request, template, {"form": form, "item": row, "plan": row.version.plan, "seen": _revision(row.pk)})


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """An item that was not found; ``?chu=`` words that the person marked in the document."""
    version = access_review(request.actor, pk)
    words = " ".join(request.GET.get("chu", "").split())[:2000]
    start = {"text": words, "kind": CommitmentKind.TASK, "modality": Modality.MUST, "measure": MeasureKind.DELIVERABLE}
    form = ItemForm(request.POST or None, instance=Commitment.of(version.commune_id), initial=start)
    if request.method == "POST" and form.is_valid():
        span = find_words(version.text, request.POST.get("marked", "") or form.cleaned_data["text"])
        made = add_item(
            version=version, values=form.values(), coordinating=form.cleaned_data["coordinating"],
            by=request.actor.person, span=span,
        )  # fmt: skip
        messages.success(request, _("Đã thêm một mục."))
        return redirect(f"{reverse('plans_review', args=[pk])}#item-{made.pk}")
    return render(request, "plans/item_add.html", {"form": form, "plan": version.plan, "marked": words})


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
@in_place
def merge(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Choose the item that this one is the same as."""
    row = access_item(request.actor, pk, item)
    form = MergeForm(request.POST or None, candidates=_candidates(row), initial={"into": row.same_as_id})
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        merged = merge_items(item=row, into=into, seen=seen_of(request), by=request.actor.person)
        return item_answer(request, merged)
    return render(request, "plans/item_merge.html", {"form": form, "item": row, "plan": row.version.plan})


def seen_of(request: StaffRequest) -> int | None:
    """The revision that the person had before their eyes; None where the page did not say."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else None


def _candidates(row: Commitment) -> "QuerySet[Commitment]":
    """Items that stand, the one that looks the same first."""
    likely = Case(When(pk=row.same_as_id or 0, then=Value(0)), default=Value(1))
    rows = Commitment.objects.filter(version=row.version_id, decision__in=TAKEN).exclude(pk=row.pk)
    found: QuerySet[Commitment] = rows.order_by(likely, "position", "id")
    return found


def _revision(pk: int) -> int:
    """As stored: a form that failed has already written the person's values into its instance."""
    return int(Commitment.objects.values_list("revision", flat=True).get(pk=pk))
