"""Deployed identities: whoever changes a literal here replaces something in somebody's account."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator import names
from generator.http_api.route_keys import METHODS, RouteKey

ROUTES = {
    "$default": "DefaultRoute",
    # A plain path: the method, a word per part, and Route.
    "GET /": "GetRoute",
    "ANY /": "AnyRoute",
    "GET /orders": "GetOrdersRoute",
    "POST /orders": "PostOrdersRoute",
    "PUT /orders": "PutOrdersRoute",
    "PATCH /orders": "PatchOrdersRoute",
    "DELETE /orders": "DeleteOrdersRoute",
    "HEAD /orders": "HeadOrdersRoute",
    "OPTIONS /orders": "OptionsOrdersRoute",
    "ANY /orders": "AnyOrdersRoute",
    "GET /a/b": "GetABRoute",
    "GET /ab": "GetAbRoute",
    "GET /v1/orders2": "GetV1Orders2Route",
    "GET /route": "GetRouteRoute",
    "GET /default": "GetDefaultRoute",
    # Variables, whatever their names.
    "GET /{id}": "GetParamRoute",
    "GET /orders/{id}": "GetOrdersParamRoute",
    "GET /orders/{order_id}": "GetOrdersParamRoute",
    "GET /orders/{id}/items/{item.id}": "GetOrdersParamItemsParamRoute",
    "GET /{proxy+}": "GetProxyRoute",
    "ANY /admin/{proxy+}": "AnyAdminProxyRoute",
    "ANY /admin/{rest+}": "AnyAdminProxyRoute",
    # Literals that read like a variable.
    "GET /param": "GetParamRoutef0834577",
    "GET /proxy": "GetProxyRouted33e7b0e",
    "GET /orders/param": "GetOrdersParamRoute081d18a1",
    "GET /orders/{id}/proxy": "GetOrdersParamProxyRoute74a475ed",
    "GET /Param": "GetParamRoute924ba8cd",
    # Literals of which letters alone do not tell the whole.
    "GET /a-b": "GetABRoute3c8680cc",
    "GET /aB": "GetABRoute08910783",
    "GET /a_b": "GetABRoute3b7805aa",
    "GET /a.b": "GetABRouteed734d13",
    "GET /AB": "GetABRoute798b65e1",
    "GET /A/b": "GetABRouteb995e796",
    "GET /a:b": "GetABRouteef267814",
    "GET /a@b": "GetABRoute843e67f9",
    "GET /Orders": "GetOrdersRoutea9cabd93",
    "GET /ORDERS": "GetORDERSRoute4c224b64",
    "GET /order-items": "GetOrderItemsRoute1fd4cffb",
    "GET /order_items": "GetOrderItemsRoute9a2a2bd2",
    "GET /orders/{id}/a-b": "GetOrdersParamABRoute7dc39afc",
    "GET /orders/{other}/a-b": "GetOrdersParamABRoute7dc39afc",
    "GET /2024": "Get2024Route6b8b291f",
    "GET /2024/orders": "Get2024OrdersRoute812d7c7f",
    "GET /v1.2/orders": "GetV12OrdersRouteb588c103",
    "GET /.well-known/jwks.json": "GetWellKnownJwksJsonRoute83432a91",
    "GET /$default": "GetDefaultRoute6222700d",
    "GET /~me": "GetMeRoute5c8caebf",
    "GET /-": "GetRoute83f4ad67",
    "GET /_": "GetRoutee4b22234",
    # Percent-encoded.
    "GET /caf%C3%A9": "GetCafC3A9Route89ec59e4",
    "GET /caf%c3%a9": "GetCafC3A9Routece116fd6",
    "GET /a%2Fb": "GetA2FbRoute4c53361b",
    # At most 200 characters stand plain.
    "GET /" + "a" * 192: "GetA" + "a" * 191 + "Route",
    "GET /" + "a" * 193: "GetA" + "a" * 192 + "Routedfb4fa82",
    "GET /" + "a" * 300: "GetA" + "a" * 196 + "Route3a80ed2b",
    "GET /" + "a" * 299 + "b": "GetA" + "a" * 196 + "Route121ce19f",
    "GET /" + "A" * 300: "GetA" + "A" * 196 + "Route70847e91",
    "GET " + "/segment" * 40: "Get" + "Segment" * 28 + "SRoute52302b8e",
}

FUNCTIONS = {
    "orders": ("OrdersLogGroup", "OrdersRole", "OrdersFunction", "OrdersIntegration", "OrdersPermission"),
    "order-mailer": (
        "OrderMailerLogGroup",
        "OrderMailerRole",
        "OrderMailerFunction",
        "OrderMailerIntegration",
        "OrderMailerPermission",
    ),
    "orders-2": ("Orders2LogGroup", "Orders2Role", "Orders2Function", "Orders2Integration", "Orders2Permission"),
    "orders2": ("Orders2LogGroup", "Orders2Role", "Orders2Function", "Orders2Integration", "Orders2Permission"),
    "a": ("ALogGroup", "ARole", "AFunction", "AIntegration", "APermission"),
    "a--b-": ("ABLogGroup", "ABRole", "ABFunction", "ABIntegration", "ABPermission"),
    "access": ("AccessLogGroup", "AccessRole", "AccessFunction", "AccessIntegration", "AccessPermission"),
}

POLICIES = {"orders": "OrdersPolicy", "order-mailer": "OrderMailerPolicy", "a--b-": "ABPolicy"}

STAGES = {  # by name: the stage, its access log's group, the output with its URL
    "$default": ("Stage", "AccessLogGroup", "StageUrl"),
    "beta": ("BetaStage", "BetaAccessLogGroup", "BetaStageUrl"),
    "v1_2-rc": ("V12RcStage", "V12RcAccessLogGroup", "V12RcStageUrl"),
    "PROD": ("PRODStage", "PRODAccessLogGroup", "PRODStageUrl"),
}

DOMAINS = {
    "": ("Certificate", "CustomDomainName", "ApiMapping", "AliasRecord", "Ipv6AliasRecord"),
    "partners": (
        "PartnersCertificate",
        "PartnersDomainName",
        "PartnersApiMapping",
        "PartnersAliasRecord",
        "PartnersIpv6AliasRecord",
    ),
    "big-shop": (
        "BigShopCertificate",
        "BigShopDomainName",
        "BigShopApiMapping",
        "BigShopAliasRecord",
        "BigShopIpv6AliasRecord",
    ),
}

INTEGRATIONS = {  # an integration, the role of its credentials, its permission
    "JobsIntegration": ("JobsIntegration", "JobsRole", "JobsPermission"),
    "PostJobsRouteIntegration": ("PostJobsRouteIntegration", "PostJobsRouteRole", "PostJobsRoutePermission"),
}

# Small alphabets, so that keys nearly meet often.
_LITERALS = st.one_of(
    st.sampled_from(["a", "b", "ab", "aB", "a-b", "A", "a.b", "a%2Fb", "param", "proxy", "route", "route3c8680cc"]),
    st.text("abAB-._1", min_size=1, max_size=4),
)
_VARIABLES = st.sampled_from(["{id}", "{name}", "{param}"])
_GREEDY = st.sampled_from(["", "/{proxy+}", "/{rest+}"])


@st.composite
def route_keys(draw: st.DrawFn) -> RouteKey:
    parts = draw(st.lists(st.one_of(_LITERALS, _VARIABLES), max_size=4))
    path = "".join(f"/{part}" for part in parts) + draw(_GREEDY)
    try:
        return RouteKey.parse(f"{draw(st.sampled_from(METHODS))} {path or '/'}")
    except ValueError:
        return RouteKey.parse("$default")  # a variable stood twice


def _renamed(key: RouteKey) -> RouteKey:
    names_in_order = iter(range(len(key.segments)))
    return RouteKey.parse(re.sub(r"\{[^}+]+(\+?)\}", lambda match: f"{{v{next(names_in_order)}{match[1]}}}", str(key)))


@pytest.mark.parametrize(("key", "logical_id"), ROUTES.items())
def test_a_route_has_the_logical_id_under_which_it_is_deployed(key: str, logical_id: str) -> None:
    assert names.route(RouteKey.parse(key)) == logical_id


@pytest.mark.parametrize(("name", "logical_ids"), FUNCTIONS.items())
def test_a_function_has_the_logical_ids_under_which_it_is_deployed(name: str, logical_ids: tuple[str, ...]) -> None:
    assert names.of_function(name) == logical_ids


def test_each_kind_of_logical_id_of_a_function_is_one_of_all_of_them() -> None:
    kinds = (names.log_group, names.role, names.function, names.integration, names.permission)

    assert tuple(kind("order-mailer") for kind in kinds) == names.of_function("order-mailer")


@pytest.mark.parametrize(("name", "logical_id"), POLICIES.items())
def test_what_stands_beside_a_role_has_the_logical_id_under_which_it_is_deployed(name: str, logical_id: str) -> None:
    assert names.policy(name) == logical_id


@pytest.mark.parametrize(("name", "logical_ids"), STAGES.items())
def test_a_stage_has_the_logical_ids_under_which_it_is_deployed(name: str, logical_ids: tuple[str, ...]) -> None:
    stage = names.stage(name)

    assert (stage, names.access_log_group(stage), names.stage_url_output(stage)) == logical_ids


@pytest.mark.parametrize(("name", "logical_ids"), DOMAINS.items())
def test_a_domain_has_the_logical_ids_under_which_it_is_deployed(name: str, logical_ids: tuple[str, ...]) -> None:
    kinds = (names.certificate, names.domain_name, names.api_mapping, names.alias_record, names.ipv6_alias_record)

    assert tuple(kind(name) for kind in kinds) == names.of_domain(name) == logical_ids


@pytest.mark.parametrize(("logical_id", "logical_ids"), INTEGRATIONS.items())
def test_an_integration_has_the_logical_ids_under_which_it_is_deployed(
    logical_id: str, logical_ids: tuple[str, ...]
) -> None:
    assert names.of_integration(logical_id) == logical_ids


@pytest.mark.parametrize(
    ("key", "logical_id"),
    [
        ("POST /jobs", "PostJobsRouteIntegration"),
        ("$default", "DefaultRouteIntegration"),
        ("GET /a-b", "GetABRoute3c8680ccIntegration"),
    ],
)
def test_a_route_has_an_integration_of_its_own_under_its_own_name(key: str, logical_id: str) -> None:
    assert names.route_integration(RouteKey.parse(key)) == logical_id


@pytest.mark.parametrize(
    ("made", "logical_id"),
    [
        (names.authorizer("web-users"), "WebUsersAuthorizer"),
        (names.authorizer_permission("web-users"), "WebUsersAuthorizerPermission"),
        (names.vpc_link("back-end"), "BackEndVpcLink"),
        (names.event_invoke_config("order-mailer"), "OrderMailerFunctionEventInvokeConfig"),
        (names.code_signing_config("order-mailer"), "OrderMailerCodeSigningConfig"),
        (names.errors_alarm("order-mailer"), "OrderMailerErrorsAlarm"),
        (names.throttles_alarm("order-mailer"), "OrderMailerThrottlesAlarm"),
        (names.deployment("0123456789abcdef"), "Deployment0123456789"),
        (names.function_version("order-mailer"), "OrderMailerFunctionVersion"),
        (names.function_version("order-mailer", "0123456789abcdef"), "OrderMailerFunctionVersion0123456789"),
        (names.function_alias("order-mailer", "live"), "OrderMailerFunctionAliaslive"),
        (names.function_alias("orders", "v1_a-B"), "OrdersFunctionAliasv1UaDB"),
        (names.deployment_group("order-mailer"), "OrderMailerFunctionDeploymentGroup"),
        (names.scalable_target("order-mailer"), "OrderMailerScalableTarget"),
        (names.scaling_policy("order-mailer"), "OrderMailerScalingPolicy"),
        (names.principal("arn:aws:iam::123456789012:role/team/Developers"), "DevelopersPrincipal922382c9"),
        (names.principal("arn:aws:iam:::role/Dev*"), "DevPrincipal565ee23c"),
        (names.tag_option("cost center", "4711"), "CostCenter4711TagOptionac0d7084"),
        (names.tag_option_association("cost center", "4711"), "CostCenter4711TagOptionAssociationac0d7084"),
        (names.portfolio_share("123456789012"), "PortfolioShare123456789012"),
        (names.needs_rule("", "Zone"), "DomainNeedsZone"),
        (names.needs_rule("big-shop", "Certificate"), "BigShopDomainNeedsCertificate"),
        (names.portfolio_export("shop-products"), "shop-products-portfolio-id"),
    ],
)
def test_what_has_a_name_has_it_in_its_logical_id(made: str, logical_id: str) -> None:
    assert made == logical_id


def test_an_alias_has_all_of_these_logical_ids() -> None:
    assert names.of_release("orders", "live") == (
        "OrdersFunctionVersion",
        "OrdersFunctionAliaslive",
        "OrdersFunctionDeploymentGroup",
        "OrdersScalableTarget",
        "OrdersScalingPolicy",
    )


def test_what_deployments_share_is_named_as_in_sam() -> None:
    """https://github.com/aws/serverless-application-model"""
    shared = (names.DEPLOYMENT_APPLICATION, names.DEPLOYMENT_ROLE)

    assert shared == ("ServerlessDeploymentApplication", "CodeDeployServiceRole")


