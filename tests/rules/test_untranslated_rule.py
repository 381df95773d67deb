"""I9101: what is said when the HTTP API of a SAM template cannot be seen."""

from tests.rules.pack import findings

TEMPLATE = """\
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: {code}
      Handler: app.handler
      Runtime: python3.14
      Events:
        List: {{Type: HttpApi, Properties: {{Path: /orders, Method: get}}}}
"""


def test_what_the_translator_refuses_is_told_once_for_the_template() -> None:
    (line,) = findings(TEMPLATE.format(code="[1]"))

    assert line.startswith(
        "2:1 I9101 The HTTP API of this template is not checked: Resource with id [Orders] is invalid."
    )


def test_local_code_is_as_good_as_code_that_is_uploaded() -> None:
    assert findings(TEMPLATE.format(code="src/"), "I9101") == []
    assert findings(TEMPLATE.format(code="s3://bucket/key"), "I9101") == []
