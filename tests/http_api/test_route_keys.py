import re

import pytest

from generator.http_api.route_keys import METHODS, RouteKey, Segment, collisions

_METHODS = "ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
_SHAPE = f"must be $default, or a method and a path such as GET /orders/{{id}}; methods are {_METHODS}"
_VARIABLE = (
    "a variable is a whole part of the path, {name} or, at its end, {name+}, "
    "with a name of letters, digits, '.', '_' and '-'"
)
_CHARACTER = "has a character that cannot stand in a path: percent-encode it"


@pytest.mark.parametrize(
    "text",
    [
        "$default",
        "GET /",
        "ANY /",
        "GET /orders",
        "GET /orders/{id}",
        "GET /{a}/{b}/{c}",
        "GET /{a}/{A}",
        "ANY /{proxy+}",
        "DELETE /a/b/{c}/{d+}",
        "GET /{order.id_1-x}",
        "GET /a-b_c.d~e",
        "GET /a:b@c",
        "GET /a+b",
        "GET /a,b;c=d&e!",
        "GET /(a)",
        "GET /caf%C3%A9",
        "GET /$default",
        "GET /.well-known/jwks.json",
        "GET /" + "x" * 300,
        *(f"{method} /orders" for method in METHODS),
    ],
)
def test_a_valid_key_reads_back_as_it_was_written(text: str) -> None:
    assert str(RouteKey.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", _SHAPE),
        (" ", _SHAPE),
        ("orders", _SHAPE),
        ("/orders", _SHAPE),
        ("$DEFAULT", _SHAPE),
        ("$default ", _SHAPE),
        ("$default /a", _SHAPE),
        (" GET /a", _SHAPE),
        ("GET\t/a", _SHAPE),
        ("GET\n/a", _SHAPE),
        ("GET/a", _SHAPE),
        ("TRACE /a", _SHAPE),
        ("CONNECT /a", _SHAPE),
        ("* /a", _SHAPE),
        ("get /a", f"{_SHAPE}; write GET in upper case"),
        ("Any /a", f"{_SHAPE}; write ANY in upper case"),
        ("GET", "the path must begin with /, as in GET /orders"),
        ("GET ", "the path must begin with /, as in GET /orders"),
        ("POST orders", "the path must begin with /, as in POST /orders"),
        ("GET  /a", "the path must begin with /, as in GET /orders"),
        ("GET $default", "the path must begin with /, as in GET /orders"),
        ("GET /a/", "the path must not end with /: write GET /a"),
        ("GET //", "the path must not end with /: write GET /"),
        ("GET ///", "the path must not end with /: write GET /"),
        ("GET /a/{b+}/", "the path must not end with /: write GET /a/{b+}"),
        ("GET /a//b", "the path has an empty part (//)"),
        ("GET //b", "the path has an empty part (//)"),
        ("GET /{", f"'{{': {_VARIABLE}"),
        ("GET /}", f"'}}': {_VARIABLE}"),
        ("GET /{}", f"'{{}}': {_VARIABLE}"),
        ("GET /{+}", f"'{{+}}': {_VARIABLE}"),
        ("GET /{a", f"'{{a': {_VARIABLE}"),
        ("GET /{a}b", f"'{{a}}b': {_VARIABLE}"),
        ("GET /a{b}", f"'a{{b}}': {_VARIABLE}"),
        ("GET /{a}-{b}", f"'{{a}}-{{b}}': {_VARIABLE}"),
        ("GET /{a}+", f"'{{a}}+': {_VARIABLE}"),
        ("GET /{a b}", f"'{{a b}}': {_VARIABLE}"),
        ("GET /{é}", f"'{{é}}': {_VARIABLE}"),
        ("GET /{a*}", f"'{{a*}}': {_VARIABLE}"),
        ("GET /${x}", f"'${{x}}': {_VARIABLE}"),
        ("GET /{a+}/b", "{a+} must be the last part of the path: a greedy variable takes all that follows"),
        ("GET /{a+}/{b+}", "{a+} must be the last part of the path: a greedy variable takes all that follows"),
        ("GET /{a}/{a}", "the variable {a} stands twice in the path"),
        ("GET /{a}/{a+}", "the variable {a} stands twice in the path"),
        ("GET /{a}/b/{a}", "the variable {a} stands twice in the path"),
        ("GET /a b", f"'a b' {_CHARACTER}"),
        ("GET / ", f"' ' {_CHARACTER}"),
        ("GET /a?x=1", f"'a?x=1' {_CHARACTER}"),
        ("GET /a#x", f"'a#x' {_CHARACTER}"),
        ('GET /"a"', f"'\"a\"' {_CHARACTER}"),
        ("GET /é", f"'é' {_CHARACTER}"),
        ("GET /a\x00", f"'a\x00' {_CHARACTER}"),
        ("GET /a\x7f", f"'a\x7f' {_CHARACTER}"),
    ],
)
def test_an_invalid_key_is_refused_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=rf"\A{re.escape(message)}\Z"):
        RouteKey.parse(text)


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("$default", "$default"),
        ("GET /", "GET /"),
        ("GET /orders", "GET /orders"),
        ("GET /orders/{id}", "GET /orders/{}"),
        ("GET /{a}/b/{c+}", "GET /{}/b/{+}"),
    ],
)
def test_an_anonymous_key_has_no_names_of_variables(text: str, anonymous: str) -> None:
    assert RouteKey.parse(text).anonymous == anonymous


