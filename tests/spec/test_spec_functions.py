from typing import Any

import pytest
from troposphere import AWSHelperFn

from generator.http_api import quotas
from generator.spec.functions import FunctionSettings, FunctionSpec
from tests.support import Project

_FIELDS = ", ".join(FunctionSettings.model_fields)
_ALL_FIELDS = ", ".join(FunctionSpec.model_fields)
_RETENTION = f"must be one of {', '.join(map(str, quotas.RETENTION_DAYS))} days"


def _with(body: str) -> str:
    """Return a spec with this field of the function `hello` in line 4."""
    return f"functions:\n  hello:\n    code: lambda_code/hello\n    {body}\n"


def _plain(value: Any) -> Any:
    return value.to_dict() if isinstance(value, AWSHelperFn) else value


def test_a_folder_alone_is_a_function_with_careful_defaults(hello: Project) -> None:
    function = hello.spec("functions: {hello: lambda_code/hello}\n").functions["hello"]

    assert function.model_dump(exclude_defaults=True) == {"code": "lambda_code/hello"}
    assert function.model_dump(include={"runtime", "architecture", "memory_size", "timeout", "log_group"}) == {
        "runtime": "python3.14",
        "architecture": "arm64",
        "memory_size": 256,
        "timeout": 10,
        "log_group": {
            "retention_in_days": 30,
            "deletion_policy": "Delete",
            "kms_key_id": None,
            "log_group_class": None,
        },
    }


