"""W9510: stage variables, their names and values."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      StageVariables: {variables}
"""


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ("{my-table: a}", "8:24 W9510 StageVariables 'my-table': must be at most 64 letters, digits and '_'"),
        ("{table: a b}", "8:24 W9510 StageVariables 'table': the value must be letters, digits and -._~:/?#&=,"),
        (
            f"{{table: {'a' * 513}}}",
            "8:24 W9510 StageVariables 'table': the value must have at most 512 characters",
        ),
        (
            f"{{{', '.join(f'v{n}: a' for n in range(101))}}}",
            "8:7 W9510 StageVariables: has 101, but API Gateway takes at most 100: leave some out",
        ),
    ],
)
def test_variables_that_api_gateway_does_not_take_are_caught(variables: str, expected: str) -> None:
    assert findings(TEMPLATE.format(variables=variables)) == [expected]


@pytest.mark.parametrize(
    "variables",
    [
        "{table: orders, Url_2: 'https://a.example/?b=1'}",
        "{table: !Sub '${Name} b', name: !Ref AWS::NoValue}",
        "!Ref Variables",
        "[a b]",
        f"{{{', '.join(f'v{n}: a' for n in range(100))}}}",
    ],
)
def test_variables_that_are_valid_or_not_known_are_left_alone(variables: str) -> None:
    assert findings(TEMPLATE.format(variables=variables)) == []
