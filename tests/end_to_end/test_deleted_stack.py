"""A stack that is deleted leaves nothing: every generated resource is the stack's own, and log groups are too."""

from collections.abc import Callable

import pytest

from tests.end_to_end.deployed import Checkout, Cloud

pytestmark = pytest.mark.emulator

STACK = "orders-deleted"


def test_a_deleted_stack_leaves_no_api_function_role_log_group_or_table(
    new_checkout: Callable[[], Checkout], cloud: Cloud
) -> None:
    client = new_checkout().deploy("orders", "--stack", STACK, "--parameters", "dev")
    client.get("/orders")  # a function that has run has written a log
    client.get("/catalog")
    ids = set(cloud.physical_ids(STACK).values())
    deployed = ids & cloud.names()

    cloud.aws("cloudformation", "delete-stack", "--stack-name", STACK)
    cloud.aws("cloudformation", "wait", "stack-delete-complete", "--stack-name", STACK)

    assert len(deployed) == 1 + 2 + 2 + 3 + 1  # the API; functions; roles; log groups, one for access; the table
    assert not ids & cloud.names()
    assert not [name for name in cloud.names() if STACK in name]
    assert client.get("/orders").status == 404