@pytest.mark.parametrize(
    "body",
    [
        "inline: null",
        "handler: null",
        "inline: true",
        "description: ''",
        "description: !Sub 'in ${AWS::Region}'",
        "description: " + "x" * 256,
        "runtime: python3.11",
        "architecture: x86_64",
        "memory_size: 128",
        "memory_size: 10240",
        "memory_size: !Ref Memory",
        "memory_size: {Ref: Memory}",
        "memory_size: !If [IsProduction, 1024, 256]",
        "timeout: 1",
        "timeout: 30",
        "timeout: !ImportValue timeout",
        "environment: {}",
        "environment: {TABLE: !Ref Table, EMPTY: '', AB_1: 'é', AWS_LAMBDA_EXEC_WRAPPER: /opt/wrapper}",
        "log_group: {}",
        "log_group: {retention_in_days: 3653, deletion_policy: Retain}",
        "log_group: {retention_in_days: !Ref Days}",
        "reserved_concurrent_executions: 0",
        "reserved_concurrent_executions: !Ref Reserved",
    ],
)
def test_a_valid_setting(hello: Project, body: str) -> None:
    assert hello.problems(_with(body)) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("handler: [app.handler]", "4:5: functions.hello.handler: must be text (got a list)"),
        ("handler: 1.5", '4:5: functions.hello.handler: must be text: put it in quotes, "1.5"'),
        ("handler: !Ref X", "4:5: functions.hello.handler: must be text, written out here (got !Ref X)"),
        ("handler: {Ref: X}", "4:5: functions.hello.handler: must be text, written out here (got !Ref X)"),
        ("runtime: !Ref X", "4:5: functions.hello.runtime: must be text, written out here (got !Ref X)"),
        ("runtime: 3.14", '4:5: functions.hello.runtime: must be text: put it in quotes, "3.14"'),
        ("runtime: null", "4:5: functions.hello.runtime: must be text (got nothing)"),
        ("inline: 1", "4:5: functions.hello.inline: must be true or false (got 1)"),
        ("inline: 'true'", "4:5: functions.hello.inline: must be true or false: leave out the quotes"),
        ("inline: !Ref X", "4:5: functions.hello.inline: must be true or false, written out here (got !Ref X)"),
        ("architecture: arm", "4:5: functions.hello.architecture: must be 'arm64' or 'x86_64' (got arm); "
                              "did you mean arm64?"),
        ("architecture: null", "4:5: functions.hello.architecture: must be 'arm64' or 'x86_64' (got nothing)"),
        ("architecture: [a]", "4:5: functions.hello.architecture: must be 'arm64' or 'x86_64' (got a list)"),
        ("architecture: !Ref X", "4:5: functions.hello.architecture: must be 'arm64' or 'x86_64', written out here "
                                 "(got !Ref X)"),
        ("description: 5", '4:5: functions.hello.description: must be text: put it in quotes, "5"'),
        ("description: {a: b}", "4:5: functions.hello.description: must be text (got a mapping)"),
        ("description: " + "x" * 257, f"4:5: functions.hello.description: must have at most 256 characters "
                                      f"(got {'x' * 60}…)"),
        ("memory_size: 127", "4:5: functions.hello.memory_size: must be at least 128 (got 127)"),
        ("memory_size: 10241", "4:5: functions.hello.memory_size: must be at most 10240 (got 10241)"),
        ("memory_size: -1", "4:5: functions.hello.memory_size: must be at least 128 (got -1)"),
        ("memory_size: 512.0", "4:5: functions.hello.memory_size: must be a whole number (got 512.0)"),
        ("memory_size: '512'", "4:5: functions.hello.memory_size: must be a whole number: leave out the quotes"),
        ("memory_size: 0512", "4:5: functions.hello.memory_size: must be a whole number (got 0512)"),
        ("memory_size: 1e3", "4:5: functions.hello.memory_size: must be a whole number (got 1e3)"),
        ("memory_size: .inf", "4:5: functions.hello.memory_size: must be a whole number (got .inf)"),
        ("memory_size: true", "4:5: functions.hello.memory_size: must be a whole number (got true)"),
        ("memory_size: null", "4:5: functions.hello.memory_size: must be a whole number (got nothing)"),
        ("memory_size: ''", "4:5: functions.hello.memory_size: must be a whole number (got empty text)"),
        ("memory_size: {}", "4:5: functions.hello.memory_size: must be a whole number (got a mapping)"),
        ("memory_size: {Ref: A, b: c}", "4:5: functions.hello.memory_size: must be a whole number (got a mapping)"),
        ("memory_size: {'Fn::Foo': a}", "4:5: functions.hello.memory_size: must be a whole number (got a mapping)"),
        ("memory_size: " + "9" * 40, f"4:5: functions.hello.memory_size: must be at most 10240 (got {'9' * 40})"),
        ("timeout: 0", "4:5: functions.hello.timeout: must be at least 1 (got 0)"),
        ("timeout: 901", "4:5: functions.hello.timeout: must be at most 900 (got 901)"),
        ("reserved_concurrent_executions: -1",
         "4:5: functions.hello.reserved_concurrent_executions: must be at least 0 (got -1)"),
        ("log_group: 30",
         "4:5: functions.hello.log_group: must be a mapping, such as {retention_in_days: 30} (got 30)"),
        ("log_group: null",
         "4:5: functions.hello.log_group: must be a mapping, such as {retention_in_days: 30} (got nothing)"),
        ("log_group: !Ref X", "4:5: functions.hello.log_group: must be a mapping, written out here (got !Ref X)"),
        ("log_group: {retention_in_days: 31}",
         f"4:17: functions.hello.log_group.retention_in_days: {_RETENTION} (got 31)"),
        ("log_group: {retention: 30}", "4:17: functions.hello.log_group.retention: is no field of the language; "
                                       "known here: retention_in_days, deletion_policy, kms_key_id, log_group_class"),
        ("log_group: {deletion_policy: retain}", "4:17: functions.hello.log_group.deletion_policy: must be 'Delete' or "
                                                 "'Retain' (got retain); did you mean Retain?"),
        ("environment: [A]",
         "4:5: functions.hello.environment: must be a mapping, such as {TABLE: orders} (got a list)"),
        ("environment: !Ref X", "4:5: functions.hello.environment: must be a mapping, written out here (got !Ref X)"),
        # In the template this would be the function itself, not a variable named Ref.
        ("environment: {Ref: X}", "4:5: functions.hello.environment: must be a mapping, written out here (got !Ref X)"),
        ("environment: {AB: 1}", '4:19: functions.hello.environment.AB: must be text: put it in quotes, "1"'),
        ("environment: {AB: null}", "4:19: functions.hello.environment.AB: must be text (got nothing)"),
        ("environment: {AB: []}", "4:19: functions.hello.environment.AB: must be text (got a list)"),
        ("environment: {A: x}", "4:19: functions.hello.environment.A: must be two or more letters, digits and '_', and "
                                "begin with a letter (got A)"),
        ("environment: {1A: x}", "4:19: functions.hello.environment.\"1A\": must be two or more letters, digits and "
                                 "'_', and begin with a letter (got 1A)"),
        ("environment: {AÉ: x}", "4:19: functions.hello.environment.\"AÉ\": must be two or more letters, digits and "
                                 "'_', and begin with a letter (got AÉ)"),
        ("environment: {AB: x, AWS_REGION: x}", "4:26: functions.hello.environment.AWS_REGION: is set by Lambda "
                                                "itself: choose another name (got AWS_REGION)"),
        ("environment: {AWS_SECRET_KEY: x}", "4:19: functions.hello.environment.AWS_SECRET_KEY: is set by Lambda "
                                             "itself: choose another name (got AWS_SECRET_KEY)"),
        ("environment: {AWS_SECURITY_TOKEN: x}", "4:19: functions.hello.environment.AWS_SECURITY_TOKEN: is set by "
                                                 "Lambda itself: choose another name (got AWS_SECURITY_TOKEN)"),
        ("environment: {AB: " + "é" * 2048 + "}", "4:5: functions.hello.environment: names and values take 4,098 "
                                                  "bytes; Lambda allows 4,096"),
        ("memory: 5", "4:5: functions.hello.memory: is no field of the language; did you mean memory_size?"),
        ("x: 5", f"4:5: functions.hello.x: is no field of the language; known here: {_ALL_FIELDS}"),
    ],
)  # fmt: skip
def test_an_invalid_setting(hello: Project, body: str, problem: str) -> None:
    assert hello.problems(_with(body)) == [f"apis/demo.yaml:{problem}"]


