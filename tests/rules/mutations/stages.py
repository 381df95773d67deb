"""Mistakes in stages and deployments: settings, throttling, access logs, names and variables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tests.rules.mutations.edits import (
    DEPLOYMENT,
    ROUTE,
    STAGE,
    Edit,
    Mutation,
    Resource,
    Template,
    add,
    both,
    changing,
    each,
    having,
    ids,
    setting,
    value,
    without,
)

_AUTO = having("AutoDeploy", is_=True)
_FORMAT = having("AccessLogSettings", "Format", a=str)
_DEFAULTS = having("DefaultRouteSettings", "ThrottlingRateLimit", a=(int, float))
_ROUTES = having("RouteSettings", a=dict)
_WAITS = both(_ROUTES, lambda stage, template: bool(stage.get("DependsOn")))


def _deployed(stage: Resource, template: Template) -> None:
    add(template, "OneMoreDeployment", DEPLOYMENT, ApiId=stage["Properties"]["ApiId"])
    template["Resources"]["OneMoreDeployment"]["DependsOn"] = ids(template, ROUTE)
    stage["Properties"]["DeploymentId"] = {"Ref": "OneMoreDeployment"}


def _by_hand(stage: Resource, template: Template) -> None:
    """A stage by hand whose deployment may come before its routes."""
    _deployed(stage, template)
    stage["Properties"]["AutoDeploy"] = False
    del template["Resources"]["OneMoreDeployment"]["DependsOn"]


def _by_hand_and_last_but_one(stage: Resource, template: Template) -> None:
    _deployed(stage, template)
    stage["Properties"]["AutoDeploy"] = False
    template["Resources"]["OneMoreDeployment"]["DependsOn"].pop()


def _does_not_wait(resource: Resource, template: Template) -> None:
    del resource["DependsOn"]


def _waits_for_all_but_one(resource: Resource, template: Template) -> None:
    resource["DependsOn"] = resource["DependsOn"][:-1]


def _first_route(change: Callable[[Resource, str], None]) -> Edit:
    def edit(stage: Resource, template: Template) -> None:
        settings = stage["Properties"]["RouteSettings"]
        change(settings, next(iter(settings)))

    return edit


def _renamed(settings: Resource, key: str) -> None:
    settings["GET /nobody-has-this-route"] = settings.pop(key)


def _lower(settings: Resource, key: str) -> None:
    settings[key[:1].lower() + key[1:]] = settings.pop(key)


def _with_log_group(**properties: Any) -> Edit:
    """Change the log group of a stage; None leaves a property out."""

    def edit(stage: Resource, template: Template) -> None:
        group = template["Resources"][value(stage, "AccessLogSettings", "DestinationArn", "Fn::GetAtt", 0)]
        group["Properties"] |= properties
        group["Properties"] = {name: each_value for name, each_value in group["Properties"].items() if each_value}

    return edit


def _has_log_group(stage: Resource, template: Template) -> bool:
    group = value(stage, "AccessLogSettings", "DestinationArn", "Fn::GetAtt", 0)
    return group is not None and "LogGroupName" in template["Resources"][group]["Properties"]


def _repeats_detailed_metrics(stage: Resource, template: Template) -> bool:
    routes = value(stage, "RouteSettings")
    settings = [value(stage, "DefaultRouteSettings"), next(iter(routes.values()))] if routes else [{}]
    return all("DetailedMetricsEnabled" in each_one for each_one in settings)


def _without_request_ids(text: str) -> str:
    return text.replace("$context.requestId", "$context.status").replace("$context.extendedRequestId", "$context.path")


MUTATIONS: Final = (
    Mutation("a deployment of a stage that deploys itself", "E9501", each(STAGE, _deployed, where=_AUTO)),
    Mutation("a stage that nothing deploys", "E9502", each(STAGE, without("AutoDeploy"), where=_AUTO)),
    Mutation("a new deployment that waits for no route", "E9502", each(STAGE, _by_hand, where=_AUTO)),
    Mutation("a new deployment that waits for all routes but one", "E9502",
             each(STAGE, _by_hand_and_last_but_one, where=_AUTO)),
    Mutation("a deployment that waits for no route", "E9502", each(DEPLOYMENT, _does_not_wait)),
    Mutation("a deployment that waits for all routes but one", "E9502",
             each(DEPLOYMENT, _waits_for_all_but_one)),
    Mutation("execution logs", "E9503", each(STAGE, setting("DefaultRouteSettings", "LoggingLevel", to="INFO"))),
    Mutation("traces of data", "E9503", each(STAGE, setting("DefaultRouteSettings", "DataTraceEnabled", to=True))),
    Mutation("execution logs of a route", "E9503",
             each(STAGE, _first_route(lambda settings, key: settings[key].update(LoggingLevel="ERROR")),
                  where=_ROUTES)),
    Mutation("settings of a route that is not there", "E9504", each(STAGE, _first_route(_renamed), where=_ROUTES)),
    Mutation("settings of a route in lower case", "E9504", each(STAGE, _first_route(_lower), where=_ROUTES)),
    Mutation("settings that do not wait for their routes", "E9505", each(STAGE, _does_not_wait, where=_WAITS)),
    Mutation("settings that wait for all of their routes but one", "E9505",
             each(STAGE, _waits_for_all_but_one, where=_WAITS)),
    Mutation("no requests a second", "E9506",
             each(STAGE, setting("DefaultRouteSettings", "ThrottlingRateLimit", to=0), where=_DEFAULTS)),
    Mutation("no burst", "E9506",
             each(STAGE, setting("DefaultRouteSettings", "ThrottlingBurstLimit", to=0), where=_DEFAULTS)),
    Mutation("a rate without a burst", "W9513",
             each(STAGE, without("DefaultRouteSettings", "ThrottlingBurstLimit"), where=_DEFAULTS)),
    Mutation("a burst without a rate", "W9513",
             each(STAGE, without("DefaultRouteSettings", "ThrottlingRateLimit"), where=_DEFAULTS)),
    Mutation("a route's rate without a burst", "W9513",
             each(STAGE, _first_route(lambda settings, key: settings[key].pop("ThrottlingBurstLimit")),
                  where=_ROUTES)),
    Mutation("a route's rate of nothing", "E9506",
             each(STAGE, _first_route(lambda settings, key: settings[key].update(ThrottlingRateLimit=0)),
                  where=_ROUTES)),
    Mutation("settings of a route without the default's metrics", "I9517",
             each(STAGE, _first_route(lambda settings, key: settings[key].pop("DetailedMetricsEnabled")),
                  where=_repeats_detailed_metrics)),
    Mutation("an access log of two lines", "E9507",
             each(STAGE, changing("AccessLogSettings", "Format", by=lambda text: f"$context.status\n{text}"),
                  where=_FORMAT)),
    Mutation("an access log with a variable of REST APIs", "W9515",
             each(STAGE, changing("AccessLogSettings", "Format", by=lambda text: f"{text} $context.resourcePath"),
                  where=_FORMAT)),
    Mutation("an access log with a misspelt variable", "W9515",
             each(STAGE, changing("AccessLogSettings", "Format", by=lambda text: f"{text} $context.routekey"),
                  where=_FORMAT)),
    Mutation("an access log without a request's ID", "E9507",
             each(STAGE, changing("AccessLogSettings", "Format", by=_without_request_ids), where=_FORMAT)),
    Mutation("an access log of more than 3 KB", "E9507",
             each(STAGE, changing("AccessLogSettings", "Format", by=lambda text: text + " $context.status" * 205),
                  where=_FORMAT)),
    Mutation("an access log's group elsewhere", "W9508",
             each(STAGE, _with_log_group(LogGroupName="access-of-orders"), where=_has_log_group)),
    Mutation("an access log's group without a name", "I9516",
             each(STAGE, _with_log_group(LogGroupName=None), where=_has_log_group)),
    Mutation("a stage's name with a dot", "E9509", each(STAGE, setting("StageName", to="v1.0"))),
    Mutation("a stage's name of 129 characters", "E9509", each(STAGE, setting("StageName", to="s" * 129))),
    Mutation("a stage's name with a dollar sign", "E9509", each(STAGE, setting("StageName", to="$prod"))),
    Mutation("101 stage variables", "W9510",
             each(STAGE, setting("StageVariables", to={f"v{number}": "x" for number in range(101)}))),
    Mutation("the name of a stage variable of 65 characters", "W9510",
             each(STAGE, setting("StageVariables", "k" * 65, to="x"))),
    Mutation("a stage variable of 513 characters", "W9510",
             each(STAGE, setting("StageVariables", "color", to="x" * 513))),
    Mutation("a certificate of clients", "W9512", each(STAGE, setting("ClientCertificateId", to="abc123"))),
    Mutation("an access log that goes nowhere", "W9514",
             each(STAGE, without("AccessLogSettings", "DestinationArn"), where=_FORMAT)),
    Mutation("an access log that goes to a name", "E9518",
             each(STAGE, setting("AccessLogSettings", "DestinationArn", to="/aws/vendedlogs/orders"), where=_FORMAT)),
)  # fmt: skip
