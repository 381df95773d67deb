"""Whatever one thing is changed in a template, the comparison says which, in words."""

from __future__ import annotations

from typing import Any

import pytest

from generator.comparison import compared
from generator.equivalence import differences
from tests.equivalence.bodies import (
    ABSENT,
    MALFORMED,
    NAMES,
    Body,
    Place,
    changed,
    leaves,
    of_sam,
    places,
    refused,
    resources,
    template,
    told,
)

INVOKES = 'from !Sub "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"'
MAY_INVOKE = "may lambda:InvokeFunction (OrdersPermission)"
BY_GATEWAY = f"apigateway.amazonaws.com {INVOKES} {MAY_INVOKE}"
ORDERS_ROUTES = "route GET /orders, POST /orders, GET /orders/mine, GET /orders/{id}"
LOGS = "logs:CreateLogStream on !GetAtt OrdersLogGroup.Arn; logs:PutLogEvents on !GetAtt OrdersLogGroup.Arn"
STATEMENT: Place = ("Policies", 0, "PolicyDocument", "Statement", 0)


def of(logical_id: str, *place: str | int) -> Place:
    return ("Resources", logical_id, "Properties", *place)


# One change in the template of `shop`, and all that the comparison says.
CHANGES: dict[Place, tuple[Any, list[str]]] = {
    of("HttpApi", "Name"): ("store", ["API HttpApi: Name: shop in one, store in other"]),
    of("HttpApi", "CorsConfiguration", "AllowOrigins"): (
        ["*"], ["API HttpApi: CorsConfiguration.AllowOrigins: !Ref AllowedOrigin in one, * in other"]),
    of("HttpApi", "DisableExecuteApiEndpoint"): (
        True, ['API HttpApi: DisableExecuteApiEndpoint: '
               '{"Fn::If": ["IsProduction", "true", {"Ref": "AWS::NoValue"}]} in one, true in other']),
    of("HttpApi", "Tags", "team"): ("x", ["API HttpApi: Tags.team: shop in one, x in other"]),
    of("GetOrdersRoute", "RouteKey"): (
        "GET /order", ["route GET /orders: in one, not in other", "route GET /order: in other, not in one"]),
    of("GetOrdersRoute", "AuthorizerId"): (
        {"Ref": "StaffAuthorizer"}, ["route GET /orders: authorizer: customers in one, staff in other"]),
    of("GetHealthRoute", "AuthorizationType"): (
        "AWS_IAM", ["route GET /health: authorization type: NONE in one, AWS_IAM in other"]),
    of("GetHealthRoute", "ApiId"): ("abc123", ["route GET /health: API: !Ref HttpApi in one, abc123 in other"]),
    of("PostOrdersRoute", "AuthorizationScopes"): (
        ["orders:write", "more"], ["route POST /orders: scopes: nothing in one, more in other"]),
    of("GetOrdersRoute", "OperationName"): (
        "list", ["route GET /orders: operation name: nothing in one, list in other"]),
    of("GetOrdersRoute", "Target"): (
        {"Fn::Sub": "integrations/${FrontIntegration}"},
        ["route GET /orders: backend: !Ref OrdersFunctionAliaslive in one, !GetAtt FrontFunction.Arn in other",
         "route GET /orders: integration logical ID: OrdersIntegration in one, FrontIntegration in other",
         "route GET /orders: integration waits for: OrdersPermission in one, nothing in other"]),
    ("Resources", "GetOrdersRoute"): (ABSENT, ["route GET /orders: in one, not in other"]),
    of("OrdersIntegration", "TimeoutInMillis"): (
        5000, [f"{ORDERS_ROUTES}: integration TimeoutInMillis: nothing in one, 5000 in other"]),
    of("OrdersIntegration", "IntegrationUri"): (
        {"Fn::GetAtt": ["OrdersFunction", "Arn"]},
        [f"{ORDERS_ROUTES}: backend: !Ref OrdersFunctionAliaslive in one, !GetAtt OrdersFunction.Arn in other"]),
    ("Resources", "OrdersIntegration", "DependsOn"): (
        ABSENT, [f"{ORDERS_ROUTES}: integration waits for: OrdersPermission in one, nothing in other"]),
    of("PostJobsRouteIntegration", "RequestParameters", "MessageBody"): (
        "x", ["route POST /jobs: integration RequestParameters.MessageBody: $request.body in one, x in other"]),
    of("CustomersAuthorizer", "JwtConfiguration", "Audience"): (
        ["web"], ["authorizer customers: JwtConfiguration.Audience: mobile in one, nothing in other"]),
    of("PartnersAuthorizer", "AuthorizerResultTtlInSeconds"): (
        60, ["authorizer partners: AuthorizerResultTtlInSeconds: 300 in one, 60 in other"]),
    of("Stage", "DefaultRouteSettings", "ThrottlingRateLimit"): (
        1, ["stage Stage: DefaultRouteSettings.ThrottlingRateLimit: !Ref RateLimit in one, 1 in other"]),
    of("Stage", "RouteSettings", "POST /orders", "ThrottlingBurstLimit"): (
        1, ["stage Stage: settings of POST /orders ThrottlingBurstLimit: 40 in one, 1 in other"]),
    of("Stage", "StageVariables", "color"): (
        "red", ["stage Stage: StageVariables.color: blue in one, red in other"]),
    of("Stage", "AutoDeploy"): (False, ["stage Stage: AutoDeploy: true in one, false in other"]),
    of("CustomDomainName", "DomainName"): (
        "x.example.com", ["domain CustomDomainName: DomainName: api.example.com in one, x.example.com in other"]),
    of("Certificate", "ValidationMethod"): (
        "EMAIL", ["certificate Certificate: ValidationMethod: DNS in one, EMAIL in other"]),
    of("ApiMapping", "ApiMappingKey"): (ABSENT, ["mapping ApiMapping: ApiMappingKey: shop in one, nothing in other"]),
    of("AliasRecord", "Name"): (
        "x", ["AWS::Route53::RecordSet AliasRecord: Name: api.example.com in one, x in other"]),
    of("BackendVpcLink", "SubnetIds"): (
        ["subnet-1"], ["VPC link BackendVpcLink: SubnetIds: !Ref Subnets in one, subnet-1 in other"]),
    of("OrdersFunction", "MemorySize"): (128, ["function OrdersFunction: MemorySize: 512 in one, 128 in other"]),
    of("OrdersFunction", "Code", "S3Key"): (
        ABSENT, ["function OrdersFunction: Code.S3Key: orders-"
                 "c8a2856620cb2ec249ed2f6dc8e4de216f485fa820f94e825f59a243c1c11944.zip in one, nothing in other"]),
    of("OrdersFunction", "Environment", "Variables", "TABLE"): (
        "x", ["function OrdersFunction: Environment.Variables.TABLE: !Ref OrdersTable in one, x in other"]),
    of("OrdersFunction", "TracingConfig"): (
        ABSENT, ["function OrdersFunction: TracingConfig.Mode: Active in one, nothing in other"]),
    of("OrdersFunction", "Layers"): (
        ["a", "b"], ['function OrdersFunction: Layers: nothing in one, ["a", "b"] in other']),
    of("OrdersFunction", "Role"): (
        "arn:aws:iam::123456789012:role/x",
        ["function OrdersFunction: Role: !GetAtt OrdersRole.Arn in one, arn:aws:iam::123456789012:role/x in other"]),
    ("Resources", "OrdersFunction", "DependsOn"): (
        ["Jobs"], ["function OrdersFunction: waits for: nothing in one, Jobs in other"]),
    ("Resources", "OrdersFunction", "Condition"): (
        "IsProduction", ["function OrdersFunction: exists if: nothing in one, IsProduction in other"]),
    of("OrdersLogGroup", "RetentionInDays"): (
        1, ["log group OrdersLogGroup: RetentionInDays: 90 in one, 1 in other"]),
    ("Resources", "OrdersLogGroup", "DeletionPolicy"): (
        "Retain", ["log group OrdersLogGroup: attribute DeletionPolicy: Delete in one, Retain in other"]),
    of("OrdersRole", *STATEMENT, "Effect"): (
        "Deny", [f"role OrdersRole: allows: {LOGS} in one, nothing in other",
                 f"role OrdersRole: denies: nothing in one, {LOGS} in other"]),
    of("OrdersRole", *STATEMENT, "Action"): (
        ["logs:CreateLogStream", "logs:PutLogEvents", "s3:GetObject"],
        ["role OrdersRole: allows: nothing in one, s3:GetObject on !GetAtt OrdersLogGroup.Arn in other"]),
    of("OrdersRole", "AssumeRolePolicyDocument", "Statement", 0, "Principal", "Service"): (
        "ec2.amazonaws.com",
        ["role OrdersRole: may be taken by: Allow Service lambda.amazonaws.com sts:AssumeRole in one, "
         "Allow Service ec2.amazonaws.com sts:AssumeRole in other"]),
    of("OrdersRole", "ManagedPolicyArns"): (
        ["arn:aws:iam::aws:policy/AdministratorAccess"],
        ["role OrdersRole: ManagedPolicyArns: nothing in one, arn:aws:iam::aws:policy/AdministratorAccess in other"]),
    of("OrdersRole", "PermissionsBoundary"): (
        "x", ["role OrdersRole: PermissionsBoundary: nothing in one, x in other"]),
    of("OrdersPermission", "Principal"): (
        "*", [f"alias OrdersFunctionAliaslive: may be invoked by: {BY_GATEWAY} in one, "
              f"* {INVOKES} {MAY_INVOKE} in other"]),
    of("OrdersPermission", "SourceArn"): (
        ABSENT, [f"alias OrdersFunctionAliaslive: may be invoked by: {BY_GATEWAY} in one, "
                 f"apigateway.amazonaws.com from nothing {MAY_INVOKE} in other"]),
    of("OrdersPermission", "FunctionName"): (
        {"Ref": "OrdersFunction"},
        [f"function OrdersFunction: may be invoked by: nothing in one, {BY_GATEWAY} in other",
         f"alias OrdersFunctionAliaslive: may be invoked by: {BY_GATEWAY} in one, nothing in other"]),
    ("Resources", "OrdersPermission"): (
        ABSENT, [f"alias OrdersFunctionAliaslive: may be invoked by: {BY_GATEWAY} in one, nothing in other"]),
    of("OrdersFunctionAliaslive", "FunctionVersion"): (
        "1", ["alias OrdersFunctionAliaslive: FunctionVersion: "
              "!GetAtt OrdersFunctionVersion7471cb043d.Version in one, 1 in other"]),
    ("Resources", "OrdersFunctionAliaslive", "UpdatePolicy", "CodeDeployLambdaAliasUpdate", "ApplicationName"): (
        "x", ["alias OrdersFunctionAliaslive: attribute UpdatePolicy.CodeDeployLambdaAliasUpdate.ApplicationName: "
              "!Ref ServerlessDeploymentApplication in one, x in other"]),
    of("OrdersFunctionVersion7471cb043d", "FunctionName"): (
        {"Ref": "FrontFunction"},
        ["version OrdersFunctionVersion7471cb043d: FunctionName: !Ref OrdersFunction in one, "
         "!Ref FrontFunction in other"]),
    of("OrdersFunctionDeploymentGroup", "DeploymentConfigName"): (
        "CodeDeployDefault.LambdaAllAtOnce",
        ["deployment group OrdersFunctionDeploymentGroup: DeploymentConfigName: "
         "CodeDeployDefault.LambdaCanary10Percent5Minutes in one, CodeDeployDefault.LambdaAllAtOnce in other"]),
    of("OrdersFunctionDeploymentGroup", "AlarmConfiguration", "Alarms"): (
        [{"Name": "late"}],
        ['deployment group OrdersFunctionDeploymentGroup: AlarmConfiguration.Alarms: '
         '{"Name": {"Ref": "LiveOrdersErrors"}} in one, {"Name": "late"} in other']),
    of("ErrorRateAlarm", "Threshold"): (99, ["alarm ErrorRateAlarm: Threshold: 1 in one, 99 in other"]),
    of("Jobs", "MessageRetentionPeriod"): (
        60, ["AWS::SQS::Queue Jobs: MessageRetentionPeriod: 345600 in one, 60 in other"]),
    ("Resources", "Bus"): (ABSENT, ["AWS::Events::EventBus Bus: in one, not in other"]),
    ("Resources", "AlarmTopic", "Type"): (
        "AWS::SQS::Queue",
        ["AWS::SNS::Topic AlarmTopic: in one, not in other", "AWS::SQS::Queue AlarmTopic: in other, not in one"]),
    ("Parameters", "RateLimit", "Default"): (7, ["parameter RateLimit: Default: 200 in one, 7 in other"]),
    ("Conditions", "IsProduction"): (
        {"Fn::Equals": ["a", "b"]},
        ['condition IsProduction: {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-central-1"]} in one, '
         '{"Fn::Equals": ["a", "b"]} in other']),
    ("Outputs", "ApiId", "Export"): (
        {"Name": "id"}, ["output ApiId: Export.Name: nothing in one, id in other"]),
    ("Outputs", "ApiId"): (ABSENT, ["output ApiId: in one, not in other"]),
    ("Description",): (
        "x", ["the template's Description: \"The shop's API for web and mobile clients\" in one, x in other"]),
}  # fmt: skip


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_is_told_and_nothing_else(place: Place) -> None:
    value, lines = CHANGES[place]
    before = template("shop")

    assert told(before, changed(before, place, value)) == lines


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_is_told_whichever_of_the_two_it_is_in(place: Place) -> None:
    value, _ = CHANGES[place]
    before = template("shop")
    after = changed(before, place, value)

    there = {(each.subjects, each.aspect, str(each.one), str(each.other)) for each in differences(before, after)}
    back = {(each.subjects, each.aspect, str(each.other), str(each.one)) for each in differences(after, before)}

    assert there == back


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_of_what_sam_makes_is_told_and_nothing_else(place: Place) -> None:
    value, lines = CHANGES[place]

    assert refused(template("shop"), changed(of_sam("shop"), place, value)) == lines


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_of_the_plain_template_is_told_beside_what_sam_makes(place: Place) -> None:
    value, _ = CHANGES[place]
    plain, made = template("shop"), of_sam("shop")

    there = compared(plain, changed(made, place, value)).refused
    back = compared(changed(plain, place, value), made).refused

    assert {(each.subjects, each.aspect) for each in there} == {(each.subjects, each.aspect) for each in back}


