"""E9102: documents beside resources, and what is no such thing."""

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Imports: {{Type: String, AllowedValues: ['yes', 'no']}}
Conditions:
  DoesImport: !Equals [!Ref Imports, 'yes']
  DoesNotImport: !Not [!Condition DoesImport]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {properties}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Condition: {condition}
    Properties: {{ApiId: !GetAtt Api.ApiId, RouteKey: GET /, AuthorizationType: NONE}}
"""
MESSAGE = (
    "10:3 E9102 Route is a resource, but !Ref Api imports a document, which takes its place: write it into the document"
)
DOCUMENT = "{openapi: 3.0.1, paths: {}}"


def test_a_route_beside_a_body_or_a_stored_document_is_caught() -> None:
    for properties in (f"{{Body: {DOCUMENT}}}", "{BodyS3Location: {Bucket: b, Key: k}}"):
        assert findings(TEMPLATE.format(properties=properties, condition="DoesImport"), "E9102") == [MESSAGE]


def test_a_route_that_is_there_only_without_the_document_is_left_alone() -> None:
    properties = f"{{Body: !If [DoesImport, {DOCUMENT}, !Ref AWS::NoValue]}}"

    assert findings(TEMPLATE.format(properties=properties, condition="DoesNotImport"), "E9102") == []
    assert findings(TEMPLATE.format(properties=properties, condition="DoesImport"), "E9102") == [MESSAGE]


def test_routes_beside_an_api_that_sam_makes_are_caught() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
  Health:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: https://a.example}
"""

    assert findings(text, "E9102") == [
        "5:3 E9102 Health is a resource, but !Ref Api imports a document, which takes its place: "
        "write it into the document"
    ]
