"""What a calendar says, read back by the library: stable, escaped, folded; changes and cancellations told right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lantoa.core.periods import Window
from lantoa.reminders.rules.calendar import DayEvent, Entry, Told, as_icalendar, brought_up_to_date

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
HARD = "Hạn: Đối thoại; “một cửa”, 50% \\ hồ sơ\nDòng hai: https://a.example/?x=1,2;y " + "nghị quyết " * 30
EVENT = DayEvent("viec-1.99901@lantoa", Window(TODAY, TODAY), "Hạn: Phát thanh", "Tháng 11/2026", "https://a.example/")


def told(entries: list[Entry]) -> dict[str, Told]:
    return {
        one.event.uid: Told(
            one.event.fingerprint, one.sequence, one.changed_at, one.event.days, one.event.summary, one.event.cancelled
        )
        for one in entries
    }


def after(events: list[DayEvent], before: list[Entry], now: datetime = LATER) -> list[Entry]:
    return brought_up_to_date(events, told(before), now=now, today=TODAY)


def test_a_day_is_a_date_and_ends_before_the_next() -> None:
    (event,) = Calendar.from_ical(as_icalendar("Lịch", after([EVENT], []))).walk("VEVENT")
    assert (event["DTSTART"].params["VALUE"], event["DTSTART"].dt, event["DTEND"].dt) == (
        "DATE", TODAY, TODAY + timedelta(1),
    )  # fmt: skip
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (EVENT.uid, 0, "CONFIRMED")
    assert event["DTSTAMP"].dt == LATER


def test_hard_words_come_back_as_they_were_and_lines_are_folded() -> None:
    data = as_icalendar(
        "Việc tuyên truyền CCHC – Phường Hoa Mai", after([replace(EVENT, summary=HARD[:60], description=HARD)], [])
    )
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == HARD
    assert str(event["SUMMARY"]) == HARD[:60]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.decode().startswith("BEGIN:VCALENDAR\r\n")
    assert str(Calendar.from_ical(data)["X-WR-TIMEZONE"]) == "Asia/Ho_Chi_Minh"


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_any_words_come_back(summary: str, description: str) -> None:
    entries = after([replace(EVENT, summary=summary, description=description)], [])
    (event,) = Calendar.from_ical(as_icalendar("x", entries)).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))) == (summary, description)


def test_nothing_changed_gives_the_same_bytes() -> None:
    first = after([EVENT], [], NOW)
    assert as_icalendar("x", after([EVENT], first)) == as_icalendar("x", first)


def test_a_new_deadline_keeps_the_uid_and_raises_the_sequence() -> None:
    first = after([EVENT], [], NOW)
    moved = replace(EVENT, days=Window(TODAY + timedelta(5), TODAY + timedelta(5)))
    (entry,) = after([moved], first)
    assert (entry.event.uid, entry.sequence, entry.changed_at) == (EVENT.uid, 1, LATER)


def test_what_is_gone_is_told_as_cancelled_once_and_stays_so() -> None:
    gone = after([], after([EVENT], [], NOW))
    assert [(one.event.uid, one.sequence, one.event.cancelled) for one in gone] == [(EVENT.uid, 1, True)]
    (event,) = Calendar.from_ical(as_icalendar("x", gone)).walk("VEVENT")
    assert (str(event["STATUS"]), event["DTSTART"].dt) == ("CANCELLED", TODAY)
    assert after([], gone, LATER + timedelta(days=1)) == gone


def test_what_comes_back_is_confirmed_again() -> None:
    back = after([EVENT], after([], after([EVENT], [], NOW)))
    assert [(one.sequence, one.event.cancelled) for one in back] == [(2, False)]


def test_what_lies_long_ago_is_not_spoken_of() -> None:
    old = replace(EVENT, days=Window(TODAY - timedelta(61), TODAY - timedelta(61)))
    assert after([old], []) == []
    assert brought_up_to_date([], told(after([EVENT], [], NOW)), now=NOW, today=TODAY + timedelta(100)) == []


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=5, unique_by=lambda one: one[0]), max_size=6
    )
)
def test_a_sequence_never_falls_and_every_uid_stands_once(steps: list[list[tuple[int, int]]]) -> None:
    before: list[Entry] = []
    for number, step in enumerate(steps):
        events = [replace(EVENT, uid=f"viec-{uid}", summary=f"S{text}") for uid, text in step]
        now = after(events, before, NOW + timedelta(hours=number))
        known = {one.event.uid: one.sequence for one in before}
        assert len({one.event.uid for one in now}) == len(now)
        assert set(known) <= {one.event.uid for one in now}, "nothing that was told is silently forgotten"
        assert all(one.sequence >= known.get(one.event.uid, 0) for one in now)
        assert {one.event.uid for one in now if not one.event.cancelled} == {event.uid for event in events}
        before = now
