"""Access logs of HTTP APIs: one line a request, built from `$context` variables.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
"""

import json
import re
from typing import Final

# What an operator asks for first: who called, what, how it ended, how long it took, and which side failed.
# Both request IDs, because a client can set the first one.
JSON_FIELDS: Final = {
    "requestId": "$context.requestId",
    "extendedRequestId": "$context.extendedRequestId",
    "requestTime": "$context.requestTime",
    "sourceIp": "$context.identity.sourceIp",
    "userAgent": "$context.identity.userAgent",
    "protocol": "$context.protocol",
    "httpMethod": "$context.httpMethod",
    "path": "$context.path",
    "routeKey": "$context.routeKey",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "responseLatency": "$context.responseLatency",
    "integrationStatus": "$context.integration.status",
    "integrationLatency": "$context.integration.latency",
    "integrationError": "$context.integrationErrorMessage",
    "errorMessage": "$context.error.message",
    "errorType": "$context.error.responseType",
}

JSON_FORMAT: Final = json.dumps(JSON_FIELDS, separators=(", ", ":"))
"""The documented default. One line, as API Gateway requires (aws/aws-cdk#33977); the blanks let YAML fold it."""

# A request that its authorizer refuses has no other trace of the reason.
_JSON_OF_AUTHORIZERS: Final = json.dumps(
    {**JSON_FIELDS, "authorizerError": "$context.authorizer.error"}, separators=(", ", ":")
)

FORMATS: Final[dict[str, str]] = {
    "json": JSON_FORMAT,
    "clf": (
        '$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey '
        '$context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId'
    ),
    "csv": (
        "$context.identity.sourceIp,$context.requestTime,$context.httpMethod,$context.routeKey,$context.protocol,"
        "$context.status,$context.responseLength,$context.requestId,$context.extendedRequestId"
    ),
    "xml": (
        '<request id="$context.requestId"> <ip>$context.identity.sourceIp</ip> '
        "<requestTime>$context.requestTime</requestTime> <httpMethod>$context.httpMethod</httpMethod> "
        "<routeKey>$context.routeKey</routeKey> <status>$context.status</status> "
        "<protocol>$context.protocol</protocol> <responseLength>$context.responseLength</responseLength> "
        "<extendedRequestId>$context.extendedRequestId</extendedRequestId> </request>"
    ),
}
"""The formats by name. All but JSON are AWS's examples.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html#http-api-enable-logging.examples
"""

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
CONTEXT_VARIABLES: Final[frozenset[str]] = frozenset(
    f"$context.{name}"
    for name in (
        "accountId",
        "apiId",
        "authorizer.error",
        "awsEndpointRequestId",
        "awsEndpointRequestId2",
        "customDomain.basePathMatched",
        "dataProcessed",
        "domainName",
        "domainPrefix",
        "error.message",
        "error.messageString",
        "error.responseType",
        "extendedRequestId",
        "httpMethod",
        "identity.accountId",
        "identity.caller",
        "identity.clientCert.clientCertPem",
        "identity.clientCert.issuerDN",
        "identity.clientCert.serialNumber",
        "identity.clientCert.subjectDN",
        "identity.clientCert.validity.notAfter",
        "identity.clientCert.validity.notBefore",
        "identity.cognitoAuthenticationProvider",
        "identity.cognitoAuthenticationType",
        "identity.cognitoIdentityId",
        "identity.cognitoIdentityPoolId",
        "identity.principalOrgId",
        "identity.sourceIp",
        "identity.user",
        "identity.userAgent",
        "identity.userArn",
        "integration.error",
        "integration.integrationStatus",
        "integration.latency",
        "integration.requestId",
        "integration.status",
        "integrationErrorMessage",
        "integrationLatency",
        "integrationStatus",
        "path",
        "protocol",
        "requestId",
        "requestTime",
        "requestTimeEpoch",
        "responseLatency",
        "responseLength",
        "routeKey",
        "stage",
        "status",
    )
)
"""The variables with a fixed name. Below `$context.authorizer.` any name can stand: see `unknown_variables`."""

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html, Access log template size
FORMAT_BYTES: Final = 3 * 1024

# A group with another name needs a statement in a resource policy, of which 5,120 characters are there for the account.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
VENDED: Final = "/aws/vendedlogs/"

