"""Settings of functions that are wrong, each by itself or with others, and what is worth knowing about valid ones."""

import pytest

from generator.spec.notes import notes
from tests.support import Project

ACCOUNT = "eu-central-1:123456789012"
QUEUE = f"arn:aws:sqs:{ACCOUNT}:dead"
LAYER = f"arn:aws:lambda:{ACCOUNT}:layer:tools"
NETWORK = "vpc_config: {subnet_ids: [subnet-0a1b2c3d], security_group_ids: [sg-0a1b2c3d]}"
PARAMETER = "parameters: {P: {type: String}}\n"
ANY_DESTINATION = "SQS, SNS, Lambda, EventBridge, S3Bucket"
WITHOUT_WAITING = "API Gateway waits for the function's answer: this is for what else invokes it, without waiting"


def spec_with(setting: str, more: str = "") -> str:
    """Return a spec with this setting of the function `hello` in line 4."""
    return f"functions:\n  hello:\n    code: lambda_code/hello\n    {setting}\n{more}"


def raw(resource_type: str, properties: str = "{}") -> str:
    """Return a raw section with one resource, R."""
    return f'cloudformation: {{Resources: {{R: {{Type: "{resource_type}", Properties: {properties}}}}}}}\n'


def signed(config: str) -> str:
    return f"inline: false\n    code_signing_config: {config}"


