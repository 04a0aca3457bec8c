"""Reference pages made from the tables in the code: the form of a reading, states, roles, closed lists.

``docs.py`` writes them (``make docs``) and compares them (``make check``); so does tests/architecture/test_docs.py.
What stands here is only what the code cannot say of itself; a new key, code or permission without its words is an error.
"""
# ruff: noqa: INP001, E501 - tables of words

import ast
import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from lantoa.communes.roles import ROLE_PERMISSIONS, Permission, Role
from lantoa.communes.rules import InvitationState
from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import PeriodKind
from lantoa.plans.rules import commitment
from lantoa.plans.rules.doubts import OWN_DOUBTS, QUIET
from lantoa.plans.rules.review import MESSAGES as BLOCKERS
from lantoa.plans.rules.review import VERSION_TRANSITIONS, Decision, Origin, VersionState
from lantoa.progress.rules.judging import NOT_OWED, SHORT, ProgressState
from lantoa.reports.rules import life
from lantoa.reports.rules.calendar import SlotState
from lantoa.reports.rules.causes import CauseKind
from lantoa.reports.rules.facts import Outcome
from vanban import reading, vocabulary
from vanban.check.catalogue import CATALOGUE
from vanban.check.rule import Rule
from vanban.readers.refusals import MESSAGES as REFUSALS
from vanban.reading import Level
from vanban.source import Span, UncertainKind

ROOT = Path(__file__).resolve().parents[1]
Rows = Iterable[Sequence[str]]

KEYS = {
    "Reading": {
        "text": "the whole text as read (Unicode NFC). Every `span` is `[start, end)` in its characters",
        "kind": "type of document as its head says it: KẾ HOẠCH",
        "number": "number and code: 41/KH-UBND",
        "issued_on": "day of issue, ISO 8601",
        "place": "place before the date",
        "issuer": "who issues it",
        "title": "what it is about (trích yếu)",
        "period": "the plan's period",
        "commune": "the commune as the plan names it",
        "sections": "tree of headings",
        "references": "acts named, one entry for each distinct act",
        "targets": "quantified sentences (chỉ tiêu)",
        "tasks": "who does what until when (nhiệm vụ)",
        "contents": "what the campaign is to speak of; `code` = topic",
        "channels": "channels and forms; `code` = channel",
        "audiences": "who is to be reached; `code` = audience",
        "organisations": "bodies and units named",
        "recipients": "“Nơi nhận”",
        "funding": "paragraphs on funding",
        "tables": "cells with spans, header first; `certain` is false where a table was guessed from flattened text",
        "contradictions": "places that disagree, for a person to decide",
        "findings": "remarks of the linter",
        "uncertain": "words of a scan, or restored ones, that are not plainly what stands on the paper",
        "source": "`format`, `pages`, `engine`, `notes`; `sheets`: how each page was read (see below); "
        "`lines`: where lines and cells of a scan stand; `confidence`: mean of the engine, 0 to 1, or null",
    },
    "Section": {"label": "“I”, “1”, “a”", "title": "what the heading says", "children": "sections below"},
    "Period": {"start": "first day, ISO 8601", "end": "last day"},
    "Item": {"code": "from a [closed list of ours](vocabulary.md); null where unknown"},
    "Reference": {
        "kind": "Luật, Nghị định, Quyết định, …",
        "number": "mended where a line end or a blank broke it",
        "as_written": "the number as it stands",
        "date": "as written",
        "issued_on": "the same day, ISO 8601",
        "issuer": "who issued it",
        "title": "what it is about",
    },
    "Target": {
        "section": "labels of the headings above: III.2.a",
        "quantity": "the number as written: 02, 80%",
        "unit": "what is counted, as written",
        "comparator": "“ít nhất”, “trên”, … as written",
        "period": "“tháng”, “quý”, … as written",
        "modality": "how binding the wording is",
        "measure": "the same made countable",
        "lead": "who leads, as written",
        "row": "row number of an appendix table, else null",
        "doubts": "what the reader was unsure of",
    },
    "Measure": {
        "kind": "how it is measured",
        "n": "how many per `per` (count, deliverable)",
        "percent": "the percentage (ratio; coverage = all of them)",
        "above": "strictly more than the percentage",
        "per": "week, month, quarter, half_year, nine_months, year",
        "activity": "kind of activity that counts",
        "channel": "channel that counts",
        "audience": "audience that counts",
        "start": "first day, where the text limits the time; JSON: `from`",
        "end": "last day; JSON: `to`",
        "options": "kinds of activity of which one is enough",
    },
    "Task": {
        "section": "labels of the headings above; name of the table for a row",
        "lead": "who leads, as written",
        "coordinating": "who helps, as written",
        "deadline": "when it is due",
        "output": "what comes out of it",
        "modality": "how binding the wording is",
        "row": "row number of an appendix table, else null",
        "doubts": "what the reader was unsure of",
        "lead_span": "where the lead stands",
    },
    "Deadline": {
        "kind": "how the deadline is said; decides which fields are filled",
        "frequencies": "week, month, quarter, half_year, nine_months, year",
        "date": "fixed_date: the day, ISO 8601",
        "day": "day_of_last_month: the day; periodic by month: the day of every month",
        "before": "“trước ngày 05”: the last good day is the 4th",
        "days": "days_after_event: how many",
        "working_days": "working days only",
        "event": "days_after_event: after what, as written",
        "start": "period: first day",
        "end": "period: last day",
        "roster": "a roster fixes the days (“theo lịch phân công”)",
    },
    "Contradiction": {
        "kind": "see below",
        "left": "one place",
        "right": "the other",
        "message": "Vietnamese, for the page",
    },
    "Stretch": {
        "kind": "see below",
        "confidence": "of the engine, 0 to 1",
        "others": "other readings, best first; for `restored` and `repaired` the first is what was read before",
        "page": "counts from 1",
        "box": "x0, top, x1, bottom in points from the top left of the upright page",
    },
    "Finding": {
        "code": "see below",
        "message": "what is wrong, Vietnamese",
        "other": "a second place that it is compared with",
        "level": "how grave it is",
        "where": "the place in words",
        "mend": "what to do",
        "excerpt": "the words at the place",
        "page": "from 1; null where nothing has a place",
        "line": "line of `Reading.text`, from 1",
        "key": "stays the same when the text moves or is read again",
    },
}
ALWAYS = {"text": "the words as read", "span": "where they stand in `Reading.text`"}

