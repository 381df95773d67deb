"""The deployment's logical ID follows what it captures, so that a change of the API is a new deployment.

A deployment is a snapshot of the API's configuration, and without automatic deployments nothing that changes
afterwards reaches a stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html

Known to be in the snapshot: authorizers (terraform-aws-modules/terraform-aws-apigateway-v2#139) and the default
endpoint (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html). Not in
it: what belongs to a stage, such as throttling (`anything else other than stage settings`, says
https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html of all kinds of APIs). Of CORS
nothing else is documented, so it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from troposphere import Template, encode_to_dict

from generator import names
from generator.templates.renames import body, give_ids

CAPTURED = ("AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Authorizer")
# What only names or describes the API; everything else about it is taken to need a deployment.
LABELS = ("Name", "Description", "Version", "Tags")


def settle(template: Template) -> None:
    """Give the deployment, if there is one, the ID that follows from the whole template, overrides included.

    Until then it is `Deployment`, and so overrides can name it, whatever it captures.
    """
    if names.DEPLOYMENT in template.resources:
        give_ids(template, {names.DEPLOYMENT: names.deployment(_digest(template))})


def _digest(template: Template) -> str:
    """Return a digest that neither the order of the spec nor anything outside of the snapshot changes."""
    from hashlib import sha256  # most templates need none

    captured = sorted(json.dumps(each, sort_keys=True) for each in _captured(template))
    return sha256("\n".join(captured).encode()).hexdigest()


def _captured(template: Template) -> Iterator[Any]:
    for title, resource in template.resources.items():
        held = body(resource)
        if title == names.API:
            properties = encode_to_dict(held["Properties"])
            yield title, {name: value for name, value in properties.items() if name not in LABELS}
        elif held.get("Type") in CAPTURED:
            yield title, [encode_to_dict(held.get(part)) for part in ("Type", "Condition", "Properties")]
