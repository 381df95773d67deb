"""Releases in a spec: what is refused, and what is worth knowing."""

import pytest

from generator.aws_lambda.versions import NOT_VERSIONED, VERSIONED
from generator.errors import dotted
from generator.spec import notes
from generator.spec.functions import FunctionSpec
from generator.spec.notes.releases import NOT_KEPT
from tests.support import Project

_ALIAS = "auto_publish_alias: live"


def spec(settings: str, more: str = "") -> str:
    return f"functions:\n  one: {{code: lambda_code/hello, {settings}}}\n{more}"


def provisioned(settings: str, more: str = "") -> str:
    return spec(f"{_ALIAS}, provisioned_concurrency_config: {{{settings}}}{more}")


def gradual(settings: str, more: str = "") -> str:
    return spec(f"{_ALIAS}, deployment_preference: {{{settings}}}", more)


_WITH_HOOK = "  smoke-test: lambda_code/hello\nroutes: {$default: one}\n"
_RAW = "cloudformation:\n  Resources: {OnCall: {Type: AWS::SNS::Topic}, Late: {Type: AWS::CloudWatch::Alarm}}\n"


_TWO_CONDITIONS = (
    "depend on A and B, but SAM takes one condition for all alarms of a deployment: let them depend on the same, or "
    "leave sam out of flavours"
)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # An alias, and what belongs to one.
        (spec(_ALIAS), []),
        (spec("auto_publish_alias: v1_2-rc"), []),
        (spec("auto_publish_alias: '7'"),
         ["2:34: functions.one.auto_publish_alias: must be at most 128 letters, digits, '-' and '_', and not digits "
          "alone (got 7)"]),
        (spec("auto_publish_alias: a.b"),
         ["2:34: functions.one.auto_publish_alias: must be at most 128 letters, digits, '-' and '_', and not digits "
          "alone (got a.b)"]),
        (spec("provisioned_concurrency_config: {provisioned_concurrent_executions: 1}"),
         ["2:34: functions.one.provisioned_concurrency_config: belongs to an alias: add auto_publish_alias: live"]),
        (spec("deployment_preference: {type: AllAtOnce}"),
         ["2:34: functions.one.deployment_preference: belongs to an alias: add auto_publish_alias: live"]),
        ("defaults: {deployment_preference: {type: AllAtOnce}}\nfunctions: {one: lambda_code/hello}\n",
         ["2:13: functions.one: deployment_preference, from defaults, belongs to an alias: add auto_publish_alias: "
          "live"]),
        (f"defaults: {{snap_start: PublishedVersions, {_ALIAS},\n"
         "  provisioned_concurrency_config: {provisioned_concurrent_executions: 1}}\n"
         "functions: {one: lambda_code/hello}\n",
         ["3:13: functions.one: provisioned_concurrency_config, from defaults, does not go with snap_start: choose one "
          "against cold starts"]),
        ("defaults: {deployment_preference: {type: AllAtOnce}}\n"
         "functions: {one: {code: lambda_code/hello, deployment_preference: null}}\n", []),
        # Provisioned concurrency.
        (provisioned("provisioned_concurrent_executions: 0"),
         ["2:93: functions.one.provisioned_concurrency_config.provisioned_concurrent_executions: must be at least 1 "
          "(got 0)"]),
        (provisioned("provisioned_concurrent_executions: 5, scaling: {max_capacity: 5}"), []),
        (provisioned("provisioned_concurrent_executions: 5, scaling: {max_capacity: 4}"),
         ["2:60: functions.one.provisioned_concurrency_config: max_capacity must be at least 5, which are always ready "
          "(got 4)"]),
        (provisioned("provisioned_concurrent_executions: 5, scaling: {min_capacity: 2, max_capacity: 4}"), []),
        (provisioned("provisioned_concurrent_executions: 5, scaling: {min_capacity: 5, max_capacity: 4}"),
         ["2:60: functions.one.provisioned_concurrency_config: max_capacity must be at least 5, which are always ready "
          "(got 4)"]),
        (provisioned("provisioned_concurrent_executions: 1, scaling: {max_capacity: 2, target_value: 70}"),
         ["2:158: functions.one.provisioned_concurrency_config.scaling.target_value: must be at most 0.9 (got 70)"]),
        (provisioned("provisioned_concurrent_executions: 1, scaling: {target_value: 0.5}"),
         ["2:131: functions.one.provisioned_concurrency_config.scaling.max_capacity: is required"]),
        (provisioned("provisioned_concurrent_executions: 6", ", reserved_concurrent_executions: 5"),
         ["2:60: functions.one.provisioned_concurrency_config: up to 6 executions cannot be ready where "
          "reserved_concurrent_executions lets 5 run: raise that, or lower these"]),
        (provisioned("provisioned_concurrent_executions: 5, scaling: {max_capacity: 9}",
                     ", reserved_concurrent_executions: 8"),
         ["2:60: functions.one.provisioned_concurrency_config: up to 9 executions cannot be ready where "
          "reserved_concurrent_executions lets 8 run: raise that, or lower these"]),
        (provisioned("provisioned_concurrent_executions: !Ref P", ", reserved_concurrent_executions: 5")
         + "parameters: {P: {type: Number, allowed_values: [5, 6]}}\n", []),
        (provisioned("provisioned_concurrent_executions: !Ref P", ", reserved_concurrent_executions: 5")
         + "parameters: {P: {type: Number, allowed_values: [6, 7]}}\n",
         ["2:60: functions.one.provisioned_concurrency_config: up to 6 executions cannot be ready where "
          "reserved_concurrent_executions lets 5 run: raise that, or lower these"]),
        (provisioned("provisioned_concurrent_executions: 1", ", snap_start: PublishedVersions"),
         ["2:60: functions.one.provisioned_concurrency_config: does not go with snap_start: choose one against cold "
          "starts"]),
        # Gradual deployments.
        (gradual("alarms: [a]"), ["2:60: functions.one.deployment_preference.type: is required"]),
        (gradual("type: Canary10Percent7Minutes"),
         ["2:84: functions.one.deployment_preference.type: must be 'AllAtOnce', 'Canary10Percent5Minutes', "
          "'Canary10Percent10Minutes', 'Canary10Percent15Minutes', 'Canary10Percent30Minutes', "
          "'Linear10PercentEvery1Minute', 'Linear10PercentEvery2Minutes', 'Linear10PercentEvery3Minutes' or "
          "'Linear10PercentEvery10Minutes' (got Canary10Percent7Minutes); did you mean Canary10Percent5Minutes?"]),
        (gradual("type: AllAtOnce, alarms: []"),
         ["2:101: functions.one.deployment_preference.alarms: must have at least 1 entry (got an empty list)"]),
        (gradual("type: AllAtOnce, alarms: [a, b, c, d, e, f, g, h, i, j, k]"),
         ["2:101: functions.one.deployment_preference.alarms: must have at most 10 entries (got 11)"]),
        (gradual("type: AllAtOnce, trigger_configurations: [{trigger_name: '', "
                 "trigger_target_arn: 'arn:aws:sqs:eu-central-1:123456789012:jobs', "
                 "trigger_events: [DeploymentStop]}]"),
         ["2:127: functions.one.deployment_preference.trigger_configurations[0].trigger_name: must have at least 1 "
          "character (got empty text)",
          "2:145: functions.one.deployment_preference.trigger_configurations[0].trigger_target_arn: must be the ARN of "
          "a topic, such as arn:aws:sns:eu-central-1:123456789012:deployments (got "
          "arn:aws:sqs:eu-central-1:123456789012:jobs)"]),
        (gradual("type: AllAtOnce, trigger_configurations: [{trigger_name: a, trigger_target_arn: !GetAtt Q.Arn, "
                 "trigger_events: [DeploymentStop]}]", "cloudformation: {Resources: {Q: {Type: AWS::SQS::Queue}}}\n"),
         ["2:144: functions.one.deployment_preference.trigger_configurations[0].trigger_target_arn: must be the ARN of "
          "a topic: Q is an AWS::SQS::Queue"]),
        (gradual("type: AllAtOnce, trigger_configurations: [{trigger_name: a, trigger_target_arn: !Ref T, "
                 "trigger_events: [InstanceStart]}]", "parameters: {T: {type: String}}\n"),
         ["2:189: functions.one.deployment_preference.trigger_configurations[0].trigger_events[0]: must be "
          "'DeploymentStart', 'DeploymentSuccess', 'DeploymentFailure', 'DeploymentStop', 'DeploymentRollback' or "
          "'DeploymentReady' (got InstanceStart)"]),
        # Hooks.
        (gradual("type: AllAtOnce, hooks: {pre_traffic: smoke-test}", _WITH_HOOK), []),
        (gradual("type: AllAtOnce, hooks: {pre_traffic: smoke-tset}", _WITH_HOOK),
         ["2:109: functions.one.deployment_preference.hooks.pre_traffic: there is no function smoke-tset; did you mean "
          "smoke-test?"]),
        (gradual("type: AllAtOnce, hooks: {post_traffic: one}"),
         ["2:109: functions.one.deployment_preference.hooks.post_traffic: a function cannot test its own new version: "
          "name another"]),
        ("defaults: {auto_publish_alias: live, deployment_preference: {type: AllAtOnce, hooks: {pre_traffic: two}}}\n"
         "functions: {one: lambda_code/hello, two: lambda_code/hello}\nroutes: {$default: one}\n",
         ["2:37: functions.two: a function cannot test its own new version: say deployment_preference: null here"]),
        (gradual("type: AllAtOnce, hooks: {pre_traffic: !GetAtt Test.Arn}"),
         ["2:109: functions.one.deployment_preference.hooks.pre_traffic: must be the function's name: write "
          "!Ref Test"]),
        (gradual("type: AllAtOnce, hooks: {pre_traffic: !Ref SmokeTestFunction}", _WITH_HOOK),
         ["2:109: functions.one.deployment_preference.hooks.pre_traffic: is a function of the spec: write smoke-test, "
          "so that it may say how its test came out"]),
        # Alarms.
        (gradual("type: AllAtOnce, alarms: [!Ref Late, on-call, !Ref Elsewhere]", _RAW), []),
        (gradual("type: AllAtOnce, alarms: [!Ref Late, !Ref Late]", _RAW),
         ["2:121: functions.one.deployment_preference.alarms[1]: stands here twice: remove one (got !Ref Late)"]),
        (gradual("type: AllAtOnce, alarms: [!GetAtt Late.Arn]", _RAW),
         ["2:110: functions.one.deployment_preference.alarms[0]: must be the alarm's name: write !Ref Late"]),
        (gradual("type: AllAtOnce, alarms: [!Ref OnCall]", _RAW),
         ["2:110: functions.one.deployment_preference.alarms[0]: must be an alarm: OnCall is an AWS::SNS::Topic"]),
        (gradual("type: AllAtOnce, alarms: [!If [A, x, !Ref AWS::NoValue], !If [A, y, !Ref AWS::NoValue]]"), []),
        (gradual("type: AllAtOnce, alarms: [z, !If [A, x, !Ref AWS::NoValue], !If [B, y, !Ref AWS::NoValue]]"),
         [f"2:101: functions.one.deployment_preference.alarms: {_TWO_CONDITIONS}"]),
        (gradual("type: AllAtOnce, alarms: [z, !If [A, x, !Ref AWS::NoValue], !If [A, !Ref AWS::NoValue, y]]"), []),
        (gradual("type: AllAtOnce, alarms: [!If [A, x, !Ref AWS::NoValue], !If [B, y, !Ref AWS::NoValue]]"),
         [f"2:101: functions.one.deployment_preference.alarms: {_TWO_CONDITIONS}",
          "2:110: functions.one.deployment_preference.alarms[0]: all alarms have conditions, and not the same: add one "
          "that is always there, for the list may be empty"]),
        (gradual("type: AllAtOnce, alarms: [!If [A, x, !Ref AWS::NoValue], !If [A, !Ref AWS::NoValue, y]]"),
         ["2:110: functions.one.deployment_preference.alarms[0]: all alarms have conditions, and not the same: add one "
          "that is always there, for the list may be empty"]),
        (gradual("type: AllAtOnce, alarms: [on-call, !If [A, x, !If [B, y, !Ref AWS::NoValue]]]"),
         ["2:119: functions.one.deployment_preference.alarms[1]: may be nothing: write it as !If [Condition, name, "
          "!Ref AWS::NoValue], and no deeper"]),
        # Cycles.
        (spec(f"{_ALIAS}, environment: {{VERSION: !Ref OneFunctionVersion}}"),
         ["2:74: functions.one.environment.VERSION: OneFunctionVersion waits for this function and cannot be made "
          "before it: leave it out"]),
        (spec(f"{_ALIAS}, environment: {{ALIAS: !Sub '${{OneFunctionAliaslive}}'}}"),
         ["2:74: functions.one.environment.ALIAS: OneFunctionAliaslive waits for this function and cannot be made "
          "before it: leave it out"]),
        (gradual("type: AllAtOnce, hooks: {pre_traffic: two}",
                 "  two: {code: lambda_code/hello, environment: {ALIAS: !Ref OneFunctionAliaslive}}\n"
                 "routes: {$default: one}\n"),
         ["3:48: functions.two.environment.ALIAS: OneFunctionAliaslive waits for this function and cannot be made "
          "before it: leave it out"]),
        (gradual("type: AllAtOnce, hooks: {pre_traffic: two}",
                 "  two: {code: lambda_code/hello, environment: {VERSION: !Ref OneFunctionVersion}}\n"
                 "routes: {$default: one}\n"), []),
        # Logical IDs.
        (spec(_ALIAS, "cloudformation: {Resources: {OneFunctionAliaslive: {Type: AWS::SNS::Topic}}}\n"),
         ["3:30: cloudformation.Resources.OneFunctionAliaslive: leads to the logical ID OneFunctionAliaslive, which "
          "belongs to functions.one.auto_publish_alias: choose another name"]),
        (spec(_ALIAS, "parameters: {OneFunctionVersion: {type: String}}\n"),
         ["3:14: parameters.OneFunctionVersion: leads to the logical ID OneFunctionVersion, which belongs to "
          "functions.one.auto_publish_alias: choose another name"]),
        (gradual("type: AllAtOnce", "parameters: {CodeDeployServiceRole: {type: String}}\n"),
         ["3:14: parameters.CodeDeployServiceRole: leads to the logical ID CodeDeployServiceRole, which belongs to "
          "functions.one.deployment_preference: choose another name"]),
        (spec(_ALIAS, "parameters: {CodeDeployServiceRole: {type: String}}\n"), []),
    ],
)  # fmt: skip
def test_what_is_refused(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(text) == [f"apis/demo.yaml:{problem}" for problem in problems]


def test_a_preference_is_merged_with_that_of_defaults(hello: Project) -> None:
    text = (
        "defaults: {auto_publish_alias: live, deployment_preference: {type: AllAtOnce, alarms: [late]}}\n"
        "functions: {one: {code: lambda_code/hello, deployment_preference: {type: Canary10Percent5Minutes}}}\n"
    )

    preference = hello.load(text).spec.functions["one"].deployment_preference

    assert preference is not None
    assert (preference.type, preference.alarms) == ("Canary10Percent5Minutes", ["late"])


def test_defaults_may_say_null(hello: Project) -> None:
    text = f"defaults: {{deployment_preference: null}}\n{gradual('type: AllAtOnce')}"

    preference = hello.load(text).spec.functions["one"].deployment_preference

    assert preference is not None
    assert preference.type == "AllAtOnce"


def noted(project: Project, text: str) -> list[str]:
    spec = project.load(text).spec
    return [f"{dotted(note.path)}: {note.message}" for note in notes.notes(spec)]


def publishes_nothing(parameters: str) -> list[str]:
    return [
        f"functions.one: another value of {parameters} alone publishes no version, and live keeps the one that it has: "
        "change the description too, or write the value here"
    ]


_PARAMETERS = "parameters: {A: {type: String}, B: {type: String}, C: {type: AWS::SSM::Parameter::Value<String>}}\n"


@pytest.mark.parametrize(
    ("settings", "parameters"),
    [
        ("environment: {TABLE: !Ref A}", "A"),
        ("environment: {TABLE: !Ref C, QUEUE: !Sub 'x-${A}'}", "A or C"),
        ("description: !Join ['', [!Ref A, !Ref B, !Sub ['${x}${C}', {x: y}]]]", "A, B or C"),
        ("memory_size: !Ref Size", "Size"),
        ("timeout: !If [IsLarge, 10, 5]", "World"),
        ("layers: [!Ref A]", "A"),
        ("kms_key_arn: !Ref A", "A"),
    ],
)
def test_the_value_of_a_parameter_publishes_nothing(hello: Project, settings: str, parameters: str) -> None:
    raw = (
        "cloudformation:\n  Parameters: {Size: {Type: Number, Default: 256}, World: {Type: String}}\n"
        "  Conditions: {IsLarge: !Not [!Condition IsSmall], IsSmall: !Equals [!Ref World, dev]}\n"
    )
    text = spec(f"{_ALIAS}, {settings}", _PARAMETERS + raw)

    assert noted(hello, text) == publishes_nothing(parameters)
    assert noted(hello, text.replace(f"{_ALIAS}, ", "")) == []


@pytest.mark.parametrize(
    "settings",
    [
        "environment: {TABLE: !Ref Table}",
        "environment: {TABLE: !Ref AWS::Region}",
        "reserved_concurrent_executions: !Ref A",
        "provisioned_concurrency_config: {provisioned_concurrent_executions: !Ref A}",
        "log_group: {kms_key_id: !Ref A}",
        "tags: {team: !Ref A}",
    ],
)
def test_other_values_are_not_told(hello: Project, settings: str) -> None:
    more = "parameters: {A: {type: String}}\ncloudformation: {Resources: {Table: {Type: AWS::SNS::Topic}}}\n"

    assert noted(hello, spec(f"{_ALIAS}, {settings}", more)) == []


def test_a_deployment_that_nothing_stops_is_told(hello: Project) -> None:
    told = [
        "functions.one: traffic moves to a new version whether it works or not: give deployment_preference alarms, or "
        "a hook"
    ]

    assert noted(hello, gradual("type: Canary10Percent5Minutes")) == told
    assert noted(hello, gradual("type: AllAtOnce")) == []
    assert noted(hello, gradual("type: Canary10Percent5Minutes, alarms: [on-call]")) == []
    assert noted(hello, gradual("type: Canary10Percent5Minutes, hooks: {pre_traffic: smoke-test}", _WITH_HOOK)) == []


# Fields that are part of a property of another name.
_KEPT_AS = {
    "code": "Code", "inline_code": "Code", "s3": "Code", "image": "Code", "architecture": "Architectures",
    "secrets": "Environment", "tracing": "TracingConfig", "dead_letter_queue": "DeadLetterConfig",
}  # fmt: skip


def test_it_is_known_of_every_field_whether_a_version_keeps_it() -> None:
    kept = {_KEPT_AS.get(name, name.title().replace("_", "")) for name in set(FunctionSpec.model_fields) - NOT_KEPT}
    not_kept = {name.title().replace("_", "") for name in NOT_KEPT}

    assert kept <= VERSIONED
    assert not not_kept & VERSIONED
    assert {"Tags", "ReservedConcurrentExecutions", "RecursiveLoop"} <= not_kept & NOT_VERSIONED
