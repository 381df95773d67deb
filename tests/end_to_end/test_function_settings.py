"""Settings of functions, read back as Lambda has them, and a layer whose code a request reaches.

The emulator keeps names, tags, storage, tracing, the form of logs and layers. It takes, and forgets, networks, file
systems, keys, dead-letter queues, asynchronous invocations, recursion and concurrency: those are asserted on the
templates. It refuses code signing configurations.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    tags: {{team: shop}}
    functions:
      hello:
        code: lambda_code/layered
        function_name: !Sub "${{AWS::StackName}}-hello"
        layers: ["{layer}"]
        ephemeral_storage: 1024
        kms_key_arn: !GetAtt Key.Arn
        vpc_config: {{subnet_ids: [subnet-0a1b2c3d], security_group_ids: [sg-0a1b2c3d]}}
        file_system_configs: [{{arn: !Ref AccessPoint, local_mount_path: /mnt/files}}]
        tracing: Active
        logging_config: {{log_format: JSON, application_log_level: DEBUG, system_log_level: WARN}}
        dead_letter_queue: !GetAtt Dead.Arn
        event_invoke_config: {{maximum_retry_attempts: 0, on_failure: !Ref Failed}}
        recursive_loop: Allow
        reserved_concurrent_executions: 2
        log_group: {{retention_in_days: 7, log_group_class: INFREQUENT_ACCESS}}
        tags: {{tier: gold}}
    parameters:
      AccessPoint:
        type: String
        default: arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0
    cloudformation:
      Resources:
        Key: {{Type: "AWS::KMS::Key", DeletionPolicy: Delete, UpdateReplacePolicy: Delete}}
        Dead: {{Type: "AWS::SQS::Queue", DeletionPolicy: Delete, UpdateReplacePolicy: Delete}}
        Failed: {{Type: "AWS::SNS::Topic"}}
"""
HANDLER = """
    import greetings


    def handler(event, context):
        return {"statusCode": 200, "body": greetings.WORD}
"""


@pytest.fixture(scope="module")
def layer(cloud: Cloud) -> str:
    """The ARN of a version of a layer with one module."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("python/greetings.py", 'WORD = "from a layer"\n')
    published = cloud.client("lambda").publish_layer_version(
        LayerName="greetings", Content={"ZipFile": content.getvalue()}
    )
    return str(published["LayerVersionArn"])


@pytest.fixture(scope="module")
def client(new_checkout: Callable[[], Checkout], layer: str) -> Client:
    checkout = new_checkout()
    checkout.function("layered", HANDLER)
    return checkout.deploy_spec("settings", SPEC.format(layer=layer))


@pytest.fixture(scope="module")
def configuration(client: Client, cloud: Cloud) -> dict[str, Any]:
    found: dict[str, Any] = cloud.client("lambda").get_function_configuration(FunctionName="settings-hello")
    return found


def test_a_function_has_its_settings(configuration: dict[str, Any], layer: str) -> None:
    assert configuration["EphemeralStorage"] == {"Size": 1024}
    assert configuration["TracingConfig"] == {"Mode": "Active"}
    assert [each["Arn"] for each in configuration["Layers"]] == [layer]


def test_its_logs_have_their_form_in_its_own_group(configuration: dict[str, Any], cloud: Cloud) -> None:
    assert configuration["LoggingConfig"] == {
        "LogFormat": "JSON",
        "ApplicationLogLevel": "DEBUG",
        "SystemLogLevel": "WARN",
        "LogGroup": cloud.physical_ids("settings")["HelloLogGroup"],
    }


def test_its_tags_are_its_own_and_those_of_the_spec(configuration: dict[str, Any], cloud: Cloud) -> None:
    tags = cloud.client("lambda").list_tags(Resource=configuration["FunctionArn"])["Tags"]

    assert {name: value for name, value in tags.items() if not name.startswith("aws:")} == {
        "team": "shop",
        "tier": "gold",
    }


def test_its_role_has_a_policy_for_each_setting_that_needs_one(client: Client, cloud: Cloud) -> None:
    role = cloud.physical_ids("settings")["HelloRole"]

    assert sorted(cloud.client("iam").list_role_policies(RoleName=role)["PolicyNames"]) == [
        "dead-letter-queue", "destinations", "file-system", "key", "logs", "network", "tracing",
    ]  # fmt: skip


def test_the_code_of_its_layer_answers(client: Client) -> None:
    assert client.get("/").body == b"from a layer"
