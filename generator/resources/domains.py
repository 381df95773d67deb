"""Custom domains: for each its certificate, its name, the mapping of the API to it, and its records.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import GetAtt, If, Ref
from troposphere.apigatewayv2 import ApiMapping, DomainName, DomainNameConfiguration, MutualTlsAuthentication
from troposphere.certificatemanager import Certificate, DomainValidationOption
from troposphere.route53 import RecordSetType
from troposphere.validators.route53 import AliasTarget

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.spec import addresses

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per domain, its Certificate, DomainName, ApiMapping and alias records; of an existing one the mapping."""
    for name, domain in spec.all_domains.items():
        if domain.makes_certificate:
            yield _certificate(name, domain, spec)
        if not domain.existing:
            yield _domain_name(name, domain, spec)
        yield _api_mapping(name, domain, spec)
        if domain.has_records:
            yield _alias_record(names.alias_record(name), "A", name, domain)
            yield _alias_record(names.ipv6_alias_record(name), "AAAA", name, domain)


def _certificate(name: str, domain: Domain, spec: ApiSpec) -> Certificate:
    """Return a certificate that proves itself by a record in the hosted zone; without the zone's ID it would wait for
    somebody to write the record.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-certificatemanager-certificate.html
    """
    return Certificate(
        names.certificate(name),
        **given(Condition=domain.condition),
        DomainName=domain.name,
        ValidationMethod="DNS",
        DomainValidationOptions=[DomainValidationOption(DomainName=domain.name, HostedZoneId=domain.hosted_zone_id)],
        **given(Tags=tag_list(spec.tags)),
    )


def _domain_name(name: str, domain: Domain, spec: ApiSpec) -> DomainName:
    trust = domain.mutual_tls_authentication
    return DomainName(
        names.domain_name(name),
        **given(Condition=domain.condition),
        DomainName=domain.name,
        DomainNameConfigurations=[
            DomainNameConfiguration(
                CertificateArn=Ref(names.certificate(name)) if domain.makes_certificate else domain.certificate_arn,
                EndpointType="REGIONAL",  # the only type that HTTP APIs can be mapped to
                SecurityPolicy=domain.security_policy,
                **given(
                    IpAddressType=domain.ip_address_type,
                    OwnershipVerificationCertificateArn=domain.ownership_verification_certificate_arn,
                ),
            )
        ],
        **given(
            MutualTlsAuthentication=MutualTlsAuthentication(
                TruststoreUri=trust.truststore_uri, **given(TruststoreVersion=trust.truststore_version)
            )
            if trust
            else None,
            Tags=dict(spec.tags),
        ),
    )


def _api_mapping(name: str, domain: Domain, spec: ApiSpec) -> ApiMapping:
    """Return the mapping. The stage stands as a Ref, which is also its order: a name alone may be mapped too early, and
    is answered with 404 `Invalid stage identifier specified` (aws/serverless-application-model#192).
    """
    stage = addresses.mapped_stage(spec, domain)
    assert stage, "a check has found it"
    return ApiMapping(
        names.api_mapping(name),
        **given(Condition=domain.condition),
        ApiId=Ref(names.API),
        DomainName=_mapped_name(name, domain, spec),
        Stage=Ref(stage),
        **given(ApiMappingKey=domain.base_path),
    )


def _mapped_name(name: str, domain: Domain, spec: ApiSpec) -> Any:
    """Return the name, as a Ref where the template makes it, for this domain or for another entry of the spec."""
    if not domain.existing:
        return Ref(names.domain_name(name))
    made: Any = domain.name
    for other_name, other in reversed(spec.all_domains.items()):
        if not other.existing and other.name == domain.name:
            ref = Ref(names.domain_name(other_name))
            made = ref if other.condition in (None, domain.condition) else If(other.condition, ref, made)
    return made


def _alias_record(logical_id: str, record_type: str, name: str, domain: Domain) -> RecordSetType:
    return RecordSetType(
        logical_id,
        **given(Condition=domain.condition),
        **given(HostedZoneId=domain.hosted_zone_id, HostedZoneName=domain.zone_with_dot),
        Name=domain.name,
        Type=record_type,
        AliasTarget=AliasTarget(  # type: ignore[no-untyped-call]
            DNSName=GetAtt(names.domain_name(name), "RegionalDomainName"),
            HostedZoneId=GetAtt(names.domain_name(name), "RegionalHostedZoneId"),
        ),
    )
