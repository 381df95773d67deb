"""Which HTTP APIs a template has, and what belongs to each."""

from __future__ import annotations

from generator.template_model.http_apis import HttpApi
from generator.template_model.values import ALWAYS, Fact, Reference, Unknown
from tests.template_model.support import model

TEMPLATE = """\
Conditions:
  IsNew: !Equals [!Ref AWS::Region, eu-central-1]
  IsOld: !Not [!Condition IsNew]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Other:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: other, ProtocolType: HTTP}
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: chat, ProtocolType: WEBSOCKET}
  List:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Backend}', AuthorizerId: !Ref Guard}
  Either:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !If [IsNew, !GetAtt Api.ApiId, !Ref Other], RouteKey: POST /}
  Foreign:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !ImportValue Api, RouteKey: PUT /}
  Connect:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Chat, RouteKey: $connect}
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Condition: IsNew
    Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY}
  Elsewhere:
    Type: AWS::ApiGatewayV2::Integration
    Condition: IsOld
    Properties: {ApiId: !If [IsNew, !Ref Api, !Ref Other], IntegrationType: AWS_PROXY}
  Guard:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {ApiId: !Ref Api, AuthorizerType: !If [IsNew, JWT, REQUEST], Name: guard}
"""
NEW = frozenset({Fact("condition", "IsNew", True)})
OLD = frozenset({Fact("condition", "IsNew", False)})


def apis(text: str = TEMPLATE) -> dict[str, HttpApi]:
    return {api.name: api for api in model(text).apis}


def test_each_api_has_what_names_it_and_one_from_elsewhere_is_one_too() -> None:
    found = apis()

    assert {name: [part.logical_id for part in api.routes] for name, api in found.items()} == {
        "Api": ["List", "Either"],
        "Other": ["Either"],
        "the API": ["Foreign"],
    }
    assert found["Api"].identity == Reference("Api")
    assert found["the API"].identity == Unknown('{"Fn::ImportValue": "Api"}')
    assert found["the API"].resource is None


def test_only_an_api_of_the_template_is_whole_and_only_if_nothing_is_imported_or_made_by_a_macro() -> None:
    imported = TEMPLATE.replace("Name: api,", "BodyS3Location: {Bucket: a, Key: b},")

    assert {name: api.is_whole for name, api in apis().items()} == {"Api": True, "Other": True, "the API": False}
    assert not apis(imported)["Api"].is_whole
    assert not apis("Transform: [AWS::LanguageExtensions, Routes]\n" + TEMPLATE)["Api"].is_whole
    assert not apis("Transform: {Name: AWS::Include}\n" + TEMPLATE)["Api"].is_whole
    assert apis("Transform: AWS::Serverless-2016-10-31\n" + TEMPLATE)["Api"].is_whole


def test_what_a_route_names_is_found() -> None:
    api = apis()["Api"]
    (target,) = api.routes[0].values("Target")
    (authorizer,) = api.routes[0].values("AuthorizerId")

    assert api.integration_of(target) is api.template.resources["Backend"]
    assert api.authorizer_of(authorizer) is api.template.resources["Guard"]
    assert api.routes_with(api.authorizers[0]) == [api.routes[0]]


def test_an_authorizer_is_of_a_type_when_its_condition_says_so() -> None:
    api = apis()["Api"]

    assert list(api.authorizers_of("JWT")) == [(api.authorizers[0], NEW)]
    assert list(api.authorizers_of("REQUEST")) == [(api.authorizers[0], OLD)]


def test_what_excludes_one_another_is_not_there_at_once() -> None:
    text = TEMPLATE.replace("ApiId: !If [IsNew, !Ref Api, !Ref Other], I", "ApiId: !Ref Api, I")

    api = apis(text)["Api"]
    assert [each.logical_id for each in api.integrations] == ["Backend", "Elsewhere"]
    assert [each.logical_id for each in api.more_than(0, api.integrations)] == ["Backend"]
    assert api.more_than(1, api.integrations) == []


def test_the_owner_of_what_a_route_names_is_another_api_only_if_it_cannot_be_ours() -> None:
    found = apis()
    resources = found["Api"].template.resources

    assert found["Api"].owner(resources["Backend"], resources["List"], ALWAYS) is None
    assert found["Api"].owner(resources["Elsewhere"], resources["List"], OLD) == "Other"
    assert found["Api"].owner(resources["Elsewhere"], resources["Either"], ALWAYS) is None
    assert found["Other"].owner(resources["Backend"], resources["Either"], ALWAYS) is None  # it is not there then
    assert found["the API"].owner(resources["Backend"], resources["Foreign"], ALWAYS) is None


def test_an_api_from_elsewhere_is_one_for_http_if_a_key_begins_with_a_method() -> None:
    text = """\
Resources:
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: %s}
"""

    assert list(apis(text % "!Sub 'GET /${Path}'")) == ["!Ref Api"]
    assert list(apis(text % "$default")) == ["!Ref Api"]
    assert list(apis(text % "sendMessage")) == []
    assert list(apis(text % "!ImportValue Key")) == []


def test_quick_create_makes_a_route_an_integration_and_a_stage() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP, Target: https://orders.example.com, RouteKey: GET /}
"""
    (api,) = model(text).apis

    assert [(part.logical_id, part.is_virtual) for part in api.parts] == [
        ("Api (integration of Target)", True),
        ("Api (route of Target)", True),
        ("Api (stage of Target)", True),
    ]
    assert [str(route.key) for route in api.keyed_routes] == ["GET /"]
    assert api.stages[0].value("StageName") == "$default"
