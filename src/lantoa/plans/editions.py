"""Reads about the editions of a plan: which one is in force, which one waits, how they compare clause by clause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.core.saying import said
from lantoa.plans.heads import head_of
from lantoa.plans.models import Commitment, Plan, PlanElement, PlanVersion
from lantoa.plans.queries import commitment_facts, due_rule
from lantoa.plans.rules.amending import effective_day, is_other_plan
from lantoa.plans.rules.commitment import Modality
from lantoa.plans.rules.review import Decision, Origin, VersionState
from lantoa.plans.wording import due_words, measure_words
from vanban.clauses import clauses_of
from vanban.compare import Change, Clause, compare, has_changed, share_kept

OPEN = (VersionState.READING.value, VersionState.UNREADABLE.value, VersionState.IN_REVIEW.value)
"""States of an edition that may still come into force."""

FACT_NAMES = {
    "measure": "Cách đo",
    "modality": "Mức độ",
    "due": "Thời hạn",
    "active": "Thời gian thực hiện",
    "lead": "Chủ trì",
    "coordinating": "Phối hợp",
    "output": "Sản phẩm",
    "counted": "Hoạt động được tính",
    "number": "Số liệu, ngày tháng",
}
PLANNED_BY = ("measure", "modality", "due", "active")
"""Facts whose change means that the work is planned again; another lead or output does not move a date."""


def edition_in_force(plan: Plan) -> PlanVersion | None:
    """The adopted edition."""
    found: PlanVersion | None = plan.versions.filter(state=VersionState.ADOPTED.value).first()
    return found


def open_edition(plan: Plan) -> PlanVersion | None:
    """The edition that is being read or reviewed."""
    found: PlanVersion | None = plan.versions.filter(state__in=OPEN).order_by("-edition").first()
    return found


def successor_of(version: PlanVersion) -> PlanVersion | None:
    """The edition that came into force after this one."""
    later = PlanVersion.objects.filter(plan_id=version.plan_id, edition__gt=version.edition, adopted_at__isnull=False)
    found: PlanVersion | None = later.defer("text", "reading").order_by("edition").first()
    return found


def effective_on(version: PlanVersion) -> date:
    """From when an amendment holds."""
    return effective_day(version.effective_on, version.issued_on, clock.today())


def owed_under(version: PlanVersion) -> models.QuerySet[Commitment]:
    """What the ward owes, or owed, under an edition; units come along."""
    return _rows(version).filter(decision=Decision.ACCEPTED.value)


def standing_items(version: PlanVersion) -> models.QuerySet[Commitment]:
    """What an edition would bring: what is accepted, and while it is under review what is not decided yet. Proposals
    of the program only once a person has accepted them."""
    wanted = models.Q(decision=Decision.ACCEPTED.value)
    if version.state == VersionState.IN_REVIEW.value:
        wanted |= models.Q(decision=Decision.PENDING.value) & ~models.Q(origin=Origin.PROPOSED.value)
    return _rows(version).filter(wanted)


def _rows(version: PlanVersion) -> models.QuerySet[Commitment]:
    rows = Commitment.objects.filter(version=version).select_related("lead").order_by("position", "id")
    return rows.prefetch_related("coordinating__unit")


def clause_of(row: Commitment) -> Clause:
    """A commitment as a clause: its words, and in words what it owes. Dates that became known later are no change."""
    facts = commitment_facts(row)
    due = replace(due_rule(row), event_on=None, dates=())
    counted = ", ".join(sorted((*row.match_kinds, *row.match_channels, *row.match_topics, *row.match_audiences)))
    values = {
        "measure": measure_words(facts, row.unit_text),
        "modality": "" if facts.modality in (Modality.MUST, Modality.FLOOR) else said(facts.modality.label),
        "due": due_words(due, facts.window_kind),
        "active": _active(row),
        "lead": row.lead.name if row.lead else row.lead_text,
        "coordinating": "; ".join(sorted(link.unit.name for link in row.coordinating.all())),
        "output": row.output,
        "counted": counted,
    }
    return Clause(str(row.pk), row.text, row.section, row.position, tuple(values.items()))


def _active(row: Commitment) -> str:
    words = [_("từ %(day)s") % {"day": f"{row.active_from:%d/%m/%Y}"}] if row.active_from else []
    words += [_("đến %(day)s") % {"day": f"{row.active_to:%d/%m/%Y}"}] if row.active_to else []
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions side by side; ``rows`` are the commitments of both by their id as text."""

    former: PlanVersion
    version: PlanVersion
    changes: Sequence[Change]
    rows: dict[str, Commitment]

    @property
    def is_other_plan(self) -> bool:
        """Whether the newer one was probably sent by mistake."""
        return is_other_plan(share_kept(self.changes), sum(len(change.old) for change in self.changes))


def compare_items(former: PlanVersion, version: PlanVersion) -> Compared:
    """The commitments of two editions; what continues what is known from the rows. Six queries."""
    old, new = list(owed_under(former)), list(standing_items(version))
    pairs = {str(row.pk): str(row.continues_id) for row in new if row.continues_id}
    changes = compare([clause_of(row) for row in old], [clause_of(row) for row in new], pairs)
    return Compared(former, version, changes, {str(row.pk): row for row in (*old, *new)})


def is_unchanged(compared: Compared) -> bool:
    """Whether an edition says nothing that the former one does not say: items, text, period and other elements."""
    former, version = compared.former, compared.version
    if has_changed(compared.changes) or period_of(former) != period_of(version):
        return False
    return _bare(former.text) == _bare(version.text) and _elements(former) == _elements(version)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _elements(version: PlanVersion) -> list[tuple[str, str, str]]:
    return sorted(PlanElement.objects.filter(version=version).values_list("kind", "text", "code"))


def compare_texts(former: PlanVersion, version: PlanVersion) -> list[Change]:
    """The whole texts of two editions, paragraph by paragraph."""
    return compare(text_clauses(former), text_clauses(version))


def text_clauses(version: PlanVersion) -> list[Clause]:
    """The paragraphs of an edition with their numbering."""
    return clauses_of(version.text, [tuple(one) for one in (version.reading or {}).get("paragraphs") or []])


def mains(changes: Iterable[Change]) -> dict[str, str]:
    """New commitment → the former one whose due work it takes over; of several heirs only the main one."""
    return {change.new[0].key: change.old[0].key for change in changes if change.old and change.new}


def period_of(version: PlanVersion) -> Window | None:
    """The days of an edition."""
    return head_of(version).period
