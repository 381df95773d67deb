import pytest

from generator.http_api import domains

_NAME = (
    "must be a domain name such as api.example.com or *.example.com: labels of at most 63 letters a-z, "
    "digits and '-', joined by dots, none beginning or ending with '-'"
)
_ALONE = "must be a host name alone, without https:// or a path: write api.example.com"
_STAR = "must have * only as its whole first label: write *.example.com"
_ROOT = "must not be empty: leave it out to serve the API at the root of the domain"
_CHARACTERS = "must have only letters a-z and A-Z, digits and $-_.+!*'()/"
_TRUSTSTORE = "must be the place of an object in S3: write s3://bucket/truststore.pem"
_ZONE = "must be the name of a hosted zone: write example.com"
_LONGEST = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 61])


@pytest.mark.parametrize(
    "name",
    [
        "example.com",
        "api.example.com",
        "*.example.com",
        "*.api.example.com",
        "a.b",
        "1.example.com",
        "a-b--c.example.com",
        "xn--caf-dma.example",
        "example.x1",
        "a" * 63 + ".example.com",
        _LONGEST,
    ],
)
def test_a_domain_name_is_valid(name: str) -> None:
    assert domains.name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", _NAME),
        ("localhost", _NAME),
        ("*", _STAR),
        ("*.com", _NAME),
        ("*.", "must not end with a dot: write api.example.com"),
        ("**.example.com", _STAR),
        ("api.*.example.com", _STAR),
        ("*.*.example.com", _STAR),
        ("*api.example.com", _STAR),
        ("https://api.example.com", _ALONE),
        ("api.example.com/orders", _ALONE),
        ("API.example.com", "must be in lower case: write api.example.com"),
        ("api.example.com.", "must not end with a dot: write api.example.com"),
        (".example.com", _NAME),
        ("api..example.com", _NAME),
        ("my_api.example.com", _NAME),
        ("-api.example.com", _NAME),
        ("api-.example.com", _NAME),
        ("api.example.com:443", _NAME),
        ("api.example.com\n", _NAME),
        ("a b.example.com", _NAME),
        ("café.example", _NAME),
        ("203.0.113.7", _NAME),
        ("a" * 64 + ".example.com", _NAME),
        (_LONGEST + "d", "must have at most 253 characters"),
    ],
)
def test_another_name_is_refused(name: str, problem: str) -> None:
    assert domains.name_problem(name) == problem


@pytest.mark.parametrize(("name", "wildcard"), [("*.example.com", True), ("api.example.com", False), ("*", False)])
def test_a_wildcard_is_known_by_its_first_label(name: str, *, wildcard: bool) -> None:
    assert domains.is_wildcard(name) is wildcard


@pytest.mark.parametrize("key", ["orders", "orders/v1/items", "v1.0", "$-_.+!*'()", "Orders", "1", "x" * 300])
def test_a_base_path_is_valid(key: str) -> None:
    assert domains.base_path_problem(key) is None


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("", _ROOT),
        ("/", _ROOT),
        ("//", _ROOT),
        ("/orders", "must neither begin nor end with /: write orders"),
        ("orders/", "must neither begin nor end with /: write orders"),
        ("/orders/v1/", "must neither begin nor end with /: write orders/v1"),
        ("orders//v1", "must not have an empty part (//)"),
        ("orders v1", _CHARACTERS),
        ("orders?x", _CHARACTERS),
        ("orders,v1", _CHARACTERS),
        ("{orders}", _CHARACTERS),
        ("commandé", _CHARACTERS),
        ("a%20b", _CHARACTERS),
        ("orders\n", _CHARACTERS),
        ("x" * 301, "must have at most 300 characters"),
    ],
)
def test_another_base_path_is_refused(key: str, problem: str) -> None:
    assert domains.base_path_problem(key) == problem


