"""A version's logical ID follows what the version keeps, so that a change of the function publishes another one.

CloudFormation publishes a version when the resource is created, and never again: a new ID is a new version, and the
old one stays, because its resource is retained. `names.function_version` is how SAM's translator names it, if it is
told the digest as `AutoPublishCodeSha256`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from troposphere import Template, encode_to_dict

from generator import names
from generator.aws_lambda.versions import versioned
from generator.spec.api import ApiSpec
from generator.spec.references import references
from generator.templates.renames import body, give_ids, mend, renamed

_LAYER: Final = "AWS::Lambda::LayerVersion"


def settle(template: Template, spec: ApiSpec) -> None:
    """Give every version the ID that follows from the whole template, overrides included.

    Until then it is `OrdersFunctionVersion`, and so overrides, and references, can name it, whatever it keeps.
    """
    settled = {
        names.function_version(name): names.function_version(name, digest)
        for name, digest in digests(template, spec).items()
    }
    if settled:
        give_ids(template, settled)


def announce(template: Template, spec: ApiSpec, plain: Template) -> None:
    """Tell SAM's translator the digests of the plain template, so that it gives versions the same IDs.

    What is overridden for SAM alone counts, too.
    """
    found = {name: _with_overrides(name, digest, spec) for name, digest in digests(plain, spec).items()}
    for name, each in found.items():
        function = template.resources[names.function(name)]
        properties = body(function).setdefault("Properties", {})
        properties["AutoPublishCodeSha256"] = each
    ids = {names.function_version(name): names.function_version(name, each) for name, each in found.items()}
    mend(template, ids)


def _with_overrides(name: str, digest_of_plain: str, spec: ApiSpec) -> str:
    own = spec.overrides.sam.get(names.function(name)) if spec.overrides else None
    return digest([digest_of_plain, own]) if own else digest_of_plain


def digests(template: Template, spec: ApiSpec) -> dict[str, str]:
    """Return, by the name of each function with an alias, the digest of what a version of it keeps.

    A function that refers to a version changes with it, so that one's digest comes first.
    """
    named = {names.function_version(name): name for name, each in spec.functions.items() if each.auto_publish_alias}
    found: dict[str, str] = {}

    def digest_of(version: str) -> str:
        name = named[version]
        if name not in found:
            found[name] = ""  # for whoever refers to it in a circle, which the check refuses
            kept = _kept(template, names.function(name))
            others = {each for _, each in references(kept) if each in named}
            ids = {each: names.function_version(named[each], digest_of(each)) for each in others}
            found[name] = digest(renamed(kept, ids))
        return found[name]

    return {named[version]: digest_of(version) for version in named}


def digest(kept: Any) -> str:
    """Return a digest of plain data in 64 hexadecimal digits, which does not follow the order of mappings."""
    from hashlib import sha256  # most templates need none

    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _kept(template: Template, function: str) -> Any:
    """Return what a version of a function keeps, as plain data: with it the layers that the template makes.

    Another content is another version of the layer, and reaches the function under the same logical ID.
    """
    properties = versioned(_properties(template, function))
    layers = sorted({each for _, each in references(properties.get("Layers")) if _is_layer(template, each)})
    return [properties, *([each, _properties(template, each)] for each in layers)]


def _is_layer(template: Template, logical_id: str) -> bool:
    return logical_id in template.resources and body(template.resources[logical_id]).get("Type") == _LAYER


def _properties(template: Template, logical_id: str) -> Mapping[str, Any]:
    properties = encode_to_dict(body(template.resources[logical_id]).get("Properties"))
    return properties if isinstance(properties, dict) else {}
