"""The steps of a report's life, and the freezing at its end."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.reports.actions import start_printing
from lantoa.reports.documents import desk_of, digest_of, document_of, remarks_of
from lantoa.reports.forms_used import current_template
from lantoa.reports.models import Report, ReportState, ReportStep
from lantoa.reports.queries import letterhead_of
from lantoa.reports.rules.causes import missing
from lantoa.reports.rules.following import answered, unanswered
from lantoa.reports.rules.life import FINAL, Stage, Standing, Step, check_issue, check_notes, next_stage, tidy_number
from lantoa.reports.rules.sections import Section
from vanban.form.editing import to_json
from vanban.form.tree import tree_to_json

FROZEN_FORM = 1
NUMBER_TAKEN = "Số {number} của năm {year} đã dùng cho một báo cáo khác. Hãy kiểm tra lại sổ văn bản đi."


def blockers_of(report: Report) -> list[str]:
    """What stands between a draft and its submission, in words that say what to do."""
    if report.state != ReportState.READY.value or not report.snapshot:
        return ["Văn bản đang được lập. Hãy chờ lập xong rồi trình."]
    desk, remarks = desk_of(report, report.commune), remarks_of(report)
    found = []
    if owed := missing(desk.facts, remarks.by_line):
        found.append(f"Còn {len(owed)} chỉ tiêu, nhiệm vụ chưa đạt chưa ghi nguyên nhân.")
    if asked := unanswered(answered(desk.facts.followed, remarks.answers)):
        found.append(f"Còn {len(asked)} nhiệm vụ đề ra kỳ trước chưa ghi kết quả.")
    lost = [section for section in Section if desk.lost(section)]
    found += [f"Mục “{one.label}” còn số liệu không còn trong kỳ này. Hãy sửa hoặc soạn lại mục." for one in lost]
    return found


@transaction.atomic
def take_step(
    *, report: Report, step: Step, standing: Standing, by: Person, notes: Mapping[str, str] | None = None
) -> Report:
    """Submit, take back, return, accept or approve.

    Raises:
        NotAllowed, Refused("report_step"): see ``rules.life.next_stage``.
        Refused("report_unready"): something is missing before it can be submitted.
        Refused("return_note"): returned without a word.
    """
    row = _locked(report)
    stage = next_stage(_now(standing, row), step)
    if step is Step.SUBMIT and (problems := blockers_of(row)):
        raise Refused("report_unready", " ".join(problems))
    said = {key: text.strip() for key, text in (notes or {}).items() if text.strip()}
    if step is Step.RETURN:
        check_notes(list(said.values()))
    _enter(row, step, stage, by=by, notes=said)
    record(action=SAID[step], on=row, by=by, **_facts(row, stage))
    if step is Step.SUBMIT or stage in FINAL:
        start_printing(row)
    return row


SAID = {
    Step.SUBMIT: "report.submitted", Step.TAKE_BACK: "report.taken_back", Step.RETURN: "report.returned",
    Step.ACCEPT: "report.accepted", Step.APPROVE: "report.approved",
}  # fmt: skip


@transaction.atomic
def issue_report(*, report: Report, standing: Standing, by: Person, number: str, dated_on: date) -> Report:
    """Give number and date, freeze every text, and have the final documents drawn.

    Raises:
        NotAllowed, Refused("report_step"): see ``rules.life.next_stage``.
        Refused("report_number"), Refused("report_date"), Refused("report_number_taken").
    """
    row = _locked(report)
    stage = next_stage(_now(standing, row), Step.ISSUE)
    row.number, row.dated_on = tidy_number(number), dated_on
    facts = desk_of(row, row.commune).facts
    check_issue(dated_on=dated_on, data_to=facts.data_to, today=clock.today())
    try:
        with transaction.atomic():
            _enter(row, Step.ISSUE, stage, by=by, notes={})
    except IntegrityError as error:
        raise Refused("report_number_taken", NUMBER_TAKEN.format(number=row.number, year=dated_on.year)) from error
    record(action="report.issued", on=row, by=by, **_facts(row, stage))
    start_printing(row)
    return row


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",)).select_related(
        "version__plan", "commune", "unit", "replaces", "made_by"
    )
    found: Report = rows.get(pk=report.pk)
    return found


def _now(standing: Standing, row: Report) -> Standing:
    """The same person before the row as it is now: somebody else may have taken a step since the page was made."""
    return Standing(Stage(row.stage), standing.is_unit, standing.hats)


def _enter(row: Report, step: Step, stage: Stage, *, by: Person, notes: Mapping[str, str]) -> None:
    row.stage = stage.value
    if stage in FINAL:
        row.frozen = frozen_of(row)
        row.frozen_sha256 = digest_of(row.frozen)
    row.save(update_fields=["stage", "number", "dated_on", "frozen", "frozen_sha256"])
    ReportStep.of(row.commune_id, report=row, step=step.value, notes=dict(notes), by=by).save(force_insert=True)


def _facts(row: Report, stage: Stage) -> dict[str, Any]:
    if stage not in FINAL:
        return {}
    dated = row.dated_on.isoformat() if row.dated_on else None
    return {
        "snapshot": row.frozen_sha256, "number": row.number, "dated_on": dated,
        "replaces": row.replaces_id, "template": row.frozen["template"].get("number") if row.frozen else None,
    }  # fmt: skip


def frozen_of(report: Report) -> dict[str, Any]:
    """Everything that the report says, from which it is drawn again equal in every text: the document itself, the
    figures and items behind it, the wording, what people said, the letterhead, the form."""
    template = None if report.unit_id else current_template()
    desk = desk_of(report, report.commune)
    letterhead = asdict(letterhead_of(report.commune, report))
    letterhead["issued_on"] = report.dated_on.isoformat() if report.dated_on else None
    return {
        "form": FROZEN_FORM,
        "document": tree_to_json(document_of(report, report.commune)),
        "facts": report.snapshot,
        "wording": {section.value: to_json(desk.words(section)) for section in Section},
        "revisions": {section.value: desk.number(section) for section in Section},
        "remarks": report.remarks, "causes": report.causes, "answers": report.answers,
        "letterhead": {key: list(value) if isinstance(value, tuple) else value for key, value in letterhead.items()},
        "template": {"number": template.number, "sha256": template.file.sha256} if template and template.file else {},
    }  # fmt: skip
