"""What the pages about words need: the form of causes and answers, and what is told after saving."""

from dataclasses import dataclass
from typing import Any

from django.http import JsonResponse, QueryDict
from django.utils import timezone

from lantoa.communes.models import Commune
from lantoa.core.clock import WARD_TIME
from lantoa.core.saying import said
from lantoa.reports.documents import LINES, desk_of, remarks_of
from lantoa.reports.editor import editor_html, names_of, saved_json
from lantoa.reports.hints import hints_of
from lantoa.reports.models import Report
from lantoa.reports.queries import period_of
from lantoa.reports.rules import telling
from lantoa.reports.rules.causes import Cause, CauseKind, owing, suggestions
from lantoa.reports.rules.facts import Followed
from lantoa.reports.rules.following import ANSWERS, Answer, answered
from lantoa.reports.rules.sections import Section
from lantoa.reports.wording_actions import Saved
from vanban.form.document import plain

LABELS = {
    "directing": "Công tác chỉ đạo, điều hành", "results": "Kết quả khác", "causes": "Nguyên nhân chung",
    "next_work": "Nhiệm vụ kỳ tới ngoài các chỉ tiêu của kế hoạch", "proposals": "Kiến nghị, đề xuất",
}  # fmt: skip
MOST = 5000


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A line that is short, the cause that was told, and the one that the software would guess."""

    key: str
    text: str
    told: Cause | None
    guess: Cause


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Last period's work that only a person can speak of."""

    row: Followed
    told: Answer | None


def causes_page(report: Report, commune: Commune) -> dict[str, Any]:
    """Everything that is asked before submission."""
    desk, remarks = desk_of(report, commune), remarks_of(report)
    guesses = suggestions(desk.facts, hints_of(report, desk))
    rows = [
        CauseRow(
            line.commitment_id, plain(telling.shortcoming(line)), remarks.by_line.get(line.commitment_id),
            guesses[line.commitment_id],
        )
        for line in owing(desk.facts)
    ]  # fmt: skip
    followed = answered(desk.facts.followed, remarks.answers)
    return {
        "report": report,
        "period": period_of(report),
        "rows": rows,
        "kinds": list(CauseKind),
        "answers": [AnswerRow(one, remarks.answers.get(one.key)) for one in followed if one.asked],
        "outcomes": ANSWERS,
        "measured": [one for one in followed if not one.asked],
        "lines": [(name, said(LABELS[name]), report.remarks.get(name, "")) for name in LINES],
        "taken": desk.facts.taken,
    }


def sent_causes(data: QueryDict) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], dict[str, str]]:
    """Causes, answers and remarks that were sent: "cause-12" with "words-12", "outcome-tu-1" with "told-tu-1"."""
    sent = data.dict()
    causes = {
        key: {
            "kind": str(kind),
            "words": str(sent.get(f"words-{key}", ""))[:500],
            "source": str(sent.get(f"source-{key}", ""))[:150],
        }
        for key, kind in _under(sent, "cause-")
    }
    answers = {
        key: {"outcome": str(outcome), "words": str(sent.get(f"told-{key}", ""))[:300]}
        for key, outcome in _under(sent, "outcome-")
    }
    return causes, answers, {name: str(sent[name])[:MOST] for name in LINES if name in sent}


def _under(sent: dict[str, Any], prefix: str) -> list[tuple[str, Any]]:
    return [(key.removeprefix(prefix), value) for key, value in sent.items() if key.startswith(prefix)]


def answer_of(report: Report, section: Section, saved: Saved) -> JsonResponse:
    """After saving: the version now and numbers without proof; after a clash, the other person's text as well."""
    desk = desk_of(report, report.commune)
    at = timezone.localtime(saved.row.at, WARD_TIME)
    told = {"number": saved.number, "at": f"{at:%H:%M:%S}", **saved_json(desk, section)}
    if saved.mine:
        return JsonResponse(told)
    other = desk.rows[section]
    when = timezone.localtime(other.at, WARD_TIME)
    return JsonResponse(
        {
            **told,
            "by": other.by.name if other.by else "",
            "when": f"{when:%H:%M ngày %d/%m/%Y}",
            "theirs": editor_html(desk.words(section), names_of(desk, section)),
        },
        status=409,
    )
