"""What a role names must be there, whatever the conditions: CloudFormation and IAM say so only when it is deployed."""

import pytest

from tests.support import Project

RAW = """
cloudformation:
  Conditions: {Big: !Equals [!Ref AWS::Region, eu-central-1]}
  Resources:
    Q: {Type: "AWS::SQS::Queue"}
    B: {Type: "AWS::S3::Bucket"}
    S: {Type: "AWS::SecretsManager::Secret"}
"""
QUEUE = "!If [Big, !GetAtt Q.Arn, !Ref AWS::NoValue]"
BUCKET = "!If [Big, !GetAtt B.Arn, !Ref AWS::NoValue]"
NOTHING = "may be nothing, and is refused when it is deployed then: give an ARN in either case"


def problems(project: Project, setting: str) -> list[str]:
    found = project.problems(f"functions:\n  hello:\n    code: lambda_code/hello\n    {setting}{RAW}")
    return [each.partition("functions.hello.")[2] for each in found]


@pytest.mark.parametrize(
    ("setting", "places"),
    [
        (f"policy: [{{s3_read: {BUCKET}}}]", ["policy[0].s3_read"]),
        (f"policy: [{{s3_read: [!GetAtt B.Arn, {BUCKET}]}}]", ["policy[0].s3_read[1]"]),
        (f"policy: [{{allow: s3:GetObject, resources: {BUCKET}}}]", ["policy[0].resources"]),
        ("secrets: {DB_ARN: !If [Big, !Ref S, !Ref AWS::NoValue]}", ["secrets.DB_ARN"]),
        (f"dead_letter_queue: {QUEUE}", ["dead_letter_queue.target_arn"]),
        (f"event_invoke_config: {{on_failure: {{destination: {QUEUE}, type: SQS}}}}",
         ["event_invoke_config.on_failure.destination"]),
    ],
)  # fmt: skip
def test_what_a_role_names_is_always_there(hello: Project, setting: str, places: list[str]) -> None:
    assert problems(hello, setting) == [f"{place}: {NOTHING}" for place in places]


@pytest.mark.parametrize(
    "setting",
    [
        "policy: [{allow: s3:GetObject, resources: ['arn:aws:s3:::a/*', !If [Big, 'arn:aws:s3:::b/*', "
        "!Ref AWS::NoValue]]}]",
        "policy: [{s3_read: !If [Big, !GetAtt B.Arn, 'arn:aws:s3:::b']}]",
        f"dead_letter_queue: {QUEUE.replace('!Ref AWS::NoValue', '!GetAtt Q.Arn')}",
    ],
)
def test_what_is_there_beside_it_is_enough(hello: Project, setting: str) -> None:
    assert problems(hello, setting) == []
