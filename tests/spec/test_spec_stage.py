import pytest

from generator.http_api import quotas
from tests.support import Project

_NAME = "must be $default, or at most 128 letters, digits, '-' and '_'"
_FIELDS = "description, throttling, detailed_metrics, auto_deploy, access_log, variables, name"
_FORMAT = "must be one of json, clf, csv, xml, or a format of $context variables"
_DESTINATION = (
    "must be the ARN of a log group, such as arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/orders"
)
_RETENTION = f"must be one of {', '.join(map(str, quotas.RETENTION_DAYS))} days"


def _with(stage: str) -> str:
    """Return a spec with this stage in line 2."""
    return f"functions: {{hello: lambda_code/hello}}\nstage: {stage}\n"


def test_a_stage_has_careful_defaults(hello: Project) -> None:
    assert hello.spec("functions: {hello: lambda_code/hello}\n").stage.model_dump() == {
        "name": "$default",
        "description": None,
        "throttling": {"rate_limit": 100, "burst_limit": 200},
        "detailed_metrics": None,
        "auto_deploy": True,
        "access_log": {
            "retention_in_days": 30,
            "deletion_policy": "Delete",
            "kms_key_id": None,
            "log_group_class": None,
            "format": "json",
            "destination_arn": None,
        },
        "variables": {},
    }


def test_the_access_log_can_be_turned_off(hello: Project) -> None:
    assert hello.spec(_with("{access_log: false}")).stage.access_log is None


@pytest.mark.parametrize(
    "stage",
    [
        "{}",
        "{name: $default}",
        "{name: dev}",
        "{name: '2024'}",
        "{name: 0123}",
        f"{{name: {'a' * 128}}}",
        "{description: !Ref X}",
        f"{{description: {'é' * 1024}}}",
        "{throttling: {rate_limit: 0.1, burst_limit: 1}}",
        "{throttling: {rate_limit: !Ref X, burst_limit: !If [A, 1, 2]}}",
        "{detailed_metrics: false}",
        "{access_log: {}}",
        "{access_log: {retention_in_days: !Ref X, deletion_policy: Retain}}",
        "{access_log: {kms_key_id: new}}",
        "{access_log: {kms_key_id: 'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd'}}",
        "{access_log: {format: json}}",
        "{access_log: {format: '$context.requestId $context.authorizer.claims.sub'}}",
        "{access_log: {destination_arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/orders'}}",
        "{access_log: {destination_arn: 'arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/vendedlogs/b:*', "
        "format: clf}}",
        "{access_log: {destination_arn: !Ref X}}",
        "{auto_deploy: false}",
        "{variables: {}}",
        "{variables: {color: blue, a_1: !Ref X}}",
        "{variables: {url: 'https://a.example.com/x?y=1&z=2,3#4'}}",
        f"{{variables: {{{'k' * 64}: {'v' * 512}}}}}",
    ],
)
def test_a_valid_stage(hello: Project, stage: str) -> None:
    assert hello.problems(_with(stage)) == []


