"""E9611: VPC links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.http_api.integrations import private_uri_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.arns import arn_problem
from generator.template_model.integrations import Backend, backends
from generator.template_model.values import ABSENT, Value, shown

_WHAT: Final = "a load balancer's listener, or of a service in Cloud Map"
_TYPES: Final = ("AWS::ElasticLoadBalancingV2::Listener", "AWS::ServiceDiscovery::Service")


class PrivateIntegrations(HttpApiRule):
    id = "E9611"
    shortdesc = "An integration inside a VPC has its VPC link, and a listener or a service there"
    description = (
        "With ConnectionType VPC_LINK, API Gateway needs ConnectionId (badmintoncryer/cdk-preflight, "
        "pf-apigwv2-integration-vpc-link-connection-id), and the ARN of a listener or of a service in Cloud Map for a "
        "URI: it refuses a URL, and a load balancer (klothoplatform/klotho#347). A VPC link serves HTTP_PROXY alone."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Write ConnectionType VPC_LINK, ConnectionId, and the listener's ARN as IntegrationUri."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: pets
      ProtocolType: HTTP
  PetsLink:
    Type: AWS::ApiGatewayV2::VpcLink
    Properties:
      Name: pets
      SubnetIds:
        - !ImportValue private-subnet
  PetsIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: !ImportValue pets-listener-arn
      ConnectionType: VPC_LINK
      ConnectionId: !Ref PetsLink
      PayloadFormatVersion: "1.0"
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    bad = good.replace("!ImportValue pets-listener-arn", "http://pets.internal")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "private"):
                yield from _of_uri(backend)
                yield from _of_link(backend)
            for backend in backends(api, "function", "service", "http"):
                yield from _of_others(backend)


def _of_uri(backend: Backend) -> Iterator[Finding]:
    for uri in backend.values("IntegrationUri"):
        if uri.value is ABSENT:
            yield Finding(uri.path, f"{backend.integration.logical_id} needs IntegrationUri: the ARN of {_WHAT}")
        elif problem := _uri_problem(uri, backend):
            yield Finding(uri.path, f"IntegrationUri '{shown(uri.value)}': {problem}")


def _uri_problem(uri: Value, backend: Backend) -> str | None:
    if uri.text is not None:
        return private_uri_problem(uri.text)
    return arn_problem(backend.integration.template, uri.value, _WHAT, *_TYPES)


def _of_link(backend: Backend) -> Iterator[Finding]:
    for link in backend.values("ConnectionId"):
        if link.value is ABSENT:
            yield Finding(link.path, f"{backend.integration.logical_id} needs ConnectionId: the VPC link that it uses")


def _of_others(backend: Backend) -> Iterator[Finding]:
    """Yield a VPC link that would not be used, because of the type or of what is left out."""
    for link in backend.values("ConnectionId"):
        if link.value is not ABSENT:
            what = "ConnectionType VPC_LINK" if backend.kind == "http" else "IntegrationType HTTP_PROXY"
            yield Finding(link.path, f"ConnectionId '{shown(link.value)}': a VPC link is for {what} alone")
