"""Rosters (lịch phân công) as pure functions: fair turns, days that are worked, swaps. No clock, no Django.

A *party* is a person or a unit, as an opaque id ("p12", "u3"). Every window has exactly one party.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lantoa.core.errors import Refused
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import Window, day_of_month
from vanban.vocabulary import Labelled

MOST_PARTIES = 60


class PartyKind(Labelled):
    """Phân công cho ai."""

    PERSON = "person", "Từng người"
    UNIT = "unit", "Từng đơn vị"


class AbsenceReason(Labelled):
    """Lý do vắng; nothing about health is asked."""

    LEAVE = "leave", "Nghỉ phép"
    TRAVEL = "travel", "Đi công tác"
    STUDY = "study", "Đi học, tập huấn"
    OTHER = "other", "Việc khác"


class SwapState(Labelled):
    """Trạng thái đề nghị đổi lịch."""

    PROPOSED = "proposed", "Chờ trả lời"
    ACCEPTED = "accepted", "Đã đổi"
    DECLINED = "declined", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Đã rút"


@dataclass(frozen=True, slots=True)
class Slot:
    """One window to be given to somebody. ``id``: of the due work; ``on`` its day where the plan fixes it."""

    id: str
    window: Window
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of time in which a party is not there."""

    party: str
    window: Window


@dataclass(frozen=True, slots=True)
class Turn:
    """Who does which window on which day. ``on`` None: the window has no working day. ``away``: nobody was there in
    the whole window, so it went to the one with the fewest turns, for the owner to look at."""

    slot_id: str
    party: str
    on: date | None
    away: bool = False


def parties_in_order(parties: Iterable[str]) -> tuple[str, ...]:
    """Each party once, in the order given.

    Raises:
        Refused("roster_nobody", "roster_many"): nobody, or more than a roster can hold.
    """
    found = tuple(dict.fromkeys(parties))
    if not found:
        raise Refused("roster_nobody", "Chưa chọn ai để phân công: hãy chọn ít nhất một người hoặc một đơn vị.")
    if len(found) > MOST_PARTIES:
        raise Refused("roster_many", f"Mỗi lịch phân công tối đa {MOST_PARTIES} người hoặc đơn vị.")
    return found


def proposed_day(
    slot: Slot, calendar: WorkCalendar, *, day: int | None = None, not_before: date | None = None
) -> date | None:
    """The working day on which a window's work is to be done: the day that the plan fixes, else day ``day`` of its last
    month, else its last day; never a day off, never outside of the window, and not before ``not_before`` while the
    window still has a working day after it. None where the window has no working day."""
    window = slot.window
    if not_before and (rest := window.intersection(Window(not_before, max(window.end, not_before)))):
        window = rest if calendar.working_days(rest) else window
    return calendar.nearest_working(_wished(slot, day), window)


def _wished(slot: Slot, day: int | None) -> date:
    if slot.on:
        return slot.on
    end = slot.window.end
    wished = day_of_month(end.year, end.month, day) if day else end
    return min(max(wished, slot.window.start), end)


def generate(
    slots: Sequence[Slot], parties: Iterable[str], calendar: WorkCalendar, *, day: int | None = None,
    away: Iterable[Away] = (), loads: Mapping[str, int] | None = None, not_before: date | None = None,
) -> list[Turn]:  # fmt: skip
    """One turn for each window, in the order of time: round robin, equal load, nobody while away, no day off.

    ``loads``: turns that parties have already (windows gone by, turns set by hand); they count for fairness. Without
    absences and earlier loads no two parties differ by more than one turn; with them, by no more than the absences
    force: no chain of exchanges could bring the busiest and the idlest nearer to each other.
    """
    order = parties_in_order(parties)
    absences = list(away)
    load = Counter({party: (loads or {}).get(party, 0) for party in order})
    last: dict[str, int] = {}
    turns = []
    for number, slot in enumerate(sorted(slots, key=lambda one: (one.window.end, one.window.start, one.id))):
        on = proposed_day(slot, calendar, day=day, not_before=not_before)
        on, there = _with_somebody(slot, on, order, calendar=calendar, away=absences, not_before=not_before)
        party = min(there or order, key=lambda one: (load[one], last.get(one, -1), order.index(one)))
        load[party] += 1
        last[party] = number
        turns.append(Turn(slot.id, party, on, away=not there))
    return _balanced(turns, order, load=load, away=absences)


def _present(party: str, on: date | None, away: Iterable[Away]) -> bool:
    return on is None or not any(one.party == party and on in one.window for one in away)