def test_a_change_in_a_long_text_is_shown_where_it_is() -> None:
    dashboard = of("Dashboard", "DashboardBody")
    before = changed(template("shop"), dashboard, {"Fn::Sub": "x" * 300 + "one" + "y" * 300})
    after = changed(before, dashboard, {"Fn::Sub": "x" * 300 + "two" + "y" * 300})

    assert told(before, after) == [
        f"dashboard Dashboard: DashboardBody: …{'x' * 50}one{'y' * 147}… in one, …{'x' * 50}two{'y' * 147}… in other"
    ]


# What stands in a template for people alone: the names of inline policies, which IAM does not evaluate.
_LABELS = ("PolicyName", "Sid")


# Templates that together have nearly all that there is; of the largest, every fifth value.
SEARCHED = {
    "authorizers-lambda": 1, "gradual-deployment": 1, "integrations-sqs": 1, "policy": 1, "provisioned-concurrency": 1,
    "raw": 1, "shop": 5,
}  # fmt: skip


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", SEARCHED)
def test_no_change_of_a_value_of_what_sam_makes_goes_unseen_or_is_accepted(name: str) -> None:
    plain, before = template(name), of_sam(name)

    unseen = [
        place
        for place, value in [*leaves(before)][:: SEARCHED[name]]
        if place[-1] not in _LABELS and not refused(plain, changed(before, place, _another(value)))
    ]

    assert unseen == []


