"""The steps of a draft on its way to the signature, and the freezing at its end."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.drafting.jobs import enter_plan
from lantoa.drafting.models import Draft, DraftStep, Entering
from lantoa.drafting.numbering import check_number
from lantoa.drafting.queries import blocks_of, digest_of, document_of
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.life import Numbered, Stage, Standing, Step, check_day, check_notes, next_stage
from lantoa.ledger.actions import record
from vanban.form.tree import tree_to_json

SAID = {
    Step.SUBMIT: "draft.submitted", Step.TAKE_BACK: "draft.taken_back", Step.RETURN: "draft.returned",
    Step.APPROVE: "draft.approved", Step.DROP: "draft.dropped",
}  # fmt: skip


@transaction.atomic
def take_step(
    *, draft: Draft, step: Step, standing: Standing, by: Person, notes: Mapping[str, str] | None = None
) -> Draft:
    """Submit, take back, return, approve, drop.

    Raises:
        NotAllowed, Refused("draft_step"): see ``rules.life.next_stage``.
        Refused("draft_unready"): something must be filled in first; ("draft_asides"): words wait for a decision.
        Refused("return_note"): returned without a word.
    """
    row = _locked(draft)
    stage = next_stage(Standing(Stage(row.stage), standing.hats), step)
    if step is Step.SUBMIT:
        _check_ready(row)
    said = {key: text.strip()[:2000] for key, text in (notes or {}).items() if text.strip()}
    if step is Step.RETURN:
        check_notes(list(said.values()))
    row.stage = stage.value
    row.save(update_fields=["stage"])
    _enter(row, step, by, notes=said)
    record(action=SAID[step], on=row, by=by, number=row.revision)
    return row


def _check_ready(row: Draft) -> None:
    missing = [lack for lack in lacks(blocks_of(row)) if lack.must]
    if missing:
        words = f"Còn {len(missing)} chỗ cần điền trước khi trình, trước hết: {missing[0].words}"
        raise Refused("draft_unready", f"{words}. Hãy mở trang soạn, phần Cần điền.")
    if row.asides.filter(settled=False).exists():
        raise Refused("draft_asides", "Còn lời hai người cùng sửa chưa chọn. Hãy mở trang soạn để chọn rồi trình.")


@transaction.atomic
def issue_draft(*, draft: Draft, standing: Standing, by: Person, number: str, dated_on: date) -> Draft:
    """Give number and date, freeze every word, and have the plan entered among the plans.

    Raises:
        NotAllowed, Refused("draft_step"), ("draft_day"); ("draft_number_taken"): another plan of the year has it.
    """
    row = _locked(draft)
    stage = next_stage(Standing(Stage(row.stage), standing.hats), Step.ISSUE)
    check_day(dated_on=dated_on, period_end=row.period_end, today=clock.today())
    check_number(row, Numbered(number, dated_on))
    row.number, row.dated_on, row.stage, row.entering = number, dated_on, stage.value, Entering.GOING.value
    row.frozen = tree_to_json(document_of(row))
    row.frozen_sha256 = digest_of(row.frozen)
    row.save(update_fields=["number", "dated_on", "stage", "entering", "frozen", "frozen_sha256"])
    _enter(row, Step.ISSUE, by, notes={})
    record(
        action="draft.issued", on=row, by=by, number=number, dated_on=dated_on.isoformat(), snapshot=row.frozen_sha256
    )
    enter_plan.defer(row.commune_id, row.pk)
    return row


@transaction.atomic
def enter_again(*, draft: Draft, by: Person) -> None:
    """Try once more to enter an issued plan among the plans."""
    row = _locked(draft)
    if row.stage != Stage.ISSUED.value or row.entering != Entering.FAILED.value:
        raise Refused("draft_step", "Kế hoạch này không có gì phải làm lại. Hãy tải lại trang.")
    row.entering, row.error_message = Entering.GOING.value, ""
    row.save(update_fields=["entering", "error_message"])
    record(action="draft.entering_retried", on=row, by=by)
    enter_plan.defer(row.commune_id, row.pk)


def _locked(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",)).select_related("commune__province", "signer")
    row: Draft = rows.get(pk=draft.pk)
    return row


def _enter(row: Draft, step: Step, by: Person, *, notes: Mapping[str, str]) -> None:
    DraftStep.of(row.commune_id, draft=row, step=step.value, notes=dict(notes), by=by).save(force_insert=True)
