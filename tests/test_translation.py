"""SAM's own translator: what it makes of a template, whatever the machine on which it runs."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from generator.errors import TranslationError
from generator.translation import local_code, translated

ROLE = "arn:aws:iam::123456789012:role/orders"
FUNCTION = {"Handler": "app.handler", "Runtime": "python3.12", "Role": ROLE}
CODE = {"OrdersFunction": "s3://bucket/orders.zip"}


def sam(**properties: Any) -> dict[str, Any]:
    """A template with one function, and a parameter."""
    function = {"Type": "AWS::Serverless::Function", "Properties": {**FUNCTION, "CodeUri": "../code", **properties}}
    return {
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {"Rate": {"Type": "Number", "Default": 2}},
        "Resources": {"OrdersFunction": function},
    }


def resources(body: dict[str, Any]) -> dict[str, Any]:
    return translated(body, CODE)["Resources"]  # type: ignore[no-any-return]


def test_a_function_becomes_a_function_of_lambda_with_its_uploaded_code() -> None:
    assert translated(sam(), CODE) == {
        "Parameters": {"Rate": {"Type": "Number", "Default": 2}},
        "Resources": {
            "OrdersFunction": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    **FUNCTION,
                    "Code": {"S3Bucket": "bucket", "S3Key": "orders.zip"},
                    "Tags": [{"Key": "lambda:createdBy", "Value": "SAM"}],
                },
            }
        },
    }


def test_the_template_itself_is_not_changed() -> None:
    body = sam()
    before = deepcopy(body)

    translated(body, CODE)

    assert body == before


def test_references_to_parameters_stay_whatever_their_defaults() -> None:
    config = {"MaximumRetryAttempts": {"Ref": "Rate"}}
    name = {"Fn::Sub": "${AWS::Region}-${Rate}"}

    found = resources(sam(EventInvokeConfig=config, FunctionName=name, Description={"Ref": "Rate"}))

    assert found["OrdersFunctionEventInvokeConfig"]["Properties"]["MaximumRetryAttempts"] == {"Ref": "Rate"}
    assert found["OrdersFunction"]["Properties"]["FunctionName"] == name


def test_versions_have_the_first_digits_of_the_digest_in_their_ids() -> None:
    found = resources(sam(AutoPublishAlias="live", AutoPublishCodeSha256="0123456789abcdef" * 4))

    assert [*found] == ["OrdersFunction", "OrdersFunctionVersion0123456789", "OrdersFunctionAliaslive"]


def test_the_environment_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    before = translated(sam(AutoPublishAlias="live", Environment={"Variables": {"A": "b"}}), CODE)
    monkeypatch.setenv("AWS_PROFILE", "there-is-none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "cn-north-1")

    assert translated(sam(AutoPublishAlias="live", Environment={"Variables": {"A": "b"}}), CODE) == before


def test_all_that_the_translator_refuses_is_told_at_once() -> None:
    body = sam()
    body["Resources"]["Other"] = deepcopy(body["Resources"]["OrdersFunction"])

    with pytest.raises(TranslationError) as raised:
        translated(body)

    message = "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter."
    assert str(raised.value).splitlines() == [
        f"Resource with id [OrdersFunction] is invalid. {message}",
        f"Resource with id [Other] is invalid. {message}",
    ]


@pytest.mark.parametrize(
    ("properties", "local"),
    [
        ({}, {"OrdersFunction": "../code"}),
        ({"CodeUri": "s3://bucket/key"}, {}),
        ({"CodeUri": {"Bucket": "bucket", "Key": "key"}}, {}),
        ({"CodeUri": None, "InlineCode": "pass"}, {}),
        ({"CodeUri": None, "ImageUri": "1.dkr.ecr.eu-west-1.amazonaws.com/a:1", "PackageType": "Image"}, {}),
    ],
)
def test_only_paths_are_local_code(properties: dict[str, Any], local: dict[str, str]) -> None:
    body = sam(**properties)
    given = body["Resources"]["OrdersFunction"]["Properties"]
    body["Resources"]["OrdersFunction"]["Properties"] = {k: v for k, v in given.items() if v is not None}

    assert local_code(body) == local


def test_a_path_in_globals_is_local_code_of_each_function() -> None:
    body = sam()
    del body["Resources"]["OrdersFunction"]["Properties"]["CodeUri"]

    assert local_code({**body, "Globals": {"Function": {"CodeUri": "../all"}}}) == {"OrdersFunction": "../all"}


def test_what_is_for_another_transform_is_left_to_it() -> None:
    loop = ["Name", ["A", "B"], {"Queue${Name}": {"Type": "AWS::SQS::Queue"}}]
    body = sam()
    body["Transform"] = ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"]
    body["Resources"]["Fn::ForEach::Queues"] = loop

    found = translated(body, CODE)

    assert found["Transform"] == "AWS::LanguageExtensions"
    assert found["Resources"]["Fn::ForEach::Queues"] == loop
    assert local_code(body) == {"OrdersFunction": "../code"}
