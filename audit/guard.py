"""CloudFormation Guard, with the rules of AWS: the proactive controls of Control Tower, and Guard's rules registry.

The rules are written for CloudFormation's hooks, which see a template as a stack would have it. So parameters are given
their defaults, and text with variables in it stands as text; the rest, such as conditions, is left as it is.

Guard has no package of rules. These two are of AWS, and have them among other things, which are not used:
https://pypi.org/project/cdklabs.cdk-validator-cfnguard/ has all controls of
https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html, and
https://pypi.org/project/awslabs.aws-iac-mcp-server/ what the registry,
https://github.com/aws-cloudformation/aws-guard-rules-registry, says of IAM, S3, EC2 and RDS.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

from audit.findings import AuditError, Finding
from audit.templates import Template

CONTROLS: Final = "cdklabs.cdk-validator-cfnguard"
REGISTRY: Final = "awslabs.aws-iac-mcp-server"

_CONTROL: Final = re.compile(r"\[(CT\.[A-Z0-9.-]+)\]: *(.+)")
_VIOLATION: Final = re.compile(r"Violation: *(.+)")
_TYPE: Final = re.compile(r"\bAWS::\w+::\w+")


def scan(templates: list[Template]) -> list[Finding]:
    """Return what the rules find. Rules that name no type of a template would skip it, and are not run."""
    validate = import_module("guardpycfn").validate_with_guard
    rules = [*_controls(), *_registry()]
    return [
        finding
        for template in templates
        for text in rules
        if _types(template) & set(_TYPE.findall(text))
        for finding in findings(template, validate(json.dumps(_resolved(template)), text, verbose=True))
    ]


def findings(template: Template, output: Mapping[str, Any]) -> list[Finding]:
    """Return one finding for each rule and resource from the tree of what Guard has evaluated."""
    if not output.get("success") or not isinstance(output.get("result"), dict):
        raise AuditError(f"{template.file}: guard gave no result")
    found = {}
    for rule in output["result"]["children"]:
        if _status(rule["container"]) == "FAIL":
            message = _message(rule)
            for path in _paths(rule) or ["/"]:
                finding = _finding(template, rule["container"]["RuleCheck"]["name"], message, path)
                found.setdefault((finding.rule, finding.resource), finding)
    return list(found.values())


def _finding(template: Template, name: str, message: str, path: str) -> Finding:
    steps = path.strip("/").split("/")
    resource = steps[1] if steps[0] == "Resources" and len(steps) > 1 else ""
    control = _CONTROL.search(message)
    violation = _VIOLATION.search(message)
    rule = control[1] if control else name
    said = control[2] if control else violation[1] if violation else name
    return Finding(
        template.file, template.line(steps), "guard", rule, resource, template.type_of(resource), said.strip()
    )


def _controls() -> Iterator[str]:
    """Yield the rules of Control Tower, which are an archive for Node.js inside a package of Python."""
    files = distribution(CONTROLS).files or []
    archive = next((Path(str(file.locate())) for file in files if file.name.endswith(".tgz")), None)
    if archive is None:
        raise AuditError(f"guard: {CONTROLS} has no rules any more")
    with tarfile.open(archive) as contents:
        for member in contents:
            if member.name.endswith(".guard") and (file := contents.extractfile(member)):
                yield file.read().decode()


def _registry() -> Iterator[str]:
    files = distribution(REGISTRY).files or []
    found = [Path(str(file.locate())) for file in files if file.suffix == ".guard"]
    if not found:
        raise AuditError(f"guard: {REGISTRY} has no rules any more")
    yield from (file.read_text() for file in found)


def _types(template: Template) -> set[str]:
    return {template.type_of(resource) for resource in template.content.get("Resources", {})}


def _resolved(template: Template) -> Any:
    parameters = template.content.get("Parameters", {})
    defaults = {name: declared["Default"] for name, declared in parameters.items() if "Default" in declared}

    def resolved(value: Any) -> Any:
        match value:
            case {"Ref": str(name)} if name in defaults:
                return defaults[name]
            case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), _]}:
                return text
            case dict():
                return {key: resolved(inner) for key, inner in value.items()}
            case list():
                return [resolved(inner) for inner in value]
        return value

    return resolved(template.content)


# The tree. Every node has `container`, one thing that was evaluated by its kind, and `children`, which led to it.
_CONDITIONS: Final = {"Filter", "RuleCondition", "TypeCondition", "WhenCondition"}  # what is asked, not what is demanded


def _status(container: Any) -> str:
    """Return the status of what was evaluated: PASS, FAIL or SKIP."""
    ((_, value),) = container.items()
    if isinstance(value, dict):
        return str(value.get("status") or value.get("block", {}).get("status") or "FAIL")
    return "PASS" if value == "Success" else str(value)


def _failed(node: Any) -> Iterator[Any]:
    """Yield a node that failed and all below it that made it fail."""
    if not _CONDITIONS & set(node["container"]) and _status(node["container"]) == "FAIL":
        yield node["container"]
        for child in node["children"]:
            yield from _failed(child)


def _message(rule: Any) -> str:
    """Return the first text that the rule's author wrote about what failed."""
    texts = [text for container in _failed(rule) for text in _texts(container)]
    return next((text for text in texts if _CONTROL.search(text) or _VIOLATION.search(text)), "")


def _texts(container: Any) -> Iterator[str]:
    match container:
        case {"RuleCheck": {"message": str(text)}}:
            yield text
        case {"ClauseValueCheck": {"Unary": {"value": {"custom_message": str(text)}}}}:
            yield text
        case {"ClauseValueCheck": dict(checks)}:
            yield from (check["custom_message"] for check in checks.values() if check and check.get("custom_message"))


def _paths(rule: Any) -> list[str]:
    """Return where in the template values were not as demanded, such as `/Resources/Queue/Properties`."""
    return [path for container in _failed(rule) for path in _path(container.get("ClauseValueCheck"))]


def _path(check: Any) -> Iterator[str]:
    match check:
        case {"Unary": {"value": {"from": found}}}:
            yield from _path_of(found)
        case dict():
            yield from (path for found in check.values() if found for path in _path_of(found["from"]))


def _path_of(value: Any) -> Iterator[str]:
    match value:
        case {"Resolved": {"path": str(path)}} | {"UnResolved": {"traversed_to": {"path": str(path)}}} if path:
            yield path
