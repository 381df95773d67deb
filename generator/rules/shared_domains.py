"""E9809: a domain for an HTTP API and for a WebSocket API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.resource_types import API
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import Mapped
from generator.template_model.http_apis import plain
from generator.template_model.values import shown


class SharedDomains(HttpApiRule):
    id = "E9809"
    shortdesc = "A custom domain is for HTTP APIs or for WebSocket APIs, not for both"
    description = "API Gateway refuses to map a WebSocket API to a domain to which an HTTP or REST API is mapped."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html"
    tags = ["http-api", "domains"]
    fix = "Give the WebSocket API a domain of its own, such as ws.example.com."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !Ref HttpApi, DomainName: api.example.com, Stage: !Ref Stage}
  SocketApi:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: news, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
  SocketMapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !Ref SocketApi, DomainName: api.example.com, Stage: !Ref SocketStage, ApiMappingKey: news}
"""
    good = bad.replace("Ref SocketApi, DomainName: api", "Ref SocketApi, DomainName: ws")

    def check(self, model: Model) -> Iterator[Finding]:
        of_http: dict[Any, list[Mapped]] = {}
        for each in model.mappings:
            if each.api:
                of_http.setdefault(each.identity, []).append(each)
        for each in filter(_is_of_websocket, model.mappings):
            if other := _beside(each, of_http.get(each.identity, [])):
                message = f"DomainName '{shown(each.name.value)}': {other.resource.logical_id} maps an HTTP API to it"
                yield Finding(each.name.path, f"{message}: give the WebSocket API a domain of its own")


def _is_of_websocket(each: Mapped) -> bool:
    api = each.resource.template.referred(plain(each.resource.value("ApiId")), API)
    return api is not None and api.value("ProtocolType") == "WEBSOCKET"


def _beside(each: Mapped, others: list[Mapped]) -> Mapped | None:
    possible = each.resource.template.possible
    return next((other for other in others if possible(each.given | other.given)), None)