def _another(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
    return f"{value}x"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_describes_what_it_describes(name: str) -> None:
    assert told(template(name), template(name)) == []


# The same in two ways: the type of a resource, and two of its properties.
SAME: dict[str, tuple[str, Any, Any]] = {
    "an attribute in one text": ("X::Y::Z", {"Fn::GetAtt": "Jobs.Queue.Arn"}, {"Fn::GetAtt": ["Jobs", "Queue.Arn"]}),
    "a text of one reference": ("X::Y::Z", {"Fn::Sub": "${Jobs}"}, {"Ref": "Jobs"}),
    "a text of one attribute": ("X::Y::Z", {"Fn::Sub": "${Jobs.Arn}"}, {"Fn::GetAtt": ["Jobs", "Arn"]}),
    "a text without a reference": ("X::Y::Z", {"Fn::Sub": "a ${!b}"}, "a ${b}"),
    "a variable that is a literal": ("X::Y::Z", {"Fn::Sub": ["a-${B}", {"B": "b"}]}, "a-b"),
    "a variable that is a reference": (
        "X::Y::Z", {"Fn::Sub": ["${B}/x", {"B": {"Fn::GetAtt": ["Jobs", "Arn"]}}]}, {"Fn::Sub": "${Jobs.Arn}/x"}),
    "a joined text": ("X::Y::Z", {"Fn::Join": ["-", ["a", {"Ref": "B"}, "c"]]}, {"Fn::Sub": "a-${B}-c"}),
    "a text in a text": (
        "X::Y::Z", {"Fn::Join": ["", ["a", {"Fn::Sub": "-${B}"}, "c"]]}, {"Fn::Sub": "a-${B}c"}),
    "two with no value": ("X::Y::Z", {"a": 1, "b": {"Ref": "AWS::NoValue"}}, {"a": 1}),
    "a number with a point": ("X::Y::Z", 2.0, 2),
    "a number as a text": ("AWS::Lambda::Function", {"MemorySize": 512}, {"MemorySize": "512"}),
    "a truth value as a text": ("AWS::ApiGatewayV2::Stage", {"AutoDeploy": True}, {"AutoDeploy": "true"}),
    "tags in another order": (
        "X::Y::Z", {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]},
        {"Tags": [{"Value": "2", "Key": "b"}, {"Key": "a", "Value": "1"}]}),
    "scopes in another order": (
        "AWS::ApiGatewayV2::Route", {"AuthorizationScopes": ["a", "b"]}, {"AuthorizationScopes": ["b", "a", "b"]}),
    "subnets in another order": (
        "AWS::Lambda::Function", {"VpcConfig": {"SubnetIds": ["a", {"Ref": "B"}]}},
        {"VpcConfig": {"SubnetIds": [{"Ref": "B"}, "a"]}}),
    "alarms in each case": (
        "AWS::CodeDeploy::DeploymentGroup",
        {"AlarmConfiguration": {"Alarms": [{"Fn::If": ["A", {"Name": "x"}, {"Ref": "AWS::NoValue"}]}, {"Name": "y"}]}},
        {"AlarmConfiguration": {"Fn::If": ["A", {"Alarms": [{"Name": "y"}, {"Name": "x"}]},
                                           {"Alarms": [{"Name": "y"}]}]}}),
    "a function by name and by ARN": (
        "AWS::Lambda::Version", {"FunctionName": {"Ref": "A"}}, {"FunctionName": {"Fn::GetAtt": ["A", "Arn"]}}),
    "what holds for all said of a route": (
        "AWS::ApiGatewayV2::Stage",
        {"DefaultRouteSettings": {"ThrottlingRateLimit": 5}, "RouteSettings": {"$default": {"ThrottlingRateLimit": 5}}},
        {"DefaultRouteSettings": {"ThrottlingRateLimit": 5}}),
}  # fmt: skip

