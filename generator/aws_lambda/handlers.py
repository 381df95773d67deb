"""Handlers: does `app.handler` name a file and, where the language allows to see it, a function in it?"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from generator.aws_lambda.runtimes import language
from generator.errors import did_you_mean, short_line

_SUFFIXES: Final = {"python": (".py",), "nodejs": (".js", ".cjs", ".mjs")}
_LONGEST: Final = 128  # https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
_PYTHON_VERSION = re.compile(r"python(\d+)\.(\d+)")


class HandlerError(Exception):
    """A handler that Lambda would not find; the message says what is missing."""


class NoFileError(HandlerError):
    """There is no file of the handler's name in the function's code; a layer may hold it."""


def check(handler: str, runtime: str, files: Mapping[str, Callable[[], str]]) -> None:
    """Check the handler against the code's files, given as name -> a function that reads the text.

    Raises HandlerError if it is malformed, or if its file or its function does not exist.
    """
    check_text(handler)
    spoken = language(runtime)
    if spoken is None or spoken not in _SUFFIXES:
        from generator.aws_lambda import prebuilt_handlers  # most functions are of Python or Node.js

        prebuilt_handlers.check(handler, spoken, files)
    else:
        _check_function(handler, spoken, runtime, files)


def check_text(handler: str) -> None:
    """Raise HandlerError if Lambda takes no such text, whatever the language."""
    if len(handler) > _LONGEST or not handler.isprintable() or " " in handler:
        raise HandlerError(f"must have at most {_LONGEST} characters, and no spaces (got {short_line(handler)})")


def _check_function(handler: str, spoken: str, runtime: str, files: Mapping[str, Callable[[], str]]) -> None:
    module, _, function = handler.rpartition(".")
    if not module or not function:
        raise HandlerError(f"must be FILE.FUNCTION, such as app.handler (got {handler or 'empty text'})")
    name = _file(module, _SUFFIXES[spoken], files)
    names = (
        _python_names(files[name](), name, function, runtime)
        if spoken == "python"
        else _node_names(files[name](), name, says_module=_says_module(name, files))
    )
    if names is not None and function not in names:
        raise HandlerError(f"{name} has no function {function}{did_you_mean(function, names)}")


def _file(module: str, suffixes: tuple[str, ...], files: Mapping[str, object]) -> str:
    is_python = suffixes == _SUFFIXES["python"]
    path = module.replace(".", "/") if is_python else module
    candidates = [path + suffix for suffix in suffixes] + ([f"{path}/__init__.py"] if is_python else [])
    for name in candidates:
        if name in files:
            return name
    raise NoFileError(f"there is no file {candidates[0]}{did_you_mean(candidates[0], files)}")


def _python_names(text: str, name: str, function: str, runtime: str) -> set[str] | None:
    """Return the names that the module defines at its top level, or None if that cannot be known."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the function's code, printed as if it were ours
            tree = ast.parse(text.removeprefix("\ufeff"))
    except (RecursionError, MemoryError):
        return None  # valid perhaps, but more than this Python's parser can take
    except (SyntaxError, ValueError) as error:
        if isinstance(error, SyntaxError) and _is_newer_than_here(runtime):
            return None  # this Python may not know the syntax of a later one
        line = f"{error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else " "
        raise HandlerError(f"{name}:{line}{error.msg if isinstance(error, SyntaxError) else error}") from error
    _check_signature(tree, function, name)
    names = set(_defined(tree.body))
    return None if "*" in names or "__getattr__" in names else names


def _check_signature(tree: ast.Module, function: str, name: str) -> None:
    """Raise HandlerError if the handler, where it is defined plainly, cannot be called with an event and a context."""
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == function:
            raise HandlerError(f"{name}:{node.lineno}: {function} is async, but Lambda's Python calls plain functions")
        if isinstance(node, ast.FunctionDef) and node.name == function and not node.decorator_list:
            arguments = node.args
            taken = len(arguments.posonlyargs) + len(arguments.args)
            if taken - len(arguments.defaults) > 2 or (taken < 2 and not arguments.vararg):
                raise HandlerError(f"{name}:{node.lineno}: {function} must take two arguments, event and context")


def _defined(statements: list[ast.stmt]) -> Iterator[str]:
    """Yield what these statements define where they stand: inside an `if` or `try`, not inside a function or class."""
    for statement in statements:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                yield from (alias.asname or alias.name.split(".")[0] for alias in aliases)
            case _:
                yield from _assigned(statement)
                for block in ("body", "orelse", "finalbody"):
                    yield from _defined(getattr(statement, block, []))
                for branch in [*getattr(statement, "handlers", []), *getattr(statement, "cases", [])]:
                    yield from _defined(branch.body)


def _assigned(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement assigns to by itself, without the blocks inside it."""
    own = [
        value for field, value in ast.iter_fields(statement) if field not in ("body", "orelse", "finalbody", "handlers")
    ]
    for value in own:
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                stored = (node for node in ast.walk(part) if isinstance(node, ast.Name))
                yield from (node.id for node in stored if isinstance(node.ctx, ast.Store))


def _is_newer_than_here(runtime: str) -> bool:
    match = _PYTHON_VERSION.fullmatch(runtime)
    return match is not None and (int(match[1]), int(match[2])) > sys.version_info[:2]


def _node_names(text: str, name: str, *, says_module: bool) -> set[str] | None:
    """Return every word of the module: a function that it does not even mention is not exported by it."""
    if name.endswith(".js") and is_es_module(text) and not says_module:
        raise HandlerError(f"{name} is an ES module, but Lambda reads .js as CommonJS: name it {name[:-3]}.mjs")
    if name.endswith(".js") and says_module and re.search(r"^\s*(module\.)?exports\b", text, re.MULTILINE):
        raise HandlerError(
            f"{name} is CommonJS, but package.json says that .js is an ES module: name it {name[:-3]}.cjs"
        )
    if re.search(r"module\.exports\s*=\s*require\(|export\s+\*", text):
        return None
    return set(re.findall(r"[A-Za-z_$][\w$]*", text))


def _says_module(name: str, files: Mapping[str, Callable[[], str]]) -> bool:
    """Say whether the nearest package.json makes ES modules of `.js` files.

    https://nodejs.org/api/packages.html#type
    """
    for folder in PurePosixPath(name).parents:
        manifest = files.get((folder / "package.json").as_posix())
        if manifest:
            return re.search(r'"type"\s*:\s*"module"', manifest()) is not None
    return False


def is_es_module(text: str) -> bool:
    """Say whether a module of Node.js has import or export statements; `import(…)` is for CommonJS too."""
    return re.search(r"^\s*(import(\s+[\w{*]|\s*[\"'{*])|export\b)", text, re.MULTILINE) is not None
