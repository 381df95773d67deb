"""What a text can look like once it is deployed, to judge the form of one that refers to resources.

Only references of which the form is documented are taken; a text with any other has no sample.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
"""

from __future__ import annotations

from typing import Any, Final

from generator.resource_types import (
    ALIAS,
    API,
    AUTHORIZER,
    FUNCTION,
    INTEGRATION,
    SERVERLESS_FUNCTION,
    USER_POOL,
    USER_POOL_CLIENT,
    VERSION,
)
from generator.syntax import PSEUDO_PARAMETERS
from generator.template_model.template import Template
from generator.template_model.values import Part, Reference, Unknown, parts

_REGION: Final = PSEUDO_PARAMETERS["AWS::Region"]
_FUNCTION_ARN: Final = f"arn:aws:lambda:{_REGION}:123456789012:function:orders"
_POOL: Final = f"{_REGION}_AbCdEfGhI"
_PROVIDER: Final = f"cognito-idp.{_REGION}.amazonaws.com/{_POOL}"

# What Ref ("") and GetAtt return, under "Return values" of each type:
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
_RETURNED: Final = {
    (FUNCTION, ""): "orders",
    (FUNCTION, "Arn"): _FUNCTION_ARN,
    (SERVERLESS_FUNCTION, ""): "orders",
    (SERVERLESS_FUNCTION, "Arn"): _FUNCTION_ARN,
    (SERVERLESS_FUNCTION, "Alias"): f"{_FUNCTION_ARN}:live",
    (SERVERLESS_FUNCTION, "Version"): f"{_FUNCTION_ARN}:1",
    (ALIAS, ""): f"{_FUNCTION_ARN}:live",
    (VERSION, ""): f"{_FUNCTION_ARN}:1",
    (API, ""): "a1b2c3d4e5",
    (API, "ApiId"): "a1b2c3d4e5",
    (API, "ApiEndpoint"): f"https://a1b2c3d4e5.execute-api.{_REGION}.amazonaws.com",
    (INTEGRATION, ""): "abcde12",
    (INTEGRATION, "IntegrationId"): "abcde12",
    (AUTHORIZER, ""): "abc123",
    (AUTHORIZER, "AuthorizerId"): "abc123",
    (USER_POOL, ""): _POOL,
    (USER_POOL, "UserPoolId"): _POOL,
    (USER_POOL, "Arn"): f"arn:aws:cognito-idp:{_REGION}:123456789012:userpool/{_POOL}",
    (USER_POOL, "ProviderName"): _PROVIDER,
    (USER_POOL, "ProviderURL"): f"https://{_PROVIDER}",
    (USER_POOL_CLIENT, ""): "1h57kf5cpq17m0eml12example",
    (USER_POOL_CLIENT, "ClientId"): "1h57kf5cpq17m0eml12example",
}


def sample(template: Template, value: Any, other: str | None = None) -> str | None:
    """Return a text that a value can be when it is deployed; None for what is no text.

    `other` stands for each part of which nothing is known, such as an import; without it there is no sample then.
    """
    found = parts(value)
    texts = [_of_part(template, part) for part in found or ()]
    texts = [other if text is None else text for text in texts]
    return None if found is None or None in texts else "".join(text or "" for text in texts)


def _of_part(template: Template, part: Part) -> str | None:
    match part:
        case Unknown():
            return None
        case Reference(name, attribute):
            resource = template.resources.get(name)
            return _RETURNED.get((resource.type, attribute)) if resource else PSEUDO_PARAMETERS.get(name)
    return part
