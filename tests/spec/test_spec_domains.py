"""Domains, the default endpoint beside them, conditions and exports: what a spec may say of them."""

import pytest

from generator.spec.addresses import outputs
from generator.spec.domains import Domain
from generator.spec.notes import notes
from tests.support import Project

_ONE = "functions: {hello: lambda_code/hello}\n"
_ARN = "'arn:aws:acm:eu-central-1:123456789012:certificate/1'"
_GIVEN = f"name: api.example.com, certificate_arn: {_ARN}"
_CONDITIONS = "cloudformation: {Conditions: {IsProd: !Equals [a, b], IsTest: !Equals [a, c]}}\n"
_TRUST = "mutual_tls_authentication: {truststore_uri: 's3://trust/ca.pem'}"
_LONG = "a" * 60 + ".example.com"
_BYPASS = "does not hold for the API's default endpoint, which lets in clients without a certificate"


@pytest.mark.parametrize(
    ("domain", "problem"),
    [
        ("{name: api.example.com}",
         "2:1: domain: needs hosted_zone_id, in which a certificate is validated and records are made, or "
         "certificate_arn; or existing: true, if it is made elsewhere"),
        ("{name: api.example.com, hosted_zone_name: example.com}",
         "2:1: domain: needs hosted_zone_id, in which a certificate is validated and records are made, or "
         "certificate_arn; or existing: true, if it is made elsewhere"),
        (f"{{{_GIVEN}, hosted_zone_id: Z1X, hosted_zone_name: example.com}}",
         "2:1: domain: needs one of hosted_zone_id and hosted_zone_name, but has both"),
        ("{name: api.example.com, existing: true, hosted_zone_id: Z1X}",
         "2:49: domain.hosted_zone_id: belongs to the domain that there is: leave it out"),
        ("{hosted_zone_id: Z1X}", "2:1: domain.name: is required"),
        ("{name: API.example.com, hosted_zone_id: Z1X}",
         "2:10: domain.name: must be in lower case: write api.example.com (got API.example.com)"),
        ("{name: api.example.com, hosted_zone_id: example.com}",
         "2:33: domain.hosted_zone_id: must be the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ; its name "
         "is hosted_zone_name, which needs a certificate_arn beside it "
         "(got example.com)"),
        (f"{{{_GIVEN}, hosted_zone_name: com}}",
         "2:105: domain.hosted_zone_name: must be the name of a hosted zone: write example.com (got com)"),
        (f"{{{_GIVEN}, base_path: /v1}}",
         "2:105: domain.base_path: must neither begin nor end with /: write v1 (got /v1)"),
        (f"{{{_GIVEN}, security_policy: TLS_1_0}}",
         "2:105: domain.security_policy: must be 'TLS_1_2' (got TLS_1_0); did you mean TLS_1_2?"),
        (f"{{{_GIVEN}, mutual_tls_authentication: {{truststore_uri: 'https://trust/ca.pem'}}}}",
         "2:133: domain.mutual_tls_authentication.truststore_uri: must be the place of an object in S3: write "
         "s3://bucket/truststore.pem (got https://trust/ca.pem)"),
        ("{name: api.example.com, certificate_arn: 'arn:aws:iam::123456789012:server-certificate/own'}",
         "2:33: domain.certificate_arn: must be the ARN of a certificate in ACM, "
         "arn:aws:acm:eu-central-1:123456789012:certificate/… (got arn:aws:iam::123456789012:server-certificate/own)"),
        (f"{{{_GIVEN}, ownership_verification_certificate_arn: 'arn:aws:s3:::certificates'}}",
         "2:105: domain.ownership_verification_certificate_arn: must be the ARN of a certificate in ACM, "
         "arn:aws:acm:eu-central-1:123456789012:certificate/… (got arn:aws:s3:::certificates)"),
        (f"{{{_GIVEN}, basepath: v1}}",
         "2:105: domain.basepath: is no field of the language; did you mean base_path?"),
    ],
)  # fmt: skip
def test_a_domain_is_refused(hello: Project, domain: str, problem: str) -> None:
    assert hello.problems(f"{_ONE}domain: {domain}\n") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # A domain that is referred to is there.
        (f"domain: {{{_GIVEN}, condition: IsProd}}\n"
         f"domains: {{b: {{name: !Ref CustomDomainName, existing: true, base_path: b}}}}\n{_CONDITIONS}",
         ["3:15: domains.b.name: CustomDomainName is there only under the condition IsProd: say condition: IsProd "
          "here, too"]),
        (f"domain: {{{_GIVEN}, condition: IsProd}}\n"
         "domains: {b: {name: !Ref CustomDomainName, existing: true, base_path: b, condition: IsProd}}\n"
         f"{_CONDITIONS}", []),
        # The stage that is mapped exists.
        (f"domain: {{{_GIVEN}, stage: beta}}\n",
         ["2:105: domain.stage: there is no stage beta; known here: $default"]),
        (f"stages: {{prod: {{}}, beta: {{}}}}\ndomain: {{{_GIVEN}, stage: bete}}\n",
         ["3:105: domain.stage: there is no stage bete; did you mean beta?"]),
        (f"stages: {{prod: {{}}, beta: {{}}}}\ndomain: {{{_GIVEN}, stage: beta}}\n", []),
        # A domain is made once.
        (f"domain: {{{_GIVEN}}}\ndomains: {{more: {{{_GIVEN}, base_path: v1}}}}\n",
         ["3:18: domains.more.name: is made by domain already: for another mapping of it, say existing: true here"]),
        (f"domain: {{{_GIVEN}}}\ndomains: {{more: {{{_GIVEN}}}}}\n",
         ["3:18: domains.more.name: is made by domain already: for another mapping of it, say existing: true here"]),
        (f"{_CONDITIONS}domains: {{a: {{{_GIVEN}, condition: IsProd}}, b: {{{_GIVEN}, condition: IsTest}}}}\n", []),
        # A mapping leads to one place.
        (f"domain: {{{_GIVEN}}}\ndomains: {{more: {{name: api.example.com, existing: true}}}}\n",
         ["3:11: domains.more: maps the same name and base path as domain: give it another base_path"]),
        (f"domain: {{{_GIVEN}}}\ndomains: {{more: {{name: api.example.com, existing: true, base_path: v1}}}}\n", []),
        ("parameters: {P: {type: String}}\n"
         "domains: {a: {name: !Ref P, existing: true}, b: {name: !Ref P, existing: true}}\n",
         ["3:46: domains.b: maps the same name and base path as domains.a: give it another base_path"]),
        # A certificate can be made.
        (f"domain: {{name: {_LONG}, hosted_zone_id: Z1X}}\n",
         ["2:10: domain.name: has 72 characters; a certificate can be made for at most 64: give the certificate_arn of "
          "one that has it as a further name"]),
        (f"domain: {{name: {_LONG}, certificate_arn: {_ARN}}}\n", []),
        (f"domain: {{name: {_LONG}, existing: true}}\n", []),
        (f"parameters: {{P: {{type: String, default: {_LONG}}}}}\n"
         "domain: {name: !Ref P, hosted_zone_id: Z1X}\n",
         ["3:10: domain.name: has 72 characters; a certificate can be made for at most 64: give the certificate_arn of "
          "one that has it as a further name"]),
        # The zone holds the domain.
        (f"domain: {{{_GIVEN}, hosted_zone_name: example.org.}}\n",
         ["2:105: domain.hosted_zone_name: must be api.example.com or a domain above it: no other zone can hold its "
          "records (got example.org.)"]),
        ("domain: {name: api.example.com, hosted_zone_id: !Ref Zone}\n"
         "cloudformation: {Resources: {Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.org}}}}\n",
         ["2:33: domain.hosted_zone_id: must be api.example.com or a domain above it: no other zone can hold its "
          "records (got example.org)"]),
        ("domain: {name: api.example.com, hosted_zone_id: !Ref Zone}\n"
         "cloudformation: {Resources: {Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}}}\n",
         []),
        ("domain: {name: api.example.com, hosted_zone_id: !Ref Zone}\n"
         "cloudformation: {Resources: {Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: !Ref X}}}}\n", []),
        ("domain: {name: api.example.com, hosted_zone_id: !Ref Zone}\n"
         "cloudformation: {Resources: {Zone: [], Other: 1}}\n", []),
        # The API can be reached.
        ("disable_execute_api_endpoint: true\n",
         ["2:1: disable_execute_api_endpoint: leaves no way to the API: no domain leads to its stage $default"]),
        (f"disable_execute_api_endpoint: true\nstages: {{prod: {{}}, beta: {{}}}}\ndomain: {{{_GIVEN}, stage: beta}}\n",
         ["2:1: disable_execute_api_endpoint: leaves no way to the API: no domain leads to its stage prod"]),
        (f"disable_execute_api_endpoint: true\ndomain: {{{_GIVEN}, condition: IsProd}}\n{_CONDITIONS}",
         ["2:1: disable_execute_api_endpoint: leaves no way to the API where no domain's condition holds: leave it "
          "out, and a domain that is there disables the default endpoint"]),
        (f"disable_execute_api_endpoint: true\ndomain: {{{_GIVEN}}}\n", []),
        ("disable_execute_api_endpoint: true\ndomain: {name: '*.example.com', existing: true}\n", []),
        (f"disable_execute_api_endpoint: false\ndomain: {{{_GIVEN}}}\n", []),
        # Nothing goes around mutual TLS.
        (f"domain: {{{_GIVEN}, {_TRUST}}}\n", []),
        (f"domain: {{{_GIVEN}, {_TRUST}, condition: IsProd}}\n{_CONDITIONS}", []),
        (f"disable_execute_api_endpoint: false\ndomain: {{{_GIVEN}, {_TRUST}}}\n",
         [f"3:105: domain.mutual_tls_authentication: {_BYPASS}: leave out disable_execute_api_endpoint: false"]),
        (f"domain: {{name: '*.example.com', certificate_arn: {_ARN}, {_TRUST}}}\n",
         [f"2:105: domain.mutual_tls_authentication: {_BYPASS}: say disable_execute_api_endpoint: true"]),
        (f"stages: {{prod: {{}}, beta: {{}}}}\ndomain: {{{_GIVEN}, {_TRUST}, stage: beta}}\n",
         [f"3:105: domain.mutual_tls_authentication: {_BYPASS}: say disable_execute_api_endpoint: true"]),
        # Conditions exist.
        (f"domain: {{{_GIVEN}, condition: IsProd}}\n",
         ["2:105: domain.condition: there is no condition IsProd in cloudformation.Conditions"]),
        (f"{_CONDITIONS}domains: {{api: {{{_GIVEN}, condition: IsPrd}}}}\n",
         ["3:112: domains.api.condition: there is no condition IsPrd in cloudformation.Conditions; did you mean "
          "IsProd?"]),
        (f"{_CONDITIONS}dashboard: {{condition: IsLive}}\n",
         ["3:13: dashboard.condition: there is no condition IsLive in cloudformation.Conditions"]),
        (f"{_CONDITIONS}alarms: {{emails: [a@example.com], error_rate: 1, condition: IsLive}}\n",
         ["3:50: alarms.condition: there is no condition IsLive in cloudformation.Conditions"]),
        ("dashboard: {condition: IsLive}\ncloudformation: {Transform: MyMacro}\n", []),
        ("dashboard: {condition: IsLive}\ncloudformation: {Conditions: {'Fn::ForEach::X': []}}\n", []),
        # Exports name outputs, each once.
        ("exports: {ApiUrl: a, HelloFunctionArn: b, ApiId: c}\n", []),
        ("exports: {ApiUrls: a}\n",
         ["2:11: exports.ApiUrls: there is no generated output ApiUrls; did you mean ApiUrl?"]),
        ("exports: {Table: a}\n",
         ["2:11: exports.Table: there is no generated output Table; known here: ApiUrl, ApiId, HelloFunctionArn"]),
        ("exports: {ApiUrl: a, ApiId: a}\n",
         ["2:22: exports.ApiId: has the same name as the export of ApiUrl: choose another"]),
        ("exports: {ApiUrl: a_b}\n",
         ["2:11: exports.ApiUrl: must be at most 255 letters, digits, ':' and '-', as names of exports are (got a_b)"]),
    ],
)  # fmt: skip
def test_what_must_hold_between_domains_and_the_rest(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(_ONE + text) == [f"apis/demo.yaml:{problem}" for problem in problems]


@pytest.mark.parametrize("text", ["domains: {a: {name: 7}}", "domain:", "domains: {a: }", "stages: {a: 1}"])
def test_checks_of_a_half_valid_spec_add_nothing_wrong(hello: Project, text: str) -> None:
    (problem,) = hello.problems(f"{_ONE}{text}\ndisable_execute_api_endpoint: true\nexports: {{BetaStageUrl: a}}\n")

    assert problem.startswith(f"apis/demo.yaml:2:{1 if text == 'domain:' else ''}"), problem


@pytest.mark.parametrize("name", ["example.com", "example.com."])
def test_the_name_of_a_zone_ends_in_one_dot(name: str) -> None:
    domain = Domain.model_validate(
        {"name": "api.example.com", "certificate_arn": _ARN.strip("'"), "hosted_zone_name": name}
    )

    assert domain.zone_with_dot == "example.com."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["ApiUrl", "BetaStageUrl"]),
        ("domain: {name: a.b, existing: true}", ["ApiUrl"]),
        ("domain: {name: a.b, existing: true}\ndisable_execute_api_endpoint: false", ["ApiUrl", "BetaStageUrl"]),
        ("domain: {name: a.b, existing: true, condition: IsProd}", ["ApiUrl"]),
        ("domain: {name: a.b, existing: true, stage: beta}", ["ApiUrl", "BetaStageUrl"]),
        ("domains: {a: {name: a.b, existing: true, condition: IsProd}, "
         "b: {name: a.b, existing: true, base_path: b, stage: beta, condition: IsProd}}", ["ApiUrl", "BetaStageUrl"]),
        ("domains: {a: {name: a.b, existing: true, condition: IsProd}, "
         "b: {name: a.b, existing: true, base_path: b, stage: beta, condition: IsTest}}", ["ApiUrl"]),
        ("domains: {a: {name: a.b, existing: true}, b: {name: '*.b.c', existing: true, stage: beta}}",
         ["ApiUrl", "BetaStageUrl"]),
    ],
)  # fmt: skip
def test_a_stage_that_nothing_may_lead_to_has_no_output_but_a_note(
    hello: Project, text: str, expected: list[str]
) -> None:
    spec = hello.spec(f"{_ONE}stages: {{prod: {{}}, beta: {{}}}}\n{_CONDITIONS}{text}\n")

    assert outputs(spec) == [*expected, "ApiId", "HelloFunctionArn"]
    assert [note.path for note in notes(spec) if "no URL leads here" in note.message] == (
        [] if "BetaStageUrl" in expected else [("stages", "beta")]
    )
