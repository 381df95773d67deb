"""A template -> an OpenAPI 3.0 document of its API, for clients, for documentation, and for import into API Gateway.

    body       of the assembled template, plain data: overrides and the raw section count
      │ read       what belongs to the API; what no document can say is refused, never left out
      │ write      paths, security schemes and servers for everybody, x-amazon-apigateway-… for API Gateway
      ▼
    document   plain data, in the order of the template; functions of CloudFormation stand in their long form, and only
               where any value is valid: below x-amazon-apigateway-…

The form is that of API Gateway's own exports, which it takes back; where its import cannot say what a template says,
`docs/openapi.md` says so.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from generator.errors import SpecError
from generator.openapi import api as apis
from generator.openapi import information, integrations, operations, security, servers
from generator.openapi import routes as of_api
from generator.render import plain

# That of API Gateway's own exports; HTTP APIs take any OpenAPI 3.0.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
VERSION: Final = "3.0.1"

# The only one that there is.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-importexport-version.html
_IMPORT_VERSION: Final = "1.0"


def document(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of the API in a template's body.

    Raises SpecError if the template has a route that only its deployment knows: without it the document would lie.
    """
    api = apis.Api(body)
    if problems := [*of_api.problems(api)]:
        raise SpecError(problems)
    routes = [*of_api.routes(api)]
    components = {
        "securitySchemes": security.schemes(api, routes),
        "x-amazon-apigateway-integrations": integrations.integrations(api),
    }
    parts = {
        "openapi": VERSION,
        "info": information.info(api),
        "servers": servers.servers(api),
        "tags": information.tags(api),
        "paths": operations.paths(routes, security.names_of_schemes(api)),
        "components": {name: part for name, part in components.items() if part},
        "x-amazon-apigateway-cors": information.cors(api),
        "x-amazon-apigateway-importexport-version": _IMPORT_VERSION,
    }
    return {name: part for name, part in parts.items() if part or name == "paths"}


def report(openapi: Mapping[str, Any], form: str) -> str:
    """Return a document as `yaml` or as `json`, the same bytes everywhere."""
    return json.dumps(openapi, indent=2, ensure_ascii=False) + "\n" if form == "json" else plain(openapi)
