"""W9512: a client certificate, which only WebSocket APIs have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.values import ABSENT, shown


class ClientCertificates(HttpApiRule):
    id = "W9512"
    shortdesc = "A stage of an HTTP API has no client certificate"
    description = (
        "ClientCertificateId is for WebSocket APIs: an HTTP API does not show a certificate to its backend, whatever "
        "the stage says."
    )
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html"
    tags = ["http-api", "stages"]
    fix = "Leave it out; let the backend be private, behind a VPC link, or check a header that an integration adds."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      ClientCertificateId: abc123
"""
    good = bad.replace("      ClientCertificateId: abc123\n", "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages if api.is_certain else ():
                for value in stage.values("ClientCertificateId"):
                    if value.value is not ABSENT:
                        message = "an HTTP API shows no certificate to its backend: leave it out"
                        yield Finding(value.path, f"ClientCertificateId '{shown(value.value)}': {message}")
