"""What integrations lead to, by their conditions, and what is mapped in them."""

from generator.template_model.integrations import backends, request_mappings, response_mappings, routes_by_integration
from generator.template_model.values import Fact
from tests.template_model.support import model

HEAD = """\
Parameters:
  Kind: {Type: String}
Conditions:
  IsHttp: !Equals [!Ref Kind, http]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
"""
HTTP = frozenset({Fact("condition", "IsHttp", True)})
NOT_HTTP = frozenset({Fact("condition", "IsHttp", False)})


def test_an_integration_is_what_its_type_its_action_and_its_connection_say_together() -> None:
    (api,) = model(
        f"{HEAD}      IntegrationType: !If [IsHttp, HTTP_PROXY, AWS_PROXY]\n"
        "      ConnectionType: !If [IsHttp, VPC_LINK, !Ref AWS::NoValue]\n"
        "      IntegrationSubtype: !If [IsHttp, !Ref AWS::NoValue, SQS-SendMessage]\n"
    ).apis

    assert [(each.kind, each.given) for each in backends(api)] == [("private", HTTP), ("service", NOT_HTTP)]
    assert [each.kind for each in backends(api, "service", "function")] == ["service"]


def test_nothing_is_said_of_a_type_that_is_not_known_or_none_of_http_apis() -> None:
    for written in ("!Ref Kind", "MOCK", "!ImportValue Kind", "[HTTP_PROXY]"):
        (api,) = model(f"{HEAD}      IntegrationType: {written}\n").apis
        assert list(backends(api)) == []


def test_a_property_of_a_backend_is_what_it_can_be_then() -> None:
    (api,) = model(
        f"{HEAD}      IntegrationType: !If [IsHttp, HTTP_PROXY, AWS_PROXY]\n"
        '      PayloadFormatVersion: !If [IsHttp, "1.0", "2.0"]\n'
    ).apis
    found = {each.kind: [value.text for value in each.values("PayloadFormatVersion")] for each in backends(api)}

    assert found == {"http": ["1.0"], "function": ["2.0"]}


def test_mappings_are_read_from_properties_and_from_documents_alike() -> None:
    of_properties = f"""\
{HEAD}      IntegrationType: HTTP_PROXY
      RequestParameters: {{append:header.x: a}}
      ResponseParameters: {{'200': {{ResponseParameters: [{{Destination: remove:header.y, Source: "''"}}]}}}}
"""
    of_a_document = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        paths:
          /:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                requestParameters: {append:header.x: a}
                responseParameters: {200: {remove:header.y: "''"}}
"""
    for text in (of_properties, of_a_document):
        (api,) = model(text).apis
        (backend,) = backends(api)
        (request,) = request_mappings(backend)
        (response,) = response_mappings(backend)
        assert (request.status, request.destination, request.source.text) == ("", "append:header.x", "a")
        assert (response.status, response.destination, response.source.text) == ("200", "remove:header.y", "''")


def test_routes_are_found_by_the_integration_to_which_they_lead() -> None:
    (api,) = model(
        f"{HEAD}      IntegrationType: HTTP_PROXY\n"
        "  Get:\n    Type: AWS::ApiGatewayV2::Route\n"
        "    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Integration}'}\n"
        "  Put:\n    Type: AWS::ApiGatewayV2::Route\n"
        "    Properties: {ApiId: !Ref Api, RouteKey: PUT /, Target: !ImportValue Elsewhere}\n"
    ).apis

    assert {name: [str(route.key) for route in routes] for name, routes in routes_by_integration(api).items()} == {
        "Integration": ["GET /"]
    }