# Nearly the same, but not.
OTHER: dict[str, tuple[str, Any, Any]] = {
    "layers in another order": ("AWS::Lambda::Function", {"Layers": ["a", "b"]}, {"Layers": ["b", "a"]}),
    "a number as a text, where the type is not known": ("X::Y::Z", 5, "5"),
    "a number as a text in a document": (
        "AWS::ApiGatewayV2::Api", {"Body": {"x-more": 5}}, {"Body": {"x-more": "5"}}),
    "one and true": ("X::Y::Z", 1, True),
    "nothing and an empty list": ("X::Y::Z", {}, {"a": []}),
    "nothing and an empty mapping": ("X::Y::Z", {"b": 1}, {"a": {}, "b": 1}),
    "an empty text": ("X::Y::Z", {"a": ""}, {"b": 1}),
    "a literal that looks like a reference": ("X::Y::Z", "!Ref Jobs", {"Ref": "Jobs"}),
    "a literal that looks like a variable": ("X::Y::Z", "${Jobs}", {"Fn::Sub": "${Jobs}"}),
    "a delimiter beside what may not be there": (
        "X::Y::Z", {"Fn::Join": ["-", ["a", {"Fn::If": ["C", "b", {"Ref": "AWS::NoValue"}]}]]},
        {"Fn::Join": ["", ["a-", {"Fn::If": ["C", "b", {"Ref": "AWS::NoValue"}]}]]}),
    "branches the other way round": ("X::Y::Z", {"Fn::If": ["A", 1, 2]}, {"Fn::If": ["A", 2, 1]}),
    "no value in a branch": ("X::Y::Z", {"Fn::If": ["A", {"Ref": "AWS::NoValue"}, 2]}, {"Fn::If": ["A", 2]}),
    "tags of the same value": (
        "X::Y::Z", {"Tags": [{"Key": "a", "Value": "1"}]}, {"Tags": [{"Key": "b", "Value": "1"}]}),
}  # fmt: skip


