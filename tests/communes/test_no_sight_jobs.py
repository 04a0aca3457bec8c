"""A job that is given one commune's number and another's object finds nothing and changes nothing."""

from collections.abc import Callable

import pytest
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app

from lantoa.core.guards import commune_models
from lantoa.core.jobs import Job
from lantoa.core.tenancy import scope
from lantoa.plans.jobs import read_version
from lantoa.reports.bundle_actions import ask_bundle
from lantoa.reports.jobs import make_bundle, make_report, print_report
from lantoa.reports.models import Report
from tests.factories import World, build_world
from tests.plans.samples import given as plan_given
from tests.reports.made import made_report

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


JOBS: dict[str, tuple[Job[...], Callable[[World], int]]] = {
    "plans.read_version": (read_version, _version_to_read),
    "reports.make_bundle": (make_bundle, _bundle_to_make),
    "reports.make_report": (make_report, _report_to_make),
    "reports.print_report": (print_report, _report_to_print),
}


OF_THE_INSTALLATION = {"care.backup_now", "care.tick", "files.sweep"}
"""Jobs by the clock, which are given no object: they stand here by name, so that a new one is thought about."""


def rows(world: World) -> dict[str, list[dict[str, object]]]:
    """Everything that the commune has."""
    with scope([world.commune.pk]):
        return {model._meta.label: list(model.objects.order_by("pk").values()) for model in commune_models()}


def test_every_job_of_a_room_stands_here() -> None:
    autodiscover_modules("jobs")  # as the worker does
    ours = {name for name, task in app.tasks.items() if task.func.__module__.startswith("lantoa.")}
    assert {name for name in ours if not name.startswith("core.")} == set(JOBS) | OF_THE_INSTALLATION


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
