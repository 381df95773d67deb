"""requirements.txt as a lock: every line that counts for the function's platform names one version.

https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.aws_lambda.platforms import Platform
from generator.spec.locks import LockError, Pin, normalized

if TYPE_CHECKING:
    from packaging.requirements import Requirement

# What compilers write for most: it is read without the library `packaging`, which takes as long to import as a spec to
# load.
_PLAIN = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[(?P<extras>[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*)])?"
    r"==(?P<version>[0-9]+(\.[0-9]+)*([a-z.+-]+[a-z0-9.]*)?)"
)
_COMMENT = re.compile(r"(^|\s)#.*$")
_HASH = re.compile(r"\s+--hash[=\s]\s*(?P<hash>\S+)")
_ADDRESS = re.compile(r"[a-z+]+://|git\+|\.{0,2}/|[A-Za-z]:\\|.*\.whl$|.*\.tar\.gz$")
_OPTIONS = {
    "-r": "names another file", "--requirement": "names another file",
    "-c": "names another file", "--constraint": "names another file",
    "-e": "names a folder to edit", "--editable": "names a folder to edit",
}  # fmt: skip


def pins(text: str, file: str, platform: Platform) -> tuple[Pin, ...]:
    """Return what to install on the platform, by name; lines whose marker does not hold there are left out.

    Raises LockError, with all of them, if lines do not pin.
    """
    found: dict[str, Pin] = {}
    problems = []
    for number, line in _logical_lines(text):
        try:
            pin = _pin(line, platform)
            if pin and found.setdefault(pin.name, pin) != pin:
                raise LockError(f"{pin} contradicts {found[pin.name]}")
        except LockError as error:
            problems.append(f"{file}:{number}: {error}")
    if problems:
        raise LockError("; ".join([*problems, way_out(file, platform)]))
    return tuple(sorted(found.values()))


def way_out(file: str, platform: Platform) -> str:
    """Return the command that pins everything."""
    source = f"{file.removesuffix('.txt')}.in"
    return (
        f"write what the function imports into {source}, and run: uv pip compile {source} -o {file} --generate-hashes "
        f"--python-version {platform.python} --python-platform {platform.machine}-{platform.manylinux}"
    )


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that says something, with the number at which it begins; a backslash joins it to the next."""
    first, joined = 0, ""
    for number, line in enumerate(f"{text}\n".splitlines(), 1):
        first = first or number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            joined += line[:-1] + " "
            continue
        whole = _COMMENT.sub("", joined + line).strip()
        if whole:
            yield first, whole
        first, joined = 0, ""
    if joined.strip():
        yield first, joined.strip()


def _pin(line: str, platform: Platform) -> Pin | None:
    hashes = tuple(match["hash"] for match in _HASH.finditer(line))
    line = " ".join(_HASH.sub("", line).split())
    if plain := _PLAIN.fullmatch(line):
        extras = plain["extras"].split(",") if plain["extras"] else []
        return Pin(normalized(plain["name"]), plain["version"], tuple(sorted(extras)), hashes)
    _refuse_options(line)
    requirement = _requirement(line)
    if not _holds(requirement, platform):
        return None
    (specifier,) = list(requirement.specifier) if len(requirement.specifier) == 1 else (None,)
    if specifier is None or specifier.operator != "==" or specifier.version.endswith("*"):
        raise LockError(f"{line} is not pinned with ==")
    return Pin(normalized(requirement.name), specifier.version, tuple(sorted(requirement.extras)), hashes)


def _refuse_options(line: str) -> None:
    word = re.split(r"[\s=]", line, maxsplit=1)[0]
    if word.startswith("-"):
        why = _OPTIONS.get(word) or _OPTIONS.get(word[:2] if word[1:2] != "-" else "")
        does = why or "is an option: uv's own configuration says where packages come from"
        raise LockError(f"{line} {does}; only requirements, each pinned with ==, can stand here")
    if " --" in line:
        raise LockError(f"{line}: of options only --hash can stand here")


def _requirement(line: str) -> Requirement:
    from packaging.requirements import InvalidRequirement, Requirement

    if _ADDRESS.match(line):
        raise LockError(f"{line} is an address; only names with versions, as NAME==VERSION, can stand here")
    try:
        requirement = Requirement(line)
    except InvalidRequirement as error:
        raise LockError(f"{line} is no requirement ({str(error).splitlines()[0]})") from error
    if requirement.url:
        raise LockError(f"{line} is an address; only names with versions, as NAME==VERSION, can stand here")
    return requirement


def _holds(requirement: Requirement, platform: Platform) -> bool:
    from packaging.markers import UndefinedComparison, UndefinedEnvironmentName

    try:
        return requirement.marker is None or requirement.marker.evaluate(platform.markers())
    except (UndefinedComparison, UndefinedEnvironmentName) as error:
        raise LockError(f"{requirement}: its marker cannot be evaluated ({error})") from error
