"""What users get wrong: each is told in clear words on stderr, with exit code 1, and nothing is written."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli import run
from tests.support import Project

HTTPAPI = Path(sys.executable).with_name("httpapi")
GENERATE = ["generate", "--no-lint"]
HELLO = "functions: {hello: lambda_code/hello}\n"
SMALLEST = ["functions:", "  hello: lambda_code/hello"]
TOP = (
    "description, version, flavours, tags, ip_address_type, disable_execute_api_endpoint, limits, parameters, "
    "defaults, functions, integrations, vpc_links, authorizers, default_authorizer, routes, cors, stage, stages, "
    "domain, domains, alarms, dashboard, exports, parameter_sets, service_catalog, portfolio, stack_set, "
    "cloudformation, overrides"
)

# Nine to the power of eight values, and five megabytes of aliases to them.
LAUGHS = (
    "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    + "functions:\n"
    + "  - *a8\n" * 650_000
)
# As deep as it is long: each line names the one before it.
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200_000))

# name -> the spec, and what is told about it, a line each.
SPECS: dict[str, tuple[str | bytes, list[str]]] = {
    "nothing": ("", ["apis/demo.yaml:1:1: is empty; the smallest spec is", *SMALLEST]),
    "a comment alone": ("# later\n", ["apis/demo.yaml:1:1: is empty; the smallest spec is", *SMALLEST]),
    "a bare null": ("null\n", ["apis/demo.yaml:1:1: is empty; the smallest spec is", *SMALLEST]),
    "a list": (
        "- hello\n",
        ["apis/demo.yaml:1:1: must be a mapping, such as functions: {hello: lambda_code/hello}"],
    ),
    "text": (
        "hello\n",
        ["apis/demo.yaml:1:1: must be a mapping, such as functions: {hello: lambda_code/hello}"],
    ),
    "a tab": ("functions:\n\thello: lambda_code/hello\n", ["apis/demo.yaml:2:1: a tab: indent with spaces"]),
    "a tab after blanks": (
        "functions:\n  \thello: lambda_code/hello\n",
        ["apis/demo.yaml:2:3: a tab: indent with spaces"],
    ),
    "an unclosed quote": (
        'functions: {hello: "lambda_code/hello}\n',
        ["apis/demo.yaml:1:20: the quote that opens here is never closed"],
    ),
    "an unclosed quote of many lines": (
        "description: 'Says hello\n" + HELLO,
        ["apis/demo.yaml:1:14: the quote that opens here is never closed"],
    ),
    "a repeated section": (
        HELLO + "functions: {}\n",
        ["apis/demo.yaml:2:1: functions: stands here again; it was first given in line 1"],
    ),
    "a repeated function": (
        "functions:\n  hello: lambda_code/hello\n  hello: lambda_code/hello\n",
        ["apis/demo.yaml:3:3: functions.hello: stands here again; it was first given in line 2"],
    ),
    "an unknown field": (
        HELLO + "zzz: 1\n",
        [f"apis/demo.yaml:2:1: zzz: is no field of the language; known here: {TOP}"],
    ),
    "a misspelt field": (
        HELLO + "rutes: {GET /: hello}\n",
        ["apis/demo.yaml:2:1: rutes: is no field of the language; did you mean routes?"],
    ),
    "a misspelt field further down": (
        "functions:\n  hello: {code: lambda_code/hello, memorysize: 512}\n",
        ["apis/demo.yaml:2:36: functions.hello.memorysize: is no field of the language; did you mean memory_size?"],
    ),
    "a name in the spec": (
        "name: demo\n" + HELLO,
        ["apis/demo.yaml:1:1: name: is no field of the language: the API's name is the file's name"],
    ),
    "text for a number": (
        "functions: {hello: {code: lambda_code/hello, memory_size: big}}\n",
        ["apis/demo.yaml:1:46: functions.hello.memory_size: must be a whole number (got big)"],
    ),
    "a quoted number": (
        'functions: {hello: {code: lambda_code/hello, timeout: "5"}}\n',
        ["apis/demo.yaml:1:46: functions.hello.timeout: must be a whole number: leave out the quotes"],
    ),
    "a number for text": (
        HELLO + "description: 5\n",
        ['apis/demo.yaml:2:1: description: must be text: put it in quotes, "5"'],
    ),
    "a number out of range": (
        "functions: {hello: {code: lambda_code/hello, memory_size: 64}}\n",
        ["apis/demo.yaml:1:46: functions.hello.memory_size: must be at least 128 (got 64)"],
    ),
    "a number for a function": (
        "functions: {hello: 3}\n",
        ["apis/demo.yaml:1:13: functions.hello: must be a mapping, such as {code: lambda_code/hello} (got 3)"],
    ),
    "a list of functions": (
        "functions: [lambda_code/hello]\n",
        ["apis/demo.yaml:1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got a list)"],
    ),
    "no functions": (
        "description: none\n",
        ["apis/demo.yaml:1:1: functions: is required, or routes that lead to other backends"],
    ),
    "a function nobody uses": (
        "functions: {hello: lambda_code/hello, spare: lambda_code/hello}\nroutes: {GET /: hello}\n",
        ["apis/demo.yaml:1:39: functions.spare: is used by no route: give it one, or remove it"],
    ),
    "a route to a function that does not exist": (
        HELLO + "routes: {GET /a: hello, GET /b: orders}\n",
        ['apis/demo.yaml:2:25: routes."GET /b".function: there is no function orders; known here: hello'],
    ),
    "a route to a misspelt function": (
        HELLO + "routes: {GET /a: hello, GET /b: helo}\n",
        ['apis/demo.yaml:2:25: routes."GET /b".function: there is no function helo; did you mean hello?'],
    ),
    "several functions without routes": (
        "functions: {hello: lambda_code/hello, other: lambda_code/hello}\n",
        ["apis/demo.yaml:1:1: routes: is required when there are several functions: say which requests reach which"],
    ),
    "a folder that does not exist": (
        "functions: {hello: lambda_code/gone}\n",
        ["apis/demo.yaml:1:13: functions.hello.code: the folder lambda_code/gone does not exist"],
    ),
    "a folder outside of the project": (
        "functions: {hello: ../hello}\n",
        ["apis/demo.yaml:1:13: functions.hello.code: must be a folder or a file inside the project (got ../hello); "
         "paths are relative to it"],
    ),
    "a file that does not exist": (
        "functions: {hello: lambda_code/hello/main.py}\n",
        ["apis/demo.yaml:1:13: functions.hello.code: the file lambda_code/hello/main.py does not exist"],
    ),
    "a handler that does not exist": (
        "functions: {hello: {code: lambda_code/hello, handler: app.handle}}\n",
        ["apis/demo.yaml:1:46: functions.hello.handler: app.py has no function handle; did you mean handler? "
         "(in lambda_code/hello)"],
    ),
    "an ambiguous word": (
        HELLO + "description: on\n",
        ['apis/demo.yaml:2:14: description: on is a truth value to some readers of YAML and text to others: write '
         'true, false or "on"'],
    ),
    "an ambiguous word for a truth value": (
        HELLO + "stage: {detailed_metrics: on}\n",
        ["apis/demo.yaml:2:27: stage.detailed_metrics: on is a truth value to some readers of YAML and text to "
         "others: write true or false"],
    ),
    "an unknown tag": (
        HELLO + "description: !Rf Name\n",
        ["apis/demo.yaml:2:14: description: there is no function !Rf; did you mean !Ref?"],
    ),
    "two documents": (
        HELLO + "---\n" + HELLO,
        ["apis/demo.yaml:2:1: a second document begins here; a file holds one spec"],
    ),
    "an alias to nothing": (
        "functions: *gone\n",
        ["apis/demo.yaml:1:12: functions: the alias *gone stands before, or inside, what it names"],
    ),
    "an alias inside itself": (
        "functions: &all [*all]\n",
        ["apis/demo.yaml:1:18: functions[0]: the alias *all stands before, or inside, what it names"],
    ),
    "a merge key": (
        "a: &a {hello: lambda_code/hello}\nfunctions: {<<: *a}\n",
        ['apis/demo.yaml:2:13: functions: merge keys are not part of the language; `defaults` serves all functions'],
    ),
    "bytes that are not UTF-8": (
        HELLO.encode() + "description: Grüße\n".encode("latin-1"),
        ["apis/demo.yaml:2:1: byte 0xfc is not UTF-8: save the file as UTF-8"],
    ),
    "UTF-16": (
        HELLO.encode("utf-16"),
        ["apis/demo.yaml:1:1: byte 0xff is not UTF-8: save the file as UTF-8"],
    ),
    "five megabytes of nested aliases": (
        LAUGHS,
        ["apis/demo.yaml:1:1: holds more than 100,000 values, aliases written out; split it into several APIs"],
    ),
    "five megabytes of aliases to aliases": (
        CHAIN,
        ["apis/demo.yaml:1:1: holds more than 100,000 values, aliases written out; split it into several APIs"],
    ),
    "100,000 nested brackets": ("[" * 100_000, ["apis/demo.yaml:1:1: is nested more than 100 levels deep"]),
    "100,000 nested braces": ("{a: " * 100_000, ["apis/demo.yaml:1:1: is nested more than 100 levels deep"]),
    "100,000 nested entries": ("- " * 100_000, ["apis/demo.yaml:1:1: is nested more than 100 levels deep"]),
    "100,000 nested keys": ("[" * 100_000 + "]: " * 100_000,
                            ["apis/demo.yaml:1:1: is nested more than 100 levels deep"]),
}  # fmt: skip

# Wrong in a way whose exact words matter less than that there are some, with a place, in one line.
PLACED: dict[str, str | bytes] = {
    "a NUL": HELLO + "description: a\0b\n",
    "a control character": HELLO + "description: a\x01b\n",
    "a NUL in a path": 'functions: {hello: "lambda_code/he\\0llo"}\n',
    "a newline in a path": 'functions: {hello: "lambda_code/he\\nllo"}\n',
    "a newline in a key": HELLO + '"a\\nb": 1\n',
    "a newline in the name of a function": 'functions: {"a\\nb": lambda_code/hello}\n',
    "a path too long": f"functions: {{hello: lambda_code/{'x' * 300}}}\n",
    "an empty path": 'functions: {hello: ""}\n',
    "a lone surrogate": HELLO + 'description: "\\ud800"\n',
    "a reference as a parameter's value": (
        HELLO + "parameters: {A: {type: String}}\nparameter_sets: {dev: {A: !Ref AWS::Region}}\n"
    ),
    "an infinite number": HELLO + "stage: {throttling: {rate_limit: 1.0e400, burst_limit: 1}}\n",
    "a number of 5,000 digits": HELLO + f"stage: {{throttling: {{rate_limit: {'9' * 5000}, burst_limit: 1}}}}\n",
    "a tag of another language": "functions: {hello: !!python/object:os.system lambda_code/hello}\n",
    "a wrong pattern": HELLO + "parameters: {A: {type: 3}}\n",
    "a null section": HELLO + "routes: null\nstage: null\n",
    "a broken directive": "%YAML 9.9\n---\n" + HELLO,
    "an unclosed brace": "functions: {hello: lambda_code/hello\n",
    "only punctuation": "{}[]&*!|>'%@`\n",
}
_PLACE = re.compile(r"apis/demo\.yaml:\d+:\d+: \S.*")


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """End a test that would run for ever: bad input must not do that."""
    before = signal.signal(signal.SIGALRM, _too_late)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _too_late(number: int, frame: object) -> None:
    raise TimeoutError("still running after 20 seconds")


@pytest.fixture
def demo(project: Project) -> Project:
    project.function("hello")
    return project


def told(project: Project, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run one command in this process; return what it told on stderr, after looking that nothing else happened."""
    before = project.files()
    code = run(arguments)
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert project.files() == before
    assert err.endswith("\n")
    return err.splitlines()


