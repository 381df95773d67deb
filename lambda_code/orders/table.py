"""The DynamoDB table. Connecting takes longer than a request, so it is done once, by the first request."""

import os
from functools import cache
from typing import Any

import boto3  # type: ignore[import-untyped]


@cache
def orders_table() -> Any:
    """The boto3 `Table` that the environment variable TABLE names."""
    return boto3.resource("dynamodb").Table(os.environ["TABLE"])
