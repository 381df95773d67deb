"""`defaults`: every setting of functions can be said once for all, said otherwise, and taken back."""

from typing import Any

import pytest

from generator.spec.functions import NOT_OF_IMAGES, FunctionSettings, FunctionSpec
from tests.support import Project

LAYER = "arn:aws:lambda:eu-central-1:123456789012:layer:{}:1"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/{}"
IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbnails:1.4.2"


def _inherited(defaults: str, function: str, hello: Project) -> FunctionSpec:
    text = f"defaults: {{{defaults}}}\nfunctions: {{hello: {{code: lambda_code/hello{function}}}}}\n"
    return hello.spec(text).functions["hello"]


@pytest.mark.parametrize("field", FunctionSettings.model_fields)
def test_every_setting_is_inherited(field: str) -> None:
    value = object()
    defaults = FunctionSettings.model_construct(_fields_set={field}, **{field: value})

    function = FunctionSpec(code="lambda_code/hello").inheriting(defaults)

    assert getattr(function, field) is value
    assert function.model_fields_set == {"code"}


@pytest.mark.parametrize("field", FunctionSettings.model_fields)
def test_an_image_inherits_every_setting_but_those_of_zips(field: str) -> None:
    value = object()
    defaults = FunctionSettings.model_construct(_fields_set={field}, **{field: value})

    inherited = getattr(FunctionSpec.model_validate({"image": IMAGE}).inheriting(defaults), field)

    assert (inherited is not value) == (field in NOT_OF_IMAGES)


@pytest.mark.parametrize(
    ("defaults", "function", "field", "value"),
    [
        # A scalar is replaced, and null takes it back.
        (f"kms_key_arn: '{KEY.format('a')}'", "", "kms_key_arn", KEY.format("a")),
        (f"kms_key_arn: '{KEY.format('a')}'", f", kms_key_arn: '{KEY.format('b')}'", "kms_key_arn", KEY.format("b")),
        (f"kms_key_arn: '{KEY.format('a')}'", ", kms_key_arn: null", "kms_key_arn", None),
        # A list is replaced as a whole; an empty one takes it back.
        (f"layers: ['{LAYER.format('a')}']", "", "layers", [LAYER.format("a")]),
        (f"layers: ['{LAYER.format('a')}']", f", layers: ['{LAYER.format('b')}']", "layers", [LAYER.format("b")]),
        (f"layers: ['{LAYER.format('a')}']", ", layers: []", "layers", []),
        # A mapping is merged key by key.
        ("tags: {team: a, cost: b}", ", tags: {team: c, x: y}", "tags", {"team": "c", "cost": "b", "x": "y"}),
        ("tags: {team: a}", ", tags: {}", "tags", {"team": "a"}),
        # What defaults take back from nobody, a function may say.
        ("kms_key_arn: null", f", kms_key_arn: '{KEY.format('b')}'", "kms_key_arn", KEY.format("b")),
    ],
)  # fmt: skip
def test_what_a_function_makes_of_a_default(
    hello: Project, defaults: str, function: str, field: str, value: Any
) -> None:
    assert getattr(_inherited(defaults, function, hello), field) == value


def test_a_group_is_merged_field_by_field(hello: Project) -> None:
    group = _inherited(
        "logging_config: {log_format: JSON, system_log_level: WARN}",
        ", logging_config: {log_format: JSON, application_log_level: ERROR}",
        hello,
    ).logging_config

    assert group is not None
    assert group.model_dump() == {
        "log_format": "JSON",
        "application_log_level": "ERROR",
        "system_log_level": "WARN",
    }


@pytest.mark.parametrize(
    ("defaults", "function", "expected"),
    [
        ("logging_config: {log_format: JSON}", ", logging_config: null", None),
        ("logging_config: null", ", logging_config: {log_format: JSON}", "JSON"),
        ("logging_config: null", "", None),
    ],
)
def test_null_takes_back_a_group(hello: Project, defaults: str, function: str, expected: str | None) -> None:
    group = _inherited(defaults, function, hello).logging_config

    assert (group.log_format if group else None) == expected


def test_a_runtime_of_defaults_decides_the_usual_handler(hello: Project) -> None:
    hello.write("lambda_code/hello/app.js", "exports.handler = async () => 1;\n")

    assert _inherited("runtime: nodejs22.x", "", hello).lambda_handler == "app.handler"
    assert _inherited("runtime: nodejs22.x", "", hello).is_packaged  # app.py lies there, too


@pytest.mark.parametrize(
    ("defaults", "function"),
    [
        ("dead_letter_queue: {target_arn: !ImportValue jobs, type: SQS}",
         "dead_letter_queue: 'arn:aws:sns:eu-central-1:123456789012:dead'"),
        ("event_invoke_config: {on_failure: {destination: !ImportValue jobs, type: SQS}}",
         "event_invoke_config: {on_failure: 'arn:aws:sns:eu-central-1:123456789012:dead'}"),
        ("runtime_management_config: {update_runtime_on: Manual, "
         "runtime_version_arn: 'arn:aws:lambda:eu-central-1::runtime:abc'}", "runtime_management_config: Auto"),
    ],
)  # fmt: skip
def test_what_belongs_together_is_replaced_together(hello: Project, defaults: str, function: str) -> None:
    own, (field, _, _) = _inherited("timeout: 5", f", {function}", hello), function.partition(":")

    assert getattr(_inherited(defaults, f", {function}", hello), field) == getattr(own, field)
