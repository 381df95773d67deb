"""What references give where an ARN is needed."""

import pytest

from generator.template_model.arns import arn_problem
from generator.template_model.values import Reference, Unknown
from tests.template_model.support import model

TEMPLATE = model("""\
Resources:
  Function: {Type: AWS::Lambda::Function}
  Alias: {Type: AWS::Lambda::Alias}
  Role: {Type: AWS::IAM::Role}
  Custom: {Type: Custom::Role}
""").template


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
