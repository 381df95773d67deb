"""What CloudWatch has of HTTP APIs and of the functions behind them, and which statistics of it mean something.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html

The names of REST APIs are others: `4XXError`, `5XXError`, and the dimension `ApiName`. An alarm on these never has
data in an HTTP API (aws/aws-cdk#14503).

HTTP APIs have no metric of throttled requests. They are answered with 429, a client's error and so one of `4xx`,
among all others; AWS says that of throttled requests and `4XXError` of REST APIs.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

NAMESPACE: Final = "AWS/ApiGateway"
FUNCTION_NAMESPACE: Final = "AWS/Lambda"

API_DIMENSIONS: Final = ("ApiId",)
STAGE_DIMENSIONS: Final = ("ApiId", "Stage")
# With detailed metrics only, which cost more.
ROUTE_DIMENSIONS: Final = ("ApiId", "Method", "Resource", "Stage")
_ROUTE_DIMENSIONS_BEFORE: Final = ("ApiId", "Route", "Stage")  # in older copies of the page
FUNCTION_DIMENSIONS: Final = ("FunctionName",)

_PERCENTILE = "p"
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
_PERCENTILE_FORM = re.compile(r"p([0-9]{1,2}(\.[0-9]{1,10})?|100)")
_COUNTED = ("Sum",)
_MEASURED = ("Average", "Minimum", "Maximum", _PERCENTILE)


class Metric(NamedTuple):
    """A metric, and the statistics that mean something for it; `p` stands for percentiles such as `p99`."""

    namespace: str
    name: str
    unit: str
    statistics: tuple[str, ...]

    def means_something_as(self, statistic: str) -> bool:
        """Say whether a statistic of this metric answers a question: `Sum` of errors does, `Sum` of latencies not."""
        if _PERCENTILE_FORM.fullmatch(statistic):
            return _PERCENTILE in self.statistics
        return statistic in self.statistics and statistic != _PERCENTILE

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The fewest that say whose it is: an API with all its stages, or a function with all its versions."""
        return API_DIMENSIONS if self.namespace == NAMESPACE else FUNCTION_DIMENSIONS


# The page of HTTP APIs has no statistics and no units. That of REST APIs has both, for metrics of the same meaning:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
# `Average` of errors is their rate there. For HTTP APIs nobody says so: divide `Sum` by that of COUNT.
CLIENT_ERRORS: Final = Metric(NAMESPACE, "4xx", "Count", _COUNTED)
SERVER_ERRORS: Final = Metric(NAMESPACE, "5xx", "Count", _COUNTED)
COUNT: Final = Metric(NAMESPACE, "Count", "Count", ("Sum", "SampleCount"))
LATENCY: Final = Metric(NAMESPACE, "Latency", "Milliseconds", _MEASURED)
INTEGRATION_LATENCY: Final = Metric(NAMESPACE, "IntegrationLatency", "Milliseconds", _MEASURED)
DATA_PROCESSED: Final = Metric(NAMESPACE, "DataProcessed", "Bytes", ("Sum", *_MEASURED))

# Throttled requests are neither invocations nor errors (second page above).
INVOCATIONS: Final = Metric(FUNCTION_NAMESPACE, "Invocations", "Count", _COUNTED)
ERRORS: Final = Metric(FUNCTION_NAMESPACE, "Errors", "Count", _COUNTED)
THROTTLES: Final = Metric(FUNCTION_NAMESPACE, "Throttles", "Count", _COUNTED)
DURATION: Final = Metric(FUNCTION_NAMESPACE, "Duration", "Milliseconds", _MEASURED)

API_METRICS: Final = (CLIENT_ERRORS, SERVER_ERRORS, COUNT, LATENCY, INTEGRATION_LATENCY, DATA_PROCESSED)
FUNCTION_METRICS: Final = (INVOCATIONS, ERRORS, THROTTLES, DURATION)

OF_REST_APIS: Final = {"4XXError": CLIENT_ERRORS.name, "5XXError": SERVER_ERRORS.name}
"""https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html"""


def dimensions_problem(names: Collection[str]) -> str | None:
    """Say why an alarm on a metric of an HTTP API with these dimensions never has data: there is none with them all."""
    known = (API_DIMENSIONS, STAGE_DIMENSIONS, ROUTE_DIMENSIONS, _ROUTE_DIMENSIONS_BEFORE)
    if sorted(names) in [sorted(each) for each in known]:
        return None
    written = "; or ".join(" and ".join(each) for each in known[:3])
    return f"HTTP APIs have no metric with all of these, so the alarm never has data: write {written}"


def metric_problem(name: str) -> str | None:
    """Say why an alarm on a metric of an HTTP API never has data: there is no metric of this name."""
    known = [metric.name for metric in API_METRICS]
    if name in known:
        return None
    meant = OF_REST_APIS.get(name) or next((each for each in known if each.lower() == name.lower()), None)
    way_out = f"write {meant}" if meant else f"write one of {', '.join(known)}"
    return f"HTTP APIs have no such metric, so the alarm never has data: {way_out}"
