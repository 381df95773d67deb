"""What clients can get wrong. Everything else that is raised is our own mistake, or an outage.

OrderError
├── Invalid   400  the request cannot be understood; `problems` lists everything that is wrong with it
├── Missing   404  there is no such order, or no such route
└── Conflict  409  understood, but not while the order is as it is
"""

from collections.abc import Sequence


class OrderError(Exception):
    """Answered with `status` as `{"message": str, "problems": [str, ...]}`."""

    status: int

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = list(problems)


class Invalid(OrderError):
    status = 400


class Missing(OrderError):
    status = 404


class Conflict(OrderError):
    status = 409
