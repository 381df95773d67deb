"""E9903: functions that wait for what waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.resource_types import LOG_GROUP, ROLE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.circles import Circle, Need, circles

_OF_FUNCTION: Final = (ROLE, LOG_GROUP)


class Circles(HttpApiRule):
    id = "E9903"
    shortdesc = "A function of SAM does not refer to what leads to it"
    description = (
        "SAM writes the routes of an HTTP API into the API itself, which so waits for its functions: if one of them "
        "refers to the API, be it for its URL, CloudFormation says `Circular dependency between resources` "
        "(aws/serverless-application-model#386). In templates without SAM cfn-lint itself finds it (E3004)."
    )
    source_url = (
        "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"
        "sam-specification-generated-resources-httpapi.html"
    )
    tags = ["http-api", "functions", "sam"]
    fix = (
        "Take the address of the API from the event, where it is requestContext.domainName; or write it to a parameter "
        "of SSM and let the function read it; or pass in the name of the custom domain."
    )
    bad = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Environment:
        Variables:
          API_URL: !GetAtt ServerlessHttpApi.ApiEndpoint
      Events:
        List:
          Type: HttpApi
          Properties: {Path: /orders, Method: GET}
"""
    good = bad.replace("!GetAtt ServerlessHttpApi.ApiEndpoint", "https://api.example.com")

    def check(self, model: Model) -> Iterator[Finding]:
        for circle in circles(model.template) if model.apis else ():
            resources = model.template.resources
            if any(model.is_made_by_sam(resources[need.resource]) for need in circle):
                culprit = next((need for need in circle if resources[need.needed].type not in _OF_FUNCTION), circle[0])
                yield Finding(culprit.path, _message(circle, culprit))


def _message(circle: Circle, culprit: Need) -> str:
    function = circle[0].resource
    chain = [need.needed for need in circle[circle.index(culprit) :]]
    through = f" through {', '.join(chain[1:-1])}" if chain[1:-1] else ""
    if culprit.needed == function:
        return f"{function} refers to itself: its code finds its name in AWS_LAMBDA_FUNCTION_NAME"
    way_out = "take the API's address from requestContext.domainName of the event, or pass it in otherwise"
    return f"{culprit.needed} waits for {function}{through}, so {function} cannot refer to it: {way_out}"