@pytest.mark.parametrize(
    ("text", "variable", "greedy"), [("orders", None, False), ("{id}", "id", False), ("{proxy+}", "proxy", True)]
)
def test_a_segment_knows_its_variable(text: str, variable: str | None, *, greedy: bool) -> None:
    assert (Segment(text).variable, Segment(text).greedy) == (variable, greedy)


def test_keys_are_equal_when_their_texts_are() -> None:
    assert RouteKey.parse("GET /orders/{id}") == RouteKey.parse("GET /orders/{id}")
    assert RouteKey.parse("GET /orders/{id}") != RouteKey.parse("GET /orders/{key}")


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["$default", "GET /"],
        ["GET /orders", "POST /orders", "ANY /orders"],
        ["GET /orders/{id}", "DELETE /orders/{id}", "GET /orders/{id}/items"],
        ["GET /orders/{id}", "GET /customers/{name}"],
        ["GET /{a}", "GET /x/{b}"],
        ["GET /{a}/x/{b}", "GET /y/{c}/{d}"],
        ["GET /orders/{id}", "GET /orders/mine"],
        ["GET /orders/{id}", "GET /orders/{proxy+}"],  # a greedy variable may stand beside a plain one
        ["GET /orders/{id}", "POST /orders/{id}/{proxy+}"],
        ["GET /a/{b}", "GET /A/{c}"],
    ],
)
def test_keys_that_can_stand_together_do_not_collide(keys: list[str]) -> None:
    assert list(collisions(map(RouteKey.parse, keys))) == []


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (
            ["GET /orders/{id}", "GET /orders/{key}"],
            [("GET /orders/{key}", "GET /orders/{id}", "{key} stands where 'GET /orders/{id}' has {id}")],
        ),
        (
            ["GET /orders/{id}", "POST /orders/{key}"],  # whatever the method
            [("POST /orders/{key}", "GET /orders/{id}", "{key} stands where 'GET /orders/{id}' has {id}")],
        ),
        (
            ["GET /orders/{id}/items", "ANY /orders/{key}"],  # whatever the depth
            [("ANY /orders/{key}", "GET /orders/{id}/items", "{key} stands where 'GET /orders/{id}/items' has {id}")],
        ),
        (
            ["GET /{a}/{b}", "GET /{a}/{c}/x"],
            [("GET /{a}/{c}/x", "GET /{a}/{b}", "{c} stands where 'GET /{a}/{b}' has {b}")],
        ),
        (
            ["GET /{a}/{b}", "GET /{c}/{d}"],  # one collision a key: the first
            [("GET /{c}/{d}", "GET /{a}/{b}", "{c} stands where 'GET /{a}/{b}' has {a}")],
        ),
        (
            ["ANY /{proxy+}", "GET /{rest+}"],
            [("GET /{rest+}", "ANY /{proxy+}", "{rest+} stands where 'ANY /{proxy+}' has {proxy+}")],
        ),
        (
            ["GET /a/{x}", "GET /a/{proxy+}", "PUT /a/{y}", "PUT /a/{all+}"],
            [
                ("PUT /a/{y}", "GET /a/{x}", "{y} stands where 'GET /a/{x}' has {x}"),
                ("PUT /a/{all+}", "GET /a/{proxy+}", "{all+} stands where 'GET /a/{proxy+}' has {proxy+}"),
            ],
        ),
        (
            ["GET /{a}", "GET /{b}", "GET /{a}/x", "GET /{c}"],  # always against the first
            [
                ("GET /{b}", "GET /{a}", "{b} stands where 'GET /{a}' has {a}"),
                ("GET /{c}", "GET /{a}", "{c} stands where 'GET /{a}' has {a}"),
            ],
        ),
    ],
)
def test_one_place_has_one_variable_name(keys: list[str], found: list[tuple[str, str, str]]) -> None:
    collided = collisions(map(RouteKey.parse, keys))

    assert [(str(each.key), str(each.other), each.reason) for each in collided] == found


def test_a_variable_in_the_style_of_other_frameworks_is_refused_with_its_spelling_here() -> None:
    with pytest.raises(ValueError, match=r"':id' would be taken to the letter: a variable is written \{id\}"):
        RouteKey.parse("GET /orders/:id")


def test_a_colon_elsewhere_in_a_path_is_a_literal() -> None:
    assert str(RouteKey.parse("POST /orders/batch:cancel")) == "POST /orders/batch:cancel"
