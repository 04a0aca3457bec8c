"""What the commune calls its units reaches the reader: names, short names, wordings of earlier plans."""

import pytest

from lantoa.communes.actions import remember_aliases
from lantoa.communes.models import Unit
from lantoa.communes.queries import unit_wordings
from lantoa.plans.document import read_document
from tests.factories import World
from tests.vanban.sample_plans import XA
from tests.vanban.test_given_names import NAME
from tests.vanban.test_restoring import damaged


@pytest.mark.django_db
def test_a_remembered_wording_is_read_from_a_damaged_plan(in_commune: World) -> None:
    unit = Unit.objects.earliest("pk")
    remember_aliases(unit=unit, texts=[NAME])
    known = unit_wordings()
    assert {NAME, unit.name} <= set(known)
    data = damaged(XA.replace("Công an xã", NAME, 1)).encode()
    read = read_document(data, "a.txt", lambda _percent, _stage: None, units=known)
    assert read.kept is not None
    assert NAME in read.kept["text"]


@pytest.mark.django_db
def test_a_unit_of_the_register_leads_a_task_of_a_sound_plan_however_it_is_called(in_commune: World) -> None:
    strange = Unit.objects.create(commune=in_commune.commune, name="Tổ công nghệ số cộng đồng khu dân cư Thượng Chiểu")
    plan = XA.replace("Công an xã", strange.name, 1)
    assert strange.name in plan
    for known in (unit_wordings(), ()):
        read = read_document(plan.encode(), "a.txt", lambda _percent, _stage: None, units=known)
        named = {one["text"] for one in read.reading["organisations"]}
        assert (strange.name in named) is bool(known)
