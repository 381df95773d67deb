"""What `stack-set.yaml` says, asked of StackSets: its template from S3, then its stack instances, group by group.

The emulator has no StackSets, so moto is asked, through boto3. That proves that every property is a parameter of the
API with its type, that `httpapi publish` puts the template where the URL says, under the key that is its content, and
that the stack set and its instances read back as the spec has them. It does not prove that stacks work in other
accounts, who may make them, or anything about order, concurrency and failures: moto makes what it can at once, checks
no permissions and keeps no preferences. CloudFormation's own resource, which makes these calls in AWS, is not run
either.

Moto has no ApiGatewayV2 below CloudFormation and fails at outputs that name it, and names functions so that it does not
find them: where it makes instances, the API has none, and its template stands in the bucket without its Outputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from troposphere import encode_to_dict

from generator.emulator import REGION
from generator.spec.source import parse
from tests.end_to_end.deployed import Checkout
from tests.end_to_end.moto_server import ACCOUNT, Moto

pytestmark = pytest.mark.emulator

CODE = "def handler(event, context):\n    return {'statusCode': 200}\n"
SELF_MANAGED = """
    parameters:
      LogDays: {type: Number, default: 7, allowed_values: [7, 30]}
      Colour: {type: String}
    functions: {hello: {code: lambda_code/hello, environment: {COLOUR: !Ref Colour}}}
    stage: {access_log: {retention_in_days: !Ref LogDays}}
    tags: {team: fleet}
    stack_set:
      description: Close to its callers
      bucket: fleet-self-managed
      permission_model: SELF_MANAGED
      administration_role_arn: arn:aws:iam::123456789012:role/FleetAdministration
      execution_role_name: FleetExecution
      parameters: {Colour: red}
      stack_instances_group:
        - {accounts: ["123456789012"], regions: [us-east-1]}
        - {accounts: ["123456789012"], regions: [eu-west-1], parameter_overrides: {LogDays: 30, Colour: blue}}
      operation_preferences: {failure_tolerance_count: 1, max_concurrent_count: 2, region_concurrency_type: PARALLEL}
      managed_execution: true
"""
_FUNCTION = "functions: {hello: {code: lambda_code/hello, environment: {COLOUR: !Ref Colour}}}"
_SHOP = "routes: {$default: {http: {url: !Sub 'https://${Colour}.example.com'}}}"
WITHOUT_FUNCTION = SELF_MANAGED.replace(_FUNCTION, _SHOP).replace("fleet-self-managed", "fleet-placed")
SERVICE_MANAGED = """
    functions: {hello: lambda_code/hello}
    stack_set:
      bucket: fleet-service-managed
      permission_model: SERVICE_MANAGED
      organizational_unit_ids: [UNIT]
      regions: [us-east-1]
      auto_deployment: {enabled: true, retain_stacks_on_account_removal: false}
      operation_preferences: {failure_tolerance_percentage: 10, max_concurrent_percentage: 50}
"""


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[], Checkout]) -> Checkout:
    checkout = new_checkout()
    checkout.write("lambda_code/hello/app.py", CODE)
    return checkout


def test_a_self_managed_fleet_reads_back_as_it_was_asked_for(checkout: Checkout, moto: Moto) -> None:
    checkout.write("apis/fleet.yaml", SELF_MANAGED)
    checkout.generate("fleet")
    properties = stack_set(checkout, "fleet")
    publish(checkout, moto, "fleet", properties)

    moto.client("cloudformation").create_stack_set(**of_stack_set(properties))

    made = moto.client("cloudformation").describe_stack_set(StackSetName="fleet")["StackSet"]
    assert made["TemplateBody"] == checkout.text("templates_out/fleet/product.yaml")
    assert (made["Status"], made["PermissionModel"]) == ("ACTIVE", "SELF_MANAGED")
    assert made["Description"] == "Close to its callers"
    assert made["AdministrationRoleARN"] == "arn:aws:iam::123456789012:role/FleetAdministration"
    assert made["ExecutionRoleName"] == "FleetExecution"
    assert made["Parameters"] == [{"ParameterKey": "Colour", "ParameterValue": "red"}]
    assert made["Tags"] == [{"Key": "team", "Value": "fleet"}]


def test_instances_stand_where_the_groups_say_with_their_parameters(checkout: Checkout, moto: Moto) -> None:
    checkout.write("apis/placed.yaml", WITHOUT_FUNCTION)
    checkout.generate("placed")
    properties = stack_set(checkout, "placed")
    put_without_outputs(checkout, moto, "placed", properties)

    create(moto, properties)

    assert set(instances(moto, "placed")) == {(ACCOUNT, "us-east-1", "CURRENT"), (ACCOUNT, "eu-west-1", "CURRENT")}
    assert overrides(moto, "placed", "eu-west-1") == {"LogDays": "30", "Colour": "blue"}


def test_another_template_is_another_object_and_an_update(checkout: Checkout, moto: Moto) -> None:
    checkout.write("apis/changing.yaml", SELF_MANAGED.replace("fleet-self-managed", "fleet-changing"))
    checkout.generate("changing")
    before = stack_set(checkout, "changing")
    publish(checkout, moto, "changing", before)
    cloudformation = moto.client("cloudformation")
    cloudformation.create_stack_set(**of_stack_set(before))

    checkout.replace("lambda_code/hello/app.py", "200", "204")
    checkout.generate("changing")
    after = stack_set(checkout, "changing")
    publish(checkout, moto, "changing", after)
    cloudformation.update_stack_set(**of_stack_set(after), OperationPreferences=after["OperationPreferences"])

    updated = cloudformation.describe_stack_set(StackSetName="changing")["StackSet"]["TemplateBody"]
    listed = moto.client("s3").list_objects_v2(Bucket="fleet-changing")["Contents"]
    assert "'statusCode': 204" in updated
    assert {each["Key"] for each in listed} == {key_of(before), key_of(after)}
    assert key_of(before) != key_of(after)
    assert checkout.text("apis/changing.versions.yaml").count("- name:") == 2


def test_a_service_managed_fleet_stands_in_the_accounts_of_its_unit(checkout: Checkout, moto: Moto) -> None:
    unit, account = new_unit(moto)
    checkout.write("apis/organized.yaml", SERVICE_MANAGED.replace("UNIT", unit))
    checkout.generate("organized")
    properties = stack_set(checkout, "organized")
    put_without_outputs(checkout, moto, "organized", properties)

    create(moto, properties)

    made = moto.client("cloudformation").describe_stack_set(StackSetName="organized")["StackSet"]
    assert (made["Status"], made["PermissionModel"]) == ("ACTIVE", "SERVICE_MANAGED")
    assert [each[:2] for each in instances(moto, "organized")] == [(account, "us-east-1")]


def stack_set(checkout: Checkout, api: str) -> dict[str, Any]:
    """Return the properties of the stack set, functions worked out as they are in the stack's own region."""
    body = encode_to_dict(parse(checkout.text(f"templates_out/{api}/stack-set.yaml"), api).data)
    properties: dict[str, Any] = _worked_out(body["Resources"]["StackSet"]["Properties"])
    return properties


