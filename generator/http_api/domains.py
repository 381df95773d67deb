"""Custom domain names of HTTP APIs: their names, the base paths of their mappings, their truststores and zones.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
"""

from __future__ import annotations

import re
from typing import Final

# 255 octets in all by RFC 1035, as the page above has it; two of them are not in the text, so 253 remain, and
# that is ACM's DomainNameString in botocore, too.
NAME: Final = 253  # characters
# The first name of a certificate, its Common Name, is shorter; longer ones go to the alternative names.
# https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
CERTIFICATE_NAME: Final = 64  # characters
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
BASE_PATH: Final = 300  # characters
# UriWithLengthBetween1And2048 of botocore's apigatewayv2
TRUSTSTORE: Final = 2_048  # characters

_CONFIGURATION: Final = {"EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"}
_WILDCARD = "*."
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ZONE_ID = re.compile(r"Z[A-Z0-9]{1,31}")
_ZONE = "must be the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ"
_ZONE_PATH = "/hostedzone/"
_BASE_PATH = re.compile(r"[A-Za-z0-9$_.+!*'()/-]+")
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_TRUSTSTORE = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/\S*[^\s/]")


def is_wildcard(name: str) -> bool:
    return name.startswith(_WILDCARD)


def is_covered(name: str, of_certificate: str) -> bool:
    """Say whether a name of a certificate is good for a domain: `*.example.com` for one more label, and no other.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    """
    first, _, parent = name.lower().partition(".")
    return of_certificate.lower() in (name.lower(), f"{_WILDCARD}{parent}" if first != "*" else name.lower())


def is_host_name(text: str) -> bool:
    """Say whether this is a host's full name, of two labels at least, in lower case and without a last dot.

    The last label has a letter, so that an IP address is none.
    """
    labels = text.split(".")
    return (
        len(text) <= NAME
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def host_in(text: str) -> str | None:
    """Return the host name in a URL or in a name that is spelt otherwise; None if there is none.

    `https://api.example.com/v1` -> `api.example.com`
    """
    host = text.rpartition("://")[2].partition("/")[0].partition(":")[0].removesuffix(".").lower()
    return host if is_host_name(host.removeprefix(_WILDCARD)) else None


def name_problem(text: str) -> str | None:
    """Say what is wrong with a custom domain name.

    API Gateway takes neither upper case nor `_`:
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-domainname.html

    After a wildcard ACM wants two labels: DomainNameString in botocore.
    """
    if "://" in text or "/" in text:
        return f"must be a host name alone, without https:// or a path: write {host_in(text) or 'api.example.com'}"
    if len(text) > NAME:
        return f"must have at most {NAME} characters"
    bare = text.removeprefix(_WILDCARD)
    if "*" in bare:
        return "must have * only as its whole first label: write *.example.com"
    if text != text.lower():
        return f"must be in lower case: write {text.lower()}"
    if text.endswith("."):
        return f"must not end with a dot: write {host_in(text) or 'api.example.com'}"
    if not is_host_name(bare):
        return (
            "must be a domain name such as api.example.com or *.example.com: labels of at most 63 letters a-z, "
            "digits and '-', joined by dots, none beginning or ending with '-'"
        )
    return None


def domain_setting_problem(name: str, text: str) -> str | None:
    """Say why no HTTP API can be mapped to a domain with this setting: its endpoint type, security policy or routing.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html#http-api-mappings-restrictions
    https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
    """
    if name == "RoutingMode" and text == "ROUTING_RULE_ONLY":
        return "no API can be mapped then, and routing rules lead to REST APIs only: write API_MAPPING_ONLY"
    if text != _CONFIGURATION.get(name, text):
        return f"HTTP APIs can be mapped to Regional domains with TLS 1.2 only: write {_CONFIGURATION[name]}"
    return None


def base_path_problem(text: str) -> str | None:
    """Say what is wrong with the key of an API mapping, such as `orders/v1`.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html#http-api-mappings-restrictions

    `/` and `/orders` are answered with 400 (aws/aws-cdk#9077); the root has no key at all.
    """
    if not text.strip("/"):
        return "must not be empty: leave it out to serve the API at the root of the domain"
    if text.startswith("/") or text.endswith("/"):
        return f"must neither begin nor end with /: write {text.strip('/')}"
    if "//" in text:
        return "must not have an empty part (//)"
    if not _BASE_PATH.fullmatch(text):
        return "must have only letters a-z and A-Z, digits and $-_.+!*'()/"
    if len(text) > BASE_PATH:
        return f"must have at most {BASE_PATH} characters"
    return None


def truststore_problem(uri: str) -> str | None:
    """Say what is wrong with the place of the certificates that clients of mutual TLS are checked against.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
    """
    if len(uri) > TRUSTSTORE:
        return f"must have at most {TRUSTSTORE} characters"
    if not _TRUSTSTORE.fullmatch(uri):
        return "must be the place of an object in S3: write s3://bucket/truststore.pem"
    return None


def zone_id_problem(text: str) -> str | None:
    """Say what is wrong with the ID of a hosted zone, which Route 53 itself answers with a path in front.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-certificatemanager-certificate-domainvalidationoption.html
    """
    bare = text.removeprefix(_ZONE_PATH)
    if _ZONE_ID.fullmatch(text):
        return None
    return f"must be the ID alone: write {bare}" if _ZONE_ID.fullmatch(bare) else _ZONE


def zone_name_problem(zone: str) -> str | None:
    """Say what is wrong with the name of a hosted zone by itself."""
    is_name = is_host_name(zone.removesuffix(".").lower())
    return None if is_name else "must be the name of a hosted zone: write example.com"


def zone_problem(domain: str, zone: str) -> str | None:
    """Say why a hosted zone cannot hold the records of a domain. Its name may end with a dot, as Route 53 has it."""
    problem = zone_name_problem(zone)
    if problem:
        return problem
    bare = zone.removesuffix(".").lower()
    if domain != bare and not domain.endswith(f".{bare}"):
        return f"must be {domain.removeprefix(_WILDCARD)} or a domain above it: no other zone can hold its records"
    return None
