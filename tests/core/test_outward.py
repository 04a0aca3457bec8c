"""Calls to other people's servers: nothing inside of the office, an end to everything, and where it broke."""

import socket
from typing import Any

import pytest
from tests.standins.server import Answer, Asked, Standin, running, said

from lantoa.core import outward
from lantoa.core.outward import NoAnswer, NotSent, Request


class Echo(Standin):
    """Says what it was asked; /to leads elsewhere."""

    elsewhere = ""

    def respond(self, asked: Asked) -> Answer:
        if asked.path == "/to":
            return 302, {"Location": self.elsewhere}, b""
        if asked.path == "/large":
            return 200, {}, b"x" * 300_000
        return said({"path": asked.path, "headers": asked.headers})


@pytest.fixture
def echo(settings: Any) -> Any:
    with running(Echo(late_seconds=1.5)) as standin:
        settings.OUTWARD_SECONDS = 0.6
        settings.OUTWARD_INSIDE = frozenset({standin.place})
        yield standin


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1",  # noqa: S104
     "fd00::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "not"],
)  # fmt: skip
def test_addresses_inside_are_told_from_those_outside(address: str) -> None:
    assert not outward.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.0.11", "2001:4860:4860::8888"])
def test_public_addresses_are_public(address: str) -> None:
    assert outward.is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433:1/", "http://0x7f.1:1/"],
)
def test_an_address_inside_is_not_called_however_it_is_written(url: str, settings: Any) -> None:
    settings.OUTWARD_INSIDE = frozenset()
    with pytest.raises(NotSent) as caught:
        outward.get(url)
    assert caught.value.code in {"inside", "name"}


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "http://", "http://a b/", "http://u:p@a.example/"]
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(NotSent, match="address"):
        outward.get(url)


def test_one_name_with_an_address_inside_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", (one, 80)) for one in ("203.162.0.11", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: both)
    with pytest.raises(NotSent, match="inside"):
        outward.judged_addresses("tin.example", 80)


def test_a_redirect_to_the_inside_is_not_followed(echo: Echo, settings: Any) -> None:
    echo.elsewhere = "http://169.254.169.254/latest/meta-data/"
    with pytest.raises(NotSent, match="inside"):
        outward.get(f"{echo.address}/to")


def test_a_redirect_does_not_carry_the_token_to_another_server(echo: Echo, settings: Any) -> None:
    with running(Echo()) as other:
        settings.OUTWARD_INSIDE = settings.OUTWARD_INSIDE | {other.place}
        echo.elsewhere = f"{other.address}/dest"
        found = outward.get(f"{echo.address}/to", headers={"access_token": "kín"})
    assert "access_token" not in found.json()["headers"]


def test_a_circle_of_redirects_ends(echo: Echo) -> None:
    echo.elsewhere = f"{echo.address}/to"
    with pytest.raises(NotSent, match="redirects"):
        outward.get(f"{echo.address}/to")


def test_an_answer_without_end_is_cut(echo: Echo) -> None:
    with pytest.raises(NoAnswer, match="large"):
        outward.get(f"{echo.address}/large", most=100_000)


@pytest.mark.parametrize(("how", "code"), [("late", "time"), ("drip", "time"), ("cut", "cut"), ("cut_done", "cut")])
def test_where_it_broke_is_told(echo: Echo, how: str, code: str) -> None:
    echo.then = [how]
    with pytest.raises(NoAnswer) as caught:
        outward.send(Request("POST", f"{echo.address}/x", body=b"{}"))
    assert caught.value.code == code


def test_an_answer_said_twice_is_one_answer(echo: Echo) -> None:
    echo.then = ["double"]
    assert outward.get(f"{echo.address}/tin-bài?q=ấ").json()["path"].startswith("/tin")


def test_nobody_listens(settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    settings.OUTWARD_INSIDE = frozenset({place})
    with pytest.raises(NotSent, match="connect"):
        outward.get(f"http://{place}/")
