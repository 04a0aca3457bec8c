"""Late hand-ins: for which window of a commitment an activity counts, where it is not that of its own day.

The report of quarter III that is handed in on the 3rd of October was owed in quarter III: the person says so here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.activities.counts import recount_of, touched_by
from lantoa.activities.models import Activity, Service
from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.core.saying import said
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.models import DueWork


def begun_windows(service: Service, today: date) -> list[DueWork]:
    """The windows of the served commitment that have begun, the latest first."""
    return list(service.commitment.due_work.filter(window_start__lte=today).order_by("-window_end", "-window_start"))


class PeriodsForm(forms.Form):
    """One choice for each commitment that the activity serves."""

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = list(activity.services.select_related("commitment").order_by("commitment__position"))
        own_day = gettext_lazy("Theo ngày thực hiện")
        for service in self.services:
            windows = [(str(work.pk), _label(work)) for work in begun_windows(service, clock.today())]
            self.fields[f"service-{service.pk}"] = forms.ChoiceField(
                label=service.commitment.text, required=False, choices=[("", own_day), *windows],
                initial=_chosen(service),
            )  # fmt: skip

    def chosen(self) -> dict[int, int | None]:
        """The due work that was chosen, by the id of the service; None = the day of the activity itself."""
        values = {service.pk: self.cleaned_data.get(f"service-{service.pk}") for service in self.services}
        return {pk: int(value) if value else None for pk, value in values.items()}


def _label(work: DueWork) -> str:
    return said(label_of(PeriodKind(work.window_kind), Window(work.window_start, work.window_end)))


def _chosen(service: Service) -> str:
    if service.counted_on is None:
        return ""
    works = service.commitment.due_work.filter(window_end=service.counted_on).order_by("window_start")
    return str(works[0].pk) if works else ""


@transaction.atomic
def count_for(*, activity: Activity, chosen: Mapping[int, int | None], by: Person) -> int:
    """Count the activity for the chosen windows. Returns how many services changed; one ledger entry if any did."""
    queue_up(activity.commune_id)
    changed, before = [], touched_by(activity)
    for service in Service.objects.select_for_update().filter(activity=activity, pk__in=chosen):
        counted_on = _last_day(service, chosen[service.pk])
        if counted_on != service.counted_on:
            service.counted_on = counted_on
            service.save(update_fields=["counted_on"])
            changed.append(service.commitment_id)
    if changed:
        record(action="activity.counted_for", on=activity, by=by, commitments=changed)
        recount_of(activity, before)
    return len(changed)


def _last_day(service: Service, work_id: int | None) -> date | None:
    if work_id is None:
        return None
    work = DueWork.objects.filter(commitment_id=service.commitment_id, pk=work_id).first()
    return work.window_end if work else None


def saved_words() -> str:
    """What the page says after saving."""
    return _("Đã ghi kỳ được tính.")
