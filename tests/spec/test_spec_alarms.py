"""Alarms in a spec: what is refused, by itself and together with the rest."""

import pytest

from tests.support import Project

_ONE = "functions: {hello: lambda_code/hello}\n"
_TOPIC = "cloudformation: {Resources: {OnCall: {Type: AWS::SNS::Topic}}}\n"
_MAIL = "emails: [me@example.com]"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"alarms: {{{_MAIL}}}",
         ["2:1: alarms: needs a threshold for one of error_rate, client_error_rate, p99_latency, function_errors, "
          "throttles"]),
        ("alarms: {throttles: 0}",
         ["2:1: alarms: needs notify, a topic that there is, or emails, for which one is made, and not both"]),
        (f"alarms: {{{_MAIL}, notify: !Ref T, throttles: 0}}",
         ["2:1: alarms: needs notify, a topic that there is, or emails, for which one is made, and not both"]),
        ("alarms: {emails: [me], throttles: 0}", ["2:19: alarms.emails[0]: must be an e-mail address (got me)"]),
        ("alarms: {notify: 'arn:aws:sqs:eu-central-1:123456789012:jobs', throttles: 0}",
         ["2:10: alarms.notify: must be the ARN of an SNS topic, such as "
          "arn:aws:sns:eu-central-1:123456789012:alarms (got arn:aws:sqs:eu-central-1:123456789012:jobs)"]),
        (f"alarms: {{{_MAIL}, throttles: -1}}", ["2:36: alarms.throttles.threshold: must be at least 0 (got -1)"]),
        (f"alarms: {{{_MAIL}, throttles: {{period: 300}}}}", ["2:36: alarms.throttles.threshold: is required"]),
        # These metrics come once a minute.
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 30}}}}",
         ["2:62: alarms.throttles.period: must be a multiple of 60 up to 86400 (got 30)"]),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 86460}}}}",
         ["2:62: alarms.throttles.period: must be a multiple of 60 up to 86400 (got 86460)"]),
        # Nobody is told twice.
        ("alarms: {emails: [a@b.c, d@e.f, a@b.c], throttles: 0}",
         ["2:33: alarms.emails[2]: stands here twice: remove one"]),
        ("alarms: {emails: [!Ref A, !Ref B, !Ref A], throttles: 0}",
         ["2:35: alarms.emails[2]: stands here twice: remove one"]),
        # They can go off.
        (f"alarms: {{{_MAIL}, error_rate: 100}}",
         ["2:36: alarms.error_rate: must be less than 100 percent (got 100): there are never more errors"]),
        (f"alarms: {{{_MAIL}, client_error_rate: 99.9, p99_latency: 100, throttles: 100}}", []),
        (f"alarms: {{{_MAIL}, error_rate: !Ref P}}\nparameters: {{P: {{type: Number, default: 150}}}}",
         ["2:36: alarms.error_rate: must be less than 100 percent (got 150): there are never more errors"]),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, datapoints_to_alarm: 2}}}}",
         ["2:62: alarms.throttles.datapoints_to_alarm: must be at most evaluation_periods, 1 (got 2): the alarm would "
          "never go off"]),
        (f"alarms: {{{_MAIL}, p99_latency: {{threshold: 0, datapoints_to_alarm: 5}}}}", []),
        (f"alarms: {{{_MAIL}, p99_latency: {{threshold: 0, datapoints_to_alarm: !Ref P}}}}\n"
         "parameters: {P: {type: Number, allowed_values: [3, 6]}}",
         ["2:64: alarms.p99_latency.datapoints_to_alarm: must be at most evaluation_periods, 5 (got 6): the alarm "
          "would never go off"]),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, datapoints_to_alarm: !Ref P, evaluation_periods: !Ref Q}}}}\n"
         "parameters: {P: {type: Number, allowed_values: [1, 6]}, Q: {type: Number, allowed_values: [3, 7]}}", []),
        # CloudWatch looks back only so far.
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 300, evaluation_periods: 289}}}}",
         ["2:75: alarms.throttles.evaluation_periods: 289 periods of 300 seconds are 86,700; CloudWatch looks back at "
          "most 86,400 seconds with such periods"]),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 300, evaluation_periods: 288}}}}", []),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 3600, evaluation_periods: 168}}}}", []),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 3600, evaluation_periods: 169}}}}",
         ["2:76: alarms.throttles.evaluation_periods: 169 periods of 3600 seconds are 608,400; CloudWatch looks back "
          "at most 604,800 seconds with such periods"]),
        (f"alarms: {{{_MAIL}, throttles: {{threshold: 0, period: 86400}}}}", []),
        # The topic is one.
        (f"alarms: {{notify: !Ref OnCall, throttles: 0}}\n{_TOPIC}", []),
        (f"alarms: {{notify: !GetAtt OnCall.TopicArn, throttles: 0}}\n{_TOPIC}", []),
        (f"alarms: {{notify: !GetAtt OnCall.TopicName, throttles: 0}}\n{_TOPIC}",
         ["2:10: alarms.notify: must be the topic's ARN: !Ref OnCall"]),
        ("alarms: {notify: !Ref Jobs, throttles: 0}\ncloudformation: {Resources: {Jobs: {Type: AWS::SQS::Queue}}}",
         ["2:10: alarms.notify: must be an SNS topic: Jobs is an AWS::SQS::Queue"]),
        ("alarms: {notify: !Ref HelloFunction, throttles: 0}",
         ["2:10: alarms.notify: must be an SNS topic: HelloFunction is not"]),
        ("alarms: {notify: !GetAtt HelloFunction.Arn, throttles: 0}",
         ["2:10: alarms.notify: must be an SNS topic: HelloFunction is not"]),
        ("alarms: {notify: !Ref P, throttles: 0}\nparameters: {P: {type: String}}", []),
        ("alarms: {notify: !GetAtt Nested.Outputs.Topic, throttles: 0}\n"
         "cloudformation: {Resources: {Nested: {Type: AWS::CloudFormation::Stack}}}", []),
        ("alarms: {notify: !Ref Own, throttles: 0}\n"
         "cloudformation: {Resources: {Own: {Type: 'Custom::Topic'}}}", []),
        ("alarms: {notify: !Sub 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:ops', throttles: 0}", []),
        ("alarms: {notify: !Ref T, throttles: 0}\ncloudformation: {Resources: {T: 1}}", []),
        ("alarms: {notify: !Ref T, throttles: 0}\n"
         "cloudformation: {Resources: {T: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: alias/aws/sns}}}}",
         ["2:10: alarms.notify: alarms cannot publish to T, because it is encrypted with alias/aws/sns: use a key "
          "whose policy lets cloudwatch.amazonaws.com use it (kms:Decrypt, kms:GenerateDataKey*), or none"]),
        # Its name is free while no topic is made.
        ("alarms: {notify: !Ref AlarmTopic, throttles: 0}\n"
         "cloudformation: {Resources: {AlarmTopic: {Type: AWS::SNS::Topic}}}", []),
    ],
)  # fmt: skip
def test_alarms_are_whole_and_fit_the_rest(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(f"{_ONE}{text}\n") == [f"apis/demo.yaml:{problem}" for problem in problems]


def test_alarms_of_functions_need_functions(project: Project) -> None:
    text = "routes: {GET /: {http: {url: 'https://example.com'}}}\nalarms: {emails: [me@example.com], throttles: 0}\n"

    assert project.problems(text) == [
        "apis/demo.yaml:2:36: alarms.throttles: watches each of the functions, but there are none: leave it out"
    ]
