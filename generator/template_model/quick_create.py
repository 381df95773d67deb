"""What API Gateway makes of an API's Target: an integration, a route to it, and the stage `$default`.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.route_keys import DEFAULT
from generator.resource_types import INTEGRATION, ROUTE, STAGE
from generator.template_model.resource import Places, Resource
from generator.template_model.values import ABSENT, Value


def resources(api: Resource) -> Iterator[Resource]:
    """Yield the integration, the route and the stage, as virtual resources of the API; nothing without a Target."""
    for target in api.values("Target"):
        if target.value is not ABSENT:
            yield from _made_of_target(api, target)


def _made_of_target(api: Resource, target: Value) -> Iterator[Resource]:
    root, given = target.path, target.given
    own: Places = {("ApiId",): ({"Ref": api.logical_id}, root)}
    uri: Places = {**own, ("IntegrationUri",): (target.value, root)}
    credentials = next(iter(api.values("CredentialsArn")))
    if credentials.value is not ABSENT:
        uri["CredentialsArn",] = (credentials.value, credentials.path)
    integration = api.part("integration of Target", INTEGRATION, uri, root, given)
    yield integration
    key = next(iter(api.values("RouteKey")))
    route: Places = {**own, ("RouteKey",): (DEFAULT, root) if key.value is ABSENT else (key.value, key.path)}
    route["AuthorizationType",] = ("NONE", root)
    route["Target",] = ({"Fn::Join": ["", ["integrations/", {"Ref": integration.logical_id}]]}, root)
    yield api.part("route of Target", ROUTE, route, root, given)
    stage: Places = {**own, ("StageName",): (DEFAULT, root), ("AutoDeploy",): (True, root)}
    yield api.part("stage of Target", STAGE, stage, root, given)
