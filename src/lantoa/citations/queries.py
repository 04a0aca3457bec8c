"""Reads: what the commune's plans cite, and the register put together with it."""

from collections.abc import Mapping
from typing import Any

from lantoa.citations.rules import Citation, Entry, gathered
from lantoa.documents.queries import own_entries, register_here
from lantoa.plans.models import PlanElement
from lantoa.plans.rules.intake import day_or_none
from lantoa.plans.rules.review import VersionState

LIVE = (VersionState.IN_REVIEW.value, VersionState.ADOPTED.value, VersionState.SUPERSEDED.value)


def citations() -> list[Citation]:
    """Every mention of an act in the editions of plans that were read; the latest plans first. One query."""
    rows = PlanElement.objects.filter(kind="reference", version__state__in=LIVE)
    rows = rows.order_by("-version__plan__period_start", "-version__edition", "position")
    wanted = ("pk", "text", "data", "version__edition", "version__plan_id", "version__plan__title")
    return [_citation(row) for row in rows.values(*wanted)]


def _citation(row: Mapping[str, Any]) -> Citation:
    said: Mapping[str, Any] = row["data"] if isinstance(row["data"], Mapping) else {}
    return Citation(
        plan_id=row["version__plan_id"], edition=row["version__edition"], plan_title=row["version__plan__title"],
        words=row["text"], element_id=row["pk"],
        kind=_text(said, "kind"), number=_text(said, "number"), issuer=_text(said, "issuer"),
        title=_text(said, "title"), issued_on=day_or_none(said.get("issued_on")),
    )  # fmt: skip


def _text(said: Mapping[str, Any], name: str) -> str:
    return str(said.get(name) or "").strip()


def entries() -> list[Entry]:
    """The whole register of the commune. Three queries."""
    own = {key: row.pk for key, row in own_entries().items()}
    return gathered(register_here().acts, citations(), own)


def entry_of(slug: str) -> Entry | None:
    """The act with this place in an address."""
    return next((entry for entry in entries() if entry.slug == slug), None)
