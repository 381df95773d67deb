"""Mistakes in custom domains, their certificates and mappings, and in what stays open beside them."""

from __future__ import annotations

from typing import Any, Final

from tests.rules.mutations.edits import (
    API,
    DOMAIN,
    MAPPING,
    Mutation,
    Resource,
    Template,
    add_copy,
    both,
    changing,
    each,
    each_left_out,
    having,
    ids,
    lacking,
    setting,
    value,
    without,
)

_CERTIFICATE: Final = "AWS::CertificateManager::Certificate"
_CONFIGURED = having("DomainNameConfigurations", 0, a=dict)
_NAMED = having("DomainName", a=str)
_STAGE = having("Stage", "Ref", a=str)
_DNS = both(having("ValidationMethod", is_="DNS"), having("DomainValidationOptions"))


def _by_name(mapping: Resource, template: Template) -> None:
    """A mapping that names its stage, and so does not wait for it."""
    stage = template["Resources"][mapping["Properties"]["Stage"]["Ref"]]
    mapping["Properties"]["Stage"] = stage["Properties"]["StageName"]


def _is_closed(api: Resource, template: Template) -> bool:
    return value(api, "DisableExecuteApiEndpoint") is True


def _is_mapped(api: Resource, template: Template) -> bool:
    return bool(ids(template, MAPPING))


def _has_no_domain(api: Resource, template: Template) -> bool:
    return not _is_mapped(api, template)


def _is_the_only_way_in(mapping: Resource, template: Template) -> bool:
    apis = [template["Resources"][logical_id] for logical_id in ids(template, API)]
    return len(ids(template, MAPPING)) == 1 and all(_is_closed(api, template) for api in apis)


def _has_mutual_tls(api: Resource, template: Template) -> bool:
    domains = [template["Resources"][logical_id] for logical_id in ids(template, DOMAIN)]
    return any(value(domain, "MutualTlsAuthentication") for domain in domains)


def _leads_to_an_open_api(domain: Resource, template: Template) -> bool:
    apis = [template["Resources"][logical_id] for logical_id in ids(template, API)]
    return not any(value(api, "DisableExecuteApiEndpoint") for api in apis)


def _advertises_itself(api: Resource, template: Template) -> None:
    """An output with the endpoint that is switched off."""
    own = next(logical_id for logical_id, other in template["Resources"].items() if other is api)
    outputs: dict[str, Any] = template.setdefault("Outputs", {})
    outputs["DefaultUrl"] = {"Value": {"Fn::GetAtt": [own, "ApiEndpoint"]}}


def _once_more(mapping: Resource, template: Template) -> None:
    add_copy(template, "OneMoreMapping", mapping)


MUTATIONS: Final = (
    Mutation("an edge-optimized domain", "E9801",
             each(DOMAIN, setting("DomainNameConfigurations", 0, "EndpointType", to="EDGE"), where=_CONFIGURED)),
    Mutation("a domain with TLS 1.0", "E9801",
             each(DOMAIN, setting("DomainNameConfigurations", 0, "SecurityPolicy", to="TLS_1_0"), where=_CONFIGURED)),
    Mutation("a domain in upper case", "E9801", each(DOMAIN, changing("DomainName", by=str.upper), where=_NAMED)),
    Mutation("a wildcard within a domain", "E9801",
             each(DOMAIN, setting("DomainName", to="api.*.example.com"), where=_NAMED)),
    Mutation("a domain with a scheme", "E9801",
             each(DOMAIN, changing("DomainName", by=lambda name: f"https://{name}"), where=_NAMED)),
    Mutation("the stage of a mapping by its name", "E9802", each(MAPPING, _by_name, where=_STAGE)),
    Mutation("a mapping of a stage that is not there", "E9802",
             each(MAPPING, setting("Stage", to="nobody-has-this-stage"), where=_STAGE)),
    Mutation("a mapping key with a slash at the beginning", "E9803", each(MAPPING, setting("ApiMappingKey", to="/v1"))),
    Mutation("a mapping key with a slash at the end", "E9803", each(MAPPING, setting("ApiMappingKey", to="v1/"))),
    Mutation("a slash as a mapping key", "E9803", each(MAPPING, setting("ApiMappingKey", to="/"))),
    Mutation("a certificate that waits for records of nobody", "W9805",
             each(_CERTIFICATE, without("DomainValidationOptions"), where=_DNS)),
    Mutation("a certificate whose zone is not said", "W9805",
             each(_CERTIFICATE, without("DomainValidationOptions", 0, "HostedZoneId"), where=_DNS)),
    Mutation("an API without any endpoint", "W9806",
             each(API, setting("DisableExecuteApiEndpoint", to=True), where=_has_no_domain)),
    Mutation("no mapping of an API without an endpoint", "W9806", each_left_out(MAPPING, where=_is_the_only_way_in)),
    Mutation("the URL of an endpoint that is switched off", "W9810",
             each(API, _advertises_itself, where=both(_is_closed, _is_mapped))),
    Mutation("an endpoint beside mutual TLS", "W9807",
             each(API, setting("DisableExecuteApiEndpoint", to=False), where=both(_is_closed, _has_mutual_tls))),
    Mutation("an endpoint beside mutual TLS, by default", "W9807",
             each(API, without("DisableExecuteApiEndpoint"), where=both(_is_closed, _has_mutual_tls))),
    Mutation("a truststore that is not in S3", "E9808",
             each(DOMAIN, setting("MutualTlsAuthentication", "TruststoreUri", to="https://example.com/truststore.pem"),
                  where=having("MutualTlsAuthentication"))),
    Mutation("mutual TLS of a domain whose API stays open", "W9807",
             each(DOMAIN, setting("MutualTlsAuthentication", to={"TruststoreUri": "s3://certificates/truststore.pem"}),
                  where=both(lacking("MutualTlsAuthentication"), _leads_to_an_open_api))),
    Mutation("two mappings with one key", "E9804", each(MAPPING, _once_more)),
    Mutation("a certificate for another name", "W9813",
             each("AWS::CertificateManager::Certificate", setting("DomainName", to="other.example.net"),
                  where=both(having("DomainName", a=str), lacking("SubjectAlternativeNames")))),
)  # fmt: skip