def test_what_there_is_once_has_a_fixed_logical_id() -> None:
    fixed = (names.API, names.STAGE, names.ACCESS_LOG_GROUP, names.CODE_BUCKET)

    assert fixed == ("HttpApi", "Stage", "AccessLogGroup", "CodeBucket")
    assert (names.STACK_SET, names.STACK_SET_ID_OUTPUT) == ("StackSet", "StackSetId")
    assert (names.LOG_KEY, names.DEPLOYMENT, names.DASHBOARD) == ("LogKey", "Deployment", "Dashboard")


def test_the_alarms_of_an_api_have_fixed_logical_ids() -> None:
    fixed = (names.ALARM_TOPIC, names.ERROR_RATE_ALARM, names.CLIENT_ERROR_RATE_ALARM, names.LATENCY_ALARM)

    assert fixed == ("AlarmTopic", "ErrorRateAlarm", "ClientErrorRateAlarm", "LatencyAlarm")


def test_tag_options_of_the_same_letters_and_digits_differ() -> None:
    assert names.tag_option("a b", "c") != names.tag_option("a", "b c")


def test_what_offers_a_product_has_fixed_logical_ids() -> None:
    assert (names.PORTFOLIO, names.PRODUCT, names.PORTFOLIO_PRODUCT, names.LAUNCH_ROLE) == (
        "Portfolio",
        "Product",
        "PortfolioProductAssociation",
        "LaunchRole",
    )
    assert (names.LAUNCH_ROLE_CONSTRAINT, names.LAUNCH_TEMPLATE_CONSTRAINT, names.STACK_SET_CONSTRAINT) == (
        "LaunchRoleConstraint",
        "LaunchTemplateConstraint",
        "StackSetConstraint",
    )
    assert (names.RESOURCE_UPDATE_CONSTRAINT, names.LAUNCH_NOTIFICATION_CONSTRAINT) == (
        "ResourceUpdateConstraint",
        "LaunchNotificationConstraint",
    )


