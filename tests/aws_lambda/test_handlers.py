import sys
from collections.abc import Callable
from functools import partial

import pytest

from generator.aws_lambda.handlers import HandlerError, check
from generator.aws_lambda.runtimes import language
from generator.spec.wording import shown

HANDLER = "def handler(event, context):\n    pass\n"
HERE = f"python3.{sys.version_info.minor}"
NEWER = f"python{sys.version_info.major}.{sys.version_info.minor + 1}"


def _files(**texts: str) -> dict[str, Callable[[], str]]:
    return {name: partial(str, text) for name, text in texts.items()}


def _refusal(handler: str, runtime: str, files: dict[str, str]) -> str | None:
    try:
        check(handler, runtime, _files(**files))
    except HandlerError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("runtime", "spoken"),
    [
        ("python3.11", "python"),
        ("python3.14", "python"),
        ("nodejs22.x", "nodejs"),
        ("nodejs18.x", "nodejs"),
        ("java21", "java"),
        ("java8.al2", "java"),
        ("dotnet8", "dotnet"),
        ("ruby3.4", "ruby"),
        ("provided", "provided"),
        ("provided.al2023", "provided"),
        ("go1.x", None),
        ("Python3.12", None),
        ("pythonic", None),
        ("", None),
    ],
)
def test_a_runtime_speaks_a_language(runtime: str, spoken: str | None) -> None:
    assert language(runtime) == spoken


@pytest.mark.parametrize("runtime", ["provided.al2023", "go1.x"])
@pytest.mark.parametrize("handler", ["bootstrap", "com.example.Handler::handle", "a::b::c", "app.handler"])
def test_handlers_of_what_is_run_by_itself_are_not_checked(runtime: str, handler: str) -> None:
    assert _refusal(handler, runtime, {"bootstrap": "\0"}) is None


@pytest.mark.parametrize("runtime", ["python3.14", "java21", "provided.al2023"])
@pytest.mark.parametrize("handler", ["a" * 129, "app. handler", "app.\thandler"])
def test_a_handler_that_lambda_does_not_take(runtime: str, handler: str) -> None:
    assert _refusal(handler, runtime, {"app.py": HANDLER}) == (
        f"must have at most 128 characters, and no spaces (got {shown(handler)})"
    )


@pytest.mark.parametrize(
    ("handler", "files"),
    [
        ("app.handler", {"app.py": HANDLER}),
        ("pkg.app.handler", {"pkg/app.py": HANDLER}),
        ("pkg/app.handler", {"pkg/app.py": HANDLER}),
        ("a.b.c.handler", {"a/b/c.py": HANDLER, "a/b/__init__.py": ""}),
        ("app.handler", {"app/__init__.py": HANDLER}),  # a package is a module
        ("app.Handler", {"app.py": "class Handler:\n    pass\n"}),
        ("app.handler", {"app.py": "def handler(*arguments):\n    pass\n"}),
        ("app.handler", {"app.py": "def handler(event, context, more=None):\n    pass\n"}),
        ("app.handler", {"app.py": "@wrapped\ndef handler(event):\n    pass\n"}),
        ("app.handler", {"app.py": "handler = make()\n"}),
        ("app.handler", {"app.py": "handler: Handler = make()\n"}),
        ("app.handler", {"app.py": "first, handler = make()\n"}),
        ("app.handler", {"app.py": "a = b = handler = make()\n"}),
        ("app.handler", {"app.py": "from shop import handler\n"}),
        ("app.handler", {"app.py": "from shop import main as handler\n"}),
        ("app.handler", {"app.py": "import handler\n"}),
        ("app.handler", {"app.py": "import shop.main as handler\n"}),
        ("app.handler", {"app.py": "from shop import *\n"}),
        ("app.handler", {"app.py": f"if True:\n    {HANDLER.replace(chr(10), chr(10) + '    ')}\n"}),
        ("app.handler", {"app.py": "try:\n    from a import handler\nexcept ImportError:\n    handler = None\n"}),
        ("app.handler", {"app.py": "with a() as handler:\n    pass\n"}),
        ("app.handler", {"app.py": "@decorated\ndef handler(event, context):\n    pass\n"}),
        ("app.handler", {"app.py": "\ufeff" + HANDLER}),  # a BOM
        ("app.handler", {"app.py": HANDLER.replace("\n", "\r\n")}),
        ("app.händler", {"app.py": "def händler(event, context):\n    pass\n"}),
    ],
)
def test_a_python_handler_that_is_there(handler: str, files: dict[str, str]) -> None:
    assert _refusal(handler, HERE, files) is None


