"""The APIs in `apis/` are what newcomers copy: current, clean, and with no more rights than they need."""

from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, spec_files


def logs(group: str) -> set[tuple[str, str]]:
    """What every function may do: write to its own log group."""
    return {("logs:CreateLogStream", f"{group}.Arn"), ("logs:PutLogEvents", f"{group}.Arn")}


# What tracing takes: X-Ray knows no resources.
TRACES = {("xray:PutTraceSegments", "*"), ("xray:PutTelemetryRecords", "*")}

# What each role may do, reviewed: (action, resource) by the role's logical ID.
ALLOWED = {
    "hello": {"HelloRole": logs("HelloLogGroup")},
    "hello-fleet": {"HelloRole": logs("HelloLogGroup")},
    "notes": {
        "NotesRole": {
            *logs("NotesLogGroup"),
            ("dynamodb:DeleteItem", "NotesTable.Arn"),
            ("dynamodb:GetItem", "NotesTable.Arn"),
            ("dynamodb:PutItem", "NotesTable.Arn"),
            ("dynamodb:Query", "NotesTable.Arn"),
        }
    },
    "orders": {
        "OrdersRole": {
            *logs("OrdersLogGroup"),
            ("dynamodb:GetItem", "OrdersTable.Arn"),
            ("dynamodb:PutItem", "OrdersTable.Arn"),
            ("dynamodb:Scan", "OrdersTable.Arn"),
            ("dynamodb:UpdateItem", "OrdersTable.Arn"),
            ("dynamodb:Query", "${OrdersTable.Arn}/index/by-customer"),
        },
        "CatalogRole": logs("CatalogLogGroup"),
    },
    "orders-product": {
        "OrdersRole": {
            *logs("OrdersLogGroup"),
            ("dynamodb:GetItem", "OrdersTable.Arn"),
            ("dynamodb:PutItem", "OrdersTable.Arn"),
            ("dynamodb:Scan", "OrdersTable.Arn"),
            ("dynamodb:UpdateItem", "OrdersTable.Arn"),
            ("dynamodb:Query", "${OrdersTable.Arn}/index/by-customer"),
        },
        "CatalogRole": logs("CatalogLogGroup"),
    },
    "quotes": {"QuotesRole": logs("QuotesLogGroup")},
    "timetable": {"TimetableRole": logs("TimetableLogGroup")},
    "partners": {"GatekeeperRole": logs("GatekeeperLogGroup"), "WhoamiRole": logs("WhoamiLogGroup")},
    "shop": {
        "OrdersRole": {
            *logs("OrdersLogGroup"),
            *TRACES,
            ("dynamodb:GetItem", "OrdersTable.Arn"),
            ("dynamodb:PutItem", "OrdersTable.Arn"),
            ("dynamodb:Scan", "OrdersTable.Arn"),
            ("dynamodb:Query", "${OrdersTable.Arn}/index/by-customer"),
        },
        "FrontRole": {*logs("FrontLogGroup"), *TRACES},
        "GatekeeperRole": {*logs("GatekeeperLogGroup"), *TRACES},
        "ThumbnailsRole": {*logs("ThumbnailsLogGroup"), *TRACES},
        "CodeDeployServiceRole": set(),  # AWS's own policy, in MANAGED
        "PostEventsRouteRole": {("events:PutEvents", "Bus.Arn")},
        "PostJobsRouteRole": {("sqs:SendMessage", "Jobs.Arn")},
        "PostFlowsRouteRole": {("states:StartSyncExecution", "Flow")},
        "FlowRole": set(),
    },
    "webhooks": {
        "DeliveriesRole": {
            *logs("DeliveriesLogGroup"),
            ("sqs:DeleteMessage", "Deliveries.Arn"),
            ("sqs:GetQueueAttributes", "Deliveries.Arn"),
            ("sqs:ReceiveMessage", "Deliveries.Arn"),
            ("secretsmanager:GetSecretValue", "SigningSecret.Id"),
        },
        "PostDeliveriesRouteRole": {("sqs:SendMessage", "Deliveries.Arn")},
        "PostEventsParamRouteRole": {("events:PutEvents", "Events.Arn")},
        "PostApprovalsRouteRole": {("states:StartExecution", "Approval")},
        "ApprovalRole": set(),
    },
}
WORKERS = {"deliveries"}  # which a queue invokes, not the API
ALIASES = {("shop", "orders"): {"Ref": "OrdersFunctionAliaslive"}}  # which the API invokes instead of the function
# Policies of AWS that a role has; every other role has none.
MANAGED = {
    "CodeDeployServiceRole": [
        {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"}
    ]
}
# Roles that another service than Lambda takes: API Gateway, to call one itself, and those of raw state machines.
TAKEN_BY = {
    **dict.fromkeys(
        (
            "PostEventsRouteRole",
            "PostJobsRouteRole",
            "PostFlowsRouteRole",
            "PostDeliveriesRouteRole",
            "PostEventsParamRouteRole",
            "PostApprovalsRouteRole",
        ),
        "apigateway.amazonaws.com",
    ),
    "CodeDeployServiceRole": "codedeploy.amazonaws.com",
    "FlowRole": "states.amazonaws.com",
    "ApprovalRole": "states.amazonaws.com",
}


@pytest.fixture(autouse=True)
def _in_the_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def generated() -> dict[str, pipeline.Generated]:
    found = pipeline.generate(pipeline.load_all(spec_files.find_specs()), Path("templates_out"))
    return {each.loaded.spec.name: each for each in found}


def test_the_committed_files_are_what_the_specs_lead_to() -> None:
    files = {path: text for each in generated().values() for path, text in each.files.items()}

    on_disk = {path: path.read_text() for path in Path("templates_out").rglob("*") if path.is_file()}

    assert on_disk == files


def test_roles_may_do_what_was_reviewed_and_nothing_else() -> None:
    assert {name: allowed(each.template.body["Resources"]) for name, each in generated().items()} == ALLOWED


def test_no_role_has_a_policy_of_aws_but_those_that_were_reviewed() -> None:
    for each in generated().values():
        for title, role in of_type(each.template.body["Resources"], "AWS::IAM::Role").items():
            assert role["Properties"].get("ManagedPolicyArns", []) == MANAGED.get(title, [])


def test_only_the_service_that_needs_it_may_take_a_role() -> None:
    for each in generated().values():
        for title, resource in of_type(each.template.body["Resources"], "AWS::IAM::Role").items():
            (statement,) = resource["Properties"]["AssumeRolePolicyDocument"]["Statement"]
            assert {**statement, "Action": listed(statement["Action"])} == {
                "Effect": "Allow",
                "Principal": {"Service": TAKEN_BY.get(title, "lambda.amazonaws.com")},
                "Action": ["sts:AssumeRole"],
            }


def test_every_function_behind_a_route_may_be_invoked_by_this_api_alone() -> None:
    for each in generated().values():
        resources = each.template.body["Resources"]
        for name in each.loaded.spec.functions:
            if name in WORKERS:
                assert f"{name.capitalize()}Permission" not in resources
                continue
            permission = resources[f"{name.capitalize()}Permission"]["Properties"]
            function = {"Fn::GetAtt": [f"{name.capitalize()}Function", "Arn"]}
            assert permission == {
                "Action": "lambda:InvokeFunction",
                "FunctionName": ALIASES.get((each.loaded.spec.name, name), function),
                "Principal": "apigateway.amazonaws.com",
                "SourceArn": {
                    "Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"
                },
            }


def test_every_role_of_a_product_has_the_boundary_and_nothing_is_asked_for_but_settings() -> None:
    product = generated()["orders-product"].others["product.yaml"].body

    boundaries = {
        title: role["Properties"]["PermissionsBoundary"]
        for title, role in of_type(product["Resources"], "AWS::IAM::Role").items()
    }
    boundary = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/shop-boundary"}
    assert boundaries == {"OrdersRole": boundary, "CatalogRole": boundary}
    assert list(product["Parameters"]) == ["RateLimit", "LogRetention", "DomainName", "HostedZone"]
    assert list(product["Rules"]) == ["DomainNeedsZone"]
    assert "Transform" not in product


def of_type(resources: dict[str, Any], kind: str) -> dict[str, Any]:
    return {title: resource for title, resource in resources.items() if resource["Type"] == kind}


def allowed(resources: dict[str, Any]) -> dict[str, set[tuple[str, str]]]:
    """Return what each role may do: its own policies, and those that name it."""
    pairs = {
        title: {
            pair for policy in role["Properties"].get("Policies", []) for pair in statements(policy["PolicyDocument"])
        }
        for title, role in of_type(resources, "AWS::IAM::Role").items()
    }
    for policy in of_type(resources, "AWS::IAM::Policy").values():
        for role in policy["Properties"]["Roles"]:
            pairs[role["Ref"]] |= statements(policy["Properties"]["PolicyDocument"])
    return pairs


def statements(document: dict[str, Any]) -> set[tuple[str, str]]:
    pairs = set()
    for statement in document["Statement"]:
        assert set(statement) == {"Effect", "Action", "Resource"}
        assert statement["Effect"] == "Allow"
        pairs |= {(action, arn(r)) for action in listed(statement["Action"]) for r in listed(statement["Resource"])}
    return pairs


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def arn(resource: dict[str, Any] | str) -> str:
    if isinstance(resource, str):
        return resource
    ((function, argument),) = resource.items()
    return ".".join(argument) if function == "Fn::GetAtt" else str(argument)
