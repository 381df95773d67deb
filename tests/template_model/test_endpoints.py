"""The default endpoint: where it is switched off."""

from __future__ import annotations

import pytest

from generator.template_model.endpoints import switches
from tests.template_model.support import model

TEXT = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      DisableExecuteApiEndpoint: {own}
      Body:
        paths: {{}}
        servers: [{{x-amazon-apigateway-endpoint-configuration: {{disableExecuteApiEndpoint: {other}}}}}]
"""


@pytest.mark.parametrize(
    ("own", "other", "is_off"),
    [
        ("true", "false", True),
        ("!Ref AWS::NoValue", "true", True),
        ("false", "!Ref AWS::NoValue", False),
        ("!Ref AWS::NoValue", "!Ref AWS::NoValue", False),
        ("!ImportValue Off", "false", None),
        ("false", "!ImportValue Off", None),
    ],
)
def test_the_endpoint_is_off_if_the_api_or_its_document_says_so(own: str, other: str, is_off: bool | None) -> None:
    api = model(TEXT.format(own=own, other=other)).template.resources["Api"]

    assert [found for _, found in switches(api)] == [is_off]
