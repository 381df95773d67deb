"""E9902: inline code, and whether Lambda finds its handler."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Language: {{Type: String, AllowedValues: [python3.14, nodejs24.x]}}
Conditions:
  IsPython: !Equals [!Ref Language, python3.14]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{type}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/orders
      Runtime: {runtime}
      Handler: {handler}
      Code: {{ZipFile: {code}}}
"""
PYTHON = '"def handler(event, context):\\n    return 1\\n"'
NODE = '"exports.handler = async () => 1"'


def found(
    code: str = PYTHON, handler: str = "index.handler", runtime: str = "python3.14", kind: str = "Api"
) -> list[str]:
    return findings(TEMPLATE.format(code=code, handler=handler, runtime=runtime, type=kind), "E9902")


def test_the_handler_of_another_file_is_caught() -> None:
    assert found(handler="app.handler") == [
        "14:7 E9902 Handler 'app.handler': inline code stands in a file index: write index.handler"
    ]


@pytest.mark.parametrize(
    ("code", "runtime", "message"),
    [
        ('"def lambda_handler(event, context): pass"', "python3.14", "index.py has no function handler"),
        ('"def handler(): pass"', "python3.14", "index.py:1: handler must take two arguments, event and context"),
        ('"exports.main = async () => 1"', "nodejs24.x", "index.js has no function handler"),
        (
            '"export const handler = async () => 1"',
            "nodejs24.x",
            "this is an ES module, and inline code is CommonJS: write exports.handler = …",
        ),
    ],
)
def test_code_without_the_handler_is_caught(code: str, runtime: str, message: str) -> None:
    assert found(code, runtime=runtime) == [f"15:14 E9902 The code of Function: {message}"]


def test_good_code_and_code_that_is_not_known_are_left_alone() -> None:
    assert found() == []
    assert found(NODE, runtime="nodejs24.x") == []
    assert found("!Sub 'table = ${AWS::StackName}'") == []
    assert found("!ImportValue Code") == []
    assert found(handler="!ImportValue Handler") == []


def test_code_is_held_against_the_runtime_that_goes_with_it() -> None:
    assert found(f"!If [IsPython, {PYTHON}, {NODE}]", runtime="!Ref Language") == []
    assert found(f"!If [IsPython, {PYTHON}, 'exports.main = 1']", runtime="!Ref Language") == [
        "15:86 E9902 The code of Function: index.js has no function handler"
    ]


def test_a_template_without_an_http_api_is_left_alone() -> None:
    assert found(handler="app.handler", kind="VpcLink") == []


def test_functions_of_sam_are_caught_with_their_language() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: HANDLER
      Runtime: RUNTIME
      Events: {List: {Type: HttpApi}}
"""
    ruby = text.replace("HANDLER", "index.handler").replace("RUNTIME", "ruby3.4")

    assert findings(text.replace("HANDLER", "app.handler").replace("RUNTIME", "python3.14"), "E9902") == [
        "7:7 E9902 Handler 'app.handler': inline code stands in a file index: write index.handler"
    ]
    assert findings(ruby, "E9902") == [
        "8:7 E9902 Runtime 'ruby3.4': inline code is for Python and Node.js only: put it into a folder, and name that "
        "in CodeUri"
    ]


@pytest.mark.parametrize("properties", ["[]", "{Code: []}", "{Code: {ZipFile: 3}, Handler: [], Runtime: {}}"])
def test_other_shapes_are_for_cfn_lint(properties: str) -> None:
    text = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Function: {Type: AWS::Lambda::Function, Properties: %s}
"""
    assert findings(text % properties, "E9902") == []