@pytest.mark.parametrize(
    "uri", ["s3://bucket/truststore.pem", "s3://my.bucket-1/a/b/c.pem", "s3://abc/x", "s3://abc/a?b&c"]
)
def test_a_truststore_is_an_object_of_s3(uri: str) -> None:
    assert domains.truststore_problem(uri) is None


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "bucket/truststore.pem",
        "s3://bucket",
        "s3://bucket/",
        "s3://bucket/folder/",
        "s3:///truststore.pem",
        "s3://Bucket/truststore.pem",
        "s3://ab/truststore.pem",
        "s3://-bucket/truststore.pem",
        "s3://bucket/trust store.pem",
        "S3://bucket/truststore.pem",
        "https://bucket.s3.amazonaws.com/truststore.pem",
        "arn:aws:s3:::bucket/truststore.pem",
    ],
)
def test_another_place_of_a_truststore_is_refused(uri: str) -> None:
    assert domains.truststore_problem(uri) == _TRUSTSTORE


def test_the_place_of_a_truststore_has_a_longest_length() -> None:
    assert domains.truststore_problem("s3://bucket/" + "x" * (2048 - 12)) is None
    assert domains.truststore_problem("s3://bucket/" + "x" * (2049 - 12)) == "must have at most 2048 characters"


@pytest.mark.parametrize(
    ("domain", "zone"),
    [
        ("example.com", "example.com"),
        ("example.com", "example.com."),
        ("api.example.com", "example.com"),
        ("api.example.com", "api.example.com."),
        ("a.b.example.com", "example.com"),
        ("*.example.com", "example.com"),
        ("*.api.example.com", "api.example.com."),
        ("api.example.com", "Example.com"),
    ],
)
def test_a_zone_holds_itself_and_what_is_below(domain: str, zone: str) -> None:
    assert domains.zone_problem(domain, zone) is None


@pytest.mark.parametrize(
    ("domain", "zone", "problem"),
    [
        ("example.com", "", _ZONE),
        ("example.com", ".", _ZONE),
        ("example.com", "com", _ZONE),
        ("example.com", "example.com..", _ZONE),
        ("*.example.com", "*.example.com", _ZONE),
        ("example.com", "Z0123456789ABC", _ZONE),
        (
            "api.example.com",
            "example.org",
            "must be api.example.com or a domain above it: no other zone can hold its records",
        ),
        (
            "badexample.com",
            "example.com",
            "must be badexample.com or a domain above it: no other zone can hold its records",
        ),
        (
            "*.example.com",
            "a.example.com",
            "must be example.com or a domain above it: no other zone can hold its records",
        ),
    ],
)
def test_another_zone_is_refused(domain: str, zone: str, problem: str) -> None:
    assert domains.zone_problem(domain, zone) == problem


def test_a_certificate_names_a_shorter_domain_than_api_gateway_does() -> None:
    assert domains.CERTIFICATE_NAME < domains.NAME


@pytest.mark.parametrize("zone", ["example.com", "example.com.", "Example.com", "a.b"])
def test_the_name_of_a_zone_is_valid(zone: str) -> None:
    assert domains.zone_name_problem(zone) is None


@pytest.mark.parametrize("zone", ["", ".", "com", "example.com..", "*.example.com", "https://example.com"])
def test_the_name_of_a_zone_is_refused(zone: str) -> None:
    assert domains.zone_name_problem(zone) == _ZONE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("EndpointType", "REGIONAL"),
        ("SecurityPolicy", "TLS_1_2"),
        ("RoutingMode", "ROUTING_RULE_THEN_API_MAPPING"),
        ("CertificateArn", "EDGE"),
    ],
)
def test_an_http_api_can_be_mapped_to_a_domain_with_this_setting(name: str, text: str) -> None:
    assert domains.domain_setting_problem(name, text) is None


@pytest.mark.parametrize(
    ("name", "text", "way_out"),
    [
        ("EndpointType", "EDGE", "write REGIONAL"),
        ("SecurityPolicy", "TLS_1_0", "write TLS_1_2"),
        ("RoutingMode", "ROUTING_RULE_ONLY", "write API_MAPPING_ONLY"),
    ],
)
def test_no_http_api_can_be_mapped_to_a_domain_with_this_setting(name: str, text: str, way_out: str) -> None:
    assert str(domains.domain_setting_problem(name, text)).endswith(way_out)
