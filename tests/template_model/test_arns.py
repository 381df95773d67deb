"""What references give where an ARN is needed."""

import pytest

from generator.template_model.arns import arn_problem, example
from generator.template_model.values import Reference, Text, Unknown
from tests.template_model.support import model

TEMPLATE = model("""\
Resources:
  Function: {Type: AWS::Lambda::Function}
  Alias: {Type: AWS::Lambda::Alias}
  Role: {Type: AWS::IAM::Role}
  Custom: {Type: Custom::Role}
""").template
ARN = "arn:aws:lambda:us-east-1:123456789012:function:name"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (Reference("Role"), "must be an ARN, but !Ref Role is its name: write !GetAtt Role.Arn"),
        (Reference("Role", "RoleId"), "must be an ARN, but !GetAtt Role.RoleId is its RoleId: write !GetAtt Role.Arn"),
        (Reference("Function", "Arn"), "must be the ARN of a role: Function is an AWS::Lambda::Function"),
        (Reference("Role", "Arn"), None),
        (Reference("Custom"), None),
        (Reference("Elsewhere"), None),
        (Reference("Function", "Alias"), None),
        (Unknown("import"), None),
        ("role", None),
    ],
)
def test_a_reference_is_an_arn_or_not(value: object, problem: str | None) -> None:
    assert arn_problem(TEMPLATE, value, "a role", "AWS::IAM::Role") == problem


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is", "as it is"),
        (Reference("Function", "Arn"), ARN),
        (Reference("Function"), "name"),
        (Reference("Function", "Version"), f"{ARN}:live"),
        (Text((Reference("Alias"), "/invocations")), f"{ARN}:live/invocations"),
        (Text(("arn:", Reference("AWS::Partition"), ":a")), "arn:aws:a"),
        (Text(("a", Reference("Elsewhere"))), None),
        (Reference("Role"), None),
        (Unknown("import"), None),
        ([], None),
    ],
)
def test_a_text_looks_like_what_it_will_be(value: object, text: str | None) -> None:
    assert example(TEMPLATE, value) == text
