"""A clock that jumps over midnight and the new year, forwards and back: each night's work is done once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from lantoa.care import running
from lantoa.care.models import CareKind, CareRun
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME

pytestmark = pytest.mark.django_db


def test_jumps_over_midnight_and_new_year_do_no_work_twice_and_leave_none_out(monkeypatch: pytest.MonkeyPatch) -> None:
    work: dict[CareKind, Any] = dict.fromkeys(CareKind, dict)
    monkeypatch.setattr(running, "_WORK", work)
    moment = datetime(2026, 12, 30, 8, tzinfo=WARD_TIME)

    def at(**step: float) -> list[str]:
        nonlocal moment
        moment += timedelta(**step)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return sorted(one.kind for one in running.do_what_is_due())

    assert at() == ["backup", "ledger", "rehearsal"]
    assert at(hours=16, minutes=30) == [], "half past midnight belongs to the night before"
    assert at(hours=1) == ["backup", "ledger"]
    assert at(hours=-2) == [], "set back over midnight"
    assert at(hours=2) == []
    assert at(days=1) == ["backup", "ledger"], "the first of January"
    assert at(days=-1) == [], "set back into the old year"
    assert at(days=1) == []
    assert at(days=300) == ["backup", "ledger", "rehearsal"], "far ahead, by a mistake"
    assert at(days=-300) == [], "and back"
    assert at(days=1) == ["backup", "ledger"], "what the mistake left behind stops nothing"
    assert CareRun.objects.filter(ok=True).count() == 3 + 2 + 2 + 3 + 2