CONTRADICTIONS = {
    "lead": "body and appendix name different leads for the same work",
    "frequency": "the same target with another number or another cycle",
    "deadline": "the same task with another deadline",
    "name": "another commune's name that resembles this one's",
    "year": "another year than the plan's",
}

UNCERTAIN = {
    "unsure": "the engine itself is not sure of the word",
    "figures_differ": "two readings of a line with figures, dates or document numbers do not agree; decide these first",
    "repaired": "set right against a closed list or by order: heading numerals, suffixes of numbers, names of units",
    "restored": "diacritics given back to damaged or bare text; never a number or a name",
}

PERMISSIONS = {
    Permission.SEE: "see plans, work, activities, progress, reports, units of the commune",
    Permission.UPLOAD_PLAN: "upload a plan, read it again, take it back",
    Permission.REVIEW_PLAN: "decide, correct, add, merge items; decide contradictions",
    Permission.ADOPT_PLAN: "adopt a reviewed plan",
    Permission.ASSIGN_WORK: "give a piece of due work to a person",
    Permission.SET_DATES: "enter the dates that deadlines wait for; release a piece of due work, with a reason",
    Permission.LOG_ACTIVITY: "log an activity of one's own unit; correct and withdraw what one logged",
    Permission.SEND_NEWS: "send news, pictures, recordings, opinions of residents to the editors; see what became of them",
    Permission.LOG_FOR_OTHERS: "log for any unit; correct any activity",
    Permission.WITHDRAW_ANY_ACTIVITY: "withdraw any activity, with a reason",
    Permission.ACCEPT_EVIDENCE: "accept or return evidence that somebody else gave",
    Permission.IMPORT_ACTIVITIES: "import past activities from a spreadsheet (units as in logging)",
    Permission.MAKE_REPORT: "have a report made; take in or return a unit's report; keep the ward's",
    Permission.DRAFT_UNIT_REPORT: "draft, reword and hand in the report of one's own unit",
    Permission.SIGN_REPORT: "approve, return or issue the ward's report",
    Permission.WRITE_CONTENT: "write content and submit it; own items and those of the own unit",
    Permission.EDIT_CONTENT: "edit all content, also while it waits for approval; correct what is out",
    Permission.APPROVE_CONTENT: "approve or return content",
    Permission.PUBLISH_CONTENT: "schedule, publish and recall approved content",
    Permission.DRAFT_PLAN: "write drafts of plans and submit them",
    Permission.APPROVE_PLAN: "approve or return a draft of a plan",
    Permission.ISSUE_PLAN: "give an approved plan its number and date",
    Permission.BUNDLE_EVIDENCE: "have the evidence of a report packed, take the bundle away",
    Permission.INSPECT: "hold inspections of units: checklist, findings, follow-up",
    Permission.MANAGE_COMMUNE: "units, neighbourhoods, settings",
    Permission.MANAGE_PEOPLE: "invite people, give and end roles, renew passwords",
}


