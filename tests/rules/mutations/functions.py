"""Mistakes in functions, roles, logs and alarms, and secrets in the open."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from tests.rules.mutations.edits import (
    DEPLOYMENT,
    FUNCTION,
    INTEGRATION,
    MAPPING,
    PERMISSION,
    ROUTE,
    SERVERLESS,
    STAGE,
    Edit,
    Mutation,
    Resource,
    Template,
    Where,
    both,
    changing,
    each,
    having,
    ids,
    setting,
    value,
    without,
)

_ANY_FUNCTION = (FUNCTION, SERVERLESS)
_ROLE: Final = "AWS::IAM::Role"
_LOG_GROUP: Final = "AWS::Logs::LogGroup"
_KEY: Final = "AWS::KMS::Key"
_ALARM: Final = "AWS::CloudWatch::Alarm"
_INLINE = having("Code", "ZipFile", a=str)
_LEVEL = having("LoggingConfig", "ApplicationLogLevel")


def _longer_policy(role: Resource, template: Template) -> None:
    arns = [f"arn:aws:dynamodb:eu-central-1:123456789012:table/a-table-with-a-long-name-{n}" for n in range(150)]
    statement = {"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": arns}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    role["Properties"].setdefault("Policies", []).append({"PolicyName": "tables", "PolicyDocument": document})


def _refers_to(*kinds: str) -> Edit:
    """Give a function a reference to what itself needs the function."""

    def edit(function: Resource, template: Template) -> None:
        own = _id(function, template)
        waiting = next(logical_id for logical_id in ids(template, kinds) if own in _needs(logical_id, template))
        setting("Environment", "Variables", "API_PART", to={"Ref": waiting})(function, template)

    return edit


def _is_needed_by(*kinds: str) -> Where:
    return lambda function, template: any(
        _id(function, template) in _needs(logical_id, template) for logical_id in ids(template, kinds)
    )


def _needs(logical_id: str, template: Template) -> set[str]:
    """Return the logical IDs of all resources that must be there before another."""
    found: set[str] = set()
    open_ids = [logical_id]
    while open_ids:
        resource = template["Resources"][open_ids.pop()]
        named = set(re.findall(r"\w+", json.dumps([resource.get("Properties"), resource.get("DependsOn")])))
        new = (named & set(template["Resources"])) - found
        found |= new
        open_ids += new
    return found


def _id(resource: Resource, template: Template) -> str:
    resources: dict[str, Resource] = template["Resources"]
    return next(logical_id for logical_id, other in resources.items() if other is resource)


def _without_logs_statement(key: Resource, template: Template) -> None:
    statements = key["Properties"]["KeyPolicy"]["Statement"]
    key["Properties"]["KeyPolicy"]["Statement"] = [each for each in statements if "logs." not in json.dumps(each)]


def _lets_logs_use_it(key: Resource, template: Template) -> bool:
    own = _id(key, template)
    keys = [value(template["Resources"][group], "KmsKeyId") for group in ids(template, _LOG_GROUP)]
    return {"Fn::GetAtt": [own, "Arn"]} in keys and "logs." in json.dumps(value(key, "KeyPolicy"))


def _metric(alarm: Resource, name: str | None = None) -> dict[str, Any] | None:
    """Return what says which metric of API Gateway an alarm watches; with a name, only if it is that one."""
    queries = [value(query, "Metric") for query in map(_as_resource, value(alarm, "Metrics") or [])]
    candidates = [alarm["Properties"], *queries]
    ours = [each for each in candidates if each and each.get("Namespace") == "AWS/ApiGateway"]
    return next((each for each in ours if name in (None, each["MetricName"])), None)


def _as_resource(query: dict[str, Any]) -> Resource:
    return {"Properties": query.get("MetricStat", {})}


def _watches(name: str | None = None) -> Where:
    return lambda alarm, template: _metric(alarm, name) is not None


def _watching(name: str, instead: str) -> Edit:
    def edit(alarm: Resource, template: Template) -> None:
        metric = _metric(alarm, name)
        assert metric
        metric["MetricName"] = instead

    return edit


def _dimension(name: str | None) -> Edit:
    """Call the dimension of the API otherwise, or leave all dimensions out."""

    def edit(alarm: Resource, template: Template) -> None:
        metric = _metric(alarm)
        assert metric
        if name is None:
            del metric["Dimensions"]
        else:
            metric["Dimensions"][0]["Name"] = name

    return edit


def _secret_parameter(**more: Any) -> Edit:
    """Pass a parameter that is not to be shown into the environment of a function."""

    def edit(function: Resource, template: Template) -> None:
        template.setdefault("Parameters", {})["Token"] = {"Type": "String", "NoEcho": True, **more}
        setting("Environment", "Variables", "TOKEN", to={"Ref": "Token"})(function, template)

    return edit


def _default_of_a_secret_parameter(function: Resource, template: Template) -> None:
    template.setdefault("Parameters", {})["Token"] = {"Type": "String", "NoEcho": True, "Default": "c0rrect-h0rse"}
    setting("Description", to={"Ref": "Token"})(function, template)


def _environment(name: str, to: Any) -> Edit:
    return setting("Environment", "Variables", name, to=to)


MUTATIONS: Final = (
    Mutation("inline policies of more than 10,240 characters", "E9901", each(_ROLE, _longer_policy)),
    Mutation("inline code with the handler of another file", "E9902",
             each(FUNCTION, setting("Handler", to="app.handler"), where=_INLINE)),
    Mutation("inline code of Java", "", each(FUNCTION, setting("Runtime", to="java21"), where=_INLINE)),
    Mutation("inline code too long for a template in a request", "",
             each(FUNCTION, changing("Code", "ZipFile", by=lambda code: code + "# long\n" * 8_000), where=_INLINE)),
    Mutation("a function that refers to its route", "E9903",
             each(_ANY_FUNCTION, _refers_to(ROUTE), where=_is_needed_by(ROUTE))),
    Mutation("a function that refers to its integration", "E9903",
             each(_ANY_FUNCTION, _refers_to(INTEGRATION), where=_is_needed_by(INTEGRATION))),
    Mutation("a function that refers to its permission", "E9903",
             each(_ANY_FUNCTION, _refers_to(PERMISSION), where=_is_needed_by(PERMISSION))),
    Mutation("a function that refers to a stage that waits for its route", "E9903",
             each(_ANY_FUNCTION, _refers_to(STAGE), where=_is_needed_by(STAGE))),
    Mutation("a function that refers to its deployment", "E9903",
             each(_ANY_FUNCTION, _refers_to(DEPLOYMENT), where=_is_needed_by(DEPLOYMENT))),
    Mutation("a function that refers to its mapping", "E9903",
             each(_ANY_FUNCTION, _refers_to(MAPPING), where=_is_needed_by(MAPPING))),
    Mutation("the alias of a key for a log group", "", each(_LOG_GROUP, setting("KmsKeyId", to="alias/logs"))),
    Mutation("the ID of a key for a log group", "",
             each(_LOG_GROUP, setting("KmsKeyId", to="1234abcd-12ab-34cd-56ef-1234567890ab"))),
    Mutation("the reference to a key for a log group", "E9905",
             each(_LOG_GROUP, changing("KmsKeyId", by=lambda key: {"Ref": key["Fn::GetAtt"][0]}),
                  where=having("KmsKeyId", "Fn::GetAtt", 0, a=str))),
    Mutation("a key that logs may not use", "E9906", each(_KEY, _without_logs_statement, where=_lets_logs_use_it)),
    Mutation("log levels of text", "E9907",
             each(_ANY_FUNCTION, setting("LoggingConfig", "LogFormat", to="Text"), where=_LEVEL)),
    Mutation("log levels without a format", "E9907",
             each(_ANY_FUNCTION, without("LoggingConfig", "LogFormat"),
                  where=both(_LEVEL, having("LoggingConfig", "LogFormat")))),
    Mutation("a system's log level of text", "",
             each(_ANY_FUNCTION, setting("LoggingConfig", to={"LogFormat": "Text", "SystemLogLevel": "INFO"}))),
    Mutation("an alarm on the server errors of REST APIs", "W9908",
             each(_ALARM, _watching("5xx", "5XXError"), where=_watches("5xx"))),
    Mutation("an alarm on the client errors of REST APIs", "W9908",
             each(_ALARM, _watching("4xx", "4XXError"), where=_watches("4xx"))),
    Mutation("an alarm on a metric in lower case", "W9908",
             each(_ALARM, _watching("Latency", "latency"), where=_watches("Latency"))),
    Mutation("an alarm on an API by its name", "W9908", each(_ALARM, _dimension("ApiName"), where=_watches())),
    Mutation("an alarm on no API", "W9908", each(_ALARM, _dimension(None), where=_watches())),
    Mutation("a password in an environment", "W9909",
             each(_ANY_FUNCTION, _environment("DB_PASSWORD", "c0rrect-h0rse"))),
    # AWS's own example of a key: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    Mutation("an access key in an environment", "W9909",
             each(_ANY_FUNCTION, _environment("BACKUP", "AKIAIOSFODNN7EXAMPLE"))),
    Mutation("a secret parameter in an environment", "W9909", each(_ANY_FUNCTION, _secret_parameter())),
    Mutation("a secret parameter in an environment by Sub", "W9909",
             each(_ANY_FUNCTION, _secret_parameter(), _environment("TOKEN", {"Fn::Sub": "Bearer ${Token}"}))),
    Mutation("a secret parameter with a default", "W9909", each(_ANY_FUNCTION, _default_of_a_secret_parameter)),
    Mutation("an environment of more than 4 KB", "E9910",
             each(SERVERLESS, _environment("TEXT", "x" * 4_100))),
    Mutation("a function of SAM that may run for an hour", "E9911", each(SERVERLESS, setting("Timeout", to=3_600))),
)  # fmt: skip
