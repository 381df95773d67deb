"""Functions in the words of Lambda and of SAM."""

from __future__ import annotations

from generator.template_model.functions import environment, functions, inline_codes
from tests.template_model.support import model

TEXT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties: {Code: {ZipFile: one}, Environment: {Variables: {A: b}}}
  Two:
    Type: AWS::Serverless::Function
    Properties: {InlineCode: two, Environment: {Variables: {C: !Ref One}}}
"""


def test_code_and_environment_are_found_in_both() -> None:
    found = functions(model(TEXT).template)

    assert [[code.text for code in inline_codes(each)] for each in found] == [["one"], ["two"]]
    assert [[variable.name for variable in environment(each)] for each in found] == [["A"], ["C"]]


def test_who_wrote_a_function_is_known() -> None:
    found = model(TEXT)

    assert [found.is_made_by_sam(each) for each in functions(found.template)] == [False, True]
