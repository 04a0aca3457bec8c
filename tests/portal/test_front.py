"""The cache before Django: what it keeps, for whom, for how long. A small application stands behind it."""

import gzip
from collections.abc import Iterable
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.portal.freshness import HEADER, NOT_KEPT
from lantoa.portal.front import ALONE, EVERY, PATIENCE, FrontCache, key_of
from lantoa.portal.kept_pages import Shelf, page_of

PAGE = ("<!doctype html><p>" + "Cải cách hành chính. " * 100).encode()


class Ward:
    """A program with one page, a clock and a ledger head, all in the test's hands."""

    def __init__(self) -> None:
        self.asked = self.heads = 0
        self.head, self.status = "a.20261128", "200 OK"
        self.body, self.more = PAGE, []
        self.time, self.gone = 1000.0, False
        self.said: str | None = ""
        self.front = FrontCache(self.program, version=self.version, session="lantoa_phien", now=lambda: self.time)

    def program(self, _environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked += 1
        said = self.said if self.said is None else (self.said or f"7 {self.head}")
        headers = [("Content-Type", "text/html"), ("X-Request-ID", "abc"), *self.more]
        start(self.status, [*headers, *([(HEADER, said)] if said is not None else [])])
        return [self.body]

    def version(self, commune: int) -> str:
        self.heads += 1
        assert commune == 7
        if self.gone:
            raise psycopg.OperationalError("gone")
        return self.head

    def get(self, path: str = "/cong/phuong/", query: str = "", **more: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "a.vn", **more}
        body = b"".join(self.front(environ, lambda *said: told.append(said)))
        return told[0][0], dict(told[0][1]), body


@pytest.fixture
def ward() -> Ward:
    return Ward()


def test_a_page_is_made_once_while_nothing_happens(ward: Ward) -> None:
    assert [ward.get()[2] for _ in range(5)] == [PAGE] * 5
    assert (ward.asked, ward.heads) == (1, 0), "the page said its version itself"
    ward.time += EVERY
    ward.get()
    assert (ward.asked, ward.heads) == (1, 1), "the head is asked again after a second, the page is not made again"


def test_what_happens_in_the_ward_is_seen_after_a_second(ward: Ward) -> None:
    ward.get()
    ward.head, ward.body = "b.20261128", b"new"
    assert ward.get()[2] == PAGE, "within the second nothing is asked"
    ward.time += EVERY
    assert ward.get()[2] == b"new"
    assert ward.asked == 2


def test_while_one_makes_it_anew_the_others_get_the_one_before(ward: Ward) -> None:
    ward.get()
    ward.head, ward.time = "b.20261128", ward.time + EVERY
    meanwhile: list[bytes] = []
    make = ward.program

    def slow(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        ward.front.app = make
        meanwhile.append(ward.get()[2])
        return make(environ, start)

    ward.front.app = slow
    ward.get()
    assert (meanwhile, ward.asked) == ([PAGE], 2)


def test_a_maker_that_never_comes_back_does_not_freeze_the_page(ward: Ward) -> None:
    ward.get()
    ward.head, ward.time = "b.20261128", ward.time + EVERY
    ward.front.app = lambda *_: (_ for _ in ()).throw(RuntimeError("dead"))
    with pytest.raises(RuntimeError):
        ward.get()
    ward.front.app, ward.body = ward.program, b"new"
    assert ward.get()[2] == PAGE
    ward.time += PATIENCE
    assert ward.get()[2] == b"new"


def test_without_a_database_the_last_known_page_goes_out_for_a_while(ward: Ward) -> None:
    ward.get()
    ward.gone, ward.time = True, ward.time + EVERY
    assert ward.get()[2] == PAGE
    ward.time += ALONE
    ward.body = b"made"
    assert ward.get()[2] == b"made"
    assert ward.asked == 2


@pytest.mark.parametrize(
    "more",
    [{"HTTP_COOKIE": "x=1; lantoa_phien=abc"}, {"HTTP_AUTHORIZATION": "Basic x"}, {"QUERY_STRING": "q=ho+so"}],
)
def test_private_requests_and_searches_are_not_answered_from_memory(ward: Ward, more: dict[str, str]) -> None:
    ward.get()
    ward.get(**more)
    ward.get(**more)
    assert ward.asked == 3


def test_other_cookies_change_nothing(ward: Ward) -> None:
    ward.get(HTTP_COOKIE="_ga=1; lantoa_ngon_ngu=en")
    ward.get()
    assert ward.asked == 1


@pytest.mark.parametrize(
    ("status", "more", "said"),
    [
        ("200 OK", [("Set-Cookie", "a=b")], ""),
        ("200 OK", [("Vary", "Accept-Encoding, Cookie")], ""),
        ("404 Not Found", [], ""),
        ("500 Error", [], ""),
        ("301 Moved", [("Location", "/x/")], None),
        ("200 OK", [], NOT_KEPT),
    ],
)
def test_only_what_is_the_same_for_everybody_is_kept(
    ward: Ward, status: str, more: list[tuple[str, str]], said: str | None
) -> None:
    ward.status, ward.more, ward.said = status, more, said
    first = ward.get()
    ward.get()
    assert (ward.asked, first[0], len(ward.front.shelf)) == (2, status, 0)


def test_nothing_of_one_request_goes_to_the_next(ward: Ward) -> None:
    ward.more = [("Content-Security-Policy", "default-src 'self'")]
    ward.get()
    headers = ward.get()[1]
    assert headers["Content-Security-Policy"] == "default-src 'self'"
    assert not {"X-Request-ID", HEADER, "Set-Cookie"} & set(headers)


def test_a_page_is_sent_small_and_known_pages_not_at_all(ward: Ward) -> None:
    _, plain, body = ward.get()
    _, packed, small = ward.get(HTTP_ACCEPT_ENCODING="gzip, br")
    assert gzip.decompress(small) == body == PAGE
    assert len(small) < len(body) / 5
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != packed["ETag"], "two different bodies"
    for tag in (plain["ETag"], packed["ETag"], f'"x", W/{plain["ETag"]}'):
        status, headers, nothing = ward.get(HTTP_IF_NONE_MATCH=tag)
        assert (status[:3], nothing, headers["ETag"]) == ("304", b"", plain["ETag"])
    assert ward.get(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_head_has_the_headers_and_no_body(ward: Ward) -> None:
    for _ in range(2):  # made, then kept
        status, headers, body = ward.get(REQUEST_METHOD="HEAD")
        assert (status, headers["Content-Length"], body) == ("200 OK", str(len(PAGE)), b"")
    assert ward.get()[2] == PAGE
    assert ward.asked == 1


@pytest.mark.parametrize(("path", "method"), [("/hoat-dong/", "GET"), ("/cong/phuong/", "POST"), ("/", "HEAD")])
def test_everything_else_goes_through_as_it_is(ward: Ward, path: str, method: str) -> None:
    ward.said = None
    for _ in range(2):
        _, headers, _ = ward.get(path, REQUEST_METHOD=method)
        assert headers["X-Request-ID"] == "abc"
    assert ward.asked == 2


def test_a_page_that_was_closed_is_forgotten(ward: Ward) -> None:
    ward.get()
    ward.head, ward.time, ward.said = "b.1", ward.time + EVERY, None
    ward.get()
    assert len(ward.front.shelf) == 0


def key(query: str = "", **more: str) -> Any:
    return key_of({"PATH_INFO": "/cong/a/", "QUERY_STRING": query, "HTTP_HOST": "a.vn", **more})


def test_addresses_that_show_the_same_are_one() -> None:
    assert key("fbclid=1&utm=x") == key() == key("x=%00&trang")
    assert key("trang=2&utm=x") == key("utm=y&trang=2") != key()
    assert key(HTTP_HOST="b.vn") != key() != key(HTTP_X_FORWARDED_PROTO="https")
    assert key("a=" + "b" * 1000) is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3000)), max_size=200))
def test_the_shelf_never_grows_beyond_its_limit(puts: list[tuple[int, int]]) -> None:
    shelf = Shelf(60_000)
    for number, length in puts:
        at = (f"/{number}", "", "", False)
        shelf.put(at, page_of("200 OK", [], b"x" * length))
        assert shelf.size <= shelf.limit
        assert shelf.size == sum(page.size for page in shelf._pages.values())
        found = shelf.find(at)
        assert found is not None
        assert len(found.body) == length


def test_what_is_asked_for_stays() -> None:
    shelf = Shelf(60_000)
    favourite = ("/favourite", "", "", False)
    shelf.put(favourite, page_of("200 OK", [], b"x"))
    for number in range(200):
        shelf.put((f"/{number}", "", "", False), page_of("200 OK", [], b"x" * 3000))
        assert shelf.find(favourite)
    shelf.put(("/huge", "", "", False), page_of("200 OK", [], b"x" * 50_000))
    assert shelf.find(("/huge", "", "", False)) is None