@pytest.mark.parametrize(
    ("handler", "files", "message"),
    [
        ("", {"app.py": HANDLER}, "must be FILE.FUNCTION, such as app.handler (got empty text)"),
        ("app", {"app.py": HANDLER}, "must be FILE.FUNCTION, such as app.handler (got app)"),
        ("app.", {"app.py": HANDLER}, "must be FILE.FUNCTION, such as app.handler (got app.)"),
        (".handler", {"app.py": HANDLER}, "must be FILE.FUNCTION, such as app.handler (got .handler)"),
        ("ap.handler", {"app.py": HANDLER}, "there is no file ap.py; did you mean app.py?"),
        ("xyz.handler", {"app.py": HANDLER}, "there is no file xyz.py"),
        ("pkg.app.handler", {"app.py": HANDLER}, "there is no file pkg/app.py; did you mean app.py?"),
        ("app.handler", {"src/app.py": HANDLER}, "there is no file app.py; did you mean src/app.py?"),
        ("app.handler", {"App.py": HANDLER}, "there is no file app.py; did you mean App.py?"),
        ("app.handlr", {"app.py": HANDLER}, "app.py has no function handlr; did you mean handler?"),
        ("app.HANDLER", {"app.py": HANDLER}, "app.py has no function HANDLER; did you mean handler?"),
        ("app.handler", {"app.py": ""}, "app.py has no function handler"),
        ("app.py", {"app.py": HANDLER}, "app.py has no function py"),
        ("app.handler", {"app.py": "import shop.handler\n"}, "app.py has no function handler"),
        # Lambda calls a plain function with two arguments.
        (
            "app.handler",
            {"app.py": "async def handler(event, context):\n    pass\n"},
            "app.py:1: handler is async, but Lambda's Python calls plain functions",
        ),
        (
            "app.handler",
            {"app.py": "\ndef handler():\n    pass\n"},
            "app.py:2: handler must take two arguments, event and context",
        ),
        (
            "app.handler",
            {"app.py": "def handler(event, context, more):\n    pass\n"},
            "app.py:1: handler must take two arguments, event and context",
        ),
        # Only what stands at the top level can be called by Lambda.
        ("app.handler", {"app.py": f"class A:\n    {HANDLER}        "}, "app.py has no function handler"),
        ("app.handler", {"app.py": f"def a():\n    {HANDLER}        "}, "app.py has no function handler"),
        ("app.handler", {"app.py": "def a():\n    handler = 1\n"}, "app.py has no function handler"),
        ("app.handler", {"app.py": "def a():\n    from b import handler\n"}, "app.py has no function handler"),
    ],
)
def test_a_python_handler_that_is_not_there(handler: str, files: dict[str, str], message: str) -> None:
    texts = {name: text.replace("    pass\n        ", "        pass\n") for name, text in files.items()}

    assert _refusal(handler, HERE, texts) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def handler(:\n", "app.py:1: invalid syntax"),
        ("\n\nprint 'x'\n", "app.py:3: Missing parentheses in call to 'print'. Did you mean print(...)?"),
        (
            "def handler(event, context):\npass\n",
            "app.py:2: expected an indented block after function definition on line 1",
        ),
        ("a\0b\n", "app.py: source code string cannot contain null bytes"),
    ],
)
def test_a_syntax_error_is_reported_for_a_runtime_that_this_python_knows(text: str, message: str) -> None:
    assert _refusal("app.handler", HERE, {"app.py": text}) == message