def table(head: Sequence[str], rows: Rows) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"


def codes(kind: type[Enum]) -> str:
    """A closed list: code and label, where it has labels."""
    labelled = issubclass(kind, vocabulary.Labelled)
    rows = [[f"`{one.value}`", getattr(one, "label", "")] if labelled else [f"`{one.value}`"] for one in kind]
    return table(["code", "on screen"] if labelled else ["code"], rows)


def form(kind: Any) -> str:
    """A type as words: "list of Task", "string or null"."""
    if kind == Span:
        return "`[start, end]`"
    if isinstance(kind, types.UnionType):
        inside = [form(one) for one in typing.get_args(kind)]
        return " or ".join(sorted(inside, key=lambda word: word == "null"))
    if typing.get_origin(kind) is tuple:
        return f"list of {form(typing.get_args(kind)[0])}"
    if isinstance(kind, str):
        kind = getattr(reading, kind)
    if typing.get_origin(kind) is typing.Literal:
        return "string"
    names = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
    if kind in names:
        return names[kind]
    name = getattr(kind, "__name__", "object")
    return f"[{name}](#{name.lower()})" if hasattr(reading, name) and name != "Table" else "object"


def of_class(kind: type) -> str:
    """The keys of one object of the reading."""
    words = {**ALWAYS, **KEYS[kind.__name__]}
    unknown = set(KEYS[kind.__name__]) - {item.name for item in dataclasses.fields(kind)}
    if unknown:
        raise KeyError(f"{kind.__name__} has no {unknown}")
    rows = [[f"`{item.name}`", form(item.type), words[item.name]] for item in dataclasses.fields(kind)]
    return f"## {kind.__name__}\n\n{table(['key', 'value', 'meaning'], rows)}"


def calls(path: str, name: str) -> list[ast.Call]:
    """Calls of a name in a source file, in order."""
    tree = ast.parse((ROOT / "src" / path).read_text())
    found = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == name]
    return sorted(found, key=lambda one: one.lineno)


def literal(node: ast.expr) -> str:
    """The words of a string in the source; what is filled in is shown as …"""
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return str(ast.literal_eval(node))


def findings() -> str:
    """The codes of the linter's remarks."""
    return table(["code", "level", "about"], [[f"`{rule.code}`", rule.level.value, rule.title] for rule in CATALOGUE])


LINTER = """# The rules of the linter

What `vanban check FILE` examines, what the review page and the editor show. One rule is one function of
`vanban.check`, registered in `vanban/check/catalogue.py`; a new one goes there, with a positive and a negative test in
`tests/vanban/check`. The words for officials are Vietnamese. Judged on five real plans: [the seeds](linter-seeds.md),
and on documents of other kinds: [the others](linter-others.md).
"""


def linter_page() -> str:
    """Every rule of the linter: level, meaning, example, how to mend, source."""
    parts = [LINTER]
    for level in Level:
        rules = [rule for rule in CATALOGUE if rule.level is level]
        parts.append(f"## {level.label} (`{level.value}`): {len(rules)} quy tắc\n")
        parts += [rule_section(rule) for rule in rules]
    return "\n".join(parts)


def rule_section(rule: Rule) -> str:
    """One rule of the linter."""
    doc = inspect.getdoc(rule.find)
    lines = [f"### `{rule.code}`\n", f"**{rule.title}.** {' '.join(doc.split()) if doc else ''}\n"]
    lines.append(f"- Sửa: {rule.mend}")
    if rule.wrong:
        lines.append(f"- Ví dụ: ✗ {rule.wrong} → ✓ {rule.right}" if rule.right else f"- Ví dụ: ✗ {rule.wrong}")
    if rule.basis:
        lines.append(f"- Căn cứ: {rule.basis}")
    lines.append("- Áp dụng: mọi văn bản" if rule.any_kind else "- Áp dụng: kế hoạch")
    return "\n".join(lines) + "\n"


