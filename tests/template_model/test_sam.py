"""A SAM template as what CloudFormation deploys, and the places in the user's own file."""

from __future__ import annotations

import pytest

from generator.template_model import read
from tests.template_model.support import body, model

EXPLICIT = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.14, Timeout: 20, Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:a:1']}
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
      CorsConfiguration: {AllowOrigins: ['https://shop.example'], MaxAge: 60}
      Auth:
        DefaultAuthorizer: staff
        Authorizers:
          staff:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: {issuer: 'https://auth.example', audience: [shop]}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: orders/
      Handler: app.handler
      Events:
        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
        Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
"""
EVENTS = ("Resources", "Orders", "Properties", "Events")
AUTHORIZER = ("Resources", "Api", "Properties", "Auth", "Authorizers", "staff")
SCHEME = ("Resources", "Api", "Properties", "Body", "components", "securitySchemes", "staff")


def test_events_are_routes_and_stand_where_the_user_wrote_them() -> None:
    found = model(EXPLICIT)
    (api,) = found.apis

    assert {route.written.text: found.place(route.written.path) for route in api.keyed_routes} == {
        "GET /orders": (*EVENTS, "List"),
        "$default": (*EVENTS, "Rest"),
    }
    assert [str(each.value("AuthorizationType")) for each in api.routes] == ["JWT", "JWT"]


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (("Resources", "OrdersListPermission", "Properties", "SourceArn"), (*EVENTS, "List")),
        (("Resources", "Orders", "Properties", "Timeout"), ("Resources", "Orders", "Properties")),
        (("Resources", "Orders", "Properties", "Handler"), ("Resources", "Orders", "Properties", "Handler")),
        (("Resources", "OrdersRole", "Properties", "Policies"), ("Resources", "Orders", "Properties")),
        (
            ("Resources", "Api", "Properties", "Body", "x-amazon-apigateway-cors", "maxAge"),
            ("Resources", "Api", "Properties", "CorsConfiguration", "MaxAge"),
        ),
        (
            ("Resources", "Api", "Properties", "Body", "components", "securitySchemes", "staff", "type"),
            ("Resources", "Api", "Properties", "Auth", "Authorizers", "staff"),
        ),
        (
            (*SCHEME, "x-amazon-apigateway-authorizer", "jwtConfiguration", "issuer"),
            (*AUTHORIZER, "JwtConfiguration", "issuer"),
        ),
        ((*SCHEME, "x-amazon-apigateway-authorizer", "identitySource"), (*AUTHORIZER, "IdentitySource")),
        ((*SCHEME, "x-amazon-apigateway-authorizer", "type"), AUTHORIZER),
        (("Resources", "ApiliveStage", "Properties", "StageName"), ("Resources", "Api", "Properties", "StageName")),
        (("Parameters", "Stage"), ("Parameters", "Stage")),
    ],
)
def test_what_sam_makes_leads_back_to_what_it_is_made_of(made: tuple[str, ...], written: tuple[str, ...]) -> None:
    assert model(EXPLICIT).place(made) == written


def test_the_implicit_api_stands_at_its_first_event_unless_globals_say_something_of_it() -> None:
    implicit = EXPLICIT.replace("ApiId: !Ref Api, ", "").replace("{ApiId: !Ref Api}", "{}")
    implicit = implicit[: implicit.index("  Api:\n")] + implicit[implicit.index("  Orders:\n") :]
    with_globals = implicit.replace("Globals:\n", "Globals:\n  HttpApi: {FailOnWarnings: true}\n")
    stage = ("Resources", "ServerlessHttpApiApiGatewayDefaultStage", "Properties")

    assert [api.identity for api in model(implicit).apis] == [("ServerlessHttpApi", "")]
    assert model(implicit).place(stage) == (*EVENTS, "List")
    assert model(with_globals).place(stage) == ("Globals", "HttpApi")


def test_globals_that_are_merged_already_are_not_merged_twice() -> None:
    merged = body(EXPLICIT)
    merged["Resources"]["Orders"]["Properties"] |= merged["Globals"]["Function"]

    found = read(merged, globals_are_merged=True)

    assert found.template.resources["Orders"].value("Layers") == ["arn:aws:lambda:eu-central-1:123456789012:layer:a:1"]


def test_functions_alone_are_read_as_they_stand() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::Function, Properties: {Timeout: 40}}
"""

    found = model(text)

    assert found.template.resources["Orders"].type == "AWS::Serverless::Function"
    assert found.untranslated is None


def test_what_the_translator_refuses_is_said_and_the_rest_is_read_as_it_stands() -> None:
    found = model(EXPLICIT.replace("CodeUri: orders/", "CodeUri: {Nope: 1}"))

    assert found.untranslated is not None
    assert "Orders" in found.untranslated
    assert found.template.resources["Api"].type == "AWS::Serverless::HttpApi"


