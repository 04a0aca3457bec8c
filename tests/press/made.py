"""Outlets and placements for tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from lantoa.channels.models import Account
from lantoa.core import clock
from lantoa.press.actions import SentText, enter_sent
from lantoa.press.models import Placement
from tests.channels.made import account
from tests.factories import World


def outlet(world: World, **values: str) -> Account:
    return account(world, "press", **values)


def placement(world: World, *, days_ago: int = 0, **values: Any) -> Placement:
    """Something was sent."""
    given: dict[str, Any] = {
        "key": uuid4(), "title": "Phường mở lớp hướng dẫn dịch vụ công trực tuyến", "text": "Người dân nộp hồ sơ.",
        "sent_on": clock.today() - timedelta(days=days_ago), "sent_to": "phóng viên thường trú",
    }  # fmt: skip
    place = values.pop("outlet", None) or Account.objects.filter(channel="press").first() or outlet(world)
    return enter_sent(commune=world.commune, sent=SentText(outlet=place, **{**given, **values}), by=world.owner)