def test_every_wrong_variable_is_reported(hello: Project) -> None:
    assert hello.problems(_with("environment: {A: x, AB: x, B: y}")) == [
        f"apis/demo.yaml:4:{column}: functions.hello.environment.{name}: must be two or more letters, digits and '_', "
        f"and begin with a letter (got {name})"
        for column, name in ((19, "A"), (32, "B"))
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("functions: {hello: {}}\n", "1:13: functions.hello: needs one of code, inline_code, s3, image"),
        ("functions: {hello: {cod: a}}\n", 
         "1:21: functions.hello.cod: is no field of the language; did you mean code?"),
        ("functions: {hello: {code: null}}\n", "1:13: functions.hello: needs one of code, inline_code, s3, image"),
        ("functions: {hello: {code: !Ref X}}\n",
         "1:21: functions.hello.code: must be text, written out here (got !Ref X)"),
        ("functions: {hello: null}\n",
         "1:13: functions.hello: must be a mapping, such as {code: lambda_code/hello} (got nothing)"),
        ("functions: {hello: 5}\n",
         "1:13: functions.hello: must be a mapping, such as {code: lambda_code/hello} (got 5)"),
        ("functions: {hello: [lambda_code/hello]}\n",
         "1:13: functions.hello: must be a mapping, such as {code: lambda_code/hello} (got a list)"),
        ("functions: {hello: !Sub a}\n", "1:13: functions.hello: must be a mapping, written out here (got !Sub a)"),
        ("functions: {Hello: lambda_code/hello}\n", "1:13: functions.Hello: must be at most 63 lower-case letters, "
                                                    "digits and '-', and begin with a letter (got Hello)"),
        ("functions: {1: lambda_code/hello}\n", '1:13: functions."1": must be at most 63 lower-case letters, digits '
                                                "and '-', and begin with a letter (got 1)"),
        ("functions: {'': lambda_code/hello}\n", '1:13: functions."": must be at most 63 lower-case letters, digits '
                                                 "and '-', and begin with a letter (got empty text)"),
        ("functions: {}\n", "1:1: functions: is required, or routes that lead to other backends"),
        ("functions: null\n", "1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got nothing)"),
        ("functions: lambda_code/hello\n",
         "1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got lambda_code/hello)"),
        ("functions: [lambda_code/hello]\n",
         "1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got a list)"),
        ("description: a\n", "1:1: functions: is required, or routes that lead to other backends"),
    ],
)  # fmt: skip
def test_what_is_no_function(hello: Project, text: str, problem: str) -> None:
    assert f"apis/demo.yaml:{problem}" in hello.problems(text)


def _inheriting(project: Project, defaults: str, function: str) -> FunctionSpec:
    text = f"defaults: {{{defaults}}}\nfunctions: {{hello: {{code: lambda_code/hello, {function}}}}}\n"
    return project.spec(text).functions["hello"]