def test_outputs_of_what_offers_a_product_have_fixed_names() -> None:
    outputs = (names.PORTFOLIO_ID_OUTPUT, names.PRODUCT_ID_OUTPUT, names.LAUNCH_ROLE_ARN_OUTPUT)

    assert (*outputs, names.SHARE_COMMANDS_OUTPUT) == ("PortfolioId", "ProductId", "LaunchRoleArn", "ShareCommands")


def test_the_launch_role_and_its_policies_have_fixed_logical_ids() -> None:
    assert (names.LAUNCH_ROLE, names.launch_policy(2)) == ("LaunchRole", "LaunchPolicy2")


def test_outputs_have_fixed_names() -> None:
    outputs = (names.API_URL_OUTPUT, names.API_ID_OUTPUT, names.function_arn_output("order-mailer"))

    assert outputs == ("ApiUrl", "ApiId", "OrderMailerFunctionArn")


@settings(deadline=None, derandomize=True, max_examples=300)
@given(route_keys(), route_keys())
@example(RouteKey.parse("GET /a-b"), RouteKey.parse("GET /aB"))
@example(RouteKey.parse("GET /{param}"), RouteKey.parse("GET /param"))
@example(RouteKey.parse("GET /a/route3c8680cc"), RouteKey.parse("GET /a-b"))
def test_route_keys_that_differ_in_more_than_variable_names_never_share_an_id(key: RouteKey, other: RouteKey) -> None:
    assume(key.anonymous != other.anonymous)

    assert names.route(key) != names.route(other)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(route_keys())
def test_a_route_id_is_one_that_cloudformation_takes(key: RouteKey) -> None:
    assert re.fullmatch(r"[A-Za-z0-9]{1,255}", names.route(key))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(route_keys())
def test_renaming_variables_keeps_the_id(key: RouteKey) -> None:
    assert names.route(_renamed(key)) == names.route(key)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.from_regex(r"[a-z][a-z0-9-]{0,62}", fullmatch=True))
def test_every_name_leads_to_ids_that_cloudformation_takes(name: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,255}", each) for each in names.of_function(name))