@pytest.mark.parametrize(
    ("stage", "problem"),
    [
        ("null", "2:1: stage: must be a mapping, such as {name: prod} (got nothing)"),
        ("dev", "2:1: stage: must be a mapping, such as {name: prod} (got dev)"),
        ("[]", "2:1: stage: must be a mapping, such as {name: prod} (got a list)"),
        ("!Ref X", "2:1: stage: must be a mapping, written out here (got !Ref X)"),
        ("{nam: dev}", "2:9: stage.nam: is no field of the language; did you mean name?"),
        ("{x: 1}", f"2:9: stage.x: is no field of the language; known here: {_FIELDS}"),
        ("{throtling: 1}", "2:9: stage.throtling: is no field of the language; did you mean throttling?"),
        ("{name: null}", "2:9: stage.name: must be text (got nothing)"),
        ("{name: 1}", '2:9: stage.name: must be text: put it in quotes, "1"'),
        ("{name: ''}", f"2:9: stage.name: {_NAME} (got empty text)"),
        ("{name: a b}", f"2:9: stage.name: {_NAME} (got a b)"),
        ("{name: a.b}", f"2:9: stage.name: {_NAME} (got a.b)"),
        ("{name: $Default}", f"2:9: stage.name: {_NAME} (got $Default)"),
        ("{name: é}", f"2:9: stage.name: {_NAME} (got é)"),
        (f"{{name: {'a' * 129}}}", f"2:9: stage.name: {_NAME} (got {'a' * 60}…)"),
        ("{name: !Ref X}", "2:9: stage.name: must be text, written out here (got !Ref X)"),
        ("{description: 5}", '2:9: stage.description: must be text: put it in quotes, "5"'),
        (f"{{description: {'x' * 1025}}}",
         f"2:9: stage.description: must have at most 1024 characters (got {'x' * 60}…)"),
        ("{throttling: null}",
         "2:9: stage.throttling: must be a mapping, such as {rate_limit: 100, burst_limit: 200} (got nothing)"),
        ("{throttling: {}}", "2:9: stage.throttling.rate_limit: is required"),
        ("{throttling: {rate_limit: 5}}", "2:9: stage.throttling.burst_limit: is required"),
        ("{throttling: {rate_limit: 0, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be greater than 0 (got 0)"),
        ("{throttling: {rate_limit: 1, burst_limit: 0}}",
         "2:37: stage.throttling.burst_limit: must be greater than 0 (got 0)"),
        ("{throttling: {rate_limit: 1, burst_limit: 1.5}}",
         "2:37: stage.throttling.burst_limit: must be a whole number (got 1.5)"),
        ("{throttling: {rate_limit: null, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be a number (got nothing)"),
        ("{throttling: {rate_limit: true, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be a number (got true)"),
        ("{detailed_metrics: 1}", "2:9: stage.detailed_metrics: must be true or false (got 1)"),
        ("{access_log: true}", "2:9: stage.access_log: must be a mapping, such as {format: json}, or false (got true)"),
        ("{access_log: null}",  # turns nothing off
         "2:9: stage.access_log: must be a mapping, such as {format: json}, or false (got nothing)"),
        ("{access_log: 30}", "2:9: stage.access_log: must be a mapping, such as {format: json}, or false (got 30)"),
        ("{access_log: {retention_in_days: 8}}",
         f"2:22: stage.access_log.retention_in_days: {_RETENTION} (got 8)"),
        ("{access_log: {x: 1}}", "2:22: stage.access_log.x: is no field of the language; known here: "
                                 "retention_in_days, deletion_policy, kms_key_id, log_group_class, format, "
                                 "destination_arn"),
        ("{access_log: {format: x}}", f"2:22: stage.access_log.format: {_FORMAT} (got x)"),
        ("{access_log: {format: JSON}}", f"2:22: stage.access_log.format: {_FORMAT} (got JSON)"),
        ("{access_log: {format: $context.status}}",
         "2:22: stage.access_log.format: must contain $context.requestId or $context.extendedRequestId: API Gateway "
         "requires one of them (got $context.status)"),
        ("{access_log: {format: !Ref X}}",
         "2:22: stage.access_log.format: must be text, written out here (got !Ref X)"),
        ("{access_log: {kms_key_id: orders}}",
         "2:22: stage.access_log.kms_key_id: must be the ARN of a KMS key, or new (got orders)"),
        ("{access_log: {kms_key_id: 'arn:aws:kms:eu-central-1:123456789012:alias/orders'}}",
         "2:22: stage.access_log.kms_key_id: must be the ARN of a KMS key, or new "
         "(got arn:aws:kms:eu-central-1:123456789012:alias/orders)"),
        ("{access_log: {destination_arn: /aws/vendedlogs/orders}}",
         f"2:22: stage.access_log.destination_arn: {_DESTINATION} (got /aws/vendedlogs/orders)"),
        ("{access_log: {destination_arn: 'arn:aws:s3:::orders'}}",
         f"2:22: stage.access_log.destination_arn: {_DESTINATION} (got arn:aws:s3:::orders)"),
        ("{access_log: {destination_arn: !Ref X, retention_in_days: 30}}",
         "2:9: stage.access_log: retention_in_days belongs to the log group that there is: leave it out"),
        ("{auto_deploy: 1}", "2:9: stage.auto_deploy: must be true or false (got 1)"),
        ("{auto_deploy: !Ref X}", "2:9: stage.auto_deploy: must be true or false, written out here (got !Ref X)"),
        ("{variables: [a]}", "2:9: stage.variables: must be a mapping, such as {host: shop.example.com} (got a list)"),
        ("{variables: {a: 1}}", '2:21: stage.variables.a: must be text: put it in quotes, "1"'),
        (f"{{variables: {{a: {'v' * 513}}}}}",
         f"2:21: stage.variables.a: must have at most 512 characters (got {'v' * 60}…)"),
        (f"{{variables: {{{', '.join(f'k{n}: v' for n in range(101))}}}}}",
         "2:9: stage.variables: must have at most 100 entries (got 101)"),
        # In the template this would be the function itself, not a variable named Ref.
        ("{variables: {Ref: X}}", "2:9: stage.variables: must be a mapping, written out here (got !Ref X)"),
    ],
)  # fmt: skip
def test_an_invalid_stage(hello: Project, stage: str, problem: str) -> None:
    assert f"apis/demo.yaml:{problem}" in hello.problems(_with(stage))


