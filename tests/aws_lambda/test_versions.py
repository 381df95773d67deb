"""Versions are held against what Lambda's own calls take, and against the schema of a function."""

from typing import Any

import botocore.session
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from generator.aws_lambda.versions import NOT_VERSIONED, VERSIONED, versioned


def properties_of_functions() -> set[str]:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", "AWS::Lambda::Function").schema
    read_only = {path.rpartition("/")[2] for path in schema["readOnlyProperties"]}
    return set(schema["properties"]) - read_only


def test_every_property_of_a_function_is_versioned_or_not() -> None:
    assert properties_of_functions() == VERSIONED | NOT_VERSIONED
    assert not VERSIONED & NOT_VERSIONED


def test_what_updates_a_functions_code_or_configuration_is_versioned() -> None:
    session: Any = botocore.session
    model = session.Session().get_service_model("lambda")
    configuration = set(model.operation_model("UpdateFunctionConfiguration").input_shape.members)
    code = set(model.operation_model("UpdateFunctionCode").input_shape.members)
    spelt = {"KMSKeyArn": "KmsKeyArn"}
    of_code = {name for name in code - {"FunctionName", "Architectures"} if name not in configuration}

    assert of_code == {
        "ZipFile", "ImageUri", "S3Bucket", "S3Key", "S3ObjectVersion", "S3ObjectStorageMode", "SourceKMSKeyArn",
        "DryRun", "Publish", "PublishTo",
    }  # fmt: skip
    updated = {spelt.get(name, name) for name in configuration - {"RevisionId"}} | {"Architectures", "Code"}
    assert updated | {"PackageType", "TenancyConfig"} == VERSIONED  # which can be said only when it is created


def test_tags_and_reserved_concurrency_are_no_part_of_a_version() -> None:
    kept = versioned({"Timeout": 3, "Tags": [], "ReservedConcurrentExecutions": 1, "RecursiveLoop": "Allow"})

    assert kept == {"Timeout": 3}


def test_a_property_that_is_not_known_yet_is_taken_to_be_kept() -> None:
    assert versioned({"Brand": "new"}) == {"Brand": "new"}
