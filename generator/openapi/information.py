"""What is said of the API as a whole: its name and version, its tags, and CORS."""

from __future__ import annotations

from typing import Any, Final

from generator.openapi.api import Api
from generator.openapi.values import given, lowered, written
from generator.syntax import is_intrinsic

# OpenAPI requires a version. API Gateway's exports have the time of day there, which would differ at every export.
_VERSION: Final = "1.0"


def info(api: Api) -> dict[str, Any]:
    """Return what API Gateway's import makes the API's Name, Description and Version of.

    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html
    """
    properties = api.properties
    description = properties.get("Description")
    return {
        "title": written(properties.get("Name")),
        **given(description=None if description is None else written(description)),
        "version": written(properties.get("Version", _VERSION)),
    }


def tags(api: Api) -> list[dict[str, Any]]:
    """Return the tags of the API, whose values may be worked out at the deployment.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-openapi-extensions-x-amazon-apigateway-tag-value.html
    """
    of_api = api.properties.get("Tags") or {}
    if is_intrinsic(of_api):
        return []
    return [{"name": name, "x-amazon-apigateway-tag-value": value} for name, value in of_api.items()]


def cors(api: Api) -> Any:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-cors-configuration.html"""
    return lowered(api.properties.get("CorsConfiguration"))
