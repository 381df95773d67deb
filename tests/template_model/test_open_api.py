"""What API Gateway makes of a Body: routes, integrations and authorizers, each at its place."""

from __future__ import annotations

from generator.template_model.http_apis import HttpApi
from generator.template_model.values import ABSENT, Fact, Reference, Unknown, Value
from tests.template_model.support import model

BODY = ("Resources", "Api", "Properties", "Body")
TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: '1'}
        x-amazon-apigateway-cors: {allowOrigins: ['https://shop.example'], maxAge: 60}
        components:
          securitySchemes:
            staff:
              type: oauth2
              x-amazon-apigateway-authorizer:
                type: jwt
                identitySource: $request.header.Authorization
                jwtConfiguration: {issuer: 'https://auth.example', audience: [shop]}
            guard:
              type: apiKey
              x-amazon-apigateway-authorizer:
                type: request
                authorizerUri: !Sub arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Guard.Arn}/invocations
                authorizerPayloadFormatVersion: '2.0'
                authorizerResultTtlInSeconds: 60
                identitySource: $request.header.Authorization, $context.routeKey
          x-amazon-apigateway-integrations:
            shared: {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '2.0', uri: !GetAtt Orders.Arn}
        paths:
          /orders:
            get:
              security: [{staff: [orders.read]}]
              x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/shared'}
            post:
              security: [{guard: []}]
              x-amazon-apigateway-integration: {type: http_proxy, httpMethod: ANY, uri: 'https://orders.example'}
            delete:
              x-amazon-apigateway-auth: {type: AWS_IAM}
          /$default:
            x-amazon-apigateway-any-method:
              isDefaultRoute: true
          /files/{path+}:
            x-amazon-apigateway-any-method: {}
  Orders: {Type: AWS::Lambda::Function}
  Guard: {Type: AWS::Lambda::Function}
"""


def api() -> HttpApi:
    (found,) = model(TEMPLATE).apis
    return found


def test_each_operation_is_a_route_at_its_own_place() -> None:
    routes = {route.written.text: route.written.path for route in api().keyed_routes}

    assert routes == {
        "GET /orders": (*BODY, "paths", "/orders", "get"),
        "POST /orders": (*BODY, "paths", "/orders", "post"),
        "DELETE /orders": (*BODY, "paths", "/orders", "delete"),
        "$default": (*BODY, "paths", "/$default", "x-amazon-apigateway-any-method"),
        "ANY /files/{path+}": (*BODY, "paths", "/files/{path+}", "x-amazon-apigateway-any-method"),
    }


def test_a_route_leads_to_its_own_integration_or_to_one_of_the_components() -> None:
    targets = [api().integration_of(value) for route in api().routes for value in route.values("Target")]

    assert [(i.value("IntegrationType"), i.value("IntegrationUri")) if i else None for i in targets] == [
        ("AWS_PROXY", Reference("Orders", "Arn")),
        ("HTTP_PROXY", "https://orders.example"),
        None,
        None,
        None,
    ]
    assert next(api().integrations[0].values("PayloadFormatVersion")) == Value(
        "2.0", (*BODY, "components", "x-amazon-apigateway-integrations", "shared", "payloadFormatVersion")
    )


def test_a_route_is_authorized_as_its_operation_says() -> None:
    found = {
        str(route.value("RouteKey")): (
            route.value("AuthorizationType"),
            route.value("AuthorizerId"),
            route.value("AuthorizationScopes"),
        )
        for route in api().routes
    }

    assert found == {
        "GET /orders": ("JWT", Reference("Api (authorizer staff)"), ["orders.read"]),
        "POST /orders": ("CUSTOM", Reference("Api (authorizer guard)"), ABSENT),
        "DELETE /orders": ("AWS_IAM", ABSENT, ABSENT),
        "$default": ("NONE", ABSENT, ABSENT),
        "ANY /files/{path+}": ("NONE", ABSENT, ABSENT),
    }


def test_authorizers_have_the_properties_of_resources() -> None:
    staff, guard = api().authorizers

    assert (staff.value("Name"), staff.value("AuthorizerType")) == ("staff", "JWT")
    assert staff.value("JwtConfiguration", "Issuer") == "https://auth.example"
    assert staff.value("IdentitySource") == ["$request.header.Authorization"]
    assert (guard.value("AuthorizerType"), guard.value("AuthorizerResultTtlInSeconds")) == ("REQUEST", 60)
    assert guard.value("IdentitySource") == ["$request.header.Authorization", "$context.routeKey"]
    assert next(staff.values("JwtConfiguration", "Audience")).path[-2:] == ("jwtConfiguration", "audience")


def test_a_body_from_elsewhere_may_have_any_route() -> None:
    (stored,) = model("Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {BodyS3Location: {}}}}").apis
    (imported,) = model("Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Body: !ImportValue B}}}").apis

    assert not stored.is_whole
    assert not imported.is_whole
    assert api().is_whole


def test_each_branch_of_a_body_has_routes_of_its_own() -> None:
    text = """\
