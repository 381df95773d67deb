"""What the speed of a command may cost, relative to what it cannot do without. `make benchmark` shows more."""

from pathlib import Path

import pytest

from benchmarks import speed

pytestmark = pytest.mark.speed


def test_generating_ten_routes_takes_at_most_twice_its_imports(tmp_path: Path) -> None:
    ratio = min(speed.generation_ratio(tmp_path / str(attempt), runs=9) for attempt in range(3))

    assert ratio <= 2


def test_checking_takes_at_most_a_third_more_than_generation_and_cfn_lint_apart(tmp_path: Path) -> None:
    assert speed.check_ratio(tmp_path, runs=5) <= 1.3


def test_our_rules_take_at_most_half_the_time_of_cfn_lints_own_and_grow_with_the_routes(tmp_path: Path) -> None:
    theirs, ours = speed.pack_seconds(tmp_path / "100", routes=100, runs=5)
    _, three_times = speed.pack_seconds(tmp_path / "300", routes=300, runs=5)

    assert ours <= theirs / 2
    assert three_times <= 5 * ours  # three times as much grows to 3 if it is linear, to 9 if every pair counts
