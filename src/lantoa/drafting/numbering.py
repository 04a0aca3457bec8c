"""Number and day of a plan against those that the ward has given already."""

from lantoa.communes.models import Commune
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.documents.models import ActEntry
from lantoa.drafting.models import Draft
from lantoa.drafting.rules.life import Numbered, Step, doubts
from lantoa.plans.models import Plan
from vanban.register import number_key


def numbered_plans(draft: Draft, year: int) -> list[Numbered]:
    """Plans of the ward with number and day in a year: those in the product, and drafts that were issued."""
    plans = Plan.objects.filter(issued_on__year=year).exclude(number="")
    drafts = Draft.objects.filter(dated_on__year=year, plan=None).exclude(number="").exclude(pk=draft.pk)
    rows = [*plans.values_list("number", "issued_on"), *drafts.values_list("number", "dated_on")]
    return [Numbered(number, on) for number, on in rows]


def check_number(draft: Draft, numbered: Numbered) -> None:
    """However it is written ("7/KH-UBND", "07/KH-UBND"), a number is given once a year.

    Raises:
        Refused("draft_number_taken").
    """
    key, year = number_key(numbered.number), numbered.on.year
    if any(number_key(one.number) == key for one in numbered_plans(draft, year)):
        words = f"Số {numbered.number} của năm {year} đã dùng cho một kế hoạch khác. Hãy kiểm tra lại sổ văn bản đi."
        raise Refused("draft_number_taken", words)
    if act := _in_register(draft.commune, key, year):
        words = f"Số {numbered.number} của năm {year} đã có trong Sổ văn bản: {act.title or act}. Hãy kiểm tra lại."
        raise Refused("draft_number_taken", words)


def _in_register(commune: Commune, key: str, year: int) -> ActEntry | None:
    """An act that the ward entered as its own."""
    ours = fold(commune.short_name)
    rows = ActEntry.objects.filter(key__startswith=key, issued_on__year=year)
    return next((row for row in rows if number_key(row.number) == key and ours in fold(row.issuer)), None)


def doubts_about(draft: Draft, numbered: Numbered) -> tuple[str, ...]:
    """What the clerk is asked once more, see ``rules.life.doubts``."""
    approved = draft.steps.filter(step=Step.APPROVE.value).order_by("-id").first()
    on = approved.at.astimezone(WARD_TIME).date() if approved else None
    others = numbered_plans(draft, numbered.on.year)
    return doubts(numbered, approved_on=on, period_start=draft.period_start, others=others)