@pytest.mark.parametrize("name", ["a-b", "é", "a.b", "", "k" * 65])
def test_names_of_variables_are_letters_digits_and_underscores(hello: Project, name: str) -> None:
    (problem,) = hello.problems(_with(f"{{variables: {{'{name}': x}}}}"))

    assert "must be at most 64 letters, digits" in problem
    assert problem.startswith("apis/demo.yaml:2:21: stage.variables.")


# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
@pytest.mark.parametrize("value", ["a b", "", "é", "a'b", "{a}", "100%"])
def test_values_of_variables_have_characters_of_urls_only(hello: Project, value: str) -> None:
    assert hello.problems(_with(f'{{variables: {{a: "{value}"}}}}')) == [
        f"apis/demo.yaml:2:21: stage.variables.a: must be letters, digits and -._~:/?#&=, (got {value or 'empty text'})"
    ]


@pytest.mark.parametrize(
    ("stages", "problem"),
    [
        ("null", "2:1: stages: must be a mapping, such as {prod: {}} (got nothing)"),
        ("[beta]", "2:1: stages: must be a mapping, such as {prod: {}} (got a list)"),
        ("{beta: null}", "2:10: stages.beta: must be a mapping, such as {description: for customers} (got nothing)"),
        ("{beta: {name: beta}}", "2:17: stages.beta.name: is no field of the language; known here: description, "
                                 "throttling, detailed_metrics, auto_deploy, access_log, variables"),
        ("{a b: {}}", f'2:10: stages."a b": {_NAME} (got a b)'),
        # Between stages.
        ("{$default: {}}\nstage: {}",
         "2:10: stages.\"$default\": there is a stage of this name under stage already: put all of it in one place"),
        ("{v1: {}}\nstage: {name: v1}",
         "2:10: stages.v1: there is a stage of this name under stage already: put all of it in one place"),
        ("{$default: {}}\nstage: {name: v1}",
         "2:10: stages.\"$default\": stage has the main stage already, v1: put $default under stage and v1 here, or "
         "both here"),
        ("{v1: {}, V1: {}}",
         "2:18: stages.V1: leads to the logical ID V1Stage, which belongs to stages.v1: choose another name"),
    ],
)  # fmt: skip
def test_invalid_stages(hello: Project, stages: str, problem: str) -> None:
    text = f"functions: {{hello: lambda_code/hello}}\nstages: {stages}\n"

    assert f"apis/demo.yaml:{problem}" in hello.problems(text)


@pytest.mark.parametrize(
    ("stages", "ids"),
    [
        ("stages: {beta: {}, $default: {}}", {"Stage": "$default", "BetaStage": "beta"}),
        ("stages: {beta: {}, v1: {}}", {"BetaStage": "beta", "V1Stage": "v1"}),
        ("stages: {beta: {}}\nstage: {name: v1}", {"Stage": "v1", "BetaStage": "beta"}),
        ("stages: {beta: {}}\nstage: {}", {"Stage": "$default", "BetaStage": "beta"}),
        ("stages: {}", {"Stage": "$default"}),
    ],
)
def test_the_main_stage_comes_first(hello: Project, stages: str, ids: dict[str, str]) -> None:
    spec = hello.spec(f"functions: {{hello: lambda_code/hello}}\n{stages}\n")

    assert [*((logical_id, stage.name) for logical_id, stage in spec.all_stages.items())] == [*ids.items()]
