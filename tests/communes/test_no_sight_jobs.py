"""A job that is given one commune's number and another's object finds nothing and changes nothing."""

from collections.abc import Callable

import pytest
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app

from lantoa.activities.importing.actions import start_import, write_import
from lantoa.activities.importing.jobs import read_import, write_rows
from lantoa.channels.jobs import check, read_figures, serve
from lantoa.channels.models import Account, Delivery
from lantoa.communes.roles import Role
from lantoa.content.jobs import mail_link
from lantoa.content.link_actions import make_link
from lantoa.content.models import ApprovalLink
from lantoa.core.guards import commune_models
from lantoa.core.jobs import Job
from lantoa.core.tenancy import scope
from lantoa.drafting.higher import receive_higher
from lantoa.drafting.jobs import enter_plan, print_pdf, read_higher
from lantoa.drafting.models import Draft
from lantoa.drafting.prints import asked_print
from lantoa.inspections.jobs import make_documents
from lantoa.inspections.models import Inspection
from lantoa.media.jobs import make_pictures, make_playable
from lantoa.plans.jobs import read_version
from lantoa.reports.bundle_actions import ask_bundle
from lantoa.reports.jobs import make_bundle, make_report, print_report
from lantoa.reports.models import Report
from lantoa.subscribers.jobs import mail_confirmation
from lantoa.watching.jobs import read_source
from tests.activities.importing_made import imported
from tests.channels import made as channels
from tests.content import made as content
from tests.drafting.made import made_draft
from tests.factories import World, build_world
from tests.inspections import made as inspections
from tests.media import made as media
from tests.plans.samples import PLAN
from tests.plans.samples import given as plan_given
from tests.reports.made import made_report
from tests.subscribers import made as subscribers
from tests.watching import made as watching

pytestmark = pytest.mark.django_db


def _report_to_make(world: World) -> int:
    report = made_report(world)
    Report.objects.filter(pk=report.pk).update(state="making", snapshot=None, docx=None)
    return int(report.pk)


def _report_to_print(world: World) -> int:
    report = made_report(world)
    Report.objects.filter(pk=report.pk).update(state="making", docx=None)
    return int(report.pk)


def _bundle_to_make(world: World) -> int:
    return int(ask_bundle(report=made_report(world), by=world.owner).pk)


def _version_to_read(world: World) -> int:
    return int(plan_given(world.commune).pk)


SHEET = b"Ng\xc3\xa0y;N\xe1\xbb\x99i dung;Lo\xe1\xba\xa1i\n01/02/2026;Ph\xc3\xa1t thanh;Ph\xc3\xa1t thanh\n"


def _import_to_read(world: World) -> int:
    run = start_import(commune=world.commune, upload=SHEET, name="so.csv", by=world.owner, later=False)
    return int(run.pk)


def _import_to_write(world: World) -> int:
    run = imported(world, SHEET, name="so.csv")
    return int(write_import(run=run, commitments=(), by=world.owner).pk)


def _inspection_to_document(world: World) -> int:
    row = inspections.closed(inspections.marked(inspections.running(world)))
    Inspection.objects.filter(pk=row.pk).update(minutes_docx=None)
    return int(row.pk)


def _account_to_serve(world: World) -> int:
    portal = channels.account(world)
    channels.ordered(world, portal)
    return int(portal.pk)


def _account_to_check(world: World) -> int:
    portal = channels.account(world)
    Account.objects.filter(pk=portal.pk).update(state="new")
    return int(portal.pk)


def _figures_to_read(world: World) -> int:
    (row,) = channels.ordered(world, channels.account(world))
    Delivery.objects.filter(pk=row.pk).update(state="sent", figures_at=row.due_at, settled_at=row.due_at)
    return int(row.pk)


def _draft_to_enter(world: World) -> int:
    draft = made_draft(world)
    Draft.objects.filter(pk=draft.pk).update(entering="going", dated_on=draft.period_start)
    return int(draft.pk)


