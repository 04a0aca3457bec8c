"""Which commitments the log form offers for an activity, and which it ticks."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import CommitmentFacts, CommitmentKind, Match, Measure, MeasureKind, Modality
from lantoa.plans.rules.expansion import expand_all
from lantoa.plans.rules.matching import (
    TICKED_FROM,
    ActivityFacts,
    ActivityLink,
    MatchField,
    admits,
    likely_commitments,
    mismatches,
)
from tests.plans.rule_strategies import YEAR, activity_lists, commitments, few, matches

BROADCASTS = CommitmentFacts(
    "broadcasts", CommitmentKind.TARGET, Modality.FLOOR,
    Measure(MeasureKind.COUNT, n=2, match=Match(channels=frozenset({"broadcast"}))),
    PeriodKind.MONTH, title="Tuyên truyền CCHC trên hệ thống truyền thanh phường", lead_unit_id="vhxh",
)  # fmt: skip
TALK = CommitmentFacts(
    "talk", CommitmentKind.TASK, Modality.MUST, Measure(MeasureKind.DELIVERABLE), PeriodKind.PLAN,
    title="Tổ chức tọa đàm, đối thoại giữa chính quyền - người dân", lead_unit_id="vp",
)  # fmt: skip
BOTH = [BROADCASTS, TALK]
DUE = expand_all(BOTH, YEAR)


def draft(**more: object) -> ActivityFacts:
    return replace(ActivityFacts("", date(2024, 8, 5), "broadcast"), **more)  # type: ignore[arg-type]


def ticked(activity: ActivityFacts) -> list[str]:
    return [found.commitment_id for found in likely_commitments(activity, BOTH, DUE) if found.ticked]


def test_a_broadcast_ticks_the_target_for_broadcasts() -> None:
    found = likely_commitments(draft(channels=frozenset({"broadcast"}), unit_id="vhxh"), BOTH, DUE)
    assert found[0].commitment_id == "broadcasts"
    assert found[0].ticked
    assert found[0].due.window == Window(date(2024, 8, 1), date(2024, 8, 31))
    assert found[0].reasons == ("Đúng kênh, hình thức", "Đơn vị chủ trì")


def test_syllables_in_common_are_not_yet_words_in_common() -> None:
    # đối, thoại, người, dân stand in both titles, but never side by side
    assert ticked(draft(kind="other", title="Đối chiếu, thoại lại người nào dân nào", unit_id="vp")) == []


def test_an_own_task_that_the_title_names_is_ticked() -> None:
    assert ticked(draft(kind="dialogue", title="Đối thoại với người dân tổ 5", unit_id="vp")) == ["talk"]


def test_the_own_unit_alone_ticks_nothing() -> None:
    assert ticked(draft(kind="other", title="Họp cơ quan", unit_id="vp")) == []


def test_what_would_not_be_counted_is_offered_but_not_ticked() -> None:
    found = likely_commitments(draft(channels=frozenset({"zalo"}), unit_id="vhxh"), BOTH, DUE)
    offered = {one.commitment_id: one for one in found}
    assert offered["broadcasts"].mismatches == (MatchField.CHANNEL,)
    assert not offered["broadcasts"].ticked
    title = "Phát tin trên hệ thống truyền thanh"
    (named, *_) = likely_commitments(draft(title=title, unit_id="vhxh"), [BROADCASTS], DUE)
    assert (named.score >= TICKED_FROM, named.ticked) == (True, False)


def test_the_shortest_open_window_is_offered() -> None:
    both = replace(BROADCASTS, also_window_kinds=(PeriodKind.YEAR,))
    (found,) = likely_commitments(draft(), [both], expand_all([both], YEAR))
    assert found.due.kind is PeriodKind.MONTH


def test_outside_the_plan_nothing_is_offered() -> None:
    assert likely_commitments(draft(happened_on=date(2025, 1, 1)), BOTH, DUE) == []


def test_without_any_evidence_it_is_someones_word() -> None:
    assert draft().grade is EvidenceGrade.D
    assert draft(grades=("D", "B", "C")).grade is EvidenceGrade.B


def test_a_link_counts_on_its_day_or_on_the_day_it_makes_good() -> None:
    july = Window(date(2024, 7, 1), date(2024, 7, 31))
    august = Window(date(2024, 8, 1), date(2024, 8, 31))
    plain_link = draft(links=(ActivityLink("c"),))
    made_good = draft(links=(ActivityLink("c", date(2024, 7, 31)),))
    assert (plain_link.counts_in("c", july), plain_link.counts_in("c", august)) == (False, True)
    assert (made_good.counts_in("c", july), made_good.counts_in("c", august)) == (True, False)
    assert not plain_link.counts_in("another", august)


@few
@given(matches, activity_lists())
def test_an_activity_counts_exactly_when_nothing_is_amiss(match: Match, activities: list[ActivityFacts]) -> None:
    for activity in activities:
        assert admits(match, activity) == (not mismatches(match, activity))
        assert admits(Match(), activity)


@few
@given(st.lists(commitments, max_size=3, unique_by=lambda c: c.id), activity_lists(most=3), st.randoms())
def test_each_open_commitment_is_offered_once_in_an_order_of_its_own(
    several: list[CommitmentFacts], activities: list[ActivityFacts], chance: object
) -> None:
    due = expand_all(several, YEAR)
    shuffled = list(due)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for activity in activities:
        found = likely_commitments(activity, several, due)
        assert found == likely_commitments(activity, several[::-1], shuffled)
        assert {one.commitment_id for one in found} == {
            d.commitment_id for d in due if activity.happened_on in d.window
        }
        assert len({one.commitment_id for one in found}) == len(found)
        assert all(not one.mismatches for one in found if one.ticked)
