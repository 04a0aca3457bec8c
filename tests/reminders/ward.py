"""A ward on a working day, with a plan in which something is late, something soon, something foretold to be missed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from lantoa.communes import actions
from lantoa.communes.models import Person, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.plans.models import Commitment, DueWork, Plan, PlanVersion, VersionState
from lantoa.reminders.models import Digest, DigestItem
from tests.factories import World, make_person
from tests.progress.ward import add_commitment

TODAY = date(2026, 8, 20)
"""A Thursday."""
MORNING = datetime(2026, 8, 20, 0, 31, tzinfo=UTC)
"""07:31 in the ward."""


class Clock:
    """The hands of the clock, for tests that turn them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: datetime = MORNING) -> None:
        self.at = at
        monkeypatch.setattr(clock, "now", lambda: self.at)
        monkeypatch.setattr(clock, "today", lambda: self.at.astimezone(WARD_TIME).date())

    def on(self, **difference: float) -> datetime:
        """Turn forward; backward with negative numbers."""
        self.at += timedelta(**difference)
        return self.at


@dataclass
class Reminded:
    """The ward and who is in it."""

    world: World
    version: PlanVersion
    head: Person
    clerk: Person

    @property
    def commune_id(self) -> int:
        return self.world.commune.pk

    def work(self, words: str) -> DueWork:
        """The open window of a commitment that stands around today."""
        rows = DueWork.objects.filter(commitment__text__contains=words, window_start__lte=TODAY)
        found: DueWork = rows.order_by("-window_end").select_related("commitment")[0]
        return found

    def item(self, person: Person, words: str) -> DigestItem:
        found: DigestItem = DigestItem.objects.filter(digest__person=person, subject__contains=words).latest("pk")
        return found


def member(world: World, role: Role, *, unit: Unit | None, title: str, email: str = "") -> Person:
    """One more person of the ward."""
    person = make_person(f"{title} {uuid4().hex[:6]}")
    person.email = email or f"{person.username}@phuong.example"
    person.save()
    actions.give_role(person=person, commune=world.commune, role=role, unit=unit, title=title)
    return person


def reminded(world: World) -> Reminded:
    """The ward with a plan of this year. Needs its scope."""
    plan = Plan.of(
        world.commune.pk, title="Kế hoạch tuyên truyền CCHC năm 2026", number="12/KH-UBND",
        period_start=date(2026, 1, 1), period_end=date(2026, 12, 31),
    )  # fmt: skip
    plan.save()
    version = PlanVersion.of(world.commune.pk, plan=plan, state=VersionState.ADOPTED.value)
    version.save()
    unit = Unit.objects.order_by("-id")[0]
    add(
        version,
        unit,
        1,
        text="Báo cáo kết quả tuyên truyền đã quá hạn",
        due_kind="fixed_date",
        due_on=TODAY - timedelta(3),
    )
    add(version, unit, 2, text="Hội nghị tuyên truyền sắp tới", due_kind="fixed_date", due_on=TODAY + timedelta(4))
    add(version, unit, 3, text="Đăng ít nhất 90 tin trong năm", measure="count", quantity=90, window="year")
    head = member(world, Role.OFFICER, unit=unit, title="Trưởng phòng")
    clerk = member(world, Role.OFFICER, unit=unit, title="Chuyên viên")
    return Reminded(world, version, head, clerk)


def add(version: PlanVersion, unit: Unit | None, position: int, **values: Any) -> Commitment:
    usual = {"kind": "task", "measure": "deliverable", "window": "plan"}
    return add_commitment(version, unit, position, {**usual, **values})


def digests() -> dict[int, Digest]:
    """Today's digests by person."""
    return {row.person_id: row for row in Digest.objects.all()}