# A setting, what else the spec has, and what is said of it behind `apis/demo.yaml:<line>:<column>: functions.hello.`.
WRONG = {
    "six layers": (
        f"layers: [{', '.join(f'{LAYER}{number}:1' for number in range(6))}]", "",
        "4:5: layers: must have at most 5 entries (got 6)",
    ),
    "two versions of a layer": (
        f"layers: ['{LAYER}:1', '{LAYER}:2']", "",
        "4:72: layers[1]: is a layer that stands there already, and Lambda takes one version of it: remove one",
    ),
    "a layer twice": (
        "layers: [!Ref P, !Ref P]", PARAMETER,
        "4:22: layers[1]: is a layer that stands there already, and Lambda takes one version of it: remove one",
    ),
    "a layer without its version": (
        f'layers: ["{LAYER}"]', "",
        f"4:14: layers[0]: must be the ARN of a version of a layer, such as {LAYER}:3 (got {LAYER})",
    ),
    "a layer that is another resource": (
        "layers: [!Ref R]", raw("AWS::S3::Bucket"),
        "4:14: layers[0]: must be the ARN of a layer: R is an AWS::S3::Bucket",
    ),
    "too small a storage": (
        "ephemeral_storage: 511", "", "4:5: ephemeral_storage: must be at least 512 (got 511)"
    ),
    "too large a storage": (
        "ephemeral_storage: 10241", "", "4:5: ephemeral_storage: must be at most 10240 (got 10241)"
    ),
    "an alias of a key": (
        "kms_key_arn: arn:aws:kms:eu-central-1:123456789012:alias/x", "",
        "4:5: kms_key_arn: must be the ARN of a KMS key, and not of an alias "
        "(got arn:aws:kms:eu-central-1:123456789012:alias/x)",
    ),
    "the ID of a key": (
        "kms_key_arn: !Ref R", raw("AWS::KMS::Key"),
        "4:5: kms_key_arn: must be an ARN, but !Ref R is its ID: write !GetAtt R.Arn",
    ),
    "a network without groups": (
        "vpc_config: {subnet_ids: [subnet-0a1b2c3d]}", "", "4:5: vpc_config.security_group_ids: is required"
    ),
    "a network without subnets": (
        "vpc_config: {subnet_ids: [], security_group_ids: [sg-0a1b2c3d]}", "",
        "4:18: vpc_config.subnet_ids: must have at least 1 entry (got an empty list)",
    ),
    "a group by its name": (
        "vpc_config: {subnet_ids: [!Ref P], security_group_ids: [group]}", PARAMETER,
        "4:61: vpc_config.security_group_ids[0]: must be the ID of a security group, such as sg-0a1b2c3d (got group)",
    ),
    "six groups": (
        f"vpc_config: {{subnet_ids: !Ref S, security_group_ids: [{', '.join(f'sg-0000000{n}' for n in range(6))}]}}",
        "parameters: {S: {type: 'List<AWS::EC2::Subnet::Id>'}}\n",
        "4:38: vpc_config.security_group_ids: must have at most 5 entries (got 6)",
    ),
    "a file system without a network": (
        "file_system_configs: [{arn: !Ref P, local_mount_path: /mnt/a}]", PARAMETER,
        "4:5: file_system_configs: are reached through a VPC: add vpc_config, with subnets that reach the mount "
        "targets",
    ),
    "a mount path elsewhere": (
        "file_system_configs: [{arn: !Ref P, local_mount_path: /data}]", PARAMETER,
        "4:41: file_system_configs[0].local_mount_path: must be /mnt/ and a name of letters, digits, '-', '_' and "
        "'.' (got /data)",
    ),
    "two file systems": (
        "file_system_configs: [{arn: !Ref P, local_mount_path: /mnt/a}, {arn: !Ref P, local_mount_path: /mnt/b}]",
        PARAMETER,
        "4:5: file_system_configs: must have at most 1 entry (got 2)",
    ),
    "a file system itself": (
        f"file_system_configs: [{{arn: 'arn:aws:elasticfilesystem:{ACCOUNT}:file-system/fs-1', local_mount_path: "
        "/mnt/a}]", "",
        "4:28: file_system_configs[0].arn: must be the ARN of an access point of Amazon EFS, such as "
        f"arn:aws:elasticfilesystem:{ACCOUNT}:access-point/fsap-0123456789abcdef0 "
        f"(got arn:aws:elasticfilesystem:{ACCOUNT}:file-sys…)",
    ),
    "the ID of an access point": (
        f"file_system_configs: [{{arn: !Ref R, local_mount_path: /mnt/a}}]\n    {NETWORK}",
        raw("AWS::EFS::AccessPoint"),
        "4:28: file_system_configs[0].arn: must be an ARN, but !Ref R is its ID: write !GetAtt R.Arn",
    ),
    "a mode in lower case": (
        "tracing: active", "",
        "4:5: tracing: must be 'Active' or 'PassThrough' (got active); did you mean Active?",
    ),
    "an unknown level": (
        "logging_config: {log_format: JSON, system_log_level: ERROR}", "",
        "4:40: logging_config.system_log_level: must be 'DEBUG', 'INFO' or 'WARN' (got ERROR)",
    ),
    "a level of logs in text": (
        "logging_config: {application_log_level: DEBUG}", "",
        "4:22: logging_config.application_log_level: is for logs in JSON only: add log_format: JSON",
    ),
    "a manual update without its version": (
        "runtime_management_config: Manual", "",
        "4:5: runtime_management_config: needs the runtime_version_arn to stay with: update_runtime_on is Manual",
    ),
    "a version of other updates": (
        "runtime_management_config: {update_runtime_on: Auto, runtime_version_arn: "
        "'arn:aws:lambda:eu-west-1::runtime:0'}", "",
        "4:58: runtime_management_config.runtime_version_arn: is for update_runtime_on: Manual only: leave it out",
    ),
    "a version that is none": (
        "runtime_management_config: {update_runtime_on: Manual, runtime_version_arn: python}", "",
        "4:60: runtime_management_config.runtime_version_arn: must be the ARN of a version of a runtime, as the log "
        "line INIT_START shows it (got python)",
    ),
    "a truth value for a loop": (
        "recursive_loop: true", "", "4:5: recursive_loop: must be 'Allow' or 'Terminate' (got true)"
    ),
    "a snapshot of nothing": (
        "snap_start: PublishedVersions", "",
        "4:5: snap_start: does nothing without published versions: add auto_publish_alias, as in "
        "auto_publish_alias: live",
    ),
    "a snapshot of an old runtime": (
        "snap_start: PublishedVersions\n    auto_publish_alias: live\n    runtime: python3.11", "",
        "4:5: snap_start: is not for python3.11: it takes Python from 3.12, Java from 11 and .NET from 8; leave it "
        "out, or write null to take back what defaults say",
    ),
    "a snapshot with files": (
        "snap_start: PublishedVersions\n    auto_publish_alias: live\n    "
        f"file_system_configs: [{{arn: !Ref P, local_mount_path: /mnt/a}}]\n    {NETWORK}", PARAMETER,
        "4:5: snap_start: does not go with file_system_configs: leave out one of them",
    ),
    "a snapshot with a large storage": (
        "snap_start: PublishedVersions\n    auto_publish_alias: live\n    ephemeral_storage: 1024", "",
        "4:5: snap_start: goes with an ephemeral_storage of at most 512 (got 1024)",
    ),
    "a signature in the template": (
        "code_signing_config: !Ref P", PARAMETER,
        "4:5: code_signing_config: is not for code that stands in the template, which nobody has signed: add "
        "inline: false",
    ),
    "a signature of nobody": (
        "code_signing_config: {untrusted_artifact_on_deployment: Warn}", "",
        "4:5: code_signing_config: needs one of arn, signing_profile_version_arns",
    ),
    "a policy of another configuration": (
        "code_signing_config: {arn: !Ref P, untrusted_artifact_on_deployment: Warn}", PARAMETER,
        "4:5: code_signing_config: untrusted_artifact_on_deployment belongs to the configuration that there is: leave "
        "it out",
    ),
    "a profile without its version": (
        signed("{signing_profile_version_arns: [!Ref R]}"), raw("AWS::Signer::SigningProfile"),
        "5:58: code_signing_config.signing_profile_version_arns[0]: must be an ARN, but !Ref R is that of the "
        "profile, without a version: write !GetAtt R.ProfileVersionArn",
    ),
    "a configuration that is another resource": (
        signed("!GetAtt R.Arn"), raw("AWS::KMS::Key"),
        "5:5: code_signing_config.arn: must be the ARN of a code signing configuration: R is an AWS::KMS::Key",
    ),
    "a queue of which nothing is known": (
        "dead_letter_queue: !Ref P", PARAMETER,
        "4:5: dead_letter_queue: needs its type, which target_arn does not tell: add one of SQS, SNS",
    ),
    "a parameter that is a queue or a topic": (
        "dead_letter_queue: !Ref P",
        f"parameters: {{P: {{type: String, allowed_values: ['{QUEUE}', 'arn:aws:sns:{ACCOUNT}:topic']}}}}\n",
        "4:5: dead_letter_queue: needs its type, which target_arn does not tell: add one of SQS, SNS",
    ),
    "a parameter that is a queue by default": (
        "dead_letter_queue: !Ref P", f"parameters: {{P: {{type: String, default: '{QUEUE}'}}}}\n",
        "4:5: dead_letter_queue: needs its type, which target_arn does not tell: add one of SQS, SNS",
    ),
    "a FIFO queue by default": (
        "dead_letter_queue: {type: SQS, target_arn: !Ref P}",
        f"parameters: {{P: {{type: String, default: '{QUEUE}.fifo'}}}}\n",
        "4:36: dead_letter_queue.target_arn: is FIFO, and Lambda sends to standard queues and topics only: name a "
        "standard one",
    ),
    "a FIFO queue by its ARN": (
        f"dead_letter_queue: {QUEUE}.fifo", "",
        "4:5: dead_letter_queue.target_arn: is FIFO, and Lambda sends to standard queues and topics only: name a "
        "standard one",
    ),
    "a FIFO topic of the template": (
        "dead_letter_queue: !Ref R", raw("AWS::SNS::Topic", "{FifoTopic: true}"),
        "4:5: dead_letter_queue.target_arn: is FIFO, and Lambda sends to standard queues and topics only: name a "
        "standard one",
    ),
    "the URL of a queue": (
        "dead_letter_queue: !Ref R", raw("AWS::SQS::Queue"),
        "4:5: dead_letter_queue.target_arn: must be an ARN, but !Ref R is its URL: write !GetAtt R.Arn",
    ),
    "events that die in a bucket": (
        "dead_letter_queue: !GetAtt R.Arn", raw("AWS::S3::Bucket"),
        "4:5: dead_letter_queue.target_arn: must lead to one of SQS, SNS (got S3Bucket)",
    ),
    "events that die in a table": (
        "dead_letter_queue: !GetAtt R.Arn", raw("AWS::DynamoDB::Table"),
        "4:5: dead_letter_queue.target_arn: must lead to one of SQS, SNS: R is an AWS::DynamoDB::Table",
    ),
    "a queue that is called a topic": (
        f"dead_letter_queue: {{type: SNS, target_arn: {QUEUE}}}", "",
        "4:25: dead_letter_queue.type: must be SQS: that is what target_arn leads to (got SNS)",
    ),
    "a queue by its name": (
        "dead_letter_queue: jobs", "",
        "4:5: dead_letter_queue.target_arn: must be an ARN, such as arn:aws:sqs:eu-central-1:123456789012:jobs "
        "(got jobs)",
    ),
    "asynchronous invocations of which nothing is said": (
        "event_invoke_config: {}", "",
        "4:5: event_invoke_config: needs one of maximum_event_age_in_seconds, maximum_retry_attempts, on_success, "
        "on_failure",
    ),
    "events that grow too little old": (
        "event_invoke_config: {maximum_event_age_in_seconds: 59}", "",
        "4:27: event_invoke_config.maximum_event_age_in_seconds: must be at least 60 (got 59)",
    ),
    "events that grow too old": (
        "event_invoke_config: {maximum_event_age_in_seconds: 21601}", "",
        "4:27: event_invoke_config.maximum_event_age_in_seconds: must be at most 21600 (got 21601)",
    ),
    "too many attempts": (
        "event_invoke_config: {maximum_retry_attempts: 3}", "",
        "4:27: event_invoke_config.maximum_retry_attempts: must be at most 2 (got 3)",
    ),
    "successes in a bucket": (
        "event_invoke_config: {on_success: 'arn:aws:s3:::dump'}", "",
        "4:27: event_invoke_config.on_success: cannot be a bucket: Lambda writes failures there, and nothing else; use "
        "on_failure, or a queue",
    ),
    "a destination of which nothing is known": (
        "event_invoke_config: {on_failure: !Ref P}", PARAMETER,
        "4:27: event_invoke_config.on_failure: needs its type, which destination does not tell: add one of "
        f"{ANY_DESTINATION}",
    ),
    "a destination that is none": (
        f"event_invoke_config: {{on_failure: 'arn:aws:kinesis:{ACCOUNT}:stream/a'}}", "",
        f"4:27: event_invoke_config.on_failure.destination: must lead to one of {ANY_DESTINATION} (got kinesis)",
    ),
    "a destination that is a role": (
        "event_invoke_config: {on_failure: !GetAtt R.Arn}", raw("AWS::IAM::Role"),
        f"4:27: event_invoke_config.on_failure.destination: must lead to one of {ANY_DESTINATION}: R is an "
        "AWS::IAM::Role",
    ),
    "a destination that is the function itself": (
        "event_invoke_config: {on_failure: !GetAtt HelloFunction.Arn}", "",
        "4:27: event_invoke_config.on_failure.destination: leads back to the function itself: name another destination",
    ),
    "a name with a space": (
        "function_name: a b", "",
        "4:5: function_name: must be at most 64 letters, digits, '-' and '_' (got a b)",
    ),
    "a name of 65 characters": (
        f"function_name: {'a' * 65}", "",
        f"4:5: function_name: must be at most 64 letters, digits, '-' and '_' (got {'a' * 60}…)",
    ),
    "an unknown class of log groups": (
        "log_group: {log_group_class: CHEAP}", "",
        "4:17: log_group.log_group_class: must be 'STANDARD' or 'INFREQUENT_ACCESS' (got CHEAP)",
    ),
    "51 tags with those of the spec": (
        f"tags: {{{', '.join(f'b{number}: x' for number in range(21))}}}",
        f"tags: {{{', '.join(f'a{number}: x' for number in range(30))}}}\n",
        "4:5: tags: are 51 with those of the spec; AWS allows 50",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("setting", "more", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_told_once_and_with_the_way_out(
    hello: Project, setting: str, more: str, problem: str
) -> None:
    place, _, rest = problem.partition(": ")

    assert hello.problems(spec_with(setting, more)) == [f"apis/demo.yaml:{place}: functions.hello.{rest}"]


@pytest.mark.parametrize(
    ("setting", "more"),
    [
        (f'layers: ["{LAYER}:3", !Ref R]', raw("AWS::Lambda::LayerVersion")),
        ('layers: ["arn:aws:lambda:::awslayer:AmazonLinux2"]', ""),
        ("ephemeral_storage: !Ref P", "parameters: {P: {type: Number, min_value: 512, max_value: 10240}}\n"),
        ("kms_key_arn: !GetAtt R.Arn", raw("AWS::KMS::Key")),
        ("vpc_config: {subnet_ids: !Ref P, security_group_ids: !Split [',', !Ref P]}", PARAMETER),
        ("tracing: !Ref P", "parameters: {P: {type: String, allowed_values: [Active, PassThrough]}}\n"),
        ("logging_config: {log_format: !Ref P, system_log_level: WARN}", PARAMETER),
        (signed("!Ref R"), raw("AWS::Lambda::CodeSigningConfig")),
        (signed("{signing_profile_version_arns: [!GetAtt R.ProfileVersionArn]}"), raw("AWS::Signer::SigningProfile")),
        (f"dead_letter_queue: {QUEUE}", ""),
        ("dead_letter_queue: !Ref R", raw("AWS::SNS::Topic")),
        ("dead_letter_queue: !GetAtt R.Arn", raw("AWS::SQS::Queue", "{FifoQueue: false}")),
        ("dead_letter_queue: {type: SQS, target_arn: !Ref P}", PARAMETER),
        ("event_invoke_config: {on_failure: 'arn:aws:s3:::dump'}", ""),
        ("event_invoke_config: {on_success: !Ref R}", raw("AWS::Lambda::Alias")),
        ("event_invoke_config: {on_success: !Ref OtherFunctionAliaslive}",
         "  other: {code: lambda_code/hello, auto_publish_alias: live}\nroutes: {GET /1: hello, GET /2: other}\n"),
        ("runtime: python3.12\n    snap_start: PublishedVersions\n    auto_publish_alias: live", ""),
        ("snap_start: PublishedVersions\n    auto_publish_alias: live\n    ephemeral_storage: 512", ""),
        ("function_name: !Sub '${AWS::StackName}-hello'", ""),
        (f"dead_letter_queue: !If [Big, '{QUEUE}', !GetAtt R.Arn]",
         'cloudformation: {Conditions: {Big: !Equals [a, b]}, Resources: {R: {Type: "AWS::SQS::Queue"}}}\n'),
    ],
)  # fmt: skip
def test_a_valid_setting_is_no_problem(hello: Project, setting: str, more: str) -> None:
    assert hello.problems(spec_with(setting, more)) == []


def test_what_defaults_say_is_told_there_and_once(hello: Project) -> None:
    text = (
        "defaults: {dead_letter_queue: !Ref P, logging_config: {system_log_level: WARN}}\n"
        "functions: {hello: lambda_code/hello, other: lambda_code/hello}\nroutes: {GET /1: hello, GET /2: other}\n"
    )

    assert hello.problems(text + PARAMETER) == [
        "apis/demo.yaml:1:12: defaults.dead_letter_queue: needs its type, which target_arn does not tell: add one of "
        "SQS, SNS",
        "apis/demo.yaml:1:56: defaults.logging_config.system_log_level: is for logs in JSON only: add log_format: JSON",
    ]


def test_a_level_may_be_of_a_format_that_defaults_say(hello: Project) -> None:
    text = spec_with("logging_config: {system_log_level: WARN}", "defaults: {logging_config: {log_format: JSON}}\n")

    assert hello.problems(text) == []


def test_null_takes_back_what_defaults_say(hello: Project) -> None:
    text = spec_with("snap_start: null", "defaults: {snap_start: PublishedVersions}\n")

    assert hello.problems(text) == []


def test_two_forms_of_code_signing_do_not_add_up(hello: Project) -> None:
    text = spec_with(
        signed("{signing_profile_version_arns: [!Ref P]}"), f"defaults: {{code_signing_config: !Ref P}}\n{PARAMETER}"
    )

    assert hello.problems(text) == [
        "apis/demo.yaml:5:5: functions.hello.code_signing_config: needs one of arn, signing_profile_version_arns, but "
        "has both, with what defaults say: write null for the other"
    ]


def test_functions_are_no_destinations_of_one_another(hello: Project) -> None:
    text = (
        "functions:\n  one: {code: lambda_code/hello, dead_letter_queue: arn:aws:sqs:eu-central-1:123456789012:dead,\n"
        "    event_invoke_config: {on_failure: !GetAtt TwoFunction.Arn}}\n"
        "  two: {code: lambda_code/hello, event_invoke_config: {on_success: !Ref OneFunctionAliaslive}}\n"
        "defaults: {auto_publish_alias: live}\nroutes: {GET /1: one, GET /2: two}\n"
    )

    assert hello.problems(text) == [
        "apis/demo.yaml:3:27: functions.one.event_invoke_config.on_failure.destination: leads back to the function "
        "itself: name another destination",
        "apis/demo.yaml:4:56: functions.two.event_invoke_config.on_success.destination: leads back to the function "
        "itself: name another destination",
    ]


@pytest.mark.parametrize("same", ["same", "!Ref P", "!Sub '${AWS::StackName}-same'"])
def test_two_functions_have_two_names(hello: Project, same: str) -> None:
    text = (
        f"functions: {{hello: {{code: lambda_code/hello, function_name: {same}}},\n"
        f"  other: {{code: lambda_code/hello, function_name: {same}}}}}\nroutes: {{GET /1: hello, GET /2: other}}\n"
        f"{PARAMETER}"
    )

    assert hello.problems(text) == [
        "apis/demo.yaml:2:36: functions.other.function_name: is also that of the function hello: choose another"
    ]


@pytest.mark.parametrize(
    ("setting", "note"),
    [
        ("reserved_concurrent_executions: 0",
         "reserved_concurrent_executions: 0 turns the function off: every request to it fails"),
        ("function_name: orders",
         "function_name: the template can be deployed once in a region of an account, and what replaces the function "
         'fails while the name stays: leave it out, or write !Sub "${AWS::StackName}-orders"'),
        (f"dead_letter_queue: {QUEUE}", f"dead_letter_queue: {WITHOUT_WAITING}"),
        ("event_invoke_config: {maximum_retry_attempts: 0}", f"event_invoke_config: {WITHOUT_WAITING}"),
        (NETWORK,
         "vpc_config: in a VPC, the function reaches the internet through a NAT gateway only, and services of AWS "
         "through one or through VPC endpoints"),
        (signed("arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0f6c334abcdea4d8b"),
         "code_signing_config: httpapi package does not sign: have AWS Signer sign the zip under its key before it is "
         "deployed"),
    ],
)  # fmt: skip
def test_what_a_setting_does_not_do_is_noted(hello: Project, setting: str, note: str) -> None:
    assert [str(each) for each in notes(hello.spec(spec_with(setting)))] == [f"functions.hello.{note}"]


@pytest.mark.parametrize(
    "setting",
    [
        "reserved_concurrent_executions: 1",
        "function_name: !Sub '${AWS::StackName}-hello'",
        "tracing: Active",
        signed(f"{{signing_profile_version_arns: ['{QUEUE}'], untrusted_artifact_on_deployment: Warn}}"),
    ],
)
def test_other_settings_are_not_noted(hello: Project, setting: str) -> None:
    assert [str(each) for each in notes(hello.spec(spec_with(setting)))] == []


def test_a_function_behind_the_api_may_be_asynchronous_without_a_note(hello: Project) -> None:
    spec = hello.spec(
        f"functions: {{hello: lambda_code/hello, worker: {{code: lambda_code/hello, dead_letter_queue: {QUEUE}}}}}\n"
        "routes: {GET /: hello}\ncloudformation: {Outputs: {Worker: {Value: !Ref WorkerFunction}}}\n"
    )

    assert list(notes(spec)) == []
