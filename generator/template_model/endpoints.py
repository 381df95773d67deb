"""The default endpoint of an HTTP API: where it is switched off, and what leads to it.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from typing import Any, Final

from generator.template_model.http_apis import plain
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Facts, Path, Reference, Value, parts

_IN_DOCUMENT: Final = ("x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint")
_HOST: Final = ".execute-api."


def switches(api: Resource) -> Iterator[tuple[Value, bool | None]]:
    """Yield each value that decides about the endpoint, with whether it is switched off; None if it is not known.

    A Body says it in its servers; where that and the property say different things, it may be off.
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
    """
    inside = list(_in_document(api))
    for own, other in product(api.values("DisableExecuteApiEndpoint"), inside or [Value(ABSENT, api.path, api.given)]):
        given = own.given | other.given
        if api.template.possible(given):
            decisive = other if other.truth is not None and not own.truth else own
            yield decisive._replace(given=given), _is_off(own, other)


def _is_off(own: Value, other: Value) -> bool | None:
    if own.truth or other.truth:
        return True
    return False if own.is_known and other.is_known else None


def _in_document(api: Resource) -> Iterator[Value]:
    for body in api.values("Body"):
        servers: Any = body.value.get("servers") if isinstance(body.value, Mapping) else None
        for index, server in enumerate(servers if isinstance(servers, list) else []):
            yield from _entry(api, server, (*body.path, "servers", index), body.given)


def _entry(api: Resource, server: Any, path: Path, given: Facts) -> Iterator[Value]:
    for key in _IN_DOCUMENT:
        server, path = server.get(key) if isinstance(server, Mapping) else None, (*path, key)
    if server is not None:
        yield from api.template.alternatives(server, path, given)


def leads_to(value: Value, api: Resource) -> bool:
    """Say whether a value has the address of an API's default endpoint in it.

    `!GetAtt Api.ApiEndpoint`, `!Sub https://${Api}.execute-api.${AWS::Region}.amazonaws.com`
    """
    found = parts(value.value) or ()
    followed = any(
        plain(first) == Reference(api.logical_id) and isinstance(then, str) and then.startswith(_HOST)
        for first, then in pairwise(found)
    )
    return followed or Reference(api.logical_id, "ApiEndpoint") in found
