"""Many windows counted at once come out as each of them counted by itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import Match, Measure, MeasureKind
from lantoa.plans.rules.counting import Counted, Done, Likeness, Link, Slot, count
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink
from lantoa.plans.rules.summing import sums
from lantoa.plans.rules.tally import is_counted, linked_in, tally_of

FIRST = date(2026, 1, 1)
KINDS, CHANNELS = ("broadcast", "news"), ("broadcast", "portal")

days = st.integers(0, 59).map(lambda n: FIRST + timedelta(days=n))
likes = st.builds(
    Likeness, st.sampled_from(KINDS), st.frozensets(st.sampled_from(CHANNELS)), unit_id=st.sampled_from((None, "7"))
)
done = st.builds(Done, days, st.integers(1, 3), likes, st.sampled_from("ABCD"))
measured = st.sampled_from(((None, None), (3, 4), (0, 4), (4, 4), (0, 0)))
matches = st.builds(
    Match, kinds=st.frozensets(st.sampled_from(KINDS)), channels=st.frozensets(st.sampled_from(CHANNELS)),
    unit_ids=st.sampled_from((frozenset(), frozenset({"7"}))),
)  # fmt: skip
measures = st.one_of(
    st.builds(lambda match: Measure(MeasureKind.COUNT, n=2, match=match), matches),
    st.builds(lambda match: Measure(MeasureKind.DELIVERABLE, match=match), matches),
    st.just(Measure(MeasureKind.RATIO, percent=Decimal(80))),
)
windows = st.tuples(days, st.integers(0, 40)).map(lambda found: Window(found[0], found[0] + timedelta(days=found[1])))
slots = st.lists(st.tuples(st.integers(1, 3), windows, measures), max_size=8).map(
    lambda found: [Slot(number, *one) for number, one in enumerate(found)]
)
pairs = st.dictionaries(
    st.tuples(st.integers(1, 14), st.integers(1, 3)), st.tuples(st.none() | days, measured), max_size=30
)


def one_by_one(slot: Slot, activities: dict[int, Done], links: list[Link]) -> Counted:
    """The same by the rules that speak of one window."""
    facts = [_facts(number, one, links) for number, one in activities.items()]
    linked = linked_in(str(slot.commitment), slot.window, facts)
    counted = [one for one in linked if is_counted(str(slot.commitment), slot.measure, one)]
    ordered = sorted(counted, key=lambda one: (one.happened_on, one.id))
    return Counted(
        tally_of(str(slot.commitment), slot.measure, counted),
        tuple(int(one.id) for one in ordered),
        tuple(sorted(int(one.id) for one in linked if one not in counted)),
    )


def _facts(number: int, one: Done, links: list[Link]) -> ActivityFacts:
    mine = tuple(ActivityLink(str(link[1]), *link[2:]) for link in links if link[0] == number)
    like = one.like
    return ActivityFacts(
        id=str(number), happened_on=one.on, kind=like.kind, links=mine, channels=like.channels, unit_id=like.unit_id,
        count=one.times, grades=(one.grade,),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(slots, st.dictionaries(st.integers(1, 14), done, max_size=14), pairs, st.randoms())
def test_each_window_is_counted_as_by_itself(
    slots: list[Slot], activities: dict[int, Done], pairs: dict[tuple[int, int], tuple[object, tuple[object, object]]],
    chance: object,
) -> None:  # fmt: skip
    links: list[Link] = [(*key, on, *share) for key, (on, share) in pairs.items()]  # type: ignore[misc]
    chance.shuffle(links)  # type: ignore[attr-defined]
    found = count(slots, activities, links)
    assert found.keys() == {slot.work for slot in slots}
    bare = {work: replace(one.tally, pieces=(), shares=()) for work, one in found.items()}
    assert sums(slots, activities, links) == bare, "summed alone it is the same"
    for slot in slots:
        one = found[slot.work]
        assert Counted(one.tally, one.ids, tuple(sorted(one.unmatched))) == one_by_one(slot, activities, links)


def test_a_link_to_what_does_not_stand_counts_nowhere() -> None:
    year = Window(date(2026, 1, 1), date(2026, 12, 31))
    slot = Slot(5, 1, year, Measure(MeasureKind.COUNT, n=1))
    assert count([slot], {}, [(9, 1, None, None, None)]) == {5: Counted()}
