"""E9808: truststores that are not in S3."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Bucket: {{Type: String}}
Resources:
  Certificates: {{Type: AWS::S3::Bucket}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      MutualTlsAuthentication:
        TruststoreUri: {uri}
"""
PROBLEM = "must be the place of an object in S3: write s3://bucket/truststore.pem"


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("https://certificates.s3.amazonaws.com/all.pem", "https://certificates.s3.amazonaws.com/all.pem"),
        ("s3://certificates", "s3://certificates"),
        ("!Sub 'https://${Bucket}/all.pem'", "https://${Bucket}/all.pem"),
        ("!Sub '${Certificates}/all.pem'", "${Certificates}/all.pem"),
        ("!GetAtt Certificates.Arn", "!GetAtt Certificates.Arn"),
    ],
)
def test_an_address_outside_of_s3_is_caught_where_it_stands(uri: str, shown: str) -> None:
    assert findings(TEMPLATE.format(uri=uri), "E9808") == [f"10:9 E9808 TruststoreUri '{shown}': {PROBLEM}"]


@pytest.mark.parametrize(
    "uri",
    ["s3://certificates/a/b.pem", "!Sub 's3://${Bucket}/all.pem'", "!Sub '${Bucket}/all.pem'", "!ImportValue Uri"],
)
def test_an_object_in_s3_and_what_is_not_known_are_left_alone(uri: str) -> None:
    assert findings(TEMPLATE.format(uri=uri), "E9808") == []


def test_the_truststore_of_a_domain_of_sam_is_caught_where_the_user_wrote_it() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain:
        DomainName: api.example.com
        CertificateArn: !ImportValue Certificate
        MutualTlsAuthentication:
          TruststoreUri: certificates/all.pem
"""
    assert findings(text, "E9808") == [f"10:11 E9808 TruststoreUri 'certificates/all.pem': {PROBLEM}"]
