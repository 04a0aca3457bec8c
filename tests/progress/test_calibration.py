"""The forecast is right as often as it says: on invented years that were not used to choose its few numbers."""

from collections import defaultdict

import pytest

from lantoa.progress.rules.forecast import Verdict
from lantoa.progress.rules.judging import ProgressState
from tests.progress.years import Guess, guesses, wards

SEEDS = range(7000, 7024)
"""The numbers of the model were chosen on 100–140; these years it has never seen."""
BOUND = 0.1
"""How far a bin of the reliability table may be from what really happened."""
LEAST = 60
"""Cases that a bin needs to say anything: below it chance alone is wider than the bound."""


def looked_at(at: float) -> list[Guess]:
    return [guess for year in wards(SEEDS) for guess in guesses(year, at)]


@pytest.fixture(scope="module")
def middle() -> list[Guess]:
    return looked_at(0.5)


def table(found: list[Guess], bins: int = 5) -> list[tuple[float, float, int]]:
    """For each bin: the mean probability that was said, the share that was met, how many."""
    rows: dict[int, list[Guess]] = defaultdict(list)
    for guess in found:
        rows[min(int(guess.foretold.probability * bins), bins - 1)].append(guess)
    return [(mean(g.foretold.probability for g in row), mean(g.was_met for g in row), len(row))
            for _bin, row in sorted(rows.items())]  # fmt: skip


def mean(values: object) -> float:
    found = [float(value) for value in values]  # type: ignore[attr-defined]
    return sum(found) / len(found)


def brier(pairs: list[tuple[float, bool]]) -> float:
    return mean((said - came) ** 2 for said, came in pairs)


@pytest.mark.parametrize("at", [0.25, 0.5, 0.75])
def test_each_bin_comes_true_as_often_as_it_says(middle: list[Guess], at: float) -> None:
    found = middle if at == 0.5 else looked_at(at)
    rows = [row for row in table(found) if row[2] >= LEAST]
    assert len(rows) >= 4
    for said, came, cases in rows:
        assert abs(said - came) <= BOUND, f"at {at}: said {said:.2f}, came true {came:.2f} in {cases} cases"


def test_a_miss_that_is_spoken_out_comes_as_often_as_it_says(middle: list[Guess]) -> None:
    misses = [guess for guess in middle if guess.foretold.verdict is Verdict.WILL_MISS]
    assert len(misses) > 200
    said, came = mean(1 - g.foretold.probability for g in misses), mean(not g.was_met for g in misses)
    assert abs(said - came) <= 0.05, (said, came)
    assert came >= 0.75


def test_it_says_more_than_the_date_and_more_than_the_state(middle: list[Guess]) -> None:
    """The best that a date alone can say is how often such windows are met; the state says yes or no."""
    usual = mean(guess.was_met for guess in middle)
    by_date = brier([(usual, guess.was_met) for guess in middle])
    by_state = brier([(float(guess.state is not ProgressState.AT_RISK), guess.was_met) for guess in middle])
    ours = brier([(guess.foretold.probability, guess.was_met) for guess in middle])
    assert ours <= 0.82 * by_date
    assert ours <= 0.6 * by_state
