"""Every number in the Word file equals a recount of the rows by hand, without the rules of the product."""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import docx
import pytest

from lantoa.activities.models import Activity, Service
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.grades import effective_grades
from lantoa.core.periods import PeriodKind, Window
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.reports.actions import ask_report
from lantoa.reports.models import Report
from lantoa.reports.queries import facts_of, letterhead_of, period_of, slots_of_year
from lantoa.reports.rules import compose
from lantoa.reports.rules.wording import number, percent
from tests.factories import World, build_world
from tests.progress.test_recount import matches
from tests.progress.ward import live, running_plan
from vanban.form.docx import render_docx
from vanban.vocabulary import Channel, Topic

TODAY = date(2026, 10, 3)
DATA = {
    PeriodKind.QUARTER: Window(date(2026, 7, 1), date(2026, 9, 30)),
    PeriodKind.NINE_MONTHS: Window(date(2026, 1, 1), date(2026, 9, 30)),
    PeriodKind.YEAR: Window(date(2026, 1, 1), date(2026, 12, 31)),
}


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    world = build_world()
    with scope([world.commune.pk]):
        live(world, running_plan(world), seed=11, count=120)
        yield world


def word_file(world: World, kind: PeriodKind) -> "docx.document.Document":
    """The document that a person downloads, read again with another library."""
    slots = slots_of_year(world.commune, 2026, today=TODAY)
    slot = next(s for s in slots if s.period.kind is kind and s.period.period.end == DATA[kind].end)
    owner = world.person(Role.PLAN_OWNER)
    report: Report = ask_report(commune=world.commune, version=slot.version, period=slot.period, by=owner)
    facts = facts_of(report.version, period_of(report), today=TODAY)
    return docx.Document(io.BytesIO(render_docx(compose(facts, letterhead_of(world.commune, report)))))


def rows_of(document: "docx.document.Document", column: str) -> list[dict[str, str]]:
    """The rows of every table that has this column, by header."""
    found = []
    for table in document.tables:
        header = [cell.text for cell in table.rows[0].cells]
        if column in header:
            found += [dict(zip(header, [cell.text for cell in row.cells], strict=True)) for row in table.rows[1:]]
    return found


def services(work: DueWork, end: date) -> list[Service]:
    found = Service.objects.filter(commitment=work.commitment, activity__withdrawn_at=None).select_related("activity")
    return [
        one for one in found
        if work.window_start <= (one.counted_on or one.activity.happened_on) <= work.window_end
        and one.activity.happened_on <= end and matches(work.commitment, one.activity)
        and (work.commitment.measure != "ratio" or one.denominator)
    ]  # fmt: skip


def spoken_of(commitment: Commitment, data: Window) -> list[DueWork]:
    """Windows that end in the data; where none does, those that run in it."""
    touching = [w for w in commitment.due_work.all() if w.window_start <= data.end and w.window_end >= data.start]
    return [w for w in touching if w.window_end <= data.end] or touching


def expected(commitment: Commitment, data: Window) -> tuple[str, str]:
    """The two cells: what was owed, what was done (without the words in brackets)."""
    windows = spoken_of(commitment, data)
    if commitment.measure == "ratio":
        found = [one for work in windows for one in services(work, data.end)]
        last = max(found, key=lambda s: (s.activity.happened_on, str(s.activity_id)), default=None)
        if last is None or last.numerator is None or not last.denominator:
            return "100%", "Chưa đo"
        share = percent((100 * last.numerator / _decimal(last.denominator)).quantize(_decimal("0.01")))
        return "100%", f"{number(last.numerator)}/{number(last.denominator)} ({share})"
    have = sum(s.activity.times for work in windows for s in services(work, data.end))
    return number(len(windows) * (commitment.quantity or 1)), number(have)


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


@pytest.mark.parametrize("kind", list(DATA))
def test_targets_owed_and_done(world: World, kind: PeriodKind) -> None:
    rows = rows_of(word_file(world, kind), "Phải thực hiện")
    targets = Commitment.objects.filter(kind="target").order_by("position")
    assert len(rows) == targets.count()
    for row, commitment in zip(rows, targets, strict=True):
        owed, done = expected(commitment, DATA[kind])
        assert row["Chỉ tiêu"] == commitment.text
        assert (row["Phải thực hiện"], row["Đã thực hiện"].split(" (trong")[0]) == (owed, done), commitment.text


@pytest.mark.parametrize("kind", list(DATA))
def test_tasks_and_how_many_activities_stand_behind_them(world: World, kind: PeriodKind) -> None:
    rows = {row["Nhiệm vụ"]: row["Kết quả"] for row in rows_of(word_file(world, kind), "Nhiệm vụ")}
    for commitment in Commitment.objects.filter(kind="task"):
        windows = spoken_of(commitment, DATA[kind])
        have = sum(len(services(work, DATA[kind].end)) for work in windows)
        said = re.search(r"(\d+) hoạt động", rows[commitment.text])
        assert (int(said[1]) if said else 0) == have, commitment.text


@pytest.mark.parametrize("kind", list(DATA))
def test_what_was_done_people_and_proof(world: World, kind: PeriodKind) -> None:
    document = word_file(world, kind)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    data = DATA[kind]
    inside = list(Activity.objects.filter(withdrawn_at=None, happened_on__range=(data.start, data.end)))
    people = sum(one.people or 0 for one in inside)
    proven = sum(
        any(grade != "D" for grade in effective_grades((piece.grade, piece.state) for piece in one.evidence.all()))
        for one in inside
    )
    until = min(data.end, TODAY)
    assert f"từ ngày {data.start:%d/%m/%Y} đến ngày {until:%d/%m/%Y}" in text
    assert f"đã thực hiện {number(len(inside))} hoạt động" in text
    assert f"với {number(people)} lượt người" in text
    assert f"{number(proven)} hoạt động có minh chứng" in text
    for labels, field in ((Channel, "channels"), (Topic, "topics")):
        for member in labels:
            of_it = [one for one in inside if member.value in getattr(one, field)]
            if of_it:
                said = f"{member.label}: {number(sum(one.times for one in of_it))} lượt"
                assert said in text, said
    assert "Nội dung của kế hoạch chưa được tuyên truyền: cải cách tài chính công." in text


@pytest.mark.parametrize("kind", list(DATA))
def test_the_annex_has_every_activity_once_and_none_beside(world: World, kind: PeriodKind) -> None:
    rows = rows_of(word_file(world, kind), "Mã")
    data = DATA[kind]
    named = {
        one.activity_id for c in Commitment.objects.all() for w in spoken_of(c, data) for one in services(w, data.end)
    }
    inside = set(
        Activity.objects.filter(withdrawn_at=None, happened_on__range=(data.start, data.end)).values_list(
            "pk", flat=True
        )
    )
    titles = sorted(Activity.objects.filter(pk__in=named | inside).values_list("title", flat=True))
    assert sorted(row["Hoạt động"] for row in rows) == titles
    assert len({row["Mã"] for row in rows}) == len(rows)


def test_the_plan_of_the_sample_is_the_one_that_is_reported(world: World) -> None:
    assert PlanVersion.objects.count() == 1
    slots = slots_of_year(world.commune, 2026, today=TODAY)
    quarter = next(slot for slot in slots if slot.period.label == "Quý III/2026")
    assert quarter.period.due_on == date(2026, 9, 4), "the plan itself says: before day 05 of the last month"
