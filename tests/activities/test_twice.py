"""Two taps at the same moment: one activity, whoever is faster."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from lantoa.activities.models import Activity, Evidence
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry
from tests.activities.samples import adopted_plan, entered
from tests.factories import build_world
from tests.files import samples

TAPS = 4


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_several_times_at_once_is_one_activity(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path
    world = build_world()
    with scope([world.commune.pk]):
        adopted_plan(world)
    key, together = uuid4(), Barrier(TAPS)
    clients = [world.client(Role.OFFICER) for _ in range(TAPS)]

    def tap(number: int) -> tuple[int, str]:
        together.wait()
        data = entered(key, files=[SimpleUploadedFile("a.jpg", samples.jpeg())])
        try:
            response = clients[number].post("/hoat-dong/ghi/", data)
            return response.status_code, response.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(TAPS) as pool:
        answers = set(pool.map(tap, range(TAPS)))
    with scope([world.commune.pk]):
        row = Activity.objects.get()
        assert answers == {(302, f"/hoat-dong/{row.pk}/")}
        assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)
        assert Entry.objects.filter(action="activity.logged").count() == 1
