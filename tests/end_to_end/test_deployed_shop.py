"""The example of a shop in a region that is not production, and so without its domain and its alarms.

The spec lacks the private route, the function of an image and the gradual deployment, because the emulator refuses VPC
links and CodeDeploy, and no image is there. Customers and staff come from an issuer of the test's own, because the
example's are made up. Where an AWS service stands behind a route, API Gateway's part is done by
`service_integrations.py`.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Cloud
from tests.end_to_end.issuer import Issuer
from tests.end_to_end.service_integrations import Request, behind

pytestmark = pytest.mark.emulator

STACK = "shop-example"
SPEC = "apis/shop.yaml"
PRIVATE = ("  ListenerArn:", "  Subnets:", "  LinkGroup:", "vpc_links:", "  GET /internal")
IMAGE = ("  thumbnails:", "  POST /thumbnails:")
KEY = "a-long-random-key"
ORDER = json.dumps({"customer": "ada", "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}]}).encode()


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with Issuer() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud, issuer: Issuer, flavour: Flavour) -> Iterator[Client]:
    checkout = new_checkout()
    checkout.leave_out(SPEC, *PRIVATE, *IMAGE, "    deployment_preference:", "  customers:", "  staff:")
    authorizers = f"""authorizers:
  customers: {{jwt: {{issuer: "{issuer.url}", audience: [web, mobile]}}}}
  staff: {{jwt: {{issuer: "{issuer.url}", audience: [orders]}}}}
"""
    local = f'parameter_sets:\n  local: {{Partners: "acme={sha256(KEY.encode()).hexdigest()}"}}\n'
    checkout.replace(SPEC, "\nauthorizers:\n", f"\n{authorizers}")
    checkout.replace(SPEC, "\nparameter_sets:\n", f"\n{local}")
    checkout.generate("shop")
    yield checkout.deploy("shop", "--stack", STACK, "--parameters", "local", "--flavour", flavour)
    cloud.delete(STACK)


@pytest.fixture(scope="module")
def customer(issuer: Issuer) -> dict[str, str]:
    """What a customer sends along."""
    return _bearer(issuer, aud="web", scope="orders:write")


def test_its_health_is_open_to_all(api: Client) -> None:
    response = api.get("/health")

    assert (response.status, response.json) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/orders", "/orders/mine", "/orders/7", "/admin/users", "/nowhere"])
def test_everything_else_needs_a_token(api: Client, path: str) -> None:
    assert api.get(path).status == 401


def test_a_customer_places_and_reads_an_order(api: Client, customer: dict[str, str]) -> None:
    order = api.send("POST", "/orders", ORDER, customer)

    assert order.status == 201
    assert api.get(f"/orders/{order.json['id']}", customer).json == order.json


def test_an_order_needs_a_scope(api: Client, issuer: Issuer) -> None:
    assert api.send("POST", "/orders", ORDER, _bearer(issuer, aud="web", scope="orders:read")).status == 403


def test_staff_are_others_than_customers(api: Client, issuer: Issuer, customer: dict[str, str]) -> None:
    staff = _bearer(issuer, aud="orders", sub="grace")

    assert api.get("/admin/users", staff).json == {"section": "users", "staff": "grace"}
    assert api.get("/admin/users", customer).status == 401


def test_a_partner_orders_with_its_key(api: Client) -> None:
    response = api.send("POST", "/partner/orders", b"{}", {"x-partner-key": KEY})

    assert (response.status, response.json) == (202, {"partner": "acme"})


def test_an_unknown_path_is_said_to_be_so(api: Client, customer: dict[str, str]) -> None:
    response = api.get("/nowhere", customer)

    assert (response.status, response.json) == (404, {"message": "GET /nowhere was not found"})


def test_a_job_is_a_message_in_its_queue(api: Client, cloud: Cloud) -> None:
    sent = behind(cloud, STACK, "POST /jobs").call(Request('{"job": 1}'))
    queue = cloud.physical_ids(STACK)["Jobs"]
    (message,) = cloud.client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=5)["Messages"]

    assert (message["MessageId"], message["Body"]) == (sent["MessageId"], '{"job": 1}')


def test_a_workflow_answers_at_once(api: Client, cloud: Cloud) -> None:
    answer = behind(cloud, STACK, "POST /flows").call(Request('{"flow": 1}'))

    assert (answer["status"], json.loads(answer["output"])) == ("SUCCEEDED", {"flow": 1})


def test_an_event_is_a_part_of_the_body(api: Client, cloud: Cloud) -> None:
    answer = behind(cloud, STACK, "POST /events").call(Request('{"order": {"sku": "COF-1"}}'))

    assert answer["FailedEntryCount"] == 0


def test_outside_of_production_there_is_no_domain_and_the_default_endpoint_is_open(api: Client, cloud: Cloud) -> None:
    outputs = cloud.outputs(STACK)

    assert outputs["ApiId"] in outputs["ApiUrl"]
    assert not cloud.client("apigatewayv2").get_api(ApiId=outputs["ApiId"])["DisableExecuteApiEndpoint"]


def _bearer(issuer: Issuer, **claims: str) -> dict[str, str]:
    return {"authorization": f"Bearer {issuer.token(claims)}"}
