"""kill -9 in the middle of uploading, reading, adopting, logging and reporting: all there, once, whole."""

import json
import os
from pathlib import Path

import pytest

from tests.crash.conftest import Installation

pytestmark = pytest.mark.crash

ROUNDS = int(os.environ.get("LANTOA_CRASH_ROUNDS", "4"))


def test_work_that_is_killed_at_any_moment_can_be_done_again_and_is_there_once(installation: Installation) -> None:
    said = installation.python(
        str(Path(__file__).with_name("in_the_middle.py")), str(installation.commune), str(ROUNDS)
    )
    found = json.loads(said.partition("::")[2])
    assert set(found) == {"uploading", "reading", "adopting", "logging", "reporting", "ledger"}
    assert {work: wrong for work, wrong in found.items() if wrong} == {}
