"""E9808: truststores that are not in S3."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.domains import truststore_problem
from generator.resource_types import DOMAIN
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.template import Template
from generator.template_model.values import Reference, Value, parts, shown


class Truststores(HttpApiRule):
    id = "E9808"
    shortdesc = "The truststore of mutual TLS is an object in S3"
    description = "API Gateway reads the certificates of a truststore from S3, and takes no other address of them."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html"
    tags = ["http-api", "domains", "security"]
    fix = "Write TruststoreUri as s3://bucket/key."
    bad = """\
Resources:
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      MutualTlsAuthentication:
        TruststoreUri: https://certificates.s3.amazonaws.com/truststore.pem
"""
    good = bad.replace("https://certificates.s3.amazonaws.com/", "s3://certificates/")

    def check(self, model: Model) -> Iterator[Finding]:
        for domain in model.template.of_type(DOMAIN):
            for value in domain.values("MutualTlsAuthentication", "TruststoreUri"):
                if problem := _problem(model.template, value):
                    yield Finding(value.path, f"TruststoreUri '{shown(value.value)}': {problem}")


def _problem(template: Template, value: Value) -> str | None:
    """Say what is wrong with an address, of which the beginning may be all that is known."""
    if value.text is not None:
        return truststore_problem(value.text)
    match parts(value.value):
        case (str(start), *_) if not start.startswith("s3://"):
            return truststore_problem(start)
        case (Reference() as reference, *_) if template.referred(reference, "AWS::S3::Bucket"):
            return truststore_problem("")
    return None
