"""1,000 deliveries while workers, the ordering process and the database's clients are killed with -9 and the stand-ins
answer late, twice, with errors and with silence: nothing lost, nothing sent twice, every unknown listed.

``LANTOA_CRASH_DELIVERIES=1000`` (``make crash``) is the whole measure; the suite runs a shorter one.
"""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lantoa.core.places import ROOT
from tests.crash.conftest import Installation
from tests.crash.keeping import Keeper
from tests.standins.facebook import Facebook
from tests.standins.server import Asked, running
from tests.standins.zalo import Zalos, zalos

WANTED = int(os.environ.get("LANTOA_CRASH_DELIVERIES", "24"))
IS_LONG = WANTED >= 1000
ITEMS, PAGES, OAS = (25, 32, 7) if IS_LONG else (4, 4, 1)
"""At most 25 posts a day on a page: the quotas hold here, too."""
KILLS = 12 if IS_LONG else 2
SECONDS = 1.0
"""How long the program waits for an answer here."""
ORDERING = str(Path(__file__).with_name("ordering.py"))
MISCHIEF = ("cut", "cut_done", "error_done", "late", "late_done", "refuse", "double", "junk")
OFTEN = 0.16


@dataclass
class House:
    """The installation with its stand-ins."""

    installation: Installation
    facebook: Facebook
    zalos: Zalos

    def programs(self) -> tuple[str, ...]:
        return (ORDERING, str(self.installation.commune), str(ITEMS), str(PAGES), str(OAS))


def mischief(seed: int) -> Callable[[Asked], str]:
    """Any request but the change of a token: Zalo gives each refresh token once, so a lost answer there is a lost
    account that a person mends (``test_services``)."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def decide(asked: Asked) -> str:
        is_hit = dice.random() < OFTEN and not asked.path.endswith("access_token")
        return dice.choice(MISCHIEF) if is_hit else ""

    return decide


@pytest.fixture
def house(installation: Installation) -> Iterator[House]:
    pages = tuple(str(100_000 + number) for number in range(1, PAGES + 1))
    facebook, many = Facebook(late_seconds=2 * SECONDS, pages=pages), zalos(OAS)
    many.late_seconds = 2 * SECONDS
    facebook.mischief, many.mischief = mischief(1), mischief(2)
    with running(facebook), running(many):
        servers = f"facebook={facebook.address},zalo={many.address},zalo_sign_in={many.address}"
        installation.extra = {
            "LANTOA_CHANNEL_SERVERS": servers, "LANTOA_OUTWARD_INSIDE": f"{facebook.place},{many.place}",
            "LANTOA_OUTWARD_SECONDS": str(SECONDS),
        }  # fmt: skip
        yield House(installation, facebook, many)
        installation.extra = {}


def rows(house: House) -> list[tuple[Any, ...]]:
    statement = """SELECT d.id, d.state, a.channel, d.prepared->>'title', d.prepared->>'text', a.settings->>'page_id',
        a.settings->>'app_id' FROM channels_delivery d JOIN channels_account a ON a.id = d.account_id"""
    with psycopg.connect(house.installation.dsns.owner, connect_timeout=5) as connection:
        return connection.execute(statement).fetchall()


def ordered_in_spite_of_kills(house: House) -> None:
    """The ordering process dies a few times on the way and is started again."""
    for after in [4.0, 6.0][: 2 if IS_LONG else 0]:
        program = house.installation.start(*house.programs())
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    house.installation.python(*house.programs())


def open_ones(house: House) -> int:
    return sum(state in {"waiting", "sending"} for _pk, state, *_rest in rows(house))


def killed_while_sending(house: House, keeper: Keeper) -> None:
    """Workers die in turn until everything has an end."""
    ends, kills, dice = time.monotonic() + (1500 if IS_LONG else 150), 0, random.Random(3)  # noqa: S311
    while open_ones(house):
        assert time.monotonic() < ends, f"{open_ones(house)} deliveries without an end"
        time.sleep(dice.uniform(1, 4))
        if kills < KILLS:
            keeper.kill(kills % 2)
            kills += 1


def there(house: House) -> "Counter[tuple[str, str, str]]":
    """How often each text stands at each place, whatever the program believes; broadcasts likewise."""
    found = Counter(("facebook_page", one["page"], " ".join(one["message"].split())) for one in house.facebook.posts)
    for app, one in house.zalos.houses.items():
        found.update(("zalo_oa", app, article["title"]) for article in one.articles.values())
        found.update(("told", app, number) for number in one.told)
    return found


def place_of(row: tuple[Any, ...]) -> tuple[str, str, str]:
    _pk, _state, channel, title, text, page, app = row
    return (channel, page, " ".join(text.split())) if channel == "facebook_page" else (channel, app, title)


def test_nothing_is_lost_nothing_goes_twice_every_unknown_is_listed(house: House) -> None:
    began = time.monotonic()
    keeper = Keeper(house.installation)
    clock = house.installation.start(*house.programs(), "tick")
    try:
        ordered_in_spite_of_kills(house)
        killed_while_sending(house, keeper)
    finally:
        os.killpg(clock.pid, signal.SIGKILL)
        clock.wait()
        keeper.stop()
    final, found = rows(house), there(house)
    states = Counter(state for _pk, state, *_rest in final)
    told = f"{len(final)} deliveries, {KILLS} worker kills: {dict(states)} in {time.monotonic() - began:.0f} s"
    (ROOT / "var" / "crash-deliveries.txt").write_text(f"{told}\n")
    assert len(final) == ITEMS * (PAGES + OAS + 1), "every order is there, none twice"
    assert max(found.values()) == 1, "nothing stands anywhere twice"
    assert set(states) <= {"sent", "unknown", "to_confirm"}, told
    outward = [row for row in final if row[2] != "portal"]
    assert [row for row in outward if row[1] == "sent" and not found[place_of(row)]] == [], "sent, and not there"
    known = {place_of(row) for row in outward}
    assert {one for one in found if one[0] != "told"} <= known, "there, and nobody knows of it"
    receipts = house.installation.ask("SELECT count(*) FROM channels_receipt")
    assert receipts == states["sent"]
    assert all(row[1] == "sent" for row in final if row[2] == "portal")
