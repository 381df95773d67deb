"""How texts look once they are deployed, as far as that is known."""

from __future__ import annotations

import pytest

from generator.template_model.samples import sample
from tests.template_model.support import model

TEMPLATE = """\
Parameters:
  Name: {Type: String}
Resources:
  Function: {Type: AWS::Lambda::Function}
  Live: {Type: AWS::Lambda::Alias}
  Pool: {Type: AWS::Cognito::UserPool}
  Table: {Type: AWS::DynamoDB::Table}
  Integration: {Type: AWS::ApiGatewayV2::Integration}
  Value: {Type: Some::Type, Properties: {Text: %s}}
"""


def of(text: str, other: str | None = None) -> str | None:
    template = model(TEMPLATE % text).template
    return sample(template, template.resources["Value"].value("Text"), other)


@pytest.mark.parametrize(
    ("text", "sampled"),
    [
        ("plain", "plain"),
        ("!Ref Integration", "abcde12"),
        ("!GetAtt Function.Arn", "arn:aws:lambda:eu-central-1:123456789012:function:orders"),
        ("!Ref Live", "arn:aws:lambda:eu-central-1:123456789012:function:orders:live"),
        (
            "!Sub 'arn:${AWS::Partition}:x:${AWS::Region}:${AWS::AccountId}:${Function}'",
            "arn:aws:x:eu-central-1:123456789012:orders",
        ),
        ("!GetAtt Pool.ProviderURL", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"),
    ],
)
def test_references_of_a_known_form_are_put_in(text: str, sampled: str) -> None:
    assert of(text) == sampled


@pytest.mark.parametrize("text", ["!Ref Name", "!Sub 'a-${Table}'", "!ImportValue Name", "[a]", "!Ref AWS::NoValue"])
def test_of_others_nothing_is_said(text: str) -> None:
    assert of(text) is None


def test_something_else_can_stand_for_what_is_not_known() -> None:
    assert of("!Sub 'https://${Name}/${Integration}'", other="x") == "https://x/abcde12"
    assert of("[a]", other="x") is None
