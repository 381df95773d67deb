"""Deploying what is deployed already: it succeeds, changes nothing and uploads nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from subprocess import CompletedProcess

import pytest

from generator.commands.deploy import LOCAL_BUCKET
from tests.end_to_end.deployed import Checkout, Client, Cloud, url_in

pytestmark = pytest.mark.emulator

STACK = "orders"


@dataclass(frozen=True)
class State:
    """What a deployment may touch."""

    updated: str
    change_sets: list[str]
    objects: dict[str, str]


@dataclass(frozen=True)
class Again:
    """The second deployment: what it said, and the state before and after it."""

    said: CompletedProcess[str]
    before: State
    after: State


@pytest.fixture(scope="module")
def again(orders: Client, cloud: Cloud, new_checkout: Callable[[], Checkout]) -> Again:
    """Deployed from another copy of the project: what is deployed does not depend on where it was built."""
    before = _state(cloud)
    said = new_checkout().httpapi("deploy", "orders", "--local", "--parameters", "dev")
    return Again(said, before, _state(cloud))


def test_it_succeeds_and_prints_the_same_url(again: Again, orders: Client) -> None:
    assert again.said.returncode == 0, again.said.stderr
    assert "No changes to deploy" in again.said.stdout
    assert url_in(again.said.stdout) == orders.url


def test_it_executes_no_change_set(again: Again) -> None:
    assert again.after.updated == again.before.updated
    assert again.after.change_sets == again.before.change_sets


def test_it_uploads_nothing(again: Again) -> None:
    assert "uploading" not in again.said.stdout
    assert again.after.objects == again.before.objects


def _state(cloud: Cloud) -> State:
    updated = cloud.stack(STACK)["LastUpdatedTime"].isoformat()
    return State(updated, cloud.executed_change_sets(STACK), cloud.objects(LOCAL_BUCKET))