@pytest.mark.parametrize("name", SPECS)
def test_a_bad_spec_is_told_and_nothing_is_written(
    name: str, demo: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text, lines = SPECS[name]
    demo.write("apis/demo.yaml", text if isinstance(text, bytes) else text.encode())
    demo.write("apis/good.yaml", HELLO)

    assert told(demo, GENERATE, capsys) == lines


@pytest.mark.parametrize("name", PLACED)
def test_whatever_is_wrong_is_told_with_its_place(name: str, demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLACED[name]
    demo.write("apis/demo.yaml", text if isinstance(text, bytes) else text.encode())

    lines = told(demo, GENERATE, capsys)

    assert [line for line in lines if not _PLACE.fullmatch(line)] == []
    assert "object at 0x" not in "\n".join(lines)


IN_A_PROCESS = ["nothing", "a tab", "bytes that are not UTF-8", "five megabytes of nested aliases",
                "five megabytes of aliases to aliases", "100,000 nested brackets"]  # fmt: skip


@pytest.mark.parametrize("name", IN_A_PROCESS)
@pytest.mark.parametrize("option", ["--no-lint", "--check"])
def test_the_process_tells_it_too_and_soon(name: str, option: str, demo: Project) -> None:
    text, lines = SPECS[name]
    demo.write("apis/demo.yaml", text if isinstance(text, bytes) else text.encode())
    before = demo.files()

    result = subprocess.run(
        [HTTPAPI, "generate", option], capture_output=True, text=True, encoding="utf-8", timeout=20, check=False
    )

    assert (result.returncode, result.stdout, result.stderr.splitlines()) == (1, "", lines)
    assert demo.files() == before


# File names that name no API.
NAMES = ["Demo", "my_api", "my api", "1demo", "-demo", "demo.v2", "x" * 64, "grüße"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_whose_name_names_no_api_is_told(name: str, demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write(f"apis/{name}.yaml", HELLO)

    (line,) = told(demo, GENERATE, capsys)

    assert line.startswith(
        f"apis/{name}.yaml:1:1: the file's name is the API's, and must be at most 63 lower-case letters, digits "
        f"and '-', and begin with a letter "
        f"(got {name[:60]}"
    )


def _folder_for_spec(project: Project) -> None:
    project.write("apis/demo.yaml/notes.txt", "x")


def _two_of_one_name(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("more/demo.yaml", HELLO)


def _file_for_output(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("templates_out", "x")


def _file_for_folder(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("templates_out/demo", "x")


def _folder_for_template(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("templates_out/demo/template.yaml/notes.txt", "x")


def _folder_for_parameters(project: Project) -> None:
    project.write(
        "apis/demo.yaml", HELLO + "parameters: {A: {type: String}}\nparameter_sets: {dev: {A: x}}\n"
    )  # fmt: skip
    project.write("templates_out/demo/parameters.dev.json/notes.txt", "x")


def _spec_that_leads_to_itself(project: Project) -> None:
    project.write("apis/notes.txt", "x")
    Path("apis/demo.yaml").symlink_to("demo.yaml")


def _code_that_leads_to_itself(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    Path("lambda_code/hello/again").symlink_to("again")


def _code_folder_that_leads_to_itself(project: Project) -> None:
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/loop}\n")
    Path("lambda_code/loop").symlink_to("loop")


def _good(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)


def _nothing(project: Project) -> None:
    """No spec at all."""


# name -> what is on disk, what is asked for, and how each line of what is told begins.
SITUATIONS: dict[str, tuple[Callable[[Project], None], list[str], list[str]]] = {
    "no specs": (_nothing, [], ["apis/*.yaml: there are no specs; the smallest is", *SMALLEST]),
    "a spec that does not exist": (
        _good,
        ["apis/gone.yaml"],
        ["apis/gone.yaml: cannot be read: No such file or directory"],
    ),
    "a spec that does not exist beside one that does": (
        _good,
        ["apis/demo.yaml", "apis/gone.yaml"],
        ["apis/gone.yaml: cannot be read: No such file or directory"],
    ),
    "a spec that is a folder": (_folder_for_spec, [], ["apis/demo.yaml: cannot be read: Is a directory"]),
    "a folder named as a spec": (_good, ["apis"], ["apis: specs end in .yaml: rename it"]),
    "a spec below a file": (
        _good,
        ["apis/demo.yaml/x.yaml"],
        ["apis/demo.yaml/x.yaml: cannot be read: Not a directory"],
    ),
    "a link to itself for a spec": (
        _spec_that_leads_to_itself,
        [],
        ["apis/demo.yaml: cannot be read: Too many levels of symbolic links"],
    ),
    "a link to itself among the code": (
        _code_that_leads_to_itself,
        [],
        ["apis/demo.yaml:1:13: functions.hello.code: "],
    ),
    "a link to itself for a folder of code": (
        _code_folder_that_leads_to_itself,
        [],
        ["apis/demo.yaml:1:13: functions.hello.code: "],
    ),
    "two specs of one name": (
        _two_of_one_name,
        ["apis/demo.yaml", "more/demo.yaml"],
        [
            "apis/demo.yaml: has the same name as more/demo.yaml: an API is named after its file",
            "more/demo.yaml: has the same name as apis/demo.yaml: an API is named after its file",
        ],
    ),
    "a file for templates_out": (_file_for_output, [], ["templates_out/demo: cannot be written: Not a directory"]),
    "a file for the API's folder": (_file_for_folder, [], ["templates_out/demo: cannot be written: File exists"]),
    "a folder for the template": (
        _folder_for_template,
        [],
        ["templates_out/demo/template.yaml: cannot be read: Is a directory"],
    ),
    "a folder for the template, checked": (
        _folder_for_template,
        ["--check"],
        ["templates_out/demo/template.yaml: cannot be read: Is a directory"],
    ),
    "a folder for parameters": (
        _folder_for_parameters,
        [],
        ["templates_out/demo/parameters.dev.json: cannot be read: Is a directory"],
    ),
    "an output folder that nobody can write": (
        _good,
        ["--out", "/proc/templates"],
        ["/proc/templates: cannot be written: No such file or directory"],
    ),
    "an output folder below a device": (
        _good,
        ["--out", "/dev/null/templates"],
        ["/dev/null/templates/demo: cannot be written: Not a directory"],
    ),
    "an output folder with too long a name": (_good, ["--out", "x" * 300], ["x" * 300]),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_files_in_the_wrong_place_are_told(name: str, demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    arrange, arguments, lines = SITUATIONS[name]
    arrange(demo)

    found = told(demo, [*GENERATE, *arguments], capsys)

    assert [line[: len(begin)] for line, begin in zip(found, lines, strict=True)] == lines


@pytest.mark.parametrize("command", ["package", "deploy"])
def test_other_commands_tell_of_a_bad_spec_too(command: str, demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write("apis/demo.yaml", "functions: 3\n")

    assert told(demo, [command, "demo"], capsys) == [
        "apis/demo.yaml:1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got 3)"
    ]


def test_every_problem_of_a_spec_is_told_in_the_order_of_the_lines(
    demo: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.write(
        "apis/demo.yaml",
        """
        description: 5
        functions:
          hello: {code: lambda_code/gone, timeout: soon}
          spare: lambda_code/hello
        routes:
          GET /a: hello
          GET /b: helo
          FETCH /c: hello
        stage: {nmae: v1}
        """,
    )

    assert told(demo, GENERATE, capsys) == [
        'apis/demo.yaml:1:1: description: must be text: put it in quotes, "5"',
        "apis/demo.yaml:3:11: functions.hello.code: the folder lambda_code/gone does not exist",
        "apis/demo.yaml:3:35: functions.hello.timeout: must be a whole number (got soon)",
        'apis/demo.yaml:7:3: routes."GET /b".function: there is no function helo; did you mean hello?',
        'apis/demo.yaml:8:3: routes."FETCH /c": must be $default, or a method and a path such as GET /orders/{id}; '
        "methods are ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS (got FETCH /c)",
        "apis/demo.yaml:9:9: stage.nmae: is no field of the language; did you mean name?",
    ]
