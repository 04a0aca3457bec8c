"""Many activities at once are given the same commitments as one at a time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.rules.commitment import CommitmentFacts
from lantoa.plans.rules.expansion import expand_all
from lantoa.plans.rules.matching import ActivityFacts, Ticker, likely_commitments
from tests.plans.rule_strategies import YEAR, channels, commitments, few, kinds

drafts = st.builds(
    ActivityFacts, id=st.just(""), happened_on=st.dates(date(2023, 12, 1), date(2025, 1, 31)), kind=kinds,
    channels=channels, unit_id=st.sampled_from([None, "vhxh", "vp"]),
    title=st.sampled_from(["", "Tuyên truyền CCHC trên hệ thống truyền thanh", "Tổ chức tọa đàm, đối thoại", "Họp"]),
)  # fmt: skip


@few
@given(st.lists(commitments, max_size=5, unique_by=lambda one: one.id), st.lists(drafts, max_size=6))
def test_the_same_as_one_at_a_time(given_commitments: list[CommitmentFacts], many: list[ActivityFacts]) -> None:
    due = expand_all(given_commitments, YEAR)
    ticker = Ticker(given_commitments, due)
    for draft in many:
        one = {likely.commitment_id for likely in likely_commitments(draft, given_commitments, due) if likely.ticked}
        assert set(ticker.ticked(draft)) == one