Parameters: {Stage: {Type: String}}
Conditions: {IsLive: !Equals [!Ref Stage, live]}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body: !If
        - IsLive
        - paths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy, uri: 'https://live.example'}}}}
        - paths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy, uri: 'https://test.example'}}}}
"""
    (found,) = model(text).apis

    integrations = [found.integration_of(value) for route in found.routes for value in route.values("Target")]

    assert [each.value("IntegrationUri") for each in integrations if each] == [
        "https://live.example",
        "https://test.example",
    ]


def test_settings_of_cors_are_read_as_those_of_the_api() -> None:
    root = (*BODY, "x-amazon-apigateway-cors")
    of_api, of_body = api().cors

    assert list(of_api.values("CorsConfiguration", "MaxAge")) == [Value(ABSENT, BODY[:-1])]
    assert list(of_body.values("CorsConfiguration", "MaxAge")) == [Value(60, (*root, "maxAge"))]
    assert list(of_body.values("CorsConfiguration", "AllowOrigins")) == [
        Value(["https://shop.example"], (*root, "allowOrigins"))
    ]
    assert list(of_body.values("CorsConfiguration", "AllowMethods")) == [Value(ABSENT, root)]


def test_a_type_that_is_written_with_a_function_is_worked_out_if_it_can_only_be_one() -> None:
    text = TEMPLATE.replace("Resources:\n", "Parameters: {Kind: {Type: String, Default: jwt}}\nResources:\n", 1)
    known = model(text.replace("type: jwt", "type: !Ref Kind")).apis[0]
    unknown = model(text.replace("type: jwt", "type: !ImportValue Kind")).apis[0]

    assert known.authorizers[0].value("AuthorizerType") == "JWT"
    assert known.routes[0].value("AuthorizationType") == "JWT"
    assert unknown.authorizers[0].value("AuthorizerType") == Unknown("type")
    assert unknown.routes[0].value("AuthorizationType") == Unknown("type")
    assert unknown.routes_with(unknown.authorizers[0])[:1] == unknown.routes[:1]


def test_who_may_call_a_path_with_a_choice_of_schemes_is_not_known() -> None:
    (api,) = model(TEMPLATE.replace("security: [{staff: [orders.read]}]", "security: [{staff: []}, {guard: []}]")).apis

    assert api.routes[0].value("AuthorizationType") == Unknown("security")
    assert api.routes[0].value("AuthorizerId") == Unknown("security")


def test_a_path_or_a_method_can_depend_on_a_condition() -> None:
    (found,) = model(
        """\
Parameters: {Size: {Type: String, AllowedValues: [big, small]}}
Conditions: {IsBig: !Equals [!Ref Size, big]}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        paths:
          /orders: !If [IsBig, {get: {}, post: !Ref 'AWS::NoValue'}, !Ref 'AWS::NoValue']
          /items: {get: !If [IsBig, {x-amazon-apigateway-integration: {type: aws_proxy}}, {}]}
"""
    ).apis
    big, small = (frozenset({Fact("condition", "IsBig", value)}) for value in (True, False))
    branch = ("Fn::If", 1)

    assert [(route.written.text, route.written.path[len(BODY) + 1 :], route.given) for route in found.keyed_routes] == [
        ("GET /orders", ("/orders", *branch, "get"), big),
        ("GET /items", ("/items", "get", *branch), big),
        ("GET /items", ("/items", "get", "Fn::If", 2), small),
    ]
    assert [each.value("IntegrationType") for each in found.integrations] == ["AWS_PROXY"]
    assert found.is_whole


def test_what_is_included_into_the_paths_makes_an_api_unknown() -> None:
    include = "{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: 's3://shop/paths.yaml'}}}"
    for paths in (include, f"{{/orders: {include}}}", "!ImportValue paths"):
        (found,) = model(TEMPLATE[: TEMPLATE.index("paths:")] + f"paths: {paths}\n").apis

        assert not found.is_whole
