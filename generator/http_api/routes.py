"""Routes: where they lead, who may send requests to them, and what only those of WebSocket APIs have.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
"""

from __future__ import annotations

import re
from typing import Final

# AuthorizationType of botocore's apigatewayv2, and the AuthorizerType that each needs, None for those without one.
AUTHORIZER_TYPES: Final = {"NONE": None, "AWS_IAM": None, "CUSTOM": "REQUEST", "JWT": "JWT"}

# StringWithLengthBetween1And64 of botocore's apigatewayv2
SCOPE: Final = 64  # characters

SELECTION: Final = "${request.method} ${request.path}"
"""How an HTTP API chooses a route.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
"""

# Said of CreateRoute by https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
WEBSOCKET_PROPERTIES: Final = (
    "ModelSelectionExpression", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression",
)  # fmt: skip

_TARGET: Final = re.compile(r"integrations/[A-Za-z0-9-]+")
# One scope has no blank in it: https://www.rfc-editor.org/rfc/rfc6749#section-3.3
SCOPE_PATTERN: Final = r"(?u:\S)+"
_SCOPE: Final = re.compile(SCOPE_PATTERN)


def target_problem(text: str) -> str | None:
    """Say what is wrong with a route's target.

    API Gateway answers `Correct format should be integrations/<integration_id>` (badmintoncryer/cdk-preflight,
    pf-apigwv2-route-target-format).
    """
    return None if _TARGET.fullmatch(text) else "must be integrations/ and the ID of an integration"


def authorization_problem(kind: str) -> str | None:
    """Say what is wrong with an AuthorizationType; those of REST APIs, such as COGNITO_USER_POOLS, are others."""
    if kind in AUTHORIZER_TYPES:
        return None
    meant = {"COGNITO_USER_POOLS": "JWT", "REQUEST": "CUSTOM", "TOKEN": "CUSTOM", "IAM": "AWS_IAM"}
    word = kind.upper()
    close = meant.get(word, word if word in AUTHORIZER_TYPES else None)
    return f"must be one of {', '.join(AUTHORIZER_TYPES)}" + (f": write {close}" if close else "")


def scope_problem(text: str) -> str | None:
    """Say what is wrong with one scope of a route."""
    if not _SCOPE.fullmatch(text):
        return "must be a single scope: write each as an entry of its own"
    return None if len(text) <= SCOPE else f"must have at most {SCOPE} characters"
