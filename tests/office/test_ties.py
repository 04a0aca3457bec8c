"""Two requests, or two jobs, that wait for each other: the database puts one back, and it begins again by itself."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from lantoa.communes.roles import Role
from lantoa.core import ties
from lantoa.core.tenancy import scope
from lantoa.files.uploads import takes_files
from tests.factories import World, build_world

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]
LOCKS = (71, 72)
meeting = threading.Barrier(2)


def take(locks: tuple[int, ...], tries: list[int]) -> None:
    """Take both locks in this order; the first time only after the other one has its first lock, too."""
    tries.append(len(tries))
    with connection.cursor() as cursor:
        for place, lock in enumerate(locks):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
            if place == 0 and len(tries) == 1:
                meeting.wait(20)


@takes_files()
def tied(request: HttpRequest) -> HttpResponse:
    """Reads what was sent, says one thing, takes two locks."""
    (file,) = request.FILES.values()
    text = file.read().decode()
    messages.success(request, "Đã lưu.")
    take(LOCKS if text == "one" else LOCKS[::-1], TRIES[text])
    said = [str(one) for one in get_messages(request)]
    return HttpResponse(f"{text} {said}")


TRIES: dict[str, list[int]] = {}
urlpatterns = [path("tied/", tied), path("", include("lantoa.urls"))]


@pytest.fixture(autouse=True)
def fresh() -> None:
    TRIES.clear()
    TRIES.update(one=[], other=[])
    meeting.reset()


@pytest.fixture
def world() -> World:
    return build_world()


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each answered, or the error that it ended with."""
    answers: list[Any] = []

    def run(work: Callable[[], Any]) -> None:
        try:
            answers.append(work())
        except OperationalError as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_of_two_requests_in_a_tie_both_are_answered_as_if_nothing_had_been(world: World) -> None:
    def send(text: str) -> Callable[[], str]:
        client = world.client(Role.OFFICER)
        return lambda: client.post("/tied/", {"f": SimpleUploadedFile("f.txt", text.encode())}).content.decode()

    answers = together(send("one"), send("other"))
    assert sorted(answers) == ["one ['Đã lưu.']", "other ['Đã lưu.']"], "the file is read anew, nothing is said twice"
    assert sorted(map(len, TRIES.values())) == [1, 2], "one of them was put back"


def test_of_two_jobs_in_a_tie_both_are_done(world: World) -> None:
    def job(text: str, locks: tuple[int, ...]) -> Callable[[], None]:
        def once() -> None:
            with scope([world.commune.pk]):
                take(locks, TRIES[text])

        return lambda: ties.again(once)

    assert together(job("one", LOCKS), job("other", LOCKS[::-1])) == [None, None]
    assert sorted(map(len, TRIES.values())) == [1, 2]


def test_other_faults_of_the_database_are_not_tried_again(world: World) -> None:
    tries: list[int] = []

    def broken() -> None:
        tries.append(1)
        with scope([world.commune.pk]), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(10)")

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 50")
    with pytest.raises(OperationalError):
        ties.again(broken)
    assert tries == [1]
