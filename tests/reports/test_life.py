"""Reports through their life: steps by role, number and date, frozen for ever, units into the ward."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.communes.models import CommuneSetting, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.core.periods import PeriodKind, ReportPeriod, Window
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment, Plan
from lantoa.reports import jobs
from lantoa.reports.access import standing_of
from lantoa.reports.actions import ask_print, make_again, try_again
from lantoa.reports.documents import desk_of, digest_of, document_of
from lantoa.reports.jobs import make_report, print_report
from lantoa.reports.life_actions import issue_report, take_step
from lantoa.reports.models import Report, ReportState
from lantoa.reports.rules.facts import HandedState
from lantoa.reports.rules.life import Stage, Step
from lantoa.reports.rules.sections import Section
from lantoa.reports.units import unit_rows
from lantoa.reports.wording_actions import save_wording, tell_causes
from tests.factories import World, build_world
from tests.progress.ward import live, running_plan
from tests.reports.ward import PERIOD, TODAY, drafted, explained, fresh, issued, printed, step
from vanban.form.document import Paragraph
from vanban.form.errors import FormError


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)

    def unavailable(_document: object) -> bytes:
        raise FormError("pdf_unavailable", "Máy này chưa in được PDF.")

    monkeypatch.setattr(jobs, "render_pdf", unavailable)
    world = build_world()
    with scope([world.commune.pk]):
        live(world, running_plan(world), seed=7, count=30)
        yield world


def words(world: World, report: Report) -> str:
    """Every text of the stored Word file."""
    made = docx.Document(io.BytesIO(store.read(world.commune.pk, report.docx.sha256)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_a_wards_report_from_draft_to_number(world: World) -> None:
    report = drafted(world)
    assert (report.stage, report.number) == ("draft", "")
    with pytest.raises(Refused, match="chưa ghi nguyên nhân") as refused:
        step(world, report, Step.SUBMIT, Role.PLAN_OWNER)
    assert refused.value.code == "report_unready"
    report = step(world, explained(world, report), Step.SUBMIT, Role.PLAN_OWNER)
    with pytest.raises(Refused, match="đã được trình"):
        tell_causes(report=report, causes={}, answers={}, remarks={}, by=world.owner)
    report = step(world, report, Step.RETURN, Role.LEADER, notes={"short": "Nêu rõ tổ dân phố", "results": " "})
    assert report.steps.last().notes == {"short": "Nêu rõ tổ dân phố"}
    page = world.client().get(reverse("reports_show", args=[report.pk])).content.decode()
    assert "Nêu rõ tổ dân phố" in page
    report = step(world, report, Step.SUBMIT, Role.PLAN_OWNER)
    report = step(world, report, Step.APPROVE, Role.LEADER)
    standing = standing_of(world.actor(Role.PLAN_OWNER), report)
    issue_report(report=report, standing=standing, by=world.owner, number="7", dated_on=date(2026, 10, 2))
    report = printed(world, report)
    assert (report.stage, report.number) == ("issued", "07/BC-UBND")
    text = words(world, report)
    assert "Số: 07/BC-UBND" in text
    assert "ngày 02 tháng 10 năm 2026" in text
    entry = Entry.objects.get(action="report.issued")
    assert entry.data["snapshot"] == report.frozen_sha256 == digest_of(report.frozen)


@pytest.mark.parametrize(
    ("number", "dated_on", "code"),
    [
        ("không số", TODAY, "report_number"),
        ("9", date(2026, 9, 29), "report_date"),
        ("9", date(2026, 10, 4), "report_date"),
        ("12", TODAY, "report_number_taken"),
        ("12/bc-ubnd", TODAY, "report_number_taken"),
    ],
)
def test_numbers_and_dates_that_cannot_be(world: World, number: str, dated_on: date, code: str) -> None:
    issued(world, "12")
    report = step(world, explained(world, drafted(world)), Step.SUBMIT, Role.PLAN_OWNER)
    standing = standing_of(world.actor(Role.LEADER), report)
    with pytest.raises(Refused) as refused:
        issue_report(report=report, standing=standing, by=world.person(Role.LEADER), number=number, dated_on=dated_on)
    assert refused.value.code == code
    assert fresh(report).stage == "submitted"


def test_who_is_second_is_told(world: World) -> None:
    report = step(world, explained(world, drafted(world)), Step.SUBMIT, Role.PLAN_OWNER)
    standing = standing_of(world.actor(Role.LEADER), report)
    step(world, report, Step.APPROVE, Role.LEADER)
    with pytest.raises(Refused) as refused:
        take_step(report=report, step=Step.APPROVE, standing=standing, by=world.person(Role.LEADER))
    assert refused.value.code == "report_step"
    with pytest.raises(NotAllowed):
        step(world, fresh(report), Step.RETURN, Role.PLAN_OWNER, notes={"all": "x"})


def test_an_issued_report_is_drawn_again_equal_after_everything_changed(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    report = issued(world)
    before, sha = words(world, report), report.frozen_sha256
    pdf = pdf_text(world, report, tmp_path)
    behind = reverse("reports_behind", args=[report.pk, "tong-hoat-dong"])
    seen = [entry.title for entry in world.client().get(behind).context["behind"].entries]
    monkeypatch.setattr(clock, "today", lambda: date(2027, 10, 3))
    Commitment.objects.update(text="Khác hẳn", quantity=99)
    Plan.objects.update(title="Kế hoạch khác", number="99/KH-UBND")
    Activity.objects.update(title="Đã sửa tên", happened_on=date(2026, 1, 1))
    CommuneSetting.objects.update(signer_name="Người Ký Mới", place="Nơi Khác", recipients="Khác")
    ask_print(report=report, by=world.owner)
    Report.objects.filter(pk=report.pk).update(docx=None, pdf=None)
    print_report(world.commune.pk, report.pk)
    report = fresh(report)
    assert words(world, report) == before
    assert pdf_text(world, report, tmp_path) == pdf
    assert report.frozen_sha256 == sha == digest_of(report.frozen)
    page = world.client().get(behind)
    assert [entry.title for entry in page.context["behind"].entries] == seen
    assert "Đã sửa sau khi lập báo cáo" in page.content.decode()


def pdf_text(world: World, report: Report, folder: Path) -> str:
    path = folder / "a.pdf"
    path.write_bytes(store.read(world.commune.pk, report.pdf.sha256))
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "change", [{"number": "99/BC-UBND"}, {"stage": "draft"}, {"frozen": {}}, {"snapshot": {}}, {"remarks": {"a": "b"}}]
)
def test_the_database_refuses_to_change_what_is_final(world: World, change: dict[str, object]) -> None:
    report = issued(world)
    with pytest.raises(DatabaseError, match="is final"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(DatabaseError, match="is final"), transaction.atomic():
        Report.objects.filter(pk=report.pk).delete()


def test_only_a_report_that_names_it_takes_the_place_of_an_issued_one(world: World) -> None:
    old = issued(world)
    new = make_again(report=old, by=world.owner)
    make_report(world.commune.pk, new.pk)
    new = fresh(new)
    assert new.replaces_id == old.pk
    texts = [block.text for block in document_of(new, world.commune).body if isinstance(block, Paragraph)]
    assert "Báo cáo này thay thế Báo cáo số 12/BC-UBND ngày 03/10/2026." in texts
    draft = drafted(world)
    with pytest.raises(Refused) as refused:
        drafted(world, replaces=draft)
    assert refused.value.code == "replaces_what"


def test_made_again_a_draft_carries_what_people_wrote(world: World) -> None:
    first = explained(world, drafted(world, remarks={"proposals": "Cấp kinh phí."}))
    text = (Paragraph("Đề nghị tỉnh cấp thêm loa."),)
    save_wording(report=first, section=Section.PROPOSALS, words=text, based_on=0, by=world.owner)
    second = make_again(report=first, by=world.owner)
    make_report(world.commune.pk, second.pk)
    second = fresh(second)
    assert second.causes == first.causes
    assert "Đề nghị tỉnh cấp thêm loa." in words(world, second)
    assert fresh(first).docx is not None


def test_units_reports_flow_into_the_wards(world: World) -> None:
    unit, other = Unit.objects.order_by("id")[:2]
    report = drafted(world, unit, remarks={"proposals": "Cấp thêm loa cho tổ 5."})
    assert report.number == ""
    desk = desk_of(report, world.commune)
    assert {line.lead for line in desk.facts.lines} == {unit.name} or len(desk.facts.lines) < 6
    text = words(world, report)
    assert unit.name.upper() in text
    assert "Kính gửi: Ủy ban nhân dân" in text
    report = step(world, explained(world, report), Step.SUBMIT, Role.OFFICER)
    states = {row.unit.pk: row.state for row in unit_rows(report.version, PERIOD, today=TODAY)}
    assert states == {unit.pk: HandedState.SUBMITTED, other.pk: HandedState.LATE, **{
        key: value for key, value in states.items() if key not in {unit.pk, other.pk}
    }}  # fmt: skip
    assert "Theo báo cáo của" not in words(world, drafted(world)), "only what is accepted is taken up"
    report = step(world, report, Step.ACCEPT, Role.PLAN_OWNER)
    assert report.stage == Stage.ACCEPTED.value
    ward = drafted(world)
    said = words(world, ward)
    assert f"Theo báo cáo của {unit.name}: Cấp thêm loa cho tổ 5." in said
    assert "đơn vị đã gửi báo cáo" in said
    page = world.client().get(reverse("reports_causes", args=[ward.pk])).content.decode()
    assert f"theo báo cáo của {unit.name}" in page
    shown = world.client(Role.LEADER).get(reverse("reports_show", args=[ward.pk])).content.decode()
    assert HandedState.ACCEPTED.label in shown
    assert HandedState.LATE.label in shown


def test_last_quarters_work_is_followed_even_while_its_report_is_being_printed(world: World) -> None:
    window = Window(date(2026, 4, 1), date(2026, 6, 30))
    before = ReportPeriod(PeriodKind.QUARTER, "Quý II/2026", window, window, date(2026, 6, 30))
    first = drafted(world, period=before, remarks={"next_work": "Ra mắt chuyên mục."})
    Report.objects.filter(pk=first.pk).update(state=ReportState.MAKING.value)
    now = drafted(world)
    followed = desk_of(now, world.commune).facts.followed
    assert [one.title for one in followed if one.asked] == ["Ra mắt chuyên mục."]
    assert [one for one in followed if not one.asked], "what the plan measures is compared by itself"
    assert "Báo cáo Quý II/2026" in words(world, now)
    with pytest.raises(Refused, match="đề ra kỳ trước chưa ghi kết quả"):
        step(world, now, Step.SUBMIT, Role.PLAN_OWNER)


def test_an_officer_drafts_for_the_own_unit_only(world: World) -> None:
    units = list(Unit.objects.order_by("id")[:2])
    own = world.actor(Role.OFFICER).unit_id
    client = world.client(Role.OFFICER)
    form = client.get(reverse("reports_make")).context["form"]
    assert [key for key, _ in form.fields["unit"].choices] == [str(own)]
    strange = next(unit for unit in units if unit.pk != own)
    assert client.post(reverse("reports_make"), {"period": "quarter-20260701", "unit": strange.pk}).status_code == 200
    assert not Report.objects.exists()
    report = drafted(world, strange)
    assert client.get(reverse("reports_edit", args=[report.pk])).status_code == 403
    mine = drafted(world, Unit.objects.get(pk=own))
    assert client.get(reverse("reports_edit", args=[mine.pk])).status_code == 200
    assert client.post(reverse("reports_step", args=[mine.pk, "accept"])).status_code in {403, 409}


def test_a_job_that_fails_three_times_says_so_and_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = drafted(world)
    Report.objects.filter(pk=report.pk).update(state=ReportState.MAKING.value)

    class Context:
        class job:  # noqa: N801 - as the library names it
            attempts = 0

    def breaks(*_given: object, **_more: object) -> bytes:
        raise OSError("đĩa hỏng")

    call = print_report.task.func
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "render_docx", breaks)
        for attempt, state in ((0, "making"), (1, "making"), (2, "failed")):
            Context.job.attempts = attempt
            with pytest.raises(OSError, match="đĩa"):
                call(Context, commune_id=world.commune.pk, report_id=report.pk)
            assert fresh(report).state == state
    page = world.client().get(reverse("reports_show", args=[report.pk])).content.decode()
    assert "Thử lại" in page
    assert world.client().post(reverse("reports_retry", args=[report.pk])).status_code == 302
    print_report(world.commune.pk, report.pk)
    assert fresh(report).state == "ready"
    try_again(report=report, by=world.owner)
    assert fresh(report).state == "ready", "what is made is left alone"


def test_the_word_file_names_no_figures_once_it_is_final(world: World) -> None:
    report = issued(world)
    with zipfile.ZipFile(io.BytesIO(store.read(world.commune.pk, report.docx.sha256))) as package:
        assert "ltf_" not in package.read("word/document.xml").decode()


def test_home_says_which_reports_wait_for_whom(world: World) -> None:
    report = step(world, explained(world, drafted(world)), Step.SUBMIT, Role.PLAN_OWNER)
    told = "chờ anh/chị duyệt hoặc trả lại"
    assert told in world.client(Role.LEADER).get("/").content.decode()
    assert told not in world.client(Role.PLAN_OWNER).get("/").content.decode()
    step(world, report, Step.APPROVE, Role.LEADER)
    assert "chờ ghi số và ngày văn thư cấp" in world.client(Role.PLAN_OWNER).get("/").content.decode()
    assert "chờ ghi số" not in world.client(Role.OFFICER).get("/").content.decode()
