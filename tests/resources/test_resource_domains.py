"""Domains, the endpoint that they disable, and the URLs and exports that follow."""

from typing import Any

import pytest

from generator.resources import api, domains, outputs
from generator.spec.addresses import outputs as output_names
from tests.support import Project, by_id

_ONE = "functions: {one: lambda_code/one}\n"
_CONDITIONS = "cloudformation: {Conditions: {A: !Equals [a, b], B: !Equals [a, c]}}\n"
_NO_VALUE = {"Ref": "AWS::NoValue"}
_ENDPOINT = {"Fn::GetAtt": ["HttpApi", "ApiEndpoint"]}


def disabled(project: Project, text: str) -> Any:
    built = by_id(api.build(project.spec(_ONE + _CONDITIONS + text)))
    return built["HttpApi"]["Properties"].get("DisableExecuteApiEndpoint")


def urls(project: Project, text: str) -> dict[str, Any]:
    built = by_id(outputs.build(project.spec(_ONE + _CONDITIONS + text)))
    return {title: output["Value"] for title, output in built.items() if title.endswith("Url")}


def test_a_domain_is_a_certificate_a_name_a_mapping_and_two_records(project: Project) -> None:
    spec = project.spec(f"{_ONE}tags: {{team: shop}}\ndomain: {{name: a.example.com, hosted_zone_id: Z1X}}")
    target = {
        "DNSName": {"Fn::GetAtt": ["CustomDomainName", "RegionalDomainName"]},
        "HostedZoneId": {"Fn::GetAtt": ["CustomDomainName", "RegionalHostedZoneId"]},
    }
    record = {"HostedZoneId": "Z1X", "Name": "a.example.com", "AliasTarget": target}

    assert by_id(domains.build(spec)) == {
        "Certificate": {
            "Type": "AWS::CertificateManager::Certificate",
            "Properties": {
                "DomainName": "a.example.com",
                "ValidationMethod": "DNS",
                "DomainValidationOptions": [{"DomainName": "a.example.com", "HostedZoneId": "Z1X"}],
                "Tags": [{"Key": "team", "Value": "shop"}],
            },
        },
        "CustomDomainName": {
            "Type": "AWS::ApiGatewayV2::DomainName",
            "Properties": {
                "DomainName": "a.example.com",
                "DomainNameConfigurations": [
                    {
                        "CertificateArn": {"Ref": "Certificate"},
                        "EndpointType": "REGIONAL",
                        "SecurityPolicy": "TLS_1_2",
                    }
                ],
                "Tags": {"team": "shop"},
            },
        },
        "ApiMapping": {
            "Type": "AWS::ApiGatewayV2::ApiMapping",
            "Properties": {
                "ApiId": {"Ref": "HttpApi"},
                "DomainName": {"Ref": "CustomDomainName"},
                "Stage": {"Ref": "Stage"},
            },
        },
        "AliasRecord": {"Type": "AWS::Route53::RecordSet", "Properties": {**record, "Type": "A"}},
        "Ipv6AliasRecord": {"Type": "AWS::Route53::RecordSet", "Properties": {**record, "Type": "AAAA"}},
    }


def test_an_existing_domain_is_only_mapped(project: Project) -> None:
    spec = project.spec(f"{_ONE}domains: {{shared: {{name: !ImportValue name, existing: true, base_path: one}}}}")

    assert by_id(domains.build(spec)) == {
        "SharedApiMapping": {
            "Type": "AWS::ApiGatewayV2::ApiMapping",
            "Properties": {
                "ApiId": {"Ref": "HttpApi"},
                "DomainName": {"Fn::ImportValue": "name"},
                "Stage": {"Ref": "Stage"},
                "ApiMappingKey": "one",
            },
        }
    }


