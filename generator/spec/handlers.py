"""Handlers: does `app.handler` name a file and, where the language allows to see it, a function in it?"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Mapping
from typing import Final

from generator.errors import did_you_mean

_LANGUAGE = re.compile(r"(python|nodejs)[0-9.]*(?:x)?")
_SUFFIXES: Final = {"python": (".py",), "nodejs": (".js", ".cjs", ".mjs")}
_PYTHON_VERSION = re.compile(r"python(\d+)\.(\d+)")


class HandlerError(Exception):
    """A handler that Lambda would not find; the message says what is missing."""


def language(runtime: str) -> str | None:
    """`python3.14` -> `python`, `nodejs22.x` -> `nodejs`; None for a runtime whose handlers are not checked."""
    match = _LANGUAGE.fullmatch(runtime)
    return match[1] if match else None


def check(handler: str, runtime: str, files: Mapping[str, Callable[[], str]]) -> None:
    """Check the handler against the folder's files, given as name -> a function that reads the text.

    Raises HandlerError if it is malformed, or if its file or its function does not exist.
    """
    spoken = language(runtime)
    if spoken is None:
        return
    module, _, function = handler.rpartition(".")
    if not module or not function:
        raise HandlerError(f"must be FILE.FUNCTION, such as app.handler (got {handler})")
    name = _file(module, _SUFFIXES[spoken], files)
    names = _python_names(files[name](), name, runtime) if spoken == "python" else _node_names(files[name]())
    if names is not None and function not in names:
        raise HandlerError(f"{name} has no function {function}{did_you_mean(function, names)}")


def _file(module: str, suffixes: tuple[str, ...], files: Mapping[str, object]) -> str:
    path = module.replace(".", "/") if suffixes == (".py",) else module
    for suffix in suffixes:
        if path + suffix in files:
            return path + suffix
    raise HandlerError(f"there is no file {path}{suffixes[0]}{did_you_mean(path + suffixes[0], files)}")


def _python_names(text: str, name: str, runtime: str) -> set[str] | None:
    """Return the names that the module defines at its top level, or None if that cannot be known."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        if _is_newer_than_here(runtime):
            return None  # this Python may not know the syntax of a later one
        raise HandlerError(f"{name}:{error.lineno}: {error.msg}") from error
    except ValueError as error:
        raise HandlerError(f"{name}: {error}") from error
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Name(ctx=ast.Store()):
                names.add(node.id)
            case ast.alias(name="*"):
                return None
            case ast.alias():
                names.add(node.asname or node.name)
    return names


def _is_newer_than_here(runtime: str) -> bool:
    match = _PYTHON_VERSION.fullmatch(runtime)
    return match is not None and (int(match[1]), int(match[2])) > sys.version_info[:2]


def _node_names(text: str) -> set[str] | None:
    """Return every word of the module: a function that it does not even mention is not exported by it."""
    if re.search(r"module\.exports\s*=\s*require\(|export\s+\*", text):
        return None
    return set(re.findall(r"[A-Za-z_$][\w$]*", text))