def contradictions() -> str:
    """The kinds of contradictions, in the order of their words here."""
    made = {literal(call.args[0]) for call in calls("vanban/check/disagreements.py", "Contradiction")}
    if made != set(CONTRADICTIONS):
        raise KeyError(f"contradictions without words, or words without contradiction: {made ^ set(CONTRADICTIONS)}")
    return table(["kind", "when"], [[f"`{kind}`", words] for kind, words in CONTRADICTIONS.items()])


def uncertain() -> str:
    """The kinds of uncertain words."""
    if set(typing.get_args(UncertainKind)) != set(UNCERTAIN):
        raise KeyError("an uncertain kind has no words, or words have no kind")
    return table(["kind", "when"], [[f"`{kind}`", words] for kind, words in UNCERTAIN.items()])


def reading_page() -> str:
    """The form of a reading."""
    kinds = (
        reading.Reading, reading.Section, reading.Period, reading.Item, reading.Reference, reading.Target,
        reading.Measure, reading.Task, reading.Deadline, reading.Contradiction, reading.Finding,
        reading.Stretch,
    )  # fmt: skip
    lists = (reading.DeadlineKind, reading.MeasureKind, reading.Modality, reading.Level)
    doubts = [[f"`{code}`", words] for code, words in reading.DOUBTS.items()]
    own = [[f"`{code}`", words] for code, words in OWN_DOUBTS.items()]
    refusals = [[f"`{code}`", words] for code, words in REFUSALS.items()]
    return "\n".join([
        "# The form of a reading\n",
        "What `vanban read FILE --json` prints and `vanban.plan.read_plan(...).as_dict()` returns. Nothing is invented:",
        "what the document does not say is null or empty. Dates of structured fields are ISO 8601; texts are as written.\n",
        *(of_class(kind) for kind in kinds),
        *(f"## {kind.__name__}\n\n{codes(kind)}" for kind in lists),
        "## Doubts\n\nOf the reader:\n", table(["code", "on screen"], doubts),
        "Added when the names meet the commune's units (`lantoa.plans.rules.doubts`):\n", table(["code", "on screen"], own),
        f"These do not hold an item back from “accept all that is clear”: {', '.join(f'`{one}`' for one in sorted(QUIET))};",
        "for a target `lead_missing`, too.\n",
        "## Uncertain words\n", uncertain(),
        "## Sheets\n",
        "`source.sheets`, one object a page of a file that has pages: `page` (from 1); `kind`: `digital` (its own text),",
        "`picture` (read from the picture), `bad_layer` (its text was damaged; read from the picture where there is one);",
        "`width`, `height` in points of the upright page; `turned`: degrees clockwise by which the page of the file has to",
        "be turned to stand upright; `confidence`: mean of the engine over the words of a picture, 0 to 1, else null.\n",
        "`source.lines`: for each line and table cell that was read from a picture `[start, end, page, x0, top, x1, bottom]`:",
        "where its words stand in `text`, and where on the upright page, in points. Empty for other formats.\n",
        "## Contradictions\n", contradictions(),
        "## Findings\n", findings(),
        "## Refusals\n\nWhy a document is not read (`ReadError`):\n", table(["code", "message"], refusals),
        "`not_a_plan`: it was read, but is no plan. `vanban.plan.read_document` reads it all the same.\n",
    ])  # fmt: skip


def transitions() -> str:
    """Which step leads where."""
    order = list(VersionState)
    rows = [
        [f"`{state.value}`", state.label, ", ".join(f"`{to.value}`" for to in order if to in VERSION_TRANSITIONS[state]) or "– (final)"]
        for state in VersionState
    ]  # fmt: skip
    return table(["state", "on screen", "may become"], rows)


def progress_states() -> str:
    """The states of progress, and how they are counted."""
    rows = []
    for state in ProgressState:
        counted = "owed by nobody" if state in NOT_OWED else "shortcoming" if state in SHORT else ""
        rows.append([f"`{state.value}`", state.label, counted])
    return table(["state", "on screen", "in shares and reports"], rows)


