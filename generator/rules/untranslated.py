"""I9101: SAM templates of which the HTTP API cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class Untranslated(HttpApiRule):
    id = "I9101"
    shortdesc = "The HTTP API that SAM makes can be seen"
    description = (
        "What SAM makes of an AWS::Serverless::HttpApi and of events is known once its translator has made it. Where "
        "the translator refuses the template, as the deployment will, the other rules see only what else is in it."
    )
    source_url = "https://github.com/aws/serverless-application-model"
    tags = ["http-api", "sam"]
    fix = "Mend what the translator names."
    bad = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Events:
        List:
          Type: HttpApi
          Properties: {Path: /orders, Method: GET}
"""
    good = bad.replace("Events:", "Runtime: nodejs24.x\n      Events:")

    def check(self, model: Model) -> Iterator[Finding]:
        if model.untranslated is not None:
            reason = " ".join(model.untranslated.split())
            yield Finding(("Transform",), f"The HTTP API of this template is not checked: {reason}")
