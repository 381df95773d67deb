"""The example of partners at its domain, without the private route, because the emulator refuses VPC links.

The emulator does not ask for the certificates that partners have: that clients need one is read back.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "partners-example"
SPEC = "apis/partners.yaml"
PRIVATE = (
    "  ListenerArn:",
    "  Subnets:",
    "  LinkGroup:",
    "vpc_links:",
    "integrations:",
    "  GET /stock",
    "  POST /stock",
)
KEY = "a-long-random-key"


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud, flavour: Flavour) -> Iterator[Client]:
    checkout = new_checkout()
    checkout.leave_out(SPEC, *PRIVATE)
    values = (
        f'{{ZoneId: {cloud.new_zone("partners.example.com")}, Partners: "acme={sha256(KEY.encode()).hexdigest()}"}}'
    )
    spec = f"{checkout.text(SPEC)}parameter_sets:\n  local: {values}\n"
    checkout.deploy_spec("partners", spec, "--stack", STACK, "--parameters", "local", "--flavour", flavour)
    yield cloud.at(cloud.outputs(STACK)["ApiUrl"])
    cloud.delete(STACK)


def test_a_partner_is_told_who_it_is(api: Client) -> None:
    response = api.get("/whoami", {"x-partner-key": KEY})

    assert api.host == "partners.example.com"
    assert (response.status, response.json) == (200, {"partner": "acme"})


def test_nobody_else_is_let_in(api: Client) -> None:
    assert api.get("/whoami").status == 401
    assert api.get("/whoami", {"x-partner-key": "guessed"}).status == 403


def test_clients_need_certificates_and_there_is_no_way_around_them(api: Client, cloud: Cloud) -> None:
    gateway = cloud.client("apigatewayv2")
    domain = gateway.get_domain_name(DomainName=api.host)

    assert domain["MutualTlsAuthentication"]["TruststoreUri"] == "s3://partners-truststore/ca.pem"
    assert gateway.get_api(ApiId=cloud.outputs(STACK)["ApiId"])["DisableExecuteApiEndpoint"]