@pytest.mark.parametrize(
    "text",
    [
        "def handler(:\n",
        "type A = int\ndef handler(event, context):\n    pass\n",
        "x = t'{a}'\ndef handler(event, context):\n    pass\n",
    ],
)
def test_a_syntax_error_may_be_syntax_of_a_newer_python(text: str) -> None:
    assert _refusal("app.handler", NEWER, {"app.py": text}) is None


def test_a_function_is_missed_for_a_newer_python_too() -> None:
    assert _refusal("app.handle", NEWER, {"app.py": HANDLER}) == "app.py has no function handle; did you mean handler?"


@pytest.mark.parametrize(
    "text", ["x = 1" + " + 1" * 50_000, "x = a" + ".b" * 50_000, "x = " + "-" * 100_000 + "1"], ids=["+", ".", "-"]
)
def test_code_that_this_python_cannot_parse_is_no_traceback(text: str) -> None:
    _refusal("app.handler", HERE, {"app.py": f"{text}\n{HANDLER}"})


@pytest.mark.parametrize(
    ("handler", "files"),
    [
        ("app.handler", {"app.js": "exports.handler = async () => 1;\n"}),
        ("app.handler", {"app.cjs": "exports.handler = async () => 1;\n"}),
        ("app.handler", {"app.mjs": "export const handler = async () => 1;\n"}),
        ("src/app.handler", {"src/app.js": "exports.handler = 1\n"}),
        ("my.app.handler", {"my.app.js": "exports.handler = 1\n"}),
        ("app.handler", {"app.js": "module.exports = require('./other')\n"}),
        ("app.handler", {"app.mjs": "export * from './other.mjs'\n"}),
        ("app.$handler_1", {"app.js": "exports.$handler_1 = 1\n"}),
    ],
)
def test_a_node_handler_that_is_there(handler: str, files: dict[str, str]) -> None:
    assert _refusal(handler, "nodejs22.x", files) is None


@pytest.mark.parametrize(
    ("handler", "files", "message"),
    [
        ("app.handler", {"app.js": "exports.handle = 1\n"}, "app.js has no function handler; did you mean handle?"),
        ("app.handler", {"app.ts": "export const handler = 1\n"}, "there is no file app.js; did you mean app.ts?"),
        ("app.handler", {"index.py": HANDLER}, "there is no file app.js"),
        ("app", {"app.js": ""}, "must be FILE.FUNCTION, such as app.handler (got app)"),
    ],
)
def test_a_node_handler_that_is_not_there(handler: str, files: dict[str, str], message: str) -> None:
    assert _refusal(handler, "nodejs22.x", files) == message


ES_MODULE = "export const handler = async () => 1;\n"
COMMON_JS = "exports.handler = async () => 1;\n"
SAYS_MODULE = '{"type": "module"}'


@pytest.mark.parametrize(
    ("handler", "files"),
    [
        ("app.handler", {"app.js": ES_MODULE, "package.json": SAYS_MODULE}),
        ("src/app.handler", {"src/app.js": ES_MODULE, "package.json": SAYS_MODULE}),
        ("src/app.handler", {"src/app.js": ES_MODULE, "src/package.json": SAYS_MODULE, "package.json": "{}"}),
        ("app.handler", {"app.cjs": COMMON_JS, "package.json": SAYS_MODULE}),
        ("app.handler", {"app.js": COMMON_JS, "package.json": '{"type": "commonjs"}'}),
    ],
)
def test_the_nearest_package_json_says_what_js_files_are(handler: str, files: dict[str, str]) -> None:
    assert _refusal(handler, "nodejs22.x", files) is None


def test_js_files_are_not_what_the_nearest_package_json_says_they_are() -> None:
    nearer = {"src/app.js": ES_MODULE, "src/package.json": "{}", "package.json": SAYS_MODULE}

    assert _refusal("src/app.handler", "nodejs22.x", nearer) == (
        "src/app.js is an ES module, but Lambda reads .js as CommonJS: name it src/app.mjs"
    )
    assert _refusal("app.handler", "nodejs22.x", {"app.js": COMMON_JS, "package.json": SAYS_MODULE}) == (
        "app.js is CommonJS, but package.json says that .js is an ES module: name it app.cjs"
    )
