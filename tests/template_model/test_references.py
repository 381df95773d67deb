"""What a resource names, where, and when."""

from __future__ import annotations

from generator.template_model.references import named
from generator.template_model.values import ALWAYS, Fact
from tests.template_model.support import model

TEXT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    DependsOn: A
    Properties:
      Role: !GetAtt B.Arn
      Description: !If [IsLive, !Ref C, !Sub '${D.Arn}${!E}']
      Handler: !Sub ['${F}${G}', {F: !Ref H}]
      Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt I.Arn}}}
"""


def test_names_stand_where_they_are_written_and_are_there_when_their_branch_is() -> None:
    found = list(named(model(TEXT).template.resources["Function"]))
    properties = ("Resources", "Function", "Properties")

    assert [each.name for each in found] == ["A", "B", "C", "D", "G", "H"]
    assert [each.path for each in found[1:4]] == [
        (*properties, "Role"),
        (*properties, "Description", "Fn::If", 1),
        (*properties, "Description", "Fn::If", 2),
    ]
    assert [each.given for each in found[1:4]] == [
        ALWAYS,
        frozenset({Fact("condition", "IsLive", True)}),
        frozenset({Fact("condition", "IsLive", False)}),
    ]