@pytest.mark.parametrize(
    ("made", "mapped", "name"),
    [
        ("", "", {"Ref": "CustomDomainName"}),
        ("", ", condition: A", {"Ref": "CustomDomainName"}),
        (", condition: A", ", condition: A", {"Ref": "CustomDomainName"}),
        (", condition: A", "", {"Fn::If": ["A", {"Ref": "CustomDomainName"}, "a.example.com"]}),
        (", condition: A", ", condition: B", {"Fn::If": ["A", {"Ref": "CustomDomainName"}, "a.example.com"]}),
    ],
)
def test_a_second_mapping_waits_for_the_domain_that_the_template_makes(
    project: Project, made: str, mapped: str, name: Any
) -> None:
    spec = project.spec(
        f"{_ONE}{_CONDITIONS}domain: {{name: a.example.com, hosted_zone_id: Z1X{made}}}\n"
        f"domains: {{v1: {{name: a.example.com, existing: true, base_path: v1{mapped}}}}}\n"
    )

    assert by_id(domains.build(spec))["V1ApiMapping"]["Properties"]["DomainName"] == name


def test_everything_that_a_domain_leads_to_carries_its_condition(project: Project) -> None:
    spec = project.spec(f"{_ONE}{_CONDITIONS}domain: {{name: a.example.com, hosted_zone_id: Z1X, condition: A}}")
    built = by_id(domains.build(spec))

    assert {title: resource["Condition"] for title, resource in built.items()} == dict.fromkeys(
        ("Certificate", "CustomDomainName", "ApiMapping", "AliasRecord", "Ipv6AliasRecord"), "A"
    )