def _both(case: tuple[str, Any, Any]) -> tuple[Body, Body]:
    kind, *values = case
    one, other = (value if isinstance(value, dict) and kind != "X::Y::Z" else {"Value": value} for value in values)
    if kind == "X::Y::Z" and all(isinstance(value, dict) and "Tags" in value for value in values):
        one, other = values
    return resources(A={"Type": kind, "Properties": one}), resources(A={"Type": kind, "Properties": other})


@pytest.mark.parametrize("name", SAME)
def test_what_means_the_same_is_the_same(name: str) -> None:
    assert told(*_both(SAME[name])) == []


@pytest.mark.parametrize("name", OTHER)
def test_what_is_nearly_the_same_is_not(name: str) -> None:
    assert told(*_both(OTHER[name])) != []


def test_whoever_refers_to_something_waits_for_it_anyway() -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    alarm = {"Type": "X::Y::Z", "Properties": {"Value": {"Fn::Sub": "${Jobs.Arn}/x"}}}

    assert told(resources(A={**alarm, "DependsOn": ["Jobs"]}, Jobs=queue), resources(A=alarm, Jobs=queue)) == []


def test_two_things_of_one_name_are_told_apart_by_their_logical_ids() -> None:
    route = {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"RouteKey": "GET /", "AuthorizationType": "NONE"}}
    one = resources(A={**route, "Condition": "New"}, B={**route, "Condition": "Old"})

    assert told(one, changed(one, ("Resources", "B", "Condition"), "New")) == [
        "route GET / (B): exists if: Old in one, New in other"
    ]


def test_an_integration_that_answers_no_route_is_compared_as_well() -> None:
    integration = {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"TimeoutInMillis": 50}}
    one = resources(A=integration)

    assert told(one, changed(one, ("Resources", "A", "Properties", "TimeoutInMillis"), 60)) == [
        "integration A: integration TimeoutInMillis: 50 in one, 60 in other"
    ]


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["alias", "policy"])
def test_what_is_malformed_is_compared_as_it_stands(name: str) -> None:
    before = template(name)

    unseen = [
        (place, value)
        for place in places(before)
        for value in MALFORMED
        if place[-1] not in _LABELS and not differences(before, changed(before, place, value))
    ]

    assert unseen == []


def test_what_makes_resources_is_compared_as_it_stands() -> None:
    one: Body = {"Resources": {"Fn::ForEach::Queues": ["Name", ["A"], {}]}}

    assert told(one, changed(one, ("Resources", "Fn::ForEach::Queues", 1), ["B"])) == [
        'Fn::ForEach::Queues: attribute whole: ["Name", ["A"], {}] in one, ["Name", ["B"], {}] in other'
    ]
