"""Logical IDs: the only place that spells them.

A logical ID is the identity of a deployed thing, so it follows from what the thing is, never from its order or its
neighbours. Changing one makes CloudFormation create the new resource before it deletes the old one, and API Gateway
answers 409 because the route key still exists (anomalyco/sst#513). `tests/test_names.py` holds a table of them.
"""

from __future__ import annotations

import re
from typing import Final

from generator.http_api.route_keys import DEFAULT, RouteKey, Segment

API: Final = "HttpApi"
STAGE: Final = "Stage"
ACCESS_LOG_GROUP: Final = "AccessLogGroup"
DEPLOYMENT: Final = "Deployment"
"""The deployment until its digest is known; overrides name it so, whatever its digest."""
CODE_BUCKET: Final = "CodeBucket"
DEPLOYMENT_APPLICATION: Final = "ServerlessDeploymentApplication"
DEPLOYMENT_ROLE: Final = "CodeDeployServiceRole"
LOG_KEY: Final = "LogKey"
DOMAIN: Final = ""
"""The name of the domain that stands under `domain`: its IDs have no name in front."""
ALARM_TOPIC: Final = "AlarmTopic"
ERROR_RATE_ALARM: Final = "ErrorRateAlarm"
CLIENT_ERROR_RATE_ALARM: Final = "ClientErrorRateAlarm"
LATENCY_ALARM: Final = "LatencyAlarm"
DASHBOARD: Final = "Dashboard"
PORTFOLIO: Final = "Portfolio"
PRODUCT: Final = "Product"
PORTFOLIO_PRODUCT: Final = "PortfolioProductAssociation"
LAUNCH_ROLE: Final = "LaunchRole"
LAUNCH_ROLE_CONSTRAINT: Final = "LaunchRoleConstraint"
LAUNCH_TEMPLATE_CONSTRAINT: Final = "LaunchTemplateConstraint"
LAUNCH_NOTIFICATION_CONSTRAINT: Final = "LaunchNotificationConstraint"
STACK_SET_CONSTRAINT: Final = "StackSetConstraint"
RESOURCE_UPDATE_CONSTRAINT: Final = "ResourceUpdateConstraint"
STACK_SET: Final = "StackSet"

API_URL_OUTPUT: Final = "ApiUrl"
API_ID_OUTPUT: Final = "ApiId"
PORTFOLIO_ID_OUTPUT: Final = "PortfolioId"
PRODUCT_ID_OUTPUT: Final = "ProductId"
LAUNCH_ROLE_ARN_OUTPUT: Final = "LaunchRoleArn"
SHARE_COMMANDS_OUTPUT: Final = "ShareCommands"
STACK_SET_ID_OUTPUT: Final = "StackSetId"

_PLAIN_LITERAL = re.compile(r"[a-z][a-z0-9]*")
_PLAIN_LIMIT: Final = 200  # of the 255 that CloudFormation allows, so that the digest fits behind


def function(name: str) -> str:
    """`order-mailer` -> `OrderMailerFunction`"""
    return _pascal(name) + "Function"


def role(name: str) -> str:
    return _pascal(name) + "Role"


def policy(name: str) -> str:
    """Return the ID of what a function may do beside what stands in its role."""
    return _pascal(name) + "Policy"


def launch_policy(number: int) -> str:
    """Return the ID of one of the policies of a launch role that is too large for its own: `LaunchPolicy1`."""
    return f"LaunchPolicy{number}"


def log_group(name: str) -> str:
    return _pascal(name) + "LogGroup"


def integration(name: str) -> str:
    return _pascal(name) + "Integration"


def permission(name: str) -> str:
    return _pascal(name) + "Permission"


def function_arn_output(name: str) -> str:
    return function(name) + "Arn"


def function_alias(name: str, alias: str) -> str:
    """`orders`, `live` -> `OrdersFunctionAliaslive`, as SAM's translator names it"""
    return alias_of_sam(function(name), alias)


def alias_of_sam(function_id: str, alias: str) -> str:
    """Return the ID that SAM's translator gives an alias of the function with this ID."""
    return f"{function_id}Alias{alias.replace('-', 'D').replace('_', 'U')}"


def function_version(name: str, digest: str = "") -> str:
    """Return the ID of a version of what has this digest, as SAM's translator names it.

    Without a digest it is the version until its digest is known; specs refer to it so, whatever its digest.
    """
    return f"{function(name)}Version{digest[:10]}"


def deployment_group(name: str) -> str:
    """`orders` -> `OrdersFunctionDeploymentGroup`, as SAM's translator names it"""
    return function(name) + "DeploymentGroup"


def event_invoke_config(name: str) -> str:
    """`orders` -> `OrdersFunctionEventInvokeConfig`, as SAM's translator names it"""
    return function(name) + "EventInvokeConfig"


def code_signing_config(name: str) -> str:
    return _pascal(name) + "CodeSigningConfig"


def scalable_target(name: str) -> str:
    return _pascal(name) + "ScalableTarget"


def scaling_policy(name: str) -> str:
    return _pascal(name) + "ScalingPolicy"


def of_release(name: str, alias: str) -> tuple[str, ...]:
    """Return every logical ID that a function's alias may lead to."""
    of_alias = (function_version(name), function_alias(name, alias), deployment_group(name))
    return *of_alias, scalable_target(name), scaling_policy(name)


def of_function(name: str) -> tuple[str, ...]:
    """Return every logical ID that a function's name leads to."""
    return tuple(kind(name) for kind in (log_group, role, function, integration, permission))


