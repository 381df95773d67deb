"""Access logs of HTTP APIs: one line a request, built from `$context` variables.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
"""

import json
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