def report_states() -> list[list[str]]:
    """From the source, since importing a model would want a database."""
    tree = ast.parse((ROOT / "src/lantoa/reports/models.py").read_text())
    states = next(one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == "ReportState")
    pairs = [ast.literal_eval(one.value) for one in states.body if isinstance(one, ast.Assign)]
    return [[f"`{code}`", label] for code, label in pairs]


def report_life(steps: Mapping[tuple[life.Stage, life.Step], life.Stage]) -> str:
    """Each stage that the table knows, and what each step makes of it."""
    known = [one for one in life.Stage if one in steps.values() or any(one is stage for stage, _ in steps)]
    rows = []
    for stage in known:
        ways = [f"{step.label} → `{there.value}`" for (here, step), there in steps.items() if here is stage]
        rows.append([f"`{stage.value}`", stage.label, "; ".join(ways) or "– (final)"])
    return table(["stage", "on screen", "steps"], rows)


def states_page() -> str:
    """Every state machine and closed list of the plan's life."""
    blockers = [[f"`{code}`", words] for code, words in BLOCKERS.items()]
    return "\n".join([
        "# States\n\nCodes are stable (database, ledger, tests); the labels are what people see.\n",
        "## Version of a plan\n\n`lantoa.plans.rules.review`. What is adopted is frozen and can only be superseded.\n", transitions(),
        "## Item under review\n", codes(Decision),
        "Where it comes from:\n", codes(Origin),
        "What stands before adoption (`lead_missing` only warns):\n", table(["code", "message"], blockers),
        "## Commitment\n", codes(commitment.CommitmentKind),
        "How binding:\n", codes(commitment.Modality),
        "How measured:\n", codes(commitment.MeasureKind),
        "Per window:\n", codes(PeriodKind),
        "When due:\n", codes(commitment.DueKind),
        "## Progress of a commitment in one window\n\nNever stored; how it is judged: [progress.md](progress.md).\n",
        progress_states(),
        "## Evidence\n", codes(EvidenceGrade),
        "## Period of a report\n\n`lantoa.reports.rules.calendar`.\n",
        codes(SlotState),
        "## Report: its documents\n", table(["state", "on screen"], report_states()),
        "## Report: its life\n\n`lantoa.reports.rules.life` ([why so](../adr/0021-reports-with-a-life.md)).\n\nOf a unit:\n",
        report_life(life.UNIT_STEPS),
        "Of the ward:\n", report_life(life.WARD_STEPS),
        "Why something was not done:\n", codes(CauseKind),
        "What became of the work that the last report announced:\n", codes(Outcome),
        "## Invitation\n", codes(InvitationState),
    ])  # fmt: skip


def roles_page() -> str:
    """Role × permission."""
    rows = [
        [f"`{permission.value}`", PERMISSIONS[permission], *("●" if permission in ROLE_PERMISSIONS[role] else "" for role in Role)]
        for permission in Permission
    ]  # fmt: skip
    names = [[f"`{role.value}`", role.label] for role in Role]
    head = ["permission", "to", *(role.value.replace("_", " ") for role in Role)]
    return "\n".join([
        "# Roles and permissions\n",
        "From `lantoa.communes.roles`. A person may have several roles in a commune; permissions add up. Beyond this table,",
        "each object is fetched through an `access_*` function: what is not of the open commune does not exist (404); a",
        "known person without the right gets 403; a contributor sees own entries only. Which page is open to which role",
        "stands in `tests/architecture/url_roles.py` and is tried page by page.\n",
        "## Roles\n", table(["code", "on screen"], names),
        "## Permissions\n", table(head, rows),
    ])  # fmt: skip


def vocabulary_page() -> str:
    """The closed lists of the field."""
    parts = [
        f"## {kind.__name__}\n\n{(kind.__doc__ or '').strip()}\n\n{codes(kind)}"
        for kind in (vocabulary.Channel, vocabulary.Topic, vocabulary.Audience, vocabulary.ActivityKind)
    ]
    return (
        "# Closed lists\n\nFrom `vanban.vocabulary`. How to add an entry: [how-to](../how-to/vocabulary.md).\n\n"
        + "\n".join(parts)
    )


PAGES: dict[str, Callable[[], str]] = {
    "reference/reading.md": reading_page,
    "reference/states.md": states_page,
    "reference/roles.md": roles_page,
    "reference/vocabulary.md": vocabulary_page,
    "reference/linter.md": linter_page,
}
