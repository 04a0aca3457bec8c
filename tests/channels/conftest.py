"""Stand-ins that listen, and settings that lead to them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.core.mail_sink import Sink, sink, use
from tests.standins.facebook import Facebook
from tests.standins.other_page import OtherPage
from tests.standins.server import Standin, running
from tests.standins.youtube import YouTube
from tests.standins.zalo import Zalo


def lead(settings: Any, standin: Standin, *names: str) -> None:
    """The program calls the stand-in in place of these services."""
    settings.OUTWARD_SECONDS = 1
    settings.OUTWARD_INSIDE = settings.OUTWARD_INSIDE | {standin.place}
    settings.CHANNEL_SERVERS = {**settings.CHANNEL_SERVERS, **dict.fromkeys(names, standin.address)}


@pytest.fixture
def zalo(settings: Any) -> Iterator[Zalo]:
    with running(Zalo()) as standin:
        lead(settings, standin, "zalo", "zalo_sign_in")
        assert isinstance(standin, Zalo)
        yield standin


@pytest.fixture
def facebook(settings: Any) -> Iterator[Facebook]:
    with running(Facebook()) as standin:
        lead(settings, standin, "facebook")
        assert isinstance(standin, Facebook)
        yield standin


@pytest.fixture
def youtube(settings: Any) -> Iterator[YouTube]:
    with running(YouTube()) as standin:
        lead(settings, standin, "youtube", "google_sign_in")
        assert isinstance(standin, YouTube)
        yield standin


@pytest.fixture
def other_page(settings: Any) -> Iterator[OtherPage]:
    with running(OtherPage()) as standin:
        lead(settings, standin)
        assert isinstance(standin, OtherPage)
        yield standin


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    """A mail server that accepts everything, and the product set to use it."""
    with sink() as listening:
        use(settings, listening)
        yield listening
