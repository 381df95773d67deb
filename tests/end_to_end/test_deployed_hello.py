"""The smallest spec, deployed: everything that is asked goes to its one function, through `$default`."""

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client

pytestmark = pytest.mark.emulator


@pytest.fixture(scope="module")
def hello(hello: Client, checkout: Checkout, flavour: Flavour) -> Client:
    if flavour == "cloudformation":
        return hello
    return checkout.deploy("hello", "--stack", f"hello-{flavour}", "--flavour", flavour)


def test_the_root_answers(hello: Client) -> None:
    response = hello.get("/")

    assert response.status == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json == {"message": "Hello, world!", "method": "GET", "path": "/"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_every_method_on_every_path_answers(hello: Client, method: str) -> None:
    assert hello.send(method, "/some/path/nobody/declared").json == {
        "message": "Hello, world!",
        "method": method,
        "path": "/some/path/nobody/declared",
    }


def test_a_query_parameter_arrives_decoded(hello: Client) -> None:
    assert hello.get("/?name=Ada%20L%C3%B6velace").json["message"] == "Hello, Ada Lövelace!"
