"""Plans of our own writing as careless and as various as real ones, against what a careful reader finds in them.

The expectations (``hard/*.json``) were written by hand before the reader saw the plans; where a wording allows two
readings (five items), the expectation was settled afterwards.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.vanban.careful import fold, missed_and_extra, pairs, same, unnamed
from vanban.plan import read_plan
from vanban.readers.text import read_text

HARD = Path(__file__).parent / "hard"
NAMES = sorted(path.stem for path in HARD.glob("*.txt"))


def read(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is wanted, and what was read."""
    wanted = json.loads((HARD / f"{name}.json").read_text(encoding="utf-8"))
    return wanted, read_plan(read_text((HARD / f"{name}.txt").read_bytes())).as_dict()


@pytest.mark.parametrize("name", NAMES)
def test_every_act_is_found_and_no_other(name: str) -> None:
    wanted, reading = read(name)
    found = [fold(item["number"] or item["text"]) for item in reading["references"]]
    assert sorted(found) == sorted(fold(item) for item in wanted["references"])


@pytest.mark.parametrize("name", NAMES)
def test_targets(name: str) -> None:
    wanted, reading = read(name)
    assert missed_and_extra(wanted["targets"], reading["targets"], wanted["optional"]) == []
    for one, two in pairs(wanted["targets"], reading["targets"]):
        assert (one["quantity"], fold(one["period"])) == (two["quantity"], fold(two["period"])), one["text"]


@pytest.mark.parametrize("name", NAMES)
def test_tasks_with_their_unit_and_time(name: str) -> None:
    wanted, reading = read(name)
    assert missed_and_extra(wanted["tasks"], reading["tasks"], wanted["optional"]) == []
    for one, two in pairs(wanted["tasks"], reading["tasks"]):
        due = two["deadline"]["text"] if two["deadline"] else None
        assert same(one["lead"], two["lead"]), (one["text"], two["lead"])
        assert same(one["deadline"], due), (one["text"], due)
        assert [fold(unit) for unit in one["with"]] == [fold(unit) for unit in two["coordinating"]], one["text"]


@pytest.mark.parametrize("name", NAMES)
def test_channels_and_bodies_are_named(name: str) -> None:
    wanted, reading = read(name)
    assert unnamed(wanted["channels"], reading["channels"]) == []
    assert unnamed(wanted["organisations"], reading["organisations"]) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_read_stands_in_the_text(name: str) -> None:
    _, reading = read(name)
    text = reading["text"]
    for key in ("references", "targets", "tasks", "channels", "organisations"):
        for item in reading[key]:
            assert fold(text[slice(*item["span"])]) == fold(item["text"])
    whole = fold(text)
    for target in reading["targets"]:
        assert fold(target["quantity"].rstrip("%")) in whole
        assert fold(target["period"]) in whole
    for task in reading["tasks"]:
        assert fold(task["lead"]) in whole
        assert all(fold(unit) in whole for unit in task["coordinating"])
        assert not task["deadline"] or fold(task["deadline"]["text"]) in whole
