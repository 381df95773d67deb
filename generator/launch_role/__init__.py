"""The role with which AWS Service Catalog launches a product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from awacs import sts
from awacs.aws import Allow, PolicyDocument, Principal, Statement
from troposphere import AWSObject
from troposphere.iam import Role


def elements(
    body: Mapping[str, Any], *, prefix: str = "SC-", bucket: Any = None, permissions_boundary: Any = None
) -> Iterator[AWSObject]:
    """Yield the role `LaunchRole`, and its managed policies."""
    service = Principal("Service", "servicecatalog.amazonaws.com")
    trust = Statement(Effect=Allow, Principal=service, Action=[sts.AssumeRole])
    yield Role("LaunchRole", AssumeRolePolicyDocument=PolicyDocument(Version="2012-10-17", Statement=[trust]))
