"""What reports keep of content: values that can be stored as a snapshot. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Marked:
    """An item that is out and names a good model or a shortcoming. ``mark``: "good_model", "shortcoming"."""

    item_id: str
    mark: str
    title: str
    summary: str
    unit: str
    on: date
    activity_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """An opinion of people that a contributor passed on, without anybody's name, and what the ward answered."""

    submission_id: str
    topic: str
    told: str
    place: str
    on: date
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a channel counted of the period's publications, added up from the last reading of each."""

    name: str
    value: int
    on: date


@dataclass(frozen=True, slots=True)
class Outlet:
    """One channel in the report's days. ``by_hand``: of ``sent``, those that a person posted; ``open``: of which nobody
    knows yet whether they are there."""

    code: str
    label: str
    sent: int
    by_hand: int = 0
    corrected: int = 0
    recalled: int = 0
    open: int = 0
    readings: tuple[Reading, ...] = ()
    activity_ids: tuple[str, ...] = ()
