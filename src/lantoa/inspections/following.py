"""What becomes of a finding: the unit answers with evidence, the inspector closes it or returns it with a note."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from lantoa.activities.rules import clean_links
from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, enter
from lantoa.inspections.models import Finding, FindingStep, StepFile
from lantoa.inspections.rules import FollowUpStep, check_answer, check_return, next_state
from lantoa.ledger.actions import record


@transaction.atomic
def answer_finding(
    *, finding: Finding, text: str, by: Person, files: Sequence[Received] = (), links: Iterable[str] = ()
) -> FindingStep:  # fmt: skip
    """The unit says what it mended, with files or addresses.

    Raises:
        Refused: ``finding_step``, ``answer_empty``, ``answer_without_evidence``, ``link_bad``, ``finding_running``.
    """
    addresses = clean_links(links)
    clean = check_answer(text, pieces=len(files) + len(addresses))
    step = _stepped(finding, FollowUpStep.ANSWERED, text=clean, by=by, links=addresses)
    for received in files:
        file = enter(commune=step.commune, received=received, by=by)
        StepFile.of(step.commune_id, step=step, file=file).save(force_insert=True)
    return step


@transaction.atomic
def return_finding(*, finding: Finding, text: str, by: Person) -> FindingStep:
    """Not enough: the unit has to go on.

    Raises:
        Refused: ``finding_step``, ``return_without_note``.
    """
    return _stepped(finding, FollowUpStep.RETURNED, text=check_return(text), by=by)


@transaction.atomic
def close_finding(*, finding: Finding, text: str, by: Person) -> FindingStep:
    """Mended.

    Raises:
        Refused("finding_step").
    """
    return _stepped(finding, FollowUpStep.CLOSED, text=text.strip()[:2000], by=by)


def _stepped(
    finding: Finding, kind: FollowUpStep, *, text: str, by: Person, links: Iterable[str] = ()
) -> FindingStep:  # fmt: skip
    row: Finding = Finding.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=finding.pk)
    if row.inspection.closed_at is None:
        raise Refused("finding_running", "Cuộc kiểm tra chưa kết thúc nên chưa theo dõi khắc phục được.")
    row.state = next_state(row.state, kind).value
    row.save(update_fields=["state"])
    step = FindingStep.of(row.commune_id, finding=row, kind=kind.value, text=text, links=list(links), by=by)
    step.save(force_insert=True)
    record(action=f"finding.{kind.value}", on=row, by=by, step=step.pk)
    return step