_REQUEST_IDS: Final = {"$context.requestId", "$context.extendedRequestId"}
_AUTHORIZER: Final = "$context.authorizer."
_CLAIMS: Final = "$context.authorizer.claims"
# Names to offer to who wrote something else: the fixed ones, and the families.
_OFFERED: Final = (*sorted(CONTEXT_VARIABLES), f"{_AUTHORIZER}<property>", f"{_CLAIMS}.<claim>")
# What is called otherwise in the events of functions: `requestContext.authorizer.jwt.claims.sub` is a claim there.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
_OF_EVENTS: Final = {
    f"{_AUTHORIZER}jwt.claims.": f"{_CLAIMS}.",
    f"{_AUTHORIZER}lambda.": _AUTHORIZER,
    f"{_AUTHORIZER}iam.": "$context.identity.",
}
# What REST APIs have: it is a part of their common formats, which CDK writes for HTTP APIs as well.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
_OF_REST_APIS: Final = {"$context.resourcePath": "$context.routeKey", "$context.resourceId": "$context.routeKey"}
# Letters, digits, `_` and single dots: what follows, as the full stop of a sentence, is text.
_VARIABLE: Final = re.compile(r"\$context(?:\.\w+)+", re.ASCII)


def group_problem(beginning: str) -> str | None:
    """Say why access logs should not go to a log group with a name that begins so, as far as it is known."""
    if beginning.startswith(VENDED) or VENDED.startswith(beginning):
        return None
    return f"is not below {VENDED}, and takes room in a policy that all APIs share: begin its name with {VENDED}"


def written_out(text: str, *, authorizers: bool) -> str:
    """Return the format that a name stands for, or the text itself; JSON says why authorizers refused, if there are."""
    return _JSON_OF_AUTHORIZERS if authorizers and text == "json" else FORMATS.get(text, text)


def format_problem(text: str) -> str | None:
    """Say what is wrong with a format and what to do about it, or None if it is valid."""
    return refusal(text) or variable_problem(text)


def refusal(text: str) -> str | None:
    """Say why API Gateway refuses a format, whatever the variables in it."""
    if "\n" in text.rstrip("\n") or "\r" in text:
        # https://github.com/aws/aws-cdk/pull/33977 quotes API Gateway's answer:
        # `Access Log format must be single line, new line character is allowed only at end of the format`
        return "must be one line, a line break may stand only at the very end: fold it with >- in YAML"
    if (size := len(text.encode())) > FORMAT_BYTES:
        return f"has {size:,} bytes, but API Gateway takes at most {FORMAT_BYTES:,}: leave some variables out"
    if not _REQUEST_IDS & set(_VARIABLE.findall(text)):
        return "must contain $context.requestId or $context.extendedRequestId: API Gateway requires one of them"
    return None


def variable_problem(text: str) -> str | None:
    """Say which variable of a format HTTP APIs do not have."""
    unknown = unknown_variables(text)
    return f"{unknown[0]} is no variable of HTTP APIs{similar_variable(unknown[0])}" if unknown else None


def unknown_variables(text: str) -> list[str]:
    """Return the `$context` variables in a text that HTTP APIs do not have, each once, in the order of the text.

    Below `$context.authorizer.` stands what the authorizer returned: a claim of a JSON Web Token, as
    `$context.authorizer.claims.sub`, or a key of a Lambda function's `context`, as `$context.authorizer.tenant`.
    `$context.authorizer.claims` by itself is documented to be null, and is unknown here.
    """
    return [name for name in dict.fromkeys(_VARIABLE.findall(text)) if not _is_known(name)]


def similar_variable(name: str) -> str:
    """`; did you mean $context.requestId?`, or nothing if no variable has a name like this."""
    import difflib  # only when something is wrong

    if own := _OF_REST_APIS.get(name):
        return f"; did you mean {own}?"
    for prefix, own in _OF_EVENTS.items():
        if name.startswith(prefix):
            return f"; did you mean {own}{name.removeprefix(prefix)}?"
    close = difflib.get_close_matches(name, _OFFERED, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _is_known(name: str) -> bool:
    of_authorizer = name.startswith(_AUTHORIZER) and name != _CLAIMS and not name.startswith(tuple(_OF_EVENTS))
    return name in CONTEXT_VARIABLES or of_authorizer