def test_a_domain_leads_to_the_stage_that_it_names(project: Project) -> None:
    spec = project.spec(
        f"{_ONE}stages: {{prod: {{}}, beta: {{}}}}\n"
        "domains: {a: {name: a.b, existing: true}, b: {name: b.b, existing: true, stage: beta}}\n"
    )
    built = by_id(domains.build(spec))

    assert built["AApiMapping"]["Properties"]["Stage"] == {"Ref": "ProdStage"}
    assert built["BApiMapping"]["Properties"]["Stage"] == {"Ref": "BetaStage"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("disable_execute_api_endpoint: false", False),
        ("domain: {name: a.b, existing: true}", True),
        ("domain: {name: a.b, existing: true}\ndisable_execute_api_endpoint: true", True),
        ("domain: {name: a.b, existing: true}\ndisable_execute_api_endpoint: false", False),
        ("domain: {name: '*.a.b', existing: true}", None),
        ("domain: {name: '*.a.b', existing: true}\ndisable_execute_api_endpoint: true", True),
        ("domain: {name: a.b, existing: true, condition: A}", {"Fn::If": ["A", True, _NO_VALUE]}),
        ("domains: {x: {name: a.b, existing: true, condition: A}, y: {name: b.b, existing: true, condition: B}, "
         "z: {name: c.b, existing: true, condition: A}}",
         {"Fn::If": ["A", True, {"Fn::If": ["B", True, _NO_VALUE]}]}),
        ("domains: {x: {name: a.b, existing: true, condition: A}, y: {name: b.b, existing: true}}", True),
        ("stages: {prod: {}, beta: {}}\ndomain: {name: a.b, existing: true, stage: beta}", None),
    ],
)  # fmt: skip
def test_the_default_endpoint_is_disabled_where_a_domain_leads_to_the_api(
    project: Project, text: str, expected: Any
) -> None:
    assert disabled(project, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"ApiUrl": _ENDPOINT}),
        ("domain: {name: a.b, existing: true}", {"ApiUrl": "https://a.b"}),
        ("domain: {name: a.b, existing: true, base_path: v1/x}", {"ApiUrl": "https://a.b/v1/x"}),
        ("domain: {name: !Ref D, existing: true, base_path: v1}", {"ApiUrl": {"Fn::Sub": "https://${D}/v1"}}),
        ("domain: {name: !Sub 'a.${D}', existing: true, base_path: !Ref P}",
         {"ApiUrl": {"Fn::Sub": "https://a.${D}/${P}"}}),
        ("domain: {name: !ImportValue d, existing: true, base_path: !ImportValue p}",
         {"ApiUrl": {"Fn::Sub": ["https://${Name}/${BasePath}",
                                 {"Name": {"Fn::ImportValue": "d"}, "BasePath": {"Fn::ImportValue": "p"}}]}}),
        ("domain: {name: a.b, existing: true, condition: A}", {"ApiUrl": {"Fn::If": ["A", "https://a.b", _ENDPOINT]}}),
        ("domains: {x: {name: a.b, existing: true, condition: A}, y: {name: b.b, existing: true, condition: B}}",
         {"ApiUrl": {"Fn::If": ["A", "https://a.b", {"Fn::If": ["B", "https://b.b", _ENDPOINT]}]}}),
        ("domains: {x: {name: a.b, existing: true, condition: A}, y: {name: b.b, existing: true}, "
         "z: {name: c.b, existing: true}}", {"ApiUrl": {"Fn::If": ["A", "https://a.b", "https://b.b"]}}),
        # A wildcard is no URL, so the default endpoint stays, unless told otherwise: then there is no better one.
        ("domain: {name: '*.a.b', existing: true}", {"ApiUrl": _ENDPOINT}),
        ("domains: {w: {name: '*.a.b', existing: true}, x: {name: a.b, existing: true}}", {"ApiUrl": "https://a.b"}),
        ("domain: {name: '*.a.b', existing: true}\ndisable_execute_api_endpoint: true", {"ApiUrl": "https://*.a.b"}),
        # A stage without a domain is found at the default endpoint.
        ("stage: {name: v1}", {"ApiUrl": {"Fn::Sub": "${HttpApi.ApiEndpoint}/${Stage}"}}),
        ("stages: {prod: {}, beta: {}}\ndomain: {name: a.b, existing: true, stage: beta}",
         {"ApiUrl": {"Fn::Sub": "${HttpApi.ApiEndpoint}/${ProdStage}"}, "BetaStageUrl": "https://a.b"}),
        ("stages: {prod: {}, beta: {}}\ndomain: {name: a.b, existing: true}", {"ApiUrl": "https://a.b"}),
        ("stages: {prod: {}, beta: {}}\ndomain: {name: a.b, existing: true}\ndisable_execute_api_endpoint: false",
         {"ApiUrl": "https://a.b", "BetaStageUrl": {"Fn::Sub": "${HttpApi.ApiEndpoint}/${BetaStage}"}}),
    ],
)  # fmt: skip
def test_a_url_is_the_one_that_works(project: Project, text: str, expected: dict[str, Any]) -> None:
    assert urls(project, text) == expected


@pytest.mark.parametrize(
    ("exports", "expected"),
    [
        ("exports: false", {}),
        ("exports: {ApiId: my-api, OneFunctionArn: !Sub '${AWS::StackName}:one'}",
         {"ApiId": "my-api", "OneFunctionArn": {"Fn::Sub": "${AWS::StackName}:one"}}),
        ("exports: true",
         {title: {"Fn::Sub": f"${{AWS::StackName}}-{title}"} for title in ("ApiUrl", "ApiId", "OneFunctionArn")}),
    ],
)  # fmt: skip
def test_exports_are_those_that_are_named_or_all(project: Project, exports: str, expected: dict[str, Any]) -> None:
    built = by_id(outputs.build(project.spec(_ONE + exports)))

    assert {title: output["Export"] for title, output in built.items() if "Export" in output} == {
        title: {"Name": name} for title, name in expected.items()
    }


def test_the_outputs_that_can_be_exported_are_those_that_are_built(project: Project) -> None:
    spec = project.spec(f"{_ONE}stage: {{name: v1}}\nstages: {{beta: {{}}}}")

    assert list(by_id(outputs.build(spec))) == output_names(spec)
