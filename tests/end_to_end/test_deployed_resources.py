"""What was deployed is what was generated: the resources of orders, read back from the emulator.

Throttling is not among them: this emulator reads it back as {}. The template alone shows it.
"""

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.commands.deploy import LOCAL_BUCKET
from generator.pipeline import Generated
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "orders"
ACCOUNT = "us-east-1:000000000000"
FUNCTIONS = ("Orders", "Catalog")


@pytest.fixture
def ids(orders: Client, cloud: Cloud) -> dict[str, str]:
    """What each logical ID of the stack became."""
    return cloud.physical_ids(STACK)


@pytest.fixture
def generated(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Generated:
    monkeypatch.chdir(checkout.root)
    return pipeline.generate(pipeline.load_all([Path("apis/orders.yaml")]), Path("templates_out"))[0]


def test_the_stack_has_every_resource_of_the_template(ids: dict[str, str], generated: Generated) -> None:
    assert ids.keys() == generated.template.body["Resources"].keys()


def test_the_deployed_template_is_the_committed_one(orders: Client, cloud: Cloud, checkout: Checkout) -> None:
    template = cloud.client("cloudformation").get_template(StackName=STACK)

    assert template["TemplateBody"] == checkout.body("orders")


def test_the_parameter_set_and_the_bucket_reach_the_stack(orders: Client, cloud: Cloud) -> None:
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in cloud.stack(STACK)["Parameters"]}

    assert parameters == {"RateLimit": "20", "LogRetention": "7", "CodeBucket": LOCAL_BUCKET}


def test_the_bucket_holds_the_package_under_the_key_in_the_template(
    orders: Client, cloud: Cloud, checkout: Checkout, generated: Generated
) -> None:
    key = generated.template.body["Resources"]["OrdersFunction"]["Properties"]["Code"]["S3Key"]
    content = cloud.client("s3").get_object(Bucket=LOCAL_BUCKET, Key=key)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        packaged = {name: package.read(name) for name in package.namelist()}

    assert content == (checkout.root / "build" / key).read_bytes()
    assert packaged == {path.name: path.read_bytes() for path in (checkout.root / "lambda_code/orders").glob("*.py")}


def test_the_routes_are_those_of_the_spec(ids: dict[str, str], cloud: Cloud, generated: Generated) -> None:
    assert cloud.route_keys(ids["HttpApi"]) == sorted(map(str, generated.loaded.spec.routes))


def test_every_route_leads_to_its_function(ids: dict[str, str], cloud: Cloud, generated: Generated) -> None:
    gateway = cloud.client("apigatewayv2")
    integrations = {
        f"integrations/{integration['IntegrationId']}": integration["IntegrationUri"].rpartition(":")[2]
        for integration in gateway.get_integrations(ApiId=ids["HttpApi"])["Items"]
    }
    routes = gateway.get_routes(ApiId=ids["HttpApi"])["Items"]

    assert {route["RouteKey"]: integrations[route["Target"]] for route in routes} == {
        str(key): ids[f"{str(route.function).capitalize()}Function"]
        for key, route in generated.loaded.spec.routes.items()
    }


def test_integrations_are_proxies_with_payload_2(ids: dict[str, str], cloud: Cloud) -> None:
    integrations = cloud.client("apigatewayv2").get_integrations(ApiId=ids["HttpApi"])["Items"]
    kinds = {(each["IntegrationType"], each["PayloadFormatVersion"]) for each in integrations}

    assert len(integrations) == len(FUNCTIONS)
    assert kinds == {("AWS_PROXY", "2.0")}


def test_the_stage_deploys_itself_and_logs_to_the_access_log_group(ids: dict[str, str], cloud: Cloud) -> None:
    (stage,) = cloud.client("apigatewayv2").get_stages(ApiId=ids["HttpApi"])["Items"]
    destination = stage["AccessLogSettings"]["DestinationArn"].removesuffix(":*")

    assert (stage["StageName"], stage["AutoDeploy"]) == ("$default", True)
    assert destination == f"arn:aws:logs:{ACCOUNT}:log-group:/aws/vendedlogs/{STACK}/access"


