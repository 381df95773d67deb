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
