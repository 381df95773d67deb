"""Custom domains: a name of one's own in front of the API, with its certificate and records."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from troposphere import AWSHelperFn

from generator.http_api import domains
from generator.spec.base import SpecModel, Value, at_field, matching, valid
from generator.spec.conditional import Conditional
from generator.spec.stage import StageName


def _zone_id_problem(text: str) -> str | None:
    problem = domains.zone_id_problem(text)
    is_name = domains.zone_name_problem(text) is None
    further = "; its name is hosted_zone_name, which needs a certificate_arn beside it" if is_name else ""
    return problem and problem + further


HostedZoneId = Value[Annotated[str, valid(_zone_id_problem)]]

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
CertificateArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:acm:[\w-]+:\d{12}:certificate/[\w-]+",
            "the ARN of a certificate in ACM, arn:aws:acm:eu-central-1:123456789012:certificate/…",
        ),
    ]
]


class MutualTlsAuthentication(SpecModel):
    """Only clients with a certificate that an authority in the truststore signed may connect.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
    """

    truststore_uri: Value[Annotated[str, valid(domains.truststore_problem)]]
    truststore_version: Value[Annotated[str, Field(min_length=1, max_length=64)]] | None = None


class Domain(Conditional):
    """A domain that the template makes; with `existing`, one that there is, to which the API is only mapped.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html
    """

    name: Value[Annotated[str, valid(domains.name_problem)]]
    existing: bool = False
    hosted_zone_id: HostedZoneId | None = None
    hosted_zone_name: Value[Annotated[str, valid(domains.zone_name_problem)]] | None = None
    certificate_arn: CertificateArn | None = None
    base_path: Value[Annotated[str, valid(domains.base_path_problem)]] | None = None
    stage: StageName | None = None
    security_policy: Literal["TLS_1_2"] = "TLS_1_2"
    ip_address_type: Literal["ipv4", "dualstack"] | None = None
    mutual_tls_authentication: MutualTlsAuthentication | None = None
    ownership_verification_certificate_arn: CertificateArn | None = None

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        if self.existing:
            misplaced = self.model_fields_set - {"name", "existing", "base_path", "stage", "condition"}
            if misplaced:
                raise at_field(sorted(misplaced)[0], "belongs to the domain that there is: leave it out")
        elif self.certificate_arn is None and self.hosted_zone_id is None:
            raise ValueError(
                "needs hosted_zone_id, in which a certificate is validated and records are made, or certificate_arn; "
                "or existing: true, if it is made elsewhere"
            )
        if self.hosted_zone_id is not None and self.hosted_zone_name is not None:
            raise ValueError("needs one of hosted_zone_id and hosted_zone_name, but has both")
        return self

    @property
    def makes_certificate(self) -> bool:
        """Whether the template makes the domain's certificate, too."""
        return not self.existing and self.certificate_arn is None

    @property
    def has_records(self) -> bool:
        """Whether the zone is known in which clients will look for the domain."""
        return self.hosted_zone_id is not None or self.hosted_zone_name is not None

    @property
    def zone_with_dot(self) -> str | AWSHelperFn | None:
        """The zone's name as CloudFormation wants it: with a last dot, which a function must have of its own.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53-recordset.html
        """
        name = self.hosted_zone_name
        return f"{name.removesuffix('.')}." if isinstance(name, str) else name
