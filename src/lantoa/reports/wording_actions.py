"""Writes about the words of a report: sections, causes, answers. Nothing that anybody wrote is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.reports.documents import Desk, desk_of
from lantoa.reports.models import Report, Wording, WordingOrigin
from lantoa.reports.rules.causes import cause_of
from lantoa.reports.rules.facts import Outcome
from lantoa.reports.rules.following import ANSWERS
from lantoa.reports.rules.life import EDITABLE, Stage
from lantoa.reports.rules.rewording import check_wording
from lantoa.reports.rules.sections import Section
from vanban.form.editing import Written, to_json

ONE_SITTING = timedelta(minutes=10)
"""Saving by itself every few seconds makes one version, not a hundred, as long as the same person goes on writing."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text: ``number`` is the section's version now. ``mine`` False: somebody else was first, the text
    lies aside as ``row`` and nothing was overwritten."""

    number: int
    mine: bool
    row: Wording


@transaction.atomic
def save_wording(
    *, report: Report, section: Section, words: tuple[Written, ...], based_on: int, by: Person,
    origin: WordingOrigin = WordingOrigin.PAGE,
) -> Saved:  # fmt: skip
    """Keep a section's text. ``based_on``: the version that the writer saw.

    Raises:
        Refused("report_closed"): it was submitted or issued meanwhile.
        Refused("figures_missing"): see ``rules.rewording.check_wording``.
    """
    row, desk = _open(report)
    kept = words
    if origin is WordingOrigin.PAGE:
        kept = check_wording(desk.words(section), words, desk.figures)
    latest = desk.rows.get(section)
    now = latest.number if latest else 0
    if based_on != now:
        return _set_aside(row, section, kept, based_on=based_on, now=now, by=by)
    if latest and _same_sitting(latest, by, origin):
        latest.blocks, latest.at, latest.is_reset = to_json(kept), clock.now(), False
        latest.save(update_fields=["blocks", "at", "is_reset"])
        return Saved(now, True, latest)
    made = _add(row, section, kept, number=now + 1, by=by, origin=origin)
    record(action="report.worded", on=row, by=by, section=section.value, number=made.number, origin=origin.value)
    return Saved(made.number, True, made)


def _open(report: Report) -> tuple[Report, Desk]:
    row = Report.objects.select_for_update(of=("self",)).select_related("version__plan", "commune", "unit").get(
        pk=report.pk
    )  # fmt: skip
    if Stage(row.stage) not in EDITABLE:
        raise Refused("report_closed", "Báo cáo đã được trình hoặc ban hành nên không sửa được nữa.")
    return row, desk_of(row, row.commune)


def _same_sitting(latest: Wording, by: Person, origin: WordingOrigin) -> bool:
    recent = clock.now() - latest.at < ONE_SITTING
    return recent and latest.by_id == by.pk and latest.origin == origin.value == WordingOrigin.PAGE.value


def _add(
    row: Report, section: Section, words: tuple[Written, ...], *, number: int, by: Person, **values: Any
) -> Wording:
    made = Wording.of(
        row.commune_id, report=row, section=section.value, blocks=to_json(words), number=number, by=by, at=clock.now(),
        **{name: getattr(value, "value", value) for name, value in values.items()},
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _set_aside(
    row: Report, section: Section, words: tuple[Written, ...], *, based_on: int, now: int, by: Person
) -> Saved:
    """The later of two writers: the text is kept aside, and both are shown. Saving again replaces one's own."""
    mine = Wording.objects.filter(
        report=row, section=section.value, number=based_on, set_aside=True, by=by
    ).first()  # fmt: skip
    if mine:
        mine.blocks, mine.at = to_json(words), clock.now()
        mine.save(update_fields=["blocks", "at"])
        return Saved(now, False, mine)
    made = _add(row, section, words, number=based_on, by=by, set_aside=True)
    record(action="report.wording_aside", on=row, by=by, section=section.value, number=now)
    return Saved(now, False, made)


@transaction.atomic
def reset_wording(*, report: Report, section: Section, by: Person) -> None:
    """Let the section say again what the software proposes; the wording before stays in its history."""
    row, desk = _open(report)
    latest = desk.rows.get(section)
    if latest is None or latest.is_reset:
        return
    made = _add(row, section, desk.offered(section), number=latest.number + 1, by=by, is_reset=True)
    record(action="report.worded", on=row, by=by, section=section.value, number=made.number, origin="reset")


@transaction.atomic
def tell_causes(
    *, report: Report, causes: Mapping[str, Mapping[str, str]], answers: Mapping[str, Mapping[str, str]],
    remarks: Mapping[str, str], by: Person,
) -> None:  # fmt: skip
    """Why lines are short, what became of last period's work, and what is written beside the figures.

    Raises:
        Refused("report_closed"), Refused("cause_unknown"): a kind that is not in the list.
    """
    row, desk = _open(report)
    lines = {line.commitment_id for line in desk.facts.lines}
    asked = {one.key for one in desk.facts.followed if one.asked}
    try:
        told = {key: _cause(one) for key, one in causes.items() if key in lines and one.get("kind")}
        said = {key: _answer(one) for key, one in answers.items() if key in asked and one.get("outcome")}
    except ValueError as error:
        raise Refused("cause_unknown", "Hãy chọn nguyên nhân và kết quả trong danh sách.") from error
    row.causes, row.answers = told, said
    row.remarks = {**row.remarks, **{key: text.strip() for key, text in remarks.items()}}
    row.save(update_fields=["causes", "answers", "remarks"])
    record(action="report.explained", on=row, by=by, causes=len(told), answers=len(said))


def _cause(data: Mapping[str, str]) -> dict[str, str]:
    cause = cause_of(data["kind"], data.get("words", ""), data.get("source", ""))
    return {"kind": cause.kind.value, "words": cause.words, "source": cause.source}


def _answer(data: Mapping[str, str]) -> dict[str, str]:
    outcome = Outcome(data["outcome"])
    if outcome not in ANSWERS:
        raise ValueError(outcome)
    return {"outcome": outcome.value, "words": " ".join(data.get("words", "").split())[:300]}
