"""Making a report: whole or not at all, once, and without PDF where a machine cannot print it."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.periods import PeriodKind, ReportPeriod, Window
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.actions import Received, receive
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry
from lantoa.plans.models import PlanVersion
from lantoa.reports import jobs
from lantoa.reports.actions import ask_report
from lantoa.reports.jobs import make_report
from lantoa.reports.making import Printed, finish_report
from lantoa.reports.models import Report, ReportState
from tests.factories import World, build_world
from tests.progress.ward import live, running_plan
from tests.vanban.docx_schema import faults
from vanban.form.errors import FormError

TODAY = date(2026, 10, 3)
QUARTER = Window(date(2026, 7, 1), date(2026, 9, 30))
PERIOD = ReportPeriod(PeriodKind.QUARTER, "Quý III/2026", QUARTER, QUARTER, date(2026, 9, 30))


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def world(db: None, day: None) -> Iterator[World]:
    world = build_world()
    with scope([world.commune.pk]):
        live(world, running_plan(world), seed=7, count=12)
        yield world


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the libraries that print PDF (which are slow, too)."""

    def unavailable(_document: object) -> bytes:
        raise FormError("pdf_unavailable", "Máy này chưa in được PDF.")

    monkeypatch.setattr(jobs, "render_pdf", unavailable)


def asked(world: World, period: ReportPeriod = PERIOD, **values: object) -> Report:
    version = PlanVersion.objects.get()
    by = world.person(Role.PLAN_OWNER)
    return ask_report(commune=world.commune, version=version, period=period, by=by, **values)  # type: ignore[arg-type]


def again(report: Report) -> Report:
    found: Report = Report.objects.get(pk=report.pk)
    return found


def test_a_report_is_made_as_word_and_pdf_with_its_figures(world: World) -> None:
    report = asked(world, number="12/BC-UBND", dated_on=date(2026, 10, 2), remarks={"causes": "Mưa bão."})
    make_report(world.commune.pk, report.pk)
    made = again(report)
    assert made.state == ReportState.READY.value
    assert made.docx.media_type.endswith("wordprocessingml.document")
    assert made.pdf.media_type == "application/pdf"
    assert faults(store.read(world.commune.pk, made.docx.sha256)) == []
    assert made.docx.name.startswith("Báo cáo tuyên truyền CCHC Quý III-2026")
    assert made.snapshot["form"] == 1
    assert (made.due_on, made.data_to) == (date(2026, 9, 30), date(2026, 9, 30))
    actions = list(Entry.objects.order_by("seq").values_list("action", flat=True))
    assert actions[-1] == "report.made"
    assert "report.asked" in actions


def test_where_no_pdf_can_be_printed_the_word_file_is_given_with_a_note(world: World, no_pdf: None) -> None:
    report = asked(world)
    make_report(world.commune.pk, report.pk)
    made = again(report)
    assert made.state == ReportState.READY.value
    assert made.docx is not None
    assert made.pdf is None
    assert made.error_message == "Máy này chưa in được PDF."
    page = world.client().get(f"/bao-cao/{report.pk}/").content.decode()
    assert "Máy này chưa in được PDF." in page
    assert "Tải Word" in page
    assert "Tải PDF" not in page


def test_killed_in_between_nothing_half_is_left_and_the_next_run_finishes(
    world: World, no_pdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, before = asked(world), StoredFile.objects.count()
    with monkeypatch.context() as patch:

        def dies(**_values: object) -> bool:
            raise KeyboardInterrupt

        patch.setattr(jobs, "finish_report", dies)
        with pytest.raises(KeyboardInterrupt):
            make_report(world.commune.pk, report.pk)
    half = again(report)
    assert (half.state, half.docx, half.pdf, half.snapshot) == (ReportState.MAKING.value, None, None, None)
    assert StoredFile.objects.count() == before
    make_report(world.commune.pk, report.pk)
    assert again(report).state == ReportState.READY.value


def test_a_failure_after_the_files_takes_everything_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row, its files and its entry are written together: an error in the last step leaves none of them."""
    report = asked(world)
    docx = _received(world, "mot")

    def fails(**_values: object) -> None:
        raise RuntimeError("the ledger is closed")

    monkeypatch.setattr("lantoa.reports.making.record", fails)
    with pytest.raises(RuntimeError):
        finish_report(report=report, snapshot={"form": 1}, printed=Printed(docx, None))
    assert again(report).docx is None
    assert again(report).state == ReportState.MAKING.value


def _received(world: World, words: str) -> Received:
    return receive(commune=world.commune, upload=f"Báo cáo {words}\n".encode() * 20, name=f"{words}.txt")


def test_who_comes_second_changes_nothing(world: World) -> None:
    report = asked(world)
    assert finish_report(report=report, snapshot={"form": 1}, printed=Printed(_received(world, "mot"), None))
    assert not finish_report(report=report, snapshot={"form": 2}, printed=Printed(_received(world, "hai"), None))
    assert again(report).snapshot == {"form": 1}
    assert Entry.objects.filter(action="report.made").count() == 1


def test_made_again_it_is_a_new_report_and_the_old_one_stays(world: World, no_pdf: None) -> None:
    first = asked(world)
    make_report(world.commune.pk, first.pk)
    kept = again(first).docx_id
    second = asked(world, remarks={"causes": "Lý do khác."})
    make_report(world.commune.pk, second.pk)
    make_report(world.commune.pk, first.pk)
    assert again(first).docx_id == kept
    assert again(second).docx_id != kept
    assert Report.objects.count() == 2


def test_a_period_that_has_not_begun_is_refused(world: World) -> None:
    ahead = Window(date(2026, 10, 4), date(2026, 12, 31))
    with pytest.raises(Refused, match="chưa bắt đầu"):
        asked(world, ReportPeriod(PeriodKind.QUARTER, "Quý IV/2026", ahead, ahead, ahead.end))
    assert Report.objects.count() == 0


def test_a_job_of_another_commune_makes_nothing(world: World, no_pdf: None) -> None:
    report = asked(world)
    other = build_world("Phường Hai")
    make_report(other.commune.pk, report.pk)
    assert again(report).state == ReportState.MAKING.value


@pytest.mark.parametrize("hostile", ["</w:t><script>alert(1)</script>", "a\x0bb\x1f", "🙂 \u202e", "x" * 5000])
def test_whatever_a_person_writes_the_report_is_made(world: World, no_pdf: None, hostile: str) -> None:
    report = asked(world, number="1/BC", remarks={"causes": hostile, "directing": hostile})
    make_report(world.commune.pk, report.pk)
    assert again(report).state == ReportState.READY.value
    page = world.client().get(f"/bao-cao/{report.pk}/").content.decode()
    assert "<script>alert(1)" not in page


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_result(day: None, no_pdf: None) -> None:
    world = build_world()
    with scope([world.commune.pk]):
        running_plan(world)
        report = asked(world)
    gate, failures = threading.Barrier(2), []

    def work() -> None:
        try:
            gate.wait(10)
            make_report(world.commune.pk, report.pk)
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with scope([world.commune.pk]):
        assert again(report).state == ReportState.READY.value
        assert Entry.objects.filter(action="report.made").count() == 1
        assert StoredFile.objects.count() == 1
