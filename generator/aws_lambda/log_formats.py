"""Formats of a function's logs: levels are for those in JSON only.

https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
"""

from typing import Final

DEFAULT: Final = "Text"
"""https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html"""


def takes_levels(log_format: object) -> bool:
    """Say whether some of the logs can be left out by their level."""
    return log_format != DEFAULT