def _draft_to_print(world: World) -> int:
    return int(asked_print(draft=made_draft(world), by=world.owner)[0].pk)


def _higher_to_read(world: World) -> int:
    row = receive_higher(draft=made_draft(world), upload=PLAN.encode(), name="cap-tren.txt", by=world.owner)
    return int(row.pk)


def _link_to_mail(world: World) -> int:
    item = content.submitted(world)
    link, _token = make_link(item=item, person=world.person(Role.LEADER), by=world.person(Role.EDITOR))
    ApprovalLink.objects.filter(pk=link.pk).update(mail_state="waiting")
    return int(link.pk)


def _wish_to_confirm(world: World) -> int:
    return int(subscribers.reader(world, state="pending", confirmed_at=None, letter="planned").pk)


JOBS: dict[str, tuple[Job[...], Callable[[World], int]]] = {
    "activities.read_import": (read_import, _import_to_read),
    "activities.write_import": (write_rows, _import_to_write),
    "channels.check": (check, _account_to_check),
    "channels.figures": (read_figures, _figures_to_read),
    "channels.serve": (serve, _account_to_serve),
    "content.mail_link": (mail_link, _link_to_mail),
    "drafting.enter_plan": (enter_plan, _draft_to_enter),
    "drafting.print_pdf": (print_pdf, _draft_to_print),
    "drafting.read_higher": (read_higher, _higher_to_read),
    "inspections.make_documents": (make_documents, _inspection_to_document),
    "media.make_pictures": (make_pictures, lambda world: int(media.waiting(world).pk)),
    "media.make_playable": (make_playable, lambda world: int(media.waiting_sound(world).pk)),
    "plans.read_version": (read_version, _version_to_read),
    "reports.make_bundle": (make_bundle, _bundle_to_make),
    "reports.make_report": (make_report, _report_to_make),
    "reports.print_report": (print_report, _report_to_print),
    "watching.read_source": (read_source, lambda world: int(watching.source(world).pk)),
    "subscribers.confirm": (mail_confirmation, _wish_to_confirm),
}


OF_THE_INSTALLATION = {
    "care.backup_now",
    "care.tick",
    "channels.tick",
    "files.sweep",
    "media.sweep",
    "progress.counts_tonight",
    "reminders.tick",
    "subscribers.tick",
    "watching.tick",
}
"""Jobs by the clock, which are given no object: they stand here by name, so that a new one is thought about."""
OF_THE_SCOPE = {"progress.check_counts", "reminders.serve", "subscribers.forget", "watching.look"}
"""Jobs that are given a commune and no object: what they see is its scope and nothing else."""


def rows(world: World) -> dict[str, list[dict[str, object]]]:
    """Everything that the commune has."""
    with scope([world.commune.pk]):
        return {model._meta.label: list(model.objects.order_by("pk").values()) for model in commune_models()}


def test_every_job_of_a_room_stands_here() -> None:
    autodiscover_modules("jobs")  # as the worker does
    ours = {name for name, task in app.tasks.items() if task.func.__module__.startswith("lantoa.")}
    assert {name for name in ours if not name.startswith("core.")} == set(JOBS) | OF_THE_INSTALLATION | OF_THE_SCOPE


@pytest.mark.parametrize("name", sorted(JOBS))
def test_a_job_of_one_commune_leaves_anothers_object_alone(name: str) -> None:
    job, make = JOBS[name]
    mine, hidden = build_world("Phường Mở"), build_world("Phường Kín")
    with scope([hidden.commune.pk]):
        number = make(hidden)
    before = rows(mine), rows(hidden)
    job(mine.commune.pk, number)
    assert (rows(mine), rows(hidden)) == before


@pytest.mark.parametrize("name", sorted(JOBS))
def test_the_same_job_in_its_own_commune_does_change_something(name: str) -> None:
    job, make = JOBS[name]
    world = build_world()
    with scope([world.commune.pk]):
        number = make(world)
    before = rows(world)
    job(world.commune.pk, number)
    assert rows(world) != before
