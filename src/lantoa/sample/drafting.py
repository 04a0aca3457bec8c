"""The sample ward writes next year's plan: from this year's, with what was missed proposed again."""

from datetime import date

from lantoa.communes.models import Commune, Person, Signer
from lantoa.communes.queries import work_calendar
from lantoa.communes.signer_actions import add_signer
from lantoa.drafting.actions import Begun, start_draft
from lantoa.drafting.last_year import last_plan
from lantoa.drafting.models import Draft, Start
from lantoa.drafting.queries import ward_of
from lantoa.drafting.rules.naming import title_of
from lantoa.drafting.rules.renewing import from_last
from lantoa.plans.models import PlanVersion

SIGNERS = (("Lý Hồng Quân", "chair"), ("Đỗ Thị Lan Chi", "vice"))


def draft_next(commune: Commune, version: PlanVersion, *, today: date, owner: Person) -> None:
    """Signers, and a draft that is being written; once. Needs the scope."""
    if not Signer.objects.exists():
        for name, form in SIGNERS:
            add_signer(commune=commune, values={"name": name, "form": form, "is_active": True}, by=owner)
    if Draft.objects.exists():
        return
    last = last_plan(version, today=today)
    start, end = date(last.year + 1, 1, 1), date(last.year + 1, 12, 31)
    ward = ward_of(commune, start, end)
    blocks = from_last(last, ward, year=last.year + 1, calendar=work_calendar())
    begun = Begun(title_of(ward.period, ward.name), start, end, blocks, Start.LAST_YEAR, version)
    start_draft(commune=commune, begun=begun, by=owner)
