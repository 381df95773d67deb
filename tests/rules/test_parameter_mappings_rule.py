"""E9607: mappings of requests and responses."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Value: {Type: String}
  IsOn: {Type: String, AllowedValues: ['yes', 'no']}
Conditions:
  Given: !Equals [!Ref IsOn, 'yes']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: TYPE
"""


def mapped(*lines: str, kind: str = "HTTP_PROXY") -> list[str]:
    return findings(TEMPLATE.replace("TYPE", kind) + "".join(f"      {line}\n" for line in lines), "E9607")


@pytest.mark.parametrize(
    ("destination", "source", "problem"),
    [
        ("append:header.authorization", "a", "authorization is a header that API Gateway reserves: no mapping can "
                                             "change it"),
        ("overwrite:header.x", "$request.heder.y",
         "$request.heder.y is nothing that can be taken from a request; known: $request.header.<name>, "
         "$request.querystring.<name>, $request.path, $request.path.<variable>, $request.body, "
         "$request.body.<JSON path>, $context.<variable>, $stageVariables.<name>"),
        ("overwrite:path", "pets", "must begin with /, as paths do: write /pets"),
        ("remove:header.x", "a", "must be \"''\", as remove takes no value"),
        ("integration.request.header.x", "a",
         "must be append:, overwrite: or remove: with header.<name> or querystring.<name>, or overwrite:path"),
    ],
)  # fmt: skip
def test_a_mapping_of_a_request_that_is_refused_is_caught_where_it_stands(
    destination: str, source: str, problem: str
) -> None:
    assert mapped("RequestParameters:", f"  '{destination}': {source}") == [
        f"16:9 E9607 RequestParameters '{destination}: {source}': {problem}"
    ]


def test_a_mapping_of_a_response_is_caught_in_its_list() -> None:
    assert mapped(
        "ResponseParameters:",
        "  '200':",
        "    ResponseParameters:",
        "      - {Destination: overwrite:statuscode, Source: '204'}",
        "      - {Destination: append:header.x, Source: $request.path}",
        "      - {Source: $response.body, Destination: overwrite:header.apigw-x}",
    ) == [
        "19:15 E9607 ResponseParameters 'append:header.x: $request.path': $request.path is nothing that can be taken "
        "from a response; known: $response.header.<name>, $response.body, $response.body.<JSON path>, "
        "$context.<variable>, $stageVariables.<name>",
        "20:15 E9607 ResponseParameters 'overwrite:header.apigw-x: $response.body': apigw-x is a header that API "
        "Gateway reserves: no mapping can change it",
    ]


def test_a_status_that_cannot_be_mapped_is_caught() -> None:
    assert mapped("ResponseParameters: {'100': {ResponseParameters: [{Destination: append:header.x, Source: a}]}}") == [
        "15:57 E9607 ResponseParameters 'append:header.x: a': 100 is no status code that can be mapped: write one from "
        "200 to 599"
    ]


def test_two_mappings_to_one_place_are_caught_unless_they_cannot_be_at_once() -> None:
    both = ("  append:header.x: a", "  overwrite:header.X: b")
    either = (
        "  append:header.x: !If [Given, a, !Ref AWS::NoValue]",
        "  overwrite:header.X: !If [Given, !Ref AWS::NoValue, b]",
    )

    assert mapped("RequestParameters:", *both) == [
        "17:9 E9607 RequestParameters 'overwrite:header.X': is the same place as append:header.x: API Gateway takes "
        "one entry for it"
    ]
    assert mapped("RequestParameters:", *either) == []


def test_values_of_a_service_are_caught() -> None:
    assert mapped(
        "IntegrationSubtype: SQS-SendMessage",
        "RequestParameters: {QueueUrl: !Ref Value, MessageBody: $request.bdy}",
        kind="AWS_PROXY",
    ) == [
        "16:49 E9607 RequestParameters 'MessageBody: $request.bdy': $request.bdy is nothing that can be taken from a "
        "request; known: $request.header.<name>, $request.querystring.<name>, $request.path, "
        "$request.path.<variable>, $request.body, $request.body.<JSON path>, $context.<variable>, "
        "$stageVariables.<name>"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("RequestParameters: {'append:header.x': '${request.path.a}/${context.requestId}'}",),
        ("RequestParameters: {'overwrite:path': $request.path, 'remove:querystring.a': \"''\"}",),
        ("RequestParameters: {'append:header.x': !Ref Value}",),
        ("RequestParameters: {'append:header.x': !Sub '${Value}-${!request.path.a}'}",),
        ("RequestParameters: !Ref Value",),
        ("RequestParameters: [a]",),
        ("ResponseParameters: {'200': {ResponseParameters: [a]}}",),
        ("ResponseParameters: {'200': [a], '300': {ResponseParameters: {a: b}}}",),
        ("ResponseParameters: {'200': {ResponseParameters: [{Destination: !Ref Value, Source: $request.x}]}}",),
    ],
)
def test_what_is_valid_or_not_known_is_left_alone(lines: tuple[str, ...]) -> None:
    assert mapped(*lines) == []


def test_websocket_apis_have_other_mappings() -> None:
    text = TEMPLATE.replace("ProtocolType: HTTP", "ProtocolType: WEBSOCKET").replace("TYPE", "HTTP_PROXY")

    assert findings(f"{text}      RequestParameters: {{integration.request.header.x: \"'a'\"}}\n") == []


def test_a_document_maps_responses_as_it_maps_requests() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /pets:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: https://pets.example.com
                payloadFormatVersion: "1.0"
                requestParameters:
                  append:header.via: a
                responseParameters:
                  "200":
                    append:header.x-id: $context.requestId
                    remove:header.te: "''"
"""

    assert findings(text) == [
        "17:19 E9607 RequestParameters 'append:header.via: a': via is a header that API Gateway reserves: no mapping "
        "can change it",
        "21:21 E9607 ResponseParameters 'remove:header.te: ''': te is a header that API Gateway reserves: no mapping "
        "can change it",
    ]