def test_what_holds_for_the_api_that_sam_makes_by_itself_stands_in_globals_or_in_an_event() -> None:
    found = model("""\
Transform: AWS::Serverless-2016-10-31
Globals:
  HttpApi:
    CorsConfiguration: {AllowOrigins: ['https://shop.example']}
    DefaultRouteSettings: {ThrottlingBurstLimit: 5}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: orders/
      Handler: app.handler
      Runtime: python3.14
      Events:
        List:
          Type: HttpApi
          Properties: {Path: /orders, Method: get, RouteSettings: {ThrottlingBurstLimit: 2}}
""")
    (api,) = found.apis
    (stage,) = api.stages

    origins = next(api.cors[1].values("CorsConfiguration", "AllowOrigins"))
    assert found.place((*origins.path, 0)) == ("Globals", "HttpApi", "CorsConfiguration", "AllowOrigins", 0)
    burst = next(stage.values("DefaultRouteSettings", "ThrottlingBurstLimit"))
    assert found.place(burst.path) == ("Globals", "HttpApi", "DefaultRouteSettings", "ThrottlingBurstLimit")
    burst = next(stage.values("RouteSettings", "GET /orders", "ThrottlingBurstLimit"))
    assert found.place(burst.path) == (*EVENTS, "List", "Properties", "RouteSettings", "ThrottlingBurstLimit")


def test_what_sam_makes_of_a_domain_stands_at_the_domain_of_its_api() -> None:
    found = model(
        """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Internal:
    Type: AWS::Serverless::HttpApi
    Properties: {Domain: {DomainName: in.example.com, CertificateArn: 'arn:aws:acm:eu-central-1:1:certificate/1'}}
  Public:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain:
        DomainName: api.example.com
        CertificateArn: arn:aws:acm:eu-central-1:1:certificate/1
        EndpointConfiguration: REGIONAL
        MutualTlsAuthentication: {TruststoreUri: 's3://certificates/all.pem'}
"""
    )
    made = next(each for each in found.template.resources.values() if each.value("DomainName") == "api.example.com")
    properties = (*made.path, "Properties")
    domain = ("Resources", "Public", "Properties", "Domain")

    assert found.place((*properties, "DomainName")) == (*domain, "DomainName")
    assert found.place((*properties, "DomainNameConfigurations", 0, "EndpointType")) == (
        *domain,
        "EndpointConfiguration",
    )
    assert found.place((*properties, "MutualTlsAuthentication", "TruststoreUri")) == (
        *domain,
        "MutualTlsAuthentication",
        "TruststoreUri",
    )
    assert found.place((*properties, "RoutingMode")) == domain
    assert found.is_made_by_sam(made)


@pytest.mark.parametrize("globals_", ["{Function: a}", "{HttpApi: a}", "a"])
def test_globals_of_another_form_leave_a_template_untranslated(globals_: str) -> None:
    text = f"""\
Transform: AWS::Serverless-2016-10-31
Globals: {globals_}
Resources: {{Api: {{Type: AWS::Serverless::HttpApi}}}}
"""

    assert model(text).untranslated


def test_the_route_of_a_function_with_a_condition_is_written_at_its_event() -> None:
    found = model(
        """\
Transform: AWS::Serverless-2016-10-31
Conditions: {IsBig: !Equals [!Ref 'AWS::Region', eu-central-1]}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Condition: IsBig
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
"""
    )
    (api,) = found.apis
    (route,) = api.keyed_routes

    assert found.place(route.written.path) == ("Resources", "Orders", "Properties", "Events", "List")


def test_what_sam_package_uploads_may_be_local() -> None:
    found = model(
        """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Events:
        List: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
    Metadata: {Dockerfile: Dockerfile, DockerContext: ./orders}
  Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer/}}
  Shipping: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: shipping.asl.json}}
  Old: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: old.yaml}}
"""
    )

    assert found.untranslated is None
    assert [route.written.text for api in found.apis for route in api.keyed_routes] == ["GET /orders"]


def test_routes_of_an_api_with_authorizers_stand_at_their_events_and_may_be_of_iam() -> None:
    found = model(
        """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        EnableIamAuthorizer: true
        DefaultAuthorizer: Staff
        Authorizers:
          Staff:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: {issuer: https://auth.example, audience: [shop]}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get, Auth: {Authorizer: AWS_IAM}}}
        Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
"""
    )
    (api,) = found.apis

    assert {
        route.resource.value("AuthorizationType"): found.place(route.written.path) for route in api.keyed_routes
    } == {
        "AWS_IAM": (*EVENTS, "List"),
        "JWT": (*EVENTS, "Rest"),
    }
