"""Notes on what stands in front of the paths that functions see, and the table of notes."""

import re
from pathlib import Path

import pytest

from generator.spec import notes
from tests.support import Project

_FUNCTION = "functions: {hello: lambda_code/hello}\n"


def noted(project: Project, text: str) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the notes on paths."""
    found = notes.notes(project.spec(text))
    return [(note.path, note.message) for note in found if "stands in front of the path" in note.message]


def front(what: str, name: str, path: str) -> str:
    return (
        f"{what} stands in front of the path that functions see: rawPath is /{name}{path}, not {path}; match on "
        f"routeKey, or take /{name} off first"
    )


def test_a_named_stage_is_told_of_where_it_is_named(hello: Project) -> None:
    routes = "routes: {'GET /orders/{id}': hello, $default: hello}"
    text = f"{_FUNCTION}{routes}\nstage: {{name: v1}}\nstages: {{beta: {{}}}}\n"

    assert noted(hello, text) == [
        (("stage", "name"), front("the stage's name", "v1", "/orders/{id}")),
        (("stages", "beta"), front("the stage's name", "beta", "/orders/{id}")),
    ]


def test_without_a_path_none_is_shown(hello: Project) -> None:
    assert noted(hello, f"{_FUNCTION}stage: {{name: v1}}\n") == [
        (("stage", "name"), front("the stage's name", "v1", "/…"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        _FUNCTION,
        f"{_FUNCTION}stages: {{$default: {{}}}}\n",
        f"{_FUNCTION}stage: {{name: v1}}\nroutes: {{GET /: {{function: hello, payload_format_version: '1.0'}}}}\n",
        "routes: {GET /: {http: {url: 'https://example.com', method: GET}}}\nstage: {name: v1}\n",
    ],
)
def test_where_paths_are_as_functions_expect_nothing_is_told(hello: Project, text: str) -> None:
    assert noted(hello, text) == []


def test_a_function_outside_of_the_spec_sees_paths_too(hello: Project) -> None:
    arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders"

    assert noted(hello, f"routes: {{GET /a: {{function_arn: '{arn}'}}}}\nstage: {{name: v1}}\n") == [
        (("stage", "name"), front("the stage's name", "v1", "/a"))
    ]


def test_a_base_path_is_told_of_instead_of_a_stage_that_no_url_names(hello: Project) -> None:
    domain = "{name: api.example.com, certificate_arn: !Ref CertificateArn, base_path: shop}"
    text = f"{_FUNCTION}routes: {{GET /orders: hello}}\nstage: {{name: v1}}\n"

    assert noted(hello, f"{text}domain: {domain}\n") == [
        (("domain", "base_path"), front("the base path", "shop", "/orders"))
    ]
    assert noted(hello, f"{text}domain: {domain}\ndisable_execute_api_endpoint: false\n") == [
        (("stage", "name"), front("the stage's name", "v1", "/orders")),
        (("domain", "base_path"), front("the base path", "shop", "/orders")),
    ]


def test_a_base_path_that_is_not_known_is_told_of_too(hello: Project) -> None:
    text = (
        f"{_FUNCTION}routes: {{GET /orders: hello}}\n"
        "domains: {shop: {name: api.example.com, certificate_arn: !Ref CertificateArn, base_path: !Ref Path}}\n"
    )

    assert noted(hello, text) == [(("domains", "shop", "base_path"), front("the base path", "…", "/orders"))]


def test_the_tables_of_contents_name_every_note_and_every_module() -> None:
    pattern = re.compile(r"^def ([a-z]\w+)\(spec: ApiSpec\) -> Iterator\[Problem\]", re.MULTILINE)
    modules = {path.stem: path for path in Path(str(notes.__file__)).parent.glob("*.py") if path.stem != "__init__"}

    assert {concern.module for concern in notes.CONCERNS} == set(modules)
    for concern in notes.CONCERNS:
        defined = set(pattern.findall(modules[concern.module].read_text()))
        assert {note.__name__ for note in concern.notes()} == defined
