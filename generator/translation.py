"""SAM template -> CloudFormation, by the translator with which CloudFormation itself deploys it.

https://github.com/aws/serverless-application-model

No network, no credentials, and nothing from the environment: the translator is told a region, loads no policies of AWS
by name, and leaves every reference to a parameter as it stands. So what it returns holds for all values of parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from generator.errors import TranslationError
from generator.resource_types import SERVERLESS_FUNCTION

Body = dict[str, Any]

TRANSFORM: Final = "AWS::Serverless-2016-10-31"

# What CloudFormation gives the translator for a value that it does not know yet: the reference is left as it stands.
# See `samtranslator/intrinsics/actions.py`.
_NOT_YET_KNOWN: Final = "{{IntrinsicFunction:any/any/Ref}}"
_PSEUDO_PARAMETERS: Final = ("AWS::Region", "AWS::Partition")


class _Session(NamedTuple):
    """All that the translator asks of a session of boto3, which it would make of the environment otherwise.

    Of the region it takes the partition, for policies that a function names; a function with a Role has none.
    """

    region_name: str = "us-east-1"


class _NoManagedPolicies:
    """AWS's own policies by name are asked of IAM, over the network; so there are none."""

    def load(self) -> dict[str, str]:
        return {}


def translated(body: Mapping[str, Any], code: Mapping[str, str] | None = None) -> Body:
    """Return the template that CloudFormation would make of a SAM template; `body` is not changed.

    `code` has, by the logical ID of functions whose CodeUri is a local path, where their code was uploaded:
    `s3://bucket/key`. `sam package` writes it there, and the translator refuses what it finds otherwise.

    Raises TranslationError with everything that the translator refuses.
    """
    import logging

    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.utils.py27hash_fix import to_py27_compatible_template, undo_mark_unicode_str_in_template

    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)  # what it says of its own measurements
    template = _packaged(body, code or {})
    loops = {name: template["Resources"].pop(name) for name in _loops(template)}
    values = _values(template)
    to_py27_compatible_template(template, values)  # the translator's digests follow the order of Python 2.7's mappings
    session: Any = _Session()
    translator = Translator(None, Parser(), boto_session=session)
    try:
        found = translator.translate(template, values, get_managed_policy_map=_NoManagedPolicies().load)
    except InvalidDocumentException as error:
        raise TranslationError("\n".join(_causes(error))) from error
    found["Resources"].update(loops)
    return {**_other_transforms(body), **_plain(undo_mark_unicode_str_in_template(found))}


def is_of_sam(body: Mapping[str, Any]) -> bool:
    """Say whether CloudFormation sends a template through SAM's translator."""
    wanted = body.get("Transform", [])
    return TRANSFORM in (wanted if isinstance(wanted, list) else [wanted])


def local_code(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the CodeUri of every function whose code is a local path, by the function's logical ID."""
    everywhere = body.get("Globals", {}).get("Function", {}).get("CodeUri")
    found = {
        logical_id: resource.get("Properties", {}).get("CodeUri", everywhere)
        for logical_id, resource in body.get("Resources", {}).items()
        if isinstance(resource, Mapping)
        and resource.get("Type") == SERVERLESS_FUNCTION
        and "InlineCode" not in resource.get("Properties", {})
    }
    return {name: uri for name, uri in found.items() if isinstance(uri, str) and not uri.startswith("s3://")}


def _packaged(body: Mapping[str, Any], code: Mapping[str, str]) -> Body:
    template = deepcopy(dict(body))
    for logical_id, uri in code.items():
        template["Resources"][logical_id]["Properties"]["CodeUri"] = uri
    return template


def _loops(template: Body) -> list[str]:
    """Return what is no resource but makes some, by a transform that comes before this one.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
    """
    return [name for name, resource in template["Resources"].items() if not isinstance(resource, Mapping)]


def _other_transforms(body: Mapping[str, Any]) -> Body:
    """Return the transforms of a template beside SAM's, as one that has no more writes them."""
    wanted = body.get("Transform", [])
    others = [each for each in (wanted if isinstance(wanted, list) else [wanted]) if each != TRANSFORM]
    return {"Transform": others if others[1:] else others[0]} if others else {}


def _values(template: Body) -> dict[str, str]:
    return dict.fromkeys([*template.get("Parameters", {}), *_PSEUDO_PARAMETERS], _NOT_YET_KNOWN)


def _causes(error: Any) -> Iterator[str]:
    """Yield the translator's messages, a line each: `Resource with id [Orders] is invalid. …`"""
    for cause in error.causes:
        yield " ".join(str(cause.message).split())


def _plain(value: Any) -> Body:
    """Return plain data: the translator's own kinds of mappings and texts say the same."""
    plain: Body = json.loads(json.dumps(value))
    return plain
