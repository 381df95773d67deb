"""A changed spec and changed code, generated and deployed over what runs: the API and its data stay.

One update holds every kind of change: a route added, one removed, a path variable renamed, and new code of the function
that is inline (catalog) and of the one that is packaged (orders).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from generator.commands.deploy import LOCAL_BUCKET
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "orders-updated"
DEPLOY = ("orders", "--stack", STACK, "--parameters", "dev")
ORDER = {"customer": "ada", "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}]}
ROUTES_WITH_A_VARIABLE = ("GetOrdersParamRoute", "PatchOrdersParamRoute", "DeleteOrdersParamRoute")


@dataclass(frozen=True)
class Update:
    """The API before and after; `order` was placed before."""

    before: Client
    after: Client
    ids_before: dict[str, str]
    ids_after: dict[str, str]
    order: dict[str, object]
    template: str


@pytest.fixture(scope="module")
def update(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Update:
    checkout = new_checkout()
    before = checkout.deploy(*DEPLOY)
    order = before.send_json("POST", "/orders", ORDER).json
    ids = cloud.physical_ids(STACK)
    _change(checkout)
    checkout.generate()
    after = checkout.deploy(*DEPLOY)
    return Update(before, after, ids, cloud.physical_ids(STACK), order, checkout.body("orders"))


def test_the_api_keeps_its_id_and_so_its_url(update: Update) -> None:
    assert update.after.url == update.before.url


def test_nothing_but_the_changed_route_is_created_or_deleted(update: Update) -> None:
    gone = update.ids_before.items() - update.ids_after.items()
    new = update.ids_after.items() - update.ids_before.items()

    assert [name for name, _ in gone] == ["GetCatalogRoute"]
    assert [name for name, _ in new] == ["GetMenuRoute"]


def test_an_added_route_answers(update: Update) -> None:
    assert update.after.get("/menu").json == {"categories": ["coffee", "tea", "cake"]}


def test_requests_of_a_removed_route_fall_to_default_with_new_inline_code(update: Update) -> None:
    assert update.after.get("/catalog").json == {"message": "GET /catalog is not on the menu"}


def test_new_packaged_code_answers(update: Update) -> None:
    assert update.after.get("/orders/unknown").json["message"] == "nobody ordered unknown"


def test_the_new_package_is_uploaded_beside_the_old_one(update: Update, cloud: Cloud) -> None:
    """The old one is needed if CloudFormation rolls back."""
    packages = {key for key in cloud.objects(LOCAL_BUCKET) if key.startswith("orders-") and key.endswith(".zip")}

    assert len([key for key in packages if key in update.template]) == 1
    assert len(packages) >= 2


def test_an_order_from_before_the_update_is_still_there(update: Update) -> None:
    assert update.after.get(f"/orders/{update.order['id']}").json == update.order


def test_a_renamed_variable_leaves_its_route_where_it_is(update: Update, cloud: Cloud) -> None:
    """Were the logical ID another, CloudFormation would create the new route first, and API Gateway answer 409."""
    keys = cloud.route_keys(update.ids_after["HttpApi"])

    assert [update.ids_after[name] for name in ROUTES_WITH_A_VARIABLE] == [
        update.ids_before[name] for name in ROUTES_WITH_A_VARIABLE
    ]
    assert [key for key in keys if "{order_id}" in key] == [
        "DELETE /orders/{order_id}",
        "GET /orders/{order_id}",
        "PATCH /orders/{order_id}",
    ]
    assert not [key for key in keys if "{id}" in key]


def _change(checkout: Checkout) -> None:
    checkout.replace("apis/orders.yaml", "{id}", "{order_id}")
    checkout.replace("apis/orders.yaml", "GET /catalog: catalog", "GET /menu: catalog")
    checkout.replace("lambda_code/orders/app.py", "{id}", "{order_id}")
    checkout.replace("lambda_code/orders/request.py", '["pathParameters"]["id"]', '["pathParameters"]["order_id"]')
    checkout.replace("lambda_code/orders/routes.py", "no order {order_id}", "nobody ordered {order_id}")
    checkout.replace("lambda_code/catalog/app.py", '"GET /catalog": categories', '"GET /menu": categories')
    checkout.replace("lambda_code/catalog/app.py", "was not found", "is not on the menu")
