"""Handlers of the languages that are built before they are packaged, and of Ruby: each names them in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from generator.aws_lambda.handlers import HandlerError, NoFileError
from generator.errors import did_you_mean

_JAVA: Final = re.compile(r"(?P<type>[\w$]+(\.[\w$]+)*)(::[\w$]+)?")
_DOTNET: Final = re.compile(r"(?P<assembly>[\w.-]+)(::[\w.+`-]+::[\w<>`]+)?")

_FORMS: Final = {
    "java": "CLASS::METHOD, such as com.example.Handler::handleRequest",
    "dotnet": "ASSEMBLY::CLASS::METHOD, such as Orders::Orders.Function::Handle",
    "ruby": "FILE.METHOD or FILE.CLASS.METHOD, such as app.handler",
}


def form(language: str | None) -> str:
    """Return how a language writes a handler."""
    return _FORMS.get(language or "", "the name of what is run")


def check(handler: str, language: str | None, files: Mapping[str, Callable[[], str]]) -> None:
    """Raise HandlerError if the handler is malformed, or if its file, class or method does not exist."""
    match language:
        case "java":
            _check_java(handler, files)
        case "dotnet":
            _check_dotnet(handler, files)
        case "ruby":
            _check_ruby(handler, files)


def _check_java(handler: str, files: Mapping[str, object]) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html

    What is in the jars of a package is not looked at.
    """
    match = _JAVA.fullmatch(handler)
    if not match:
        raise _malformed(handler, "java")
    name = match["type"].replace(".", "/") + ".class"
    if name not in files and not any(each.endswith(".jar") for each in files):
        raise NoFileError(f"there is no class {match['type']}{did_you_mean(name, files)}")


def _check_dotnet(handler: str, files: Mapping[str, object]) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html"""
    match = _DOTNET.fullmatch(handler)
    if not match:
        raise _malformed(handler, "dotnet")
    _require(f"{match['assembly']}.dll", files)


def _check_ruby(handler: str, files: Mapping[str, Callable[[], str]]) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/ruby-handler.html"""
    file, *rest = handler.split(".")
    if not file or len(rest) not in (1, 2) or not all(rest):
        raise _malformed(handler, "ruby")
    name = f"{file}.rb"
    _require(name, files)
    methods = set(re.findall(r"\w+", files[name]()))
    if rest[-1] not in methods:
        raise HandlerError(f"{name} has no method {rest[-1]}{did_you_mean(rest[-1], methods)}")


def _require(name: str, files: Mapping[str, object]) -> None:
    if name not in files:
        raise NoFileError(f"there is no file {name}{did_you_mean(name, files)}")


def _malformed(handler: str, language: str) -> HandlerError:
    return HandlerError(f"must be {form(language)} (got {handler or 'empty text'})")