@pytest.mark.parametrize("name", ["OrdersLogGroup", "CatalogLogGroup", "AccessLogGroup"])
def test_every_log_group_keeps_its_logs_as_long_as_the_parameter_says(
    ids: dict[str, str], cloud: Cloud, name: str
) -> None:
    groups = cloud.client("logs").describe_log_groups(logGroupNamePrefix=ids[name])["logGroups"]

    assert [(group["logGroupName"], group["retentionInDays"]) for group in groups] == [(ids[name], 7)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_to_its_own_group_under_its_own_role(ids: dict[str, str], cloud: Cloud, name: str) -> None:
    function = _function(cloud, ids[f"{name}Function"])

    assert function["LoggingConfig"]["LogGroup"] == ids[f"{name}LogGroup"]
    assert function["Role"].rpartition("/")[2] == ids[f"{name}Role"]


def test_a_function_has_the_settings_of_the_spec(ids: dict[str, str], cloud: Cloud) -> None:
    function = _function(cloud, ids["OrdersFunction"])
    settings = ("Handler", "Runtime", "Architectures", "MemorySize", "Timeout", "Environment")

    assert {name: function[name] for name in settings} == {
        "Handler": "app.handler",
        "Runtime": "python3.14",
        "Architectures": ["arm64"],
        "MemorySize": 512,
        "Timeout": 15,
        "Environment": {"Variables": {"TABLE": ids["OrdersTable"]}},
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_role_is_for_lambda_and_may_write_to_its_own_log_group_only(
    ids: dict[str, str], cloud: Cloud, name: str
) -> None:
    role = cloud.client("iam").get_role(RoleName=ids[f"{name}Role"])["Role"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    (statement,) = _policies(cloud, ids[f"{name}Role"])["logs"]["Statement"]

    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert statement == {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": [f"arn:aws:logs:{ACCOUNT}:log-group:{ids[f'{name}LogGroup']}:*"],
    }


def test_only_the_function_that_needs_the_table_may_use_it(ids: dict[str, str], cloud: Cloud) -> None:
    table = f"arn:aws:dynamodb:{ACCOUNT}:table/{ids['OrdersTable']}"
    statements = _policies(cloud, ids["OrdersRole"])["policy"]["Statement"]

    assert [statement["Resource"] for statement in statements] == [[table], [f"{table}/index/by-customer"]]
    assert _policies(cloud, ids["CatalogRole"]).keys() == {"logs"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_api_gateway_may_call_a_function_for_this_api_only(ids: dict[str, str], cloud: Cloud, name: str) -> None:
    policy = json.loads(cloud.client("lambda").get_policy(FunctionName=ids[f"{name}Function"])["Policy"])
    (statement,) = policy["Statement"]

    assert statement["Action"] == "lambda:InvokeFunction"
    assert statement["Principal"] == {"Service": "apigateway.amazonaws.com"}
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": f"arn:aws:execute-api:{ACCOUNT}:{ids['HttpApi']}/*"}}


def test_the_spec_s_tags_are_on_the_api(ids: dict[str, str], cloud: Cloud) -> None:
    tags = cloud.client("apigatewayv2").get_api(ApiId=ids["HttpApi"])["Tags"]

    assert {name: tags[name] for name in ("team", "cost-center")} == {"team": "shop", "cost-center": "4711"}


def test_outputs_name_the_api_and_its_functions(ids: dict[str, str], cloud: Cloud) -> None:
    outputs = cloud.outputs(STACK)

    assert outputs.keys() == {"ApiUrl", "ApiId", "OrdersFunctionArn", "CatalogFunctionArn"}
    assert outputs["ApiId"] == ids["HttpApi"]
    assert ids["HttpApi"] in outputs["ApiUrl"]
    assert outputs["OrdersFunctionArn"] == f"arn:aws:lambda:{ACCOUNT}:function:{ids['OrdersFunction']}"


def test_what_a_function_prints_is_in_its_log_group(orders: Client, ids: dict[str, str], cloud: Cloud) -> None:
    orders.get("/orders/asked-for-its-log-line")

    assert _logged(cloud, ids["OrdersLogGroup"], '"routeKey": "GET /orders/{id}", "status": 404')


def _function(cloud: Cloud, name: str) -> dict[str, Any]:
    function: dict[str, Any] = cloud.client("lambda").get_function_configuration(FunctionName=name)
    return function


def _policies(cloud: Cloud, role: str) -> dict[str, Any]:
    """Return the role's inline policies by name."""
    iam = cloud.client("iam")
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    return {name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names}


def _logged(cloud: Cloud, group: str, words: str) -> bool:
    """Say whether the words are in the log group, or get there within five seconds."""
    logs = cloud.client("logs")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if any(words in event["message"] for event in logs.filter_log_events(logGroupName=group)["events"]):
            return True
        time.sleep(0.1)
    return False