@pytest.mark.parametrize(
    ("defaults", "function", "field", "value"),
    [
        ("memory_size: 512", "timeout: 5", "memory_size", 512),
        ("memory_size: 512", "memory_size: 256", "memory_size", 256),  # said by itself, though it is the language's
        ("memory_size: 512", "timeout: 5", "timeout", 5),
        ("memory_size: !Ref Memory", "", "memory_size", {"Ref": "Memory"}),
        ("runtime: python3.13", "", "runtime", "python3.13"),
        ("architecture: x86_64", "architecture: arm64", "architecture", "arm64"),
        ("reserved_concurrent_executions: 5", "", "reserved_concurrent_executions", 5),
        ("reserved_concurrent_executions: 5", "reserved_concurrent_executions: null", "reserved_concurrent_executions",
         None),
        ("environment: {AB: a}", "", "environment", {"AB": "a"}),
        ("environment: {AB: a, CD: c}", "environment: {CD: d, EF: e}", "environment",
         {"AB": "a", "CD": "d", "EF": "e"}),
        ("environment: {AB: a}", "environment: {}", "environment", {"AB": "a"}),
    ],
)  # fmt: skip
def test_a_function_inherits_what_it_leaves_out(
    hello: Project, defaults: str, function: str, field: str, value: Any
) -> None:
    assert _plain(getattr(_inheriting(hello, defaults, function), field)) == value


@pytest.mark.parametrize(
    ("defaults", "function", "days", "policy"),
    [
        ("log_group: {retention_in_days: 7}", "", 7, "Delete"),
        ("log_group: {retention_in_days: 7}", "log_group: {deletion_policy: Retain}", 7, "Retain"),
        ("log_group: {retention_in_days: 7, deletion_policy: Retain}", "log_group: {retention_in_days: 30}", 30,
         "Retain"),
        ("log_group: {retention_in_days: 7}", "log_group: {}", 7, "Delete"),
        ("log_group: {}", "log_group: {retention_in_days: 7}", 7, "Delete"),
    ],
)  # fmt: skip
def test_a_function_inherits_what_its_log_group_leaves_out(
    hello: Project, defaults: str, function: str, days: int, policy: str
) -> None:
    log_group = _inheriting(hello, defaults, function).log_group

    assert (log_group.retention_in_days, log_group.deletion_policy) == (days, policy)


def test_defaults_decide_the_code_too(hello: Project) -> None:
    hello.write("lambda_code/hello/lib/app.jar", b"")

    assert _inheriting(hello, "runtime: java21", "handler: a::b").is_packaged


@pytest.mark.parametrize(
    ("defaults", "problem"),
    [
        ("memory_size: 1", "1:12: defaults.memory_size: must be at least 128 (got 1)"),
        ("memory: 1", "1:12: defaults.memory: is no field of the language; did you mean memory_size?"),
        ("code: a", f"1:12: defaults.code: is no field of the language; known here: {_FIELDS}"),
        ("handler: a", f"1:12: defaults.handler: is no field of the language; known here: {_FIELDS}"),
        ("environment: {AB: 1}", '1:26: defaults.environment.AB: must be text: put it in quotes, "1"'),
        ("log_group: {retention_in_days: 4}",
         f"1:24: defaults.log_group.retention_in_days: {_RETENTION} (got 4)"),
        ("log_group: {retention: 4}", "1:24: defaults.log_group.retention: is no field of the language; "
                                      "known here: retention_in_days, deletion_policy, kms_key_id, log_group_class"),
        ("timeout: 31", "1:12: defaults.timeout: must be at most 30 (got 31): API Gateway answers 503 after 30 "
                        "seconds, while the function would run on"),
    ],
)  # fmt: skip
def test_a_wrong_default_is_reported_where_it_stands(hello: Project, defaults: str, problem: str) -> None:
    text = f"defaults: {{{defaults}}}\nfunctions: {{hello: lambda_code/hello}}\n"

    assert hello.problems(text) == [f"apis/demo.yaml:{problem}"]


def test_a_default_that_every_function_replaces_may_be_anything(hello: Project) -> None:
    assert _inheriting(hello, "timeout: 60", "timeout: 5").timeout == 5


@pytest.mark.parametrize("defaults", ["null", "5", "[]", "''"])
def test_defaults_are_a_mapping(hello: Project, defaults: str) -> None:
    (problem,) = hello.problems(f"defaults: {defaults}\nfunctions: {{hello: lambda_code/hello}}\n")

    assert problem.startswith("apis/demo.yaml:1:1: defaults: must be a mapping, such as {timeout: 5} (got ")