def _with_somebody(
    slot: Slot, on: date | None, parties: tuple[str, ...], *, calendar: WorkCalendar, away: list[Away],
    not_before: date | None,
) -> tuple[date | None, list[str]]:  # fmt: skip
    """The wished day and who is there; where nobody is, the nearest other working day of the window on which somebody
    is."""
    there = [party for party in parties if _present(party, on, away)]
    if there or on is None:
        return on, there
    others = [one for one in calendar.working_days(slot.window) if not_before is None or one >= not_before]
    for other in sorted(others, key=lambda one: (abs((one - on).days), one)):
        if found := [party for party in parties if _present(party, other, away)]:
            return other, found
    return on, []


def _balanced(turns: list[Turn], parties: tuple[str, ...], *, load: Counter[str], away: list[Away]) -> list[Turn]:
    """Hand turns on, along chains of people who are there, while the two ends of a chain differ by two or more."""
    while chain := _chain(turns, parties, load=load, away=away):
        for index, party in chain:
            load[turns[index].party] -= 1
            load[party] += 1
            turns[index] = replace(turns[index], party=party)
    return turns


def _chain(
    turns: Sequence[Turn], parties: tuple[str, ...], *, load: Mapping[str, int], away: list[Away]
) -> list[tuple[int, str]]:
    """Turns to hand on, each with who takes it, that bring a busy party and an idle one nearer; empty where none do."""
    for giver in sorted(parties, key=lambda one: -load[one]):
        came: dict[str, tuple[str, int]] = {giver: ("", -1)}
        queue = deque([giver])
        while queue:
            party = queue.popleft()
            if load[party] <= load[giver] - 2:
                return list(_steps(party, giver, came))
            for index, other in _takers(turns, parties, party=party, away=away):
                if other not in came:
                    came[other] = (party, index)
                    queue.append(other)
    return []


def _takers(
    turns: Sequence[Turn], parties: tuple[str, ...], *, party: str, away: list[Away]
) -> Iterator[tuple[int, str]]:
    for index, turn in enumerate(turns):
        if turn.party == party and not turn.away:
            yield from ((index, other) for other in parties if _present(other, turn.on, away))


def _steps(party: str, giver: str, came: Mapping[str, tuple[str, int]]) -> Iterator[tuple[int, str]]:
    while party != giver:
        before, index = came[party]
        yield index, party
        party = before


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """One duty as a swap sees it: who has it, on which day (else the end of its window)."""

    id: int
    roster_id: int
    party: str
    on: date


def check_swap(own: DutyFacts, other: DutyFacts, *, today: date, away: Iterable[Away]) -> None:
    """Two duties of one roster may change hands: two parties, both days still to come, nobody away on the new day.

    Raises:
        Refused: ``swap_roster``, ``swap_same``, ``swap_past``, ``swap_away``.
    """
    if own.roster_id != other.roster_id or own.id == other.id:
        raise Refused("swap_roster", "Chỉ đổi được hai phần việc khác nhau của cùng một lịch phân công.")
    if not own.party or not other.party or own.party == other.party:
        raise Refused("swap_same", "Hai phần việc đang do cùng một người (đơn vị) hoặc chưa có ai nên không cần đổi.")
    for duty in (own, other):
        if duty.on < today:
            raise Refused("swap_past", f"Ngày {duty.on:%d/%m/%Y} đã qua nên không đổi lịch được nữa.")
    absences = list(away)
    for party, on in ((own.party, other.on), (other.party, own.on)):
        if not _present(party, on, absences):
            raise Refused("swap_away", f"Ngày {on:%d/%m/%Y} người nhận việc đã báo vắng: hãy chọn phần việc khác.")


def check_still(own: DutyFacts, other: DutyFacts, *, parties: tuple[str, str]) -> None:
    """Since the proposal nobody else has changed the two duties.

    Raises:
        Refused("swap_stale"): one of them has another hand now.
    """
    if (own.party, other.party) != parties:
        raise Refused(
            "swap_stale", "Lịch phân công đã thay đổi sau khi có đề nghị này nên không đổi được. Hãy đề nghị lại."
        )


def check_waiting(state: str) -> None:
    """A proposal is answered once.

    Raises:
        Refused("swap_answered"): somebody has answered it, or it was taken back.
    """
    if state != SwapState.PROPOSED.value:
        raise Refused("swap_answered", "Đề nghị đổi lịch này đã được trả lời hoặc đã rút. Hãy tải lại trang.")
