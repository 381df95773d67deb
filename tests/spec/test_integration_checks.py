"""What must hold between integrations and the rest of a spec."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from generator.aws_iam.known_arns import KNOWN_ARNS
from tests.support import Project

_ONE = "functions: {hello: lambda_code/hello}\n"
_LISTENER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/lb/0/1"
_QUEUE = "arn:aws:sqs:eu-central-1:123456789012:jobs"
_RAW = """cloudformation:
  Resources:
    Jobs: {Type: AWS::SQS::Queue}
    Clicks: {Type: AWS::Kinesis::Stream}
    Bus: {Type: AWS::Events::EventBus}
    Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineType: EXPRESS}}
    Slow: {Type: AWS::StepFunctions::StateMachine, Properties: {}}
    Live: {Type: AWS::Lambda::Alias}
    Catalog: {Type: AWS::ServiceDiscovery::Service}
    Caller: {Type: AWS::IAM::Role}
"""


def _fifo(sqs: str, more: str = "DelaySeconds: 0") -> str:
    """Return a spec with a FIFO queue, and in line 4 a route that leads to it."""
    return (
        "cloudformation:\n  Resources:\n"
        f"    Jobs: {{Type: AWS::SQS::Queue, Properties: {{FifoQueue: true, {more}}}}}\n"
        f"routes: {{POST /: {{sqs: {{{sqs}}}}}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Named integrations exist, are used, and reach functions.
        (f"{_ONE}integrations: {{quick: {{function: hello}}}}\nroutes: {{GET /: {{integration: quik}}}}\n",
         ['3:18: routes."GET /".integration: there is no integration quik; did you mean quick?']),
        (f"{_ONE}routes: {{GET /: {{integration: a}}, GET /b: hello}}\n",
         ['2:18: routes."GET /".integration: there is no integration a; the spec has none']),
        (f"{_ONE}integrations: {{quick: {{function: helo}}}}\n"
         "routes: {GET /: {integration: quick}, GET /b: hello}\n",
         ["2:24: integrations.quick.function: there is no function helo; did you mean hello?"]),
        (f"{_ONE}integrations: {{hello: {{function: hello, timeout_in_millis: 20000}}}}\n"
         "routes: {GET /: {integration: hello}}\n",
         ["2:16: integrations.hello: leads to the logical ID HelloIntegration, which belongs to functions.hello: "
          "choose another name"]),
        # VPC links exist and are used.
        (f"routes: {{GET /: {{private: {{listener: '{_LISTENER}', vpc_link: a}}}}}}\n"
         "vpc_links: {b: {id: a1b2c3}}\n",
         ['1:116: routes."GET /".private.vpc_link: there is no VPC link a; known here: b']),
        # Options fit their backend.
        ("routes: {GET /: {http: {url: 'https://a.b'}, payload_format_version: '1.0', credentials_arn: !Ref A}}\n",
         ['1:46: routes."GET /".payload_format_version: is for functions only, not for http: remove it',
          '1:77: routes."GET /".credentials_arn: is for functions and services only, not for http: remove it']),
        (f"routes: {{GET /: {{sqs: {{queue: '{_QUEUE}'}}, request_parameters: {{append:header.x: a}}}}}}\n",
         ['1:78: routes."GET /".request_parameters: is not for services: what sqs gets are its own fields']),
        # ARNs are ARNs.
        (f"{_RAW}routes: {{GET /: {{sqs: {{queue: !Ref Jobs}}}}}}\n",
         ['11:24: routes."GET /".sqs.queue: must be an ARN, but !Ref Jobs is its URL: write !GetAtt Jobs.Arn']),
        (f"{_RAW}routes: {{GET /: {{sqs: {{queue: !GetAtt Jobs.QueueName}}}}}}\n",
         ['11:24: routes."GET /".sqs.queue: must be an ARN, but !GetAtt Jobs.QueueName is its QueueName: write '
          "!GetAtt Jobs.Arn"]),
        (f"{_RAW}routes: {{GET /: {{kinesis: {{stream: !Ref Clicks, partition_key: a}}}}}}\n",
         ['11:28: routes."GET /".kinesis.stream: must be an ARN, but !Ref Clicks is its name: write '
          "!GetAtt Clicks.Arn"]),
        (f"{_RAW}routes: {{GET /: {{event_bridge: {{event_bus: !Ref Bus, source: a, detail_type: b}}}}}}\n",
         ['11:33: routes."GET /".event_bridge.event_bus: must be an ARN, but !Ref Bus is its name: write '
          "!GetAtt Bus.Arn"]),
        (f"{_RAW}vpc_links: {{b: {{id: a1b2c3}}}}\n"
         "routes: {GET /: {private: {service: !Ref Catalog, vpc_link: b}}}\n",
         ['12:28: routes."GET /".private.service: must be an ARN, but !Ref Catalog is its ID: write '
          "!GetAtt Catalog.Arn"]),
        (f"{_RAW}routes: {{GET /: {{function_arn: !Ref Live, credentials_arn: !Ref Caller}}}}\n",
         ['11:43: routes."GET /".credentials_arn: must be an ARN, but !Ref Caller is its name: write '
          "!GetAtt Caller.Arn"]),
        (f"{_ONE}routes: {{GET /: {{function_arn: !Ref HelloFunction}}, GET /b: hello}}\n",
         ['2:18: routes."GET /".function_arn: must be an ARN, but !Ref HelloFunction is its name: write '
          "!GetAtt HelloFunction.Arn"]),
        (f"{_RAW}routes: {{GET /: {{step_functions: {{state_machine: !GetAtt Flow.Name}}}}}}\n",
         ['11:35: routes."GET /".step_functions.state_machine: must be an ARN, but !GetAtt Flow.Name is its Name: '
          "write !Ref Flow"]),
        (f"{_RAW}routes: {{GET /: {{step_functions: {{state_machine: !GetAtt Flow.Arn}}}}}}\n", []),
        (f"{_RAW}routes: {{GET /: {{event_bridge: {{event_bus: !GetAtt Bus.Name, source: a, detail_type: b}}}}}}\n",
         ['11:33: routes."GET /".event_bridge.event_bus: must be an ARN, but !GetAtt Bus.Name is its Name: write '
          "!GetAtt Bus.Arn"]),
        (f"{_RAW}routes: {{GET /: {{sqs: {{queue: !GetAtt Jobs.QueueUrl}}}}}}\n",
         ['11:24: routes."GET /".sqs.queue: must be an ARN, but !GetAtt Jobs.QueueUrl is its QueueUrl: write '
          "!GetAtt Jobs.Arn"]),
        (f"{_RAW}authorizers: {{a: {{function_arn: !GetAtt Live.Name, credentials_arn: !GetAtt Caller.RoleId}}}}\n"
         "routes: {GET /: {function_arn: !Ref Live, authorizer: a}}\n",
         ["11:19: authorizers.a.function_arn: must be an ARN, but !GetAtt Live.Name is its Name: write !Ref Live",
          "11:52: authorizers.a.credentials_arn: must be an ARN, but !GetAtt Caller.RoleId is its RoleId: write "
          "!GetAtt Caller.Arn"]),
        (f"{_RAW}    Own: {{Type: AWS::CertificateManager::Certificate}}\n"
         f"routes: {{GET /: {{function_arn: !Ref Live}}}}\n"
         "domains:\n"
         "  a: {name: a.example.com, certificate_arn: !Ref Own}\n"
         "  b: {name: b.example.com, certificate_arn: !GetAtt Own.Id}\n",
         ["15:28: domains.b.certificate_arn: must be an ARN, but !GetAtt Own.Id is its Id: write !Ref Own"]),
        # And of the right kind.
        (f"{_RAW}routes: {{GET /: {{sqs: {{queue: !GetAtt Bus.Arn}}}}}}\n",
         ['11:24: routes."GET /".sqs.queue: must be the ARN of a queue: Bus is an AWS::Events::EventBus']),
        (f"{_RAW}    Balancer: {{Type: AWS::ElasticLoadBalancingV2::LoadBalancer}}\n"
         "vpc_links: {b: {id: a1b2c3}}\nroutes: {GET /: {private: {listener: !Ref Balancer, vpc_link: b}}}\n",
         ['13:28: routes."GET /".private.listener: must be the ARN of a listener: Balancer is an '
          "AWS::ElasticLoadBalancingV2::LoadBalancer"]),
        (f"{_RAW}    Nested: {{Type: AWS::CloudFormation::Stack}}\n"
         "routes: {GET /: {sqs: {queue: !GetAtt Nested.Outputs.Queue}}}\n", []),
        # FIFO queues, and others.
        (_fifo("queue: !GetAtt Jobs.Arn"),
         ['4:19: routes."POST /".sqs.message_group_id: is required: Jobs is a FIFO queue',
          '4:19: routes."POST /".sqs.message_deduplication_id: is required: Jobs is a FIFO queue without '
          "ContentBasedDeduplication: true"]),
        (_fifo("queue: !GetAtt Jobs.Arn, message_group_id: a", "ContentBasedDeduplication: true"), []),
        (_fifo("queue: !GetAtt Jobs.Arn, message_group_id: a", "ContentBasedDeduplication: !If [A, true, false]"), []),
        (_fifo("queue: !GetAtt Jobs.Arn, message_group_id: a, message_deduplication_id: $context.requestId"), []),
        (_fifo("queue: !GetAtt Jobs.Arn, message_group_id: a, delay_seconds: 5", "ContentBasedDeduplication: true"),
         ['4:71: routes."POST /".sqs.delay_seconds: cannot be said of one message: Jobs is a FIFO queue, which has '
          "its own DelaySeconds"]),
        (_fifo("queue: !GetAtt Jobs.Arn, action: PurgeQueue"), []),
        (f"routes: {{POST /: {{sqs: {{queue: '{_QUEUE}.fifo'}}}}}}\n",
         ['1:19: routes."POST /".sqs.message_group_id: is required: jobs.fifo is a FIFO queue']),
        ("routes: {POST /: {sqs: {queue: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Name}.fifo'}}}\n",
         ['1:19: routes."POST /".sqs.message_group_id: is required: ${Name}.fifo is a FIFO queue']),
        (f"parameters: {{Q: {{type: String, default: '{_QUEUE}.fifo'}}}}\n"
         f"routes: {{POST /: {{sqs: {{queue: !Ref Q}}}}}}\n",
         ['2:19: routes."POST /".sqs.message_group_id: is required: jobs.fifo is a FIFO queue']),
        (f"{_RAW}routes: {{POST /: {{sqs: {{queue: !GetAtt Jobs.Arn, message_group_id: fair}}}}}}\n", []),
        (f"{_RAW}routes: {{POST /: {{sqs: {{queue: !GetAtt Jobs.Arn, message_deduplication_id: a}}}}}}\n",
         ['11:50: routes."POST /".sqs.message_deduplication_id: is for FIFO queues only, and Jobs is none: remove it']),
        (f"{_RAW}routes: {{POST /: {{sqs: {{queue: !Ref Unknown}}}}}}\n", []),
        # State machines fit their action.
        (f"{_RAW}routes: {{GET /: {{step_functions: {{state_machine: !Ref Slow, action: StartSyncExecution}}}}}}\n",
         ['11:61: routes."GET /".step_functions.action: cannot be done to Slow, which is STANDARD']),
        (f"{_RAW}routes: {{GET /: {{step_functions: {{state_machine: !Ref Flow, action: StopExecution, "
         "execution_arn: a}}}\n",
         ['11:61: routes."GET /".step_functions.action: cannot be done to Flow, which is EXPRESS']),
        (f"{_RAW}routes: {{GET /: {{step_functions: {{state_machine: !Ref Flow, action: StartSyncExecution}}}}}}\n",
         []),
        # A service may stand behind any route.
        (f"routes: {{$default: {{sqs: {{queue: '{_QUEUE}'}}}}, ANY /a: {{http: {{url: 'http://10.0.0.1/'}}}}}}\n", []),
    ],
)  # fmt: skip
def test_integrations_fit_the_rest(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(text) == [f"apis/demo.yaml:{problem}" for problem in problems]


_SLOW = "functions: {hello: {code: lambda_code/hello, timeout: SECONDS}}\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (_SLOW.replace("SECONDS", "5") + "routes: {GET /: {function: hello, timeout_in_millis: 5000}}\n", []),
        (_SLOW.replace("SECONDS", "6") + "routes: {GET /: {function: hello, timeout_in_millis: 5000}}\n",
         ["1:46: functions.hello.timeout: must be at most 5 (got 6): API Gateway answers 503 after 5 seconds, while "
          "the function would run on"]),
        (_SLOW.replace("SECONDS", "2") + "routes: {GET /: {function: hello, timeout_in_millis: 1500}}\n",
         ["1:46: functions.hello.timeout: must be at most 1 (got 2): API Gateway answers 503 after 1.5 seconds, while "
          "the function would run on"]),
        (_SLOW.replace("SECONDS", "1") + "routes: {GET /: {function: hello, timeout_in_millis: 50}}\n", []),
        (f"{_ONE}routes: {{GET /: {{function: hello, timeout_in_millis: 5000}}}}\n",
         ["1:13: functions.hello: needs a timeout of at most 5 (without its own, it has 10): API Gateway answers 503 "
          "after 5 seconds, while the function would run on"]),
        (f"{_ONE}integrations: {{quick: {{function: hello, timeout_in_millis: !Ref P}}}}\n"
         "parameters: {P: {type: Number, default: 30000, allowed_values: [3000, 30000]}}\n"
         "routes: {GET /: {integration: quick}, GET /b: hello}\n",
         ["1:13: functions.hello: needs a timeout of at most 3 (without its own, it has 10): API Gateway answers 503 "
          "after 3 seconds, while the function would run on"]),
        # An authorizer has ten seconds, and a worker as many as Lambda allows.
        ("functions: {hello: lambda_code/hello, keeper: {code: lambda_code/hello, timeout: 11}}\n"
         "routes: {GET /: {function: hello, authorizer: who}}\n"
         "authorizers: {who: {function: keeper, identity_source: $request.header.x}}\n",
         ["1:73: functions.keeper.timeout: must be at most 10 (got 11): API Gateway waits 10 seconds for an "
          "authorizer, while the function would run on"]),
        ("functions: {hello: lambda_code/hello, worker: {code: lambda_code/hello, timeout: 900}}\n"
         "routes: {GET /: hello}\n"
         "cloudformation: {Outputs: {Worker: {Value: !Ref WorkerFunction}}}\n", []),
    ],
)  # fmt: skip
def test_a_function_answers_before_its_integration_gives_up(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(text) == [f"apis/demo.yaml:{problem}" for problem in problems]


# The Id of a secret is its ARN.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
ARNS_BY_ANOTHER_NAME = {"AWS::SecretsManager::Secret": "Arn"}


def test_what_a_ref_is_follows_from_the_primary_identifier_of_the_type() -> None:
    schemas = import_module("cfnlint.schema.manager").PROVIDER_SCHEMA_MANAGER
    words = {"its URL": r".*Url", "its name": r".*Name", "its ID": r".*Id", None: r".*Arn",
             "that of the profile, without a version": "Arn"}  # fmt: skip

    for resource_type, known in KNOWN_ARNS.items():
        if not resource_type.startswith("AWS::Serverless::"):
            schema = schemas.get_resource_schema("us-east-1", resource_type)
            (identifier,) = schema.schema["primaryIdentifier"]
            name = ARNS_BY_ANOTHER_NAME.get(resource_type, identifier.removeprefix("/properties/"))
            assert re.fullmatch(words[known.ref], name), resource_type
            assert known.attribute in schema.get_atts, resource_type
