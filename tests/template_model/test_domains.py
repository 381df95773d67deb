"""Custom domains, their mappings, and when these are there."""

from __future__ import annotations

from generator.template_model.domains import configured, is_ever_without
from generator.template_model.values import ALWAYS, Fact
from tests.template_model.support import model

TEXT = """\
Parameters:
  Level: {Type: String, AllowedValues: [test, live]}
Conditions:
  IsLive: !Equals [!Ref Level, live]
  IsTest: !Equals [!Ref Level, test]
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: {DomainName: api.example.com, DomainNameConfigurations: [{EndpointType: REGIONAL}]}
  Live:
    Type: AWS::ApiGatewayV2::ApiMapping
    Condition: IsLive
    Properties: {ApiId: !GetAtt Api.ApiId, DomainName: !Ref Domain}
  Test:
    Type: AWS::ApiGatewayV2::ApiMapping
    Condition: IsTest
    Properties: {ApiId: !Ref Api, DomainName: api.example.com}
  Foreign:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !ImportValue Api, DomainName: !ImportValue Domain}
"""


def test_a_mapping_knows_its_domain_and_its_api_however_it_names_them() -> None:
    live, test, foreign = model(TEXT).mappings

    assert (live.domain, live.api) == (test.domain, test.api)
    assert live.domain
    assert live.domain.logical_id == "Domain"
    assert live.identity == test.identity
    assert (foreign.domain, foreign.api) == (None, None)


def test_two_mappings_of_which_one_is_always_there_leave_nothing_without() -> None:
    found = model(TEXT)
    live, test, _ = found.mappings
    only_live = frozenset({Fact("condition", "IsLive", True)})

    assert not is_ever_without(found.template, ALWAYS, [live, test])
    assert is_ever_without(found.template, ALWAYS, [live])
    assert not is_ever_without(found.template, only_live, [live])
    assert is_ever_without(found.template, ALWAYS, [])


def test_a_domain_says_what_it_is_configured_with() -> None:
    domain = model(TEXT).template.resources["Domain"]

    assert [(name, value.text) for name, value in configured(domain)] == [("EndpointType", "REGIONAL")]
