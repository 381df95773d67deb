"""CloudFormation Guard, with the rules of AWS: the proactive controls of Control Tower, and Guard's rules registry.

The rules are written for CloudFormation's hooks, which see a template as a stack would have it. So parameters are given
their defaults, and text with variables in it stands as text; the rest, such as conditions, is left as it is.

Guard has no package of rules. These two are of AWS, and have them among other things, which are not used:
https://pypi.org/project/cdklabs.cdk-validator-cfnguard/ has controls of
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

from audit import guard_tree
from audit.findings import AuditError, Finding
from audit.guard_tree import Failure
from audit.templates import Template

CONTROLS: Final = "cdklabs.cdk-validator-cfnguard"
REGISTRY: Final = "awslabs.aws-iac-mcp-server"

_CONTROL: Final = re.compile(r"\[(CT\.[A-Z0-9.-]+)\]: *(.+)")
_VIOLATION: Final = re.compile(r"Violation: *(.+)")
_TYPE: Final = re.compile(r"\bAWS::\w+::\w+")


def scan(templates: list[Template]) -> list[Finding]:
    rules = [*controls(), *registry()]
    return [
        finding
        for template in templates
        for output in outputs(template, rules)
        for finding in findings(template, output)
    ]


def outputs(template: Template, rules: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the tree of what Guard has evaluated for every text of rules that names a type of the template.

    Guard would skip the other rules. Told to be brief it answers with text whose beginning is cut off: cfn-guard-rs
    0.3.3 does, too.
    """
    validate = import_module("guardpycfn").validate_with_guard
    content = json.dumps(resolved(template))
    types = {template.type_of(resource) for resource in template.content.get("Resources", {})}
    for text in rules:
        if types & set(_TYPE.findall(text)):
            yield validate(content, text, verbose=True)


def findings(template: Template, output: Mapping[str, Any]) -> list[Finding]:
    """Return one finding for each rule and resource: where the resource first is not as the rule demands."""
    if not output.get("success") or not isinstance(output.get("result"), dict):
        raise AuditError(f"{template.file}: guard gave no result")
    found: dict[tuple[str, str], Finding] = {}
    for failure in guard_tree.failures(output["result"]):
        for path in failure.paths or [""]:
            finding = _finding(template, failure, path)
            found.setdefault((finding.rule, finding.resource), finding)
    return list(found.values())


def controls() -> Iterator[str]:
    """Yield the rules of Control Tower, which are an archive for Node.js inside a package of Python."""
    files = distribution(CONTROLS).files or []
    archive = next((Path(str(file.locate())) for file in files if file.name.endswith(".tgz")), None)
    if archive is None:
        raise AuditError(f"guard: {CONTROLS} has no rules any more")
    with tarfile.open(archive) as contents:
        for member in contents:
            if member.name.endswith(".guard") and (file := contents.extractfile(member)):
                yield file.read().decode()


def registry() -> Iterator[str]:
    """Yield the rules of Guard's registry that AWS ships with its server for agents."""
    files = distribution(REGISTRY).files or []
    found = [Path(str(file.locate())) for file in files if file.suffix == ".guard"]
    if not found:
        raise AuditError(f"guard: {REGISTRY} has no rules any more")
    yield from (file.read_text() for file in found)


def resolved(template: Template) -> Any:
    """Return the template with what is known of its values: defaults of parameters, and text with variables in it."""
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


def _finding(template: Template, failure: Failure, path: str) -> Finding:
    steps = path.strip("/").split("/")
    resource = steps[1] if steps[0] == "Resources" and len(steps) > 1 else ""
    rule, message = _said(failure)
    return Finding(template.file, template.line(steps), "guard", rule, resource, template.type_of(resource), message)


def _said(failure: Failure) -> tuple[str, str]:
    """Return by what name a rule is known and what it says: those of Control Tower have another name in their text."""
    for text in failure.texts:
        if control := _CONTROL.search(text):
            return control[1], control[2].strip()
        if violation := _VIOLATION.search(text):
            return failure.rule, violation[1].strip()
    return failure.rule, "is not as this rule demands"
