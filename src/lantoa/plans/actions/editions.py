"""The next edition of an adopted plan: begun here from the items in force, or read from a document and tied to them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.editions import clause_of, edition_in_force, open_edition, owed_under
from lantoa.plans.models import Commitment, CommitmentUnit, Plan, PlanElement, PlanVersion
from lantoa.plans.rules.doubts import DIFFERS
from lantoa.plans.rules.review import Decision, Origin, VersionState
from vanban.compare import matched

OF_THE_EDITION = ("id", "commune", "version", "decision", "origin", "merged_into", "same_as", "continues", "revision")
"""What a copy of an item does not take over."""
LEAD_DOUBTS = frozenset({"lead_likely", "lead_unknown", "lead_missing", "lead_group", "coordinating_vague"})


@transaction.atomic
def start_edition(*, plan: Plan, by: Person) -> PlanVersion:
    """Begin an amendment without a document: a copy of what is in force, to be changed in the review.

    Raises:
        Refused("nothing_in_force"): the plan was never adopted; ("amendment_open"): another edition waits already.
    """
    row: Plan = Plan.objects.select_for_update().get(pk=plan.pk)
    former = next_from(row)
    version = PlanVersion.of(
        row.commune_id, plan=row, edition=row.versions.count() + 1, based_on=former, state=VersionState.IN_REVIEW.value,
        text=former.text, reading=former.reading, notes=former.notes, progress=100, created_by=by,
    )  # fmt: skip
    version.save(force_insert=True)
    rows = list(owed_under(former))
    carry_over(version, rows, with_place=True)
    _copy_elements(version, former)
    record(action="plan.edition_started", on=version, by=by, edition=version.edition, items=len(rows))
    return version


def next_from(plan: Plan) -> PlanVersion:
    """The edition that an amendment starts from.

    Raises:
        Refused: as ``start_edition``.
    """
    check_none_open(plan)
    former = edition_in_force(plan)
    if former is None:
        raise Refused("nothing_in_force", "Kế hoạch này chưa được ban hành nên chưa có gì để sửa đổi, bổ sung.")
    return former


def check_none_open(plan: Plan) -> None:
    """Raises Refused("amendment_open"): two drafts at once would each be compared with what the other replaces."""
    waiting = open_edition(plan)
    if waiting is not None:
        words = f"Kế hoạch này đang có bản lần {waiting.edition} chưa ban hành. Hãy làm xong hoặc bỏ bản đó trước."
        raise Refused("amendment_open", words)


def tie_to_former(version: PlanVersion) -> None:
    """After reading: say which item of the edition in force each new one continues, and take along what the words
    cannot say (the unit that was chosen, a date that became known). Numbers stay as they were read."""
    if version.based_on is None:
        return
    former = list(owed_under(version.based_on))
    rows = Commitment.objects.filter(version=version).select_related("lead").prefetch_related("coordinating__unit")
    new = {str(row.pk): row for row in rows}
    pairs = matched([clause_of(row) for row in former], [clause_of(row) for row in new.values()])
    before = {str(row.pk): row for row in former}
    for key, old_key in pairs.items():
        _continue(new[key], before[old_key])
    Commitment.objects.bulk_update(
        [new[key] for key in pairs], ["continues", "lead", "doubts", "due_event_on", "due_dates"], batch_size=200
    )
    if version.is_partial:
        carry_over(version, [row for key, row in before.items() if key not in pairs.values()], with_place=False)
        _copy_elements(version, version.based_on)


def _continue(row: Commitment, old: Commitment) -> None:
    row.continues = old
    if row.due_kind == old.due_kind:
        row.due_event_on, row.due_dates = old.due_event_on, old.due_dates
    if " ".join(row.text.split()).casefold() != " ".join(old.text.split()).casefold():
        return
    if row.lead_id is None or set(row.doubts) & LEAD_DOUBTS:
        row.lead = old.lead
    same = clause_of(row).facts == clause_of(old).facts
    row.doubts = [] if same else [*(code for code in row.doubts if code not in LEAD_DOUBTS), DIFFERS]


def carry_over(version: PlanVersion, rows: Sequence[Commitment], *, with_place: bool) -> list[Commitment]:
    """Copies of former items, accepted already: they say what they said. ``with_place``: the text is the same, too."""
    copies = [
        Commitment.of(
            version.commune_id, version=version, continues=row, origin=Origin.CARRIED.value,
            decision=Decision.ACCEPTED.value, **_values(row, with_place=with_place),
        )
        for row in rows
    ]  # fmt: skip
    made = Commitment.objects.bulk_create(copies, batch_size=200)
    units = CommitmentUnit.objects.filter(commitment__in=rows).values_list("commitment_id", "unit_id")
    copy_of = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    CommitmentUnit.objects.bulk_create(
        [CommitmentUnit.of(version.commune_id, commitment=copy_of[pk], unit_id=unit) for pk, unit in units]
    )
    return list(made)


def _values(row: Commitment, *, with_place: bool) -> Mapping[str, Any]:
    values = {field: value for field, value in model_to_dict(row).items() if field not in OF_THE_EDITION}
    values["lead_id"] = values.pop("lead")
    values["doubts"], values["assumptions"] = [], []
    if not with_place:
        values["span_start"] = values["span_end"] = None
        values["position"] = row.position + 100_000
    return values


def _copy_elements(version: PlanVersion, former: PlanVersion) -> None:
    there = set(PlanElement.objects.filter(version=version).values_list("kind", "text"))
    rows: Iterable[PlanElement] = PlanElement.objects.filter(version=former)
    PlanElement.objects.bulk_create(
        [
            PlanElement.of(
                version.commune_id, version=version, kind=row.kind, text=row.text, code=row.code, data=row.data,
                position=row.position, by_person=row.by_person,
            )
            for row in rows
            if (row.kind, row.text) not in there
        ]
    )  # fmt: skip
