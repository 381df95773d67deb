"""Integrations of HTTP APIs: what they can be, and what each kind takes.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
"""

import re
from typing import Final, Literal

from generator.http_api import quotas, services, stages
from generator.http_api.function_arns import is_function_arn
from generator.http_api.route_keys import METHODS

Kind = Literal["function", "service", "http", "private"]
"""What answers: a function, an AWS service without one, a URL, or something inside a VPC."""

# "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY,
# HTTP_PROXY)": aws/aws-cli#6363
TYPES: Final = ("AWS_PROXY", "HTTP_PROXY")

# "Supported only for WebSocket APIs", each of them.
WEBSOCKET_PROPERTIES: Final = (
    "ContentHandlingStrategy", "PassthroughBehavior", "RequestTemplates", "TemplateSelectionExpression",
)  # fmt: skip

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
LISTENER_ARN: Final = r"arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:listener/(app|net)/.+"
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html
CLOUD_MAP_ARN: Final = r"arn:[\w-]+:servicediscovery:[\w-]+:\d{12}:service/.+"

_PAYLOAD_FORMAT_VERSIONS: Final = ("1.0", "2.0")
# The URI that invokes a function, which is in the parentheses.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
INVOCATION: Final = r"arn:[\w-]+:apigateway:[\w-]+:lambda:path/2015-03-31/functions/(.+)/invocations"
_NO_INVOCATION: Final = (
    "must be the ARN of a function, or "
    "arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<the function's ARN>/invocations"
)


def type_problem(integration_type: str) -> str | None:
    """Say what is wrong with an `IntegrationType`, or None if it is one of HTTP APIs."""
    if integration_type in TYPES:
        return None
    return "HTTP APIs have AWS_PROXY, for functions and services of AWS, and HTTP_PROXY, for URLs and VPC links"


def payload_format_problem(version: str | None, kind: Kind) -> str | None:
    """Say what is wrong with a `PayloadFormatVersion`, or None if it is valid; the version is None if there is none.

    "For all other integrations, 1.0 is the only supported value", says AWS's page of those that call no function; and
    API Gateway `PayloadFormatVersion is a required parameter for integration` (localstack/localstack#9184),
    `Unsupported PayloadFormatVersion: 3.0`, `PayloadFormatVersion 2.0 is not supported for integration of type
    HTTP_PROXY` (badmintoncryer/cdk-preflight, pf-apigwv2-aws-proxy-payload-version and others).
    """
    if version is None:
        return f"HTTP APIs need it: write {_wanted(kind)}"
    if version not in _PAYLOAD_FORMAT_VERSIONS:
        return f"there is no such version: write {_wanted(kind)}"
    if kind != "function" and version != services.PAYLOAD_FORMAT_VERSION:
        return f"only functions take it: write {_wanted(kind)}"
    return None


def timeout_problem(milliseconds: float) -> str | None:
    """Say what is wrong with a `TimeoutInMillis`, or None if it is valid.

    `Timeout should be between 50 ms and 30000 ms`: badmintoncryer/cdk-preflight, pf-apigwv2-integration-timeout-range
    """
    shortest, longest = quotas.INTEGRATION_MILLIS
    if shortest <= milliseconds <= longest:
        return None
    return f"HTTP APIs wait from {shortest} to {longest:,} milliseconds"


def method_problem(method: str) -> str | None:
    """Say what is wrong with an `IntegrationMethod`, or None if it is valid."""
    return None if method in METHODS else f"must be one of {', '.join(METHODS)}"


def private_uri_problem(uri: str) -> str | None:
    """Say what is wrong with the URI of an integration with a VPC link, or None if it is valid.

    "For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN":
    klothoplatform/klotho#347
    """
    if stages.refers_to_variables(uri) or re.fullmatch(LISTENER_ARN, uri) or re.fullmatch(CLOUD_MAP_ARN, uri):
        return None
    return "must be the ARN of a load balancer's listener, or of a service in Cloud Map, if there is a VPC link"


def function_uri_problem(uri: str) -> str | None:
    """Say what is wrong with the URI of a function, or None if it is valid: its ARN, or the URI that invokes it."""
    if uri.startswith(("http://", "https://")):
        return "is a URL: write IntegrationType HTTP_PROXY, or the ARN of a function"
    if is_function_arn(uri):
        return None
    if invocation := re.fullmatch(INVOCATION, stages.without_variables(uri, "name")):
        return None if is_function_arn(invocation[1]) else _NO_INVOCATION
    return _NO_INVOCATION if ":lambda:path/" in uri else "must be the ARN of a function"


def _wanted(kind: Kind) -> str:
    return '"2.0", or "1.0"' if kind == "function" else f'"{services.PAYLOAD_FORMAT_VERSION}"'
