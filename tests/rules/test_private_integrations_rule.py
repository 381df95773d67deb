"""E9611: VPC links and what is behind them."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Listener: {Type: String}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  OwnListener:
    Type: AWS::ElasticLoadBalancingV2::Listener
  Catalog:
    Type: AWS::ServiceDiscovery::Service
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationMethod: ANY
"""
PRIVATE = ("IntegrationType: HTTP_PROXY", "ConnectionType: VPC_LINK")
LINK = "ConnectionId: !ImportValue Link"
WANTED = "the ARN of a load balancer's listener, or of a service in Cloud Map"


def private(*lines: str) -> list[str]:
    return findings(TEMPLATE + "".join(f"      {line}\n" for line in lines), "E9611")


@pytest.mark.parametrize(
    ("uri", "shown", "problem"),
    [
        ("http://pets.internal", "http://pets.internal", f"must be {WANTED}, if there is a VPC link"),
        ("arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/b",
         "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/b",
         f"must be {WANTED}, if there is a VPC link"),
        ("!Ref Balancer", "!Ref Balancer",
         f"must be {WANTED}: Balancer is an AWS::ElasticLoadBalancingV2::LoadBalancer"),
        ("!GetAtt Balancer.DNSName", "!GetAtt Balancer.DNSName",
         f"must be {WANTED}: Balancer is an AWS::ElasticLoadBalancingV2::LoadBalancer"),
        ("!Ref Catalog", "!Ref Catalog", "must be an ARN, but !Ref Catalog is its ID: write !GetAtt Catalog.Arn"),
    ],
)  # fmt: skip
def test_a_uri_that_is_nothing_behind_a_vpc_link_is_caught(uri: str, shown: str, problem: str) -> None:
    assert private(*PRIVATE, LINK, f"IntegrationUri: {uri}") == [f"21:7 E9611 IntegrationUri '{shown}': {problem}"]


def test_an_integration_needs_its_vpc_link_and_its_uri() -> None:
    assert private(*PRIVATE) == [
        "15:5 E9611 Integration needs ConnectionId: the VPC link that it uses",
        f"15:5 E9611 Integration needs IntegrationUri: {WANTED}",
    ]


def test_a_vpc_link_that_would_not_be_used_is_caught() -> None:
    assert private("IntegrationType: HTTP_PROXY", "IntegrationUri: https://a.example", "ConnectionId: a1b2c3") == [
        "20:7 E9611 ConnectionId 'a1b2c3': a VPC link is for ConnectionType VPC_LINK alone"
    ]
    assert private("IntegrationType: AWS_PROXY", "ConnectionType: VPC_LINK", LINK) == [
        '20:7 E9611 ConnectionId \'{"Fn::ImportValue": "Link"}\': a VPC link is for IntegrationType HTTP_PROXY alone'
    ]


@pytest.mark.parametrize(
    "uri",
    [
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/a/b/c",
        "arn:aws-cn:servicediscovery:cn-north-1:123456789012:service/srv-id?stage=prod",
        "!Ref OwnListener",
        "!GetAtt OwnListener.ListenerArn",
        "!GetAtt Catalog.Arn",
        "!Ref Listener",
        "!ImportValue Listener",
        "!Sub 'arn:aws:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:listener/app/a/b/c'",
    ],
)
def test_a_uri_that_is_valid_or_not_known_is_left_alone(uri: str) -> None:
    assert private(*PRIVATE, LINK, f"IntegrationUri: {uri}") == []


@pytest.mark.parametrize("connection", ["ConnectionType: INTERNET", "Description: none"])
def test_what_is_on_the_internet_needs_no_vpc_link(connection: str) -> None:
    assert private("IntegrationType: HTTP_PROXY", connection, "IntegrationUri: https://a.example") == []


def test_a_connection_that_is_not_known_is_left_alone() -> None:
    assert private("IntegrationType: HTTP_PROXY", "ConnectionType: !Ref Listener", LINK) == []


def test_an_operation_of_a_document_is_caught_in_it() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /pets:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: http://pets.internal
                connectionType: VPC_LINK
                connectionId: !ImportValue Link
                payloadFormatVersion: "1.0"
"""

    assert findings(text) == [
        f"13:17 E9611 IntegrationUri 'http://pets.internal': must be {WANTED}, if there is a VPC link"
    ]
