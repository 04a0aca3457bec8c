"""Answers in place: one item with the new counts for a page with script, the whole page again for one without."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from lantoa.communes.access import StaffRequest
from lantoa.core.errors import Refused
from lantoa.plans import review_page
from lantoa.plans.access import access_item
from lantoa.plans.models import Commitment, Contradiction, PlanVersion

View = Callable[..., HttpResponse]


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks, which puts the answer into the page that is open."""
    return bool(getattr(request, "htmx", False))


def item_answer(request: StaffRequest, item: Commitment, error: str = "") -> HttpResponse:
    """The item as it is now, and the counts; without script back to its place on the page."""
    if not is_partial(request):
        return redirect(f"{reverse('plans_review', args=[item.version.plan_id])}#item-{item.pk}")
    row = review_page.items_of(item.version).get(pk=item.pk)
    view = review_page.item_views([row], item.version)[0]
    context = {"item": view, "plan": item.version.plan, "error": error, "oob": True}
    return render(request, "plans/_item_answer.html", {**context, **counts_context(item.version)})


def counts_context(version: PlanVersion) -> dict[str, object]:
    """The counts of a review, for the bar above the items."""
    rows = Commitment.objects.filter(version=version)
    contradictions = Contradiction.objects.filter(version=version)
    return {
        "version": version,
        "counts": review_page.counts_of(rows, contradictions),
        "pile_labels": list(review_page.Pile),
    }


def in_place(view: View) -> View:
    """A refusal about one item is shown on that item; about the whole plan, on the plan's page."""

    @wraps(view)
    def answered(request: StaffRequest, pk: int, item: int) -> HttpResponse:
        try:
            return view(request, pk, item)
        except Refused as refusal:
            if not is_partial(request):
                raise
            if refusal.code in ("already_adopted", "not_in_review"):
                messages.warning(request, refusal.message)
                return HttpResponseClientRedirect(reverse("plans_show", args=[pk]))
            return item_answer(request, access_item(request.actor, pk, item), error=refusal.message)

    return answered