def _worked_out(value: Any) -> Any:
    match value:
        case {"Fn::Sub": str(text)}:
            known = {"${AWS::Region}": REGION, "${AWS::URLSuffix}": "amazonaws.com"}
            return re.sub(r"\$\{[^}]*\}", lambda name: known[name[0]], text)
        case dict():
            return {key: _worked_out(item) for key, item in value.items()}
        case list():
            return [_worked_out(item) for item in value]
    return value


def key_of(properties: dict[str, Any]) -> str:
    """`https://s3.us-east-1.amazonaws.com/code/fleet/product-….yaml` -> `fleet/product-….yaml`"""
    return str(properties["TemplateURL"]).split("/", 4)[4]


def bucket_of(properties: dict[str, Any]) -> str:
    return str(properties["TemplateURL"]).split("/", 4)[3]


def publish(checkout: Checkout, moto: Moto, api: str, properties: dict[str, Any]) -> None:
    """Have the command put the product's template where the stack set looks for it."""
    moto.client("s3").create_bucket(Bucket=bucket_of(properties))
    published = checkout.httpapi("publish", api, environment=moto.environment)
    assert published.returncode == 0, published.stderr


def put_without_outputs(checkout: Checkout, moto: Moto, api: str, properties: dict[str, Any]) -> None:
    s3, text = moto.client("s3"), checkout.text(f"templates_out/{api}/product.yaml")
    s3.create_bucket(Bucket=bucket_of(properties))
    s3.put_object(Bucket=bucket_of(properties), Key=key_of(properties), Body=text.split("\nOutputs:")[0])


def of_stack_set(properties: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to the stack set itself; the rest is about its instances."""
    return {name: value for name, value in properties.items() if name not in ("StackInstancesGroup", *_OPERATION)}


_OPERATION = ("OperationPreferences",)


def create(moto: Moto, properties: dict[str, Any]) -> None:
    """Do what CloudFormation does with the resource."""
    cloudformation = moto.client("cloudformation")
    cloudformation.create_stack_set(**of_stack_set(properties))
    for group in _groups(properties):
        cloudformation.create_stack_instances(StackSetName=properties["StackSetName"], **group)


def _groups(properties: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parameters of each call: accounts alone are a parameter of their own."""
    for group in properties["StackInstancesGroup"]:
        targets = group["DeploymentTargets"]
        is_of_units = "OrganizationalUnitIds" in targets
        yield {
            **({"DeploymentTargets": targets} if is_of_units else targets),
            **{name: value for name, value in group.items() if name != "DeploymentTargets"},
            **{name: properties[name] for name in _OPERATION if name in properties},
        }


def instances(moto: Moto, name: str) -> list[tuple[str, str, str]]:
    listed = moto.client("cloudformation").list_stack_instances(StackSetName=name)["Summaries"]
    return [(each["Account"], each["Region"], each["Status"]) for each in listed]


def overrides(moto: Moto, name: str, region: str) -> dict[str, str]:
    described = moto.client("cloudformation").describe_stack_instance(
        StackSetName=name, StackInstanceAccount=ACCOUNT, StackInstanceRegion=region
    )
    listed = described["StackInstance"]["ParameterOverrides"]
    return {each["ParameterKey"]: each["ParameterValue"] for each in listed}


def new_unit(moto: Moto) -> tuple[str, str]:
    """Return a new organizational unit, and the account that is in it."""
    organizations = moto.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    unit = organizations.create_organizational_unit(ParentId=root, Name="teams")["OrganizationalUnit"]["Id"]
    made = organizations.create_account(Email="team@example.com", AccountName="team")["CreateAccountStatus"]
    organizations.move_account(AccountId=made["AccountId"], SourceParentId=root, DestinationParentId=unit)
    return str(unit), str(made["AccountId"])
