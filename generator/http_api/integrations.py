"""Integrations of HTTP APIs: what they can be, and what each kind takes.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
"""

from typing import Final, Literal

from generator.http_api import quotas, services

Kind = Literal["function", "service", "http", "private"]
"""What answers: a function, an AWS service without one, a URL, or something inside a VPC."""

# "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY,
# HTTP_PROXY)": aws/aws-cli#6363
TYPES: Final = ("AWS_PROXY", "HTTP_PROXY")

# "Supported only for WebSocket APIs", each of them.
WEBSOCKET_PROPERTIES: Final = (
    "ContentHandlingStrategy", "PassthroughBehavior", "RequestTemplates", "TemplateSelectionExpression",
)  # fmt: skip

_PAYLOAD_FORMAT_VERSIONS: Final = ("1.0", "2.0")


def type_problem(integration_type: str) -> str | None:
    """Say what is wrong with an `IntegrationType`, or None if it is one of HTTP APIs."""
    if integration_type in TYPES:
        return None
    return "HTTP APIs have AWS_PROXY, for functions and services of AWS, and HTTP_PROXY, for URLs and VPC links"


def payload_format_problem(version: str | None, kind: Kind) -> str | None:
    """Say what is wrong with a `PayloadFormatVersion`, or None if it is valid; the version is None if there is none.

    "Required for HTTP APIs", says AWS's page, and: "For all other integrations, 1.0 is the only supported value".
    """
    wanted = '"2.0", or "1.0"' if kind == "function" else f'"{services.PAYLOAD_FORMAT_VERSION}"'
    if version is None:
        return f"HTTP APIs need it for each integration: write {wanted}"
    if version not in _PAYLOAD_FORMAT_VERSIONS:
        return f"there is no such version: write {wanted}"
    if kind != "function" and version != services.PAYLOAD_FORMAT_VERSION:
        return f"only functions take it: write {wanted}"
    return None


def timeout_problem(milliseconds: float) -> str | None:
    """Say what is wrong with a `TimeoutInMillis`, or None if it is valid."""
    shortest, longest = quotas.INTEGRATION_MILLIS
    if shortest <= milliseconds <= longest:
        return None
    return f"HTTP APIs wait from {shortest} to {longest:,} milliseconds"