def stage(name: str) -> str:
    """`beta` -> `BetaStage`; `$default` -> `Stage`, as the stage under `stage` is called, whatever its name."""
    return STAGE if name == DEFAULT else _pascal(name) + STAGE


def access_log_group(stage_id: str) -> str:
    """`Stage` -> `AccessLogGroup`; `BetaStage` -> `BetaAccessLogGroup`"""
    return stage_id.removesuffix(STAGE) + ACCESS_LOG_GROUP


def stage_url_output(stage_id: str) -> str:
    """`BetaStage` -> `BetaStageUrl`"""
    return stage_id + "Url"


def deployment(digest: str) -> str:
    """Return the ID of a deployment of what has this digest: other routes are another deployment."""
    return DEPLOYMENT + digest[:10]


def route_integration(key: RouteKey) -> str:
    """Return the ID of the integration that a route has for itself: `PostJobsRouteIntegration`"""
    return route(key) + "Integration"


def of_integration(integration_id: str) -> tuple[str, str, str]:
    """Return the IDs that an integration may lead to: its own, its credentials' role, and its permission."""
    base = integration_id.removesuffix("Integration")
    return integration_id, base + "Role", base + "Permission"


def authorizer(name: str) -> str:
    return _pascal(name) + "Authorizer"


def authorizer_permission(name: str) -> str:
    """Return the ID of the permission to invoke an authorizer's function that stands outside the spec."""
    return authorizer(name) + "Permission"


def vpc_link(name: str) -> str:
    return _pascal(name) + "VpcLink"


def domain_name(name: str) -> str:
    """`partners` -> `PartnersDomainName`; the only one is `CustomDomainName`

    For `DomainName` is what people call the parameter that holds it.
    """
    return (_pascal(name) or "Custom") + "DomainName"


def certificate(name: str) -> str:
    return _pascal(name) + "Certificate"


def api_mapping(name: str) -> str:
    return _pascal(name) + "ApiMapping"


def alias_record(name: str) -> str:
    return _pascal(name) + "AliasRecord"


def ipv6_alias_record(name: str) -> str:
    return _pascal(name) + "Ipv6AliasRecord"


def of_domain(name: str) -> tuple[str, ...]:
    """Return every logical ID that a domain may lead to."""
    return tuple(kind(name) for kind in (certificate, domain_name, api_mapping, alias_record, ipv6_alias_record))


def errors_alarm(function_name: str) -> str:
    return _pascal(function_name) + "ErrorsAlarm"


def throttles_alarm(function_name: str) -> str:
    return _pascal(function_name) + "ThrottlesAlarm"


def principal(arn: str) -> str:
    """`arn:aws:iam::123456789012:role/team/Developers` -> `DevelopersPrincipal4cd83e3a`; see `_digested`"""
    return _digested(arn.rsplit("/", 1)[-1], "Principal", arn)


def tag_option(key: str, value: str) -> str:
    """`stage`, `dev` -> `StageDevTagOption5a3c1a29`; see `_digested`"""
    return _digested(f"{key} {value}", "TagOption", f"{key}\n{value}")


def tag_option_association(key: str, value: str) -> str:
    return _digested(f"{key} {value}", "TagOptionAssociation", f"{key}\n{value}")


def portfolio_share(account: str) -> str:
    """`123456789012` -> `PortfolioShare123456789012`"""
    return f"PortfolioShare{account}"


def needs_rule(domain_name: str, what: str) -> str:
    """`""`, `Zone` -> `DomainNeedsZone`; `partners`, `Zone` -> `PartnersDomainNeedsZone`"""
    return f"{_pascal(domain_name)}DomainNeeds{what}"


def portfolio_export(portfolio: str) -> str:
    """Return the name under which the stacks of its products import the ID of a portfolio with a spec of its own."""
    return f"{portfolio}-portfolio-id"


def _digested(words: str, kind: str, identity: str) -> str:
    """Return an ID in which eight digits of its SHA-256 tell a thing from others of the same letters and digits."""
    from hashlib import sha256  # few stacks need it

    return f"{_pascal(words)[:_PLAIN_LIMIT]}{kind}{sha256(identity.encode()).hexdigest()[:8]}"


def route(key: RouteKey) -> str:
    """`GET /orders/{id}` -> `GetOrdersParamRoute`; `$default` -> `DefaultRoute`; `GET /a-b` -> `GetABRoute3c8680cc`

    The names of variables are left out, so that a variable can be renamed in place. Where words alone could be
    mistaken for another key's, eight digits of the key's SHA-256 follow `Route`.
    """
    if key.method is None:
        return "DefaultRoute"
    words = key.method.capitalize() + "".join(map(_word, key.segments))
    if all(map(_is_plain, key.segments)) and len(words + "Route") <= _PLAIN_LIMIT:
        return words + "Route"
    from hashlib import sha256  # most keys need none

    return f"{words[:_PLAIN_LIMIT]}Route{sha256(key.anonymous.encode()).hexdigest()[:8]}"


def _word(segment: Segment) -> str:
    if segment.variable is not None:
        return "Proxy" if segment.greedy else "Param"
    return _pascal(segment.text)


def _is_plain(segment: Segment) -> bool:
    if segment.variable is not None:
        return True
    return bool(_PLAIN_LITERAL.fullmatch(segment.text)) and segment.text not in ("param", "proxy")


def _pascal(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", name))
