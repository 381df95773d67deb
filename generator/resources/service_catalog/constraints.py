"""Constraints: with which role, which values and which tags the product may be launched, where, and who hears of it.

Each depends on the association: without it the product is not found in the portfolio.
https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from troposphere import AWSObject, GetAtt, encode_to_dict
from troposphere.servicecatalog import (
    LaunchNotificationConstraint,
    LaunchRoleConstraint,
    LaunchTemplateConstraint,
    ResourceUpdateConstraint,
    StackSetConstraint,
)

from generator import names
from generator.resources.element import Element
from generator.resources.service_catalog import Offer

_STACK_SET_DESCRIPTION = "Where the product may be deployed as a stack set"


def build(offer: Offer) -> Iterator[Element]:
    """Yield what was asked for; a product has a launch role, or is deployed as a stack set."""
    catalog = offer.catalog
    yield _stack_set(offer) if catalog.stack_set else _launch_role(offer)
    if catalog.rules:
        rules = {name: rule.written() for name, rule in catalog.rules.items()}
        text = json.dumps(encode_to_dict(rules), separators=(",", ":"), ensure_ascii=False)
        yield _constraint(LaunchTemplateConstraint, names.LAUNCH_TEMPLATE_CONSTRAINT, offer, Rules=text)
    if catalog.update_tags:
        allowed = {"TagUpdateOnProvisionedProduct": catalog.update_tags}
        yield _constraint(ResourceUpdateConstraint, names.RESOURCE_UPDATE_CONSTRAINT, offer, **allowed)
    if catalog.notifications:
        topics = {"NotificationArns": catalog.notifications}
        yield _constraint(LaunchNotificationConstraint, names.LAUNCH_NOTIFICATION_CONSTRAINT, offer, **topics)


def _constraint(kind: type[AWSObject], title: str, offer: Offer, **properties: Any) -> AWSObject:
    return kind(title, DependsOn=names.PORTFOLIO_PRODUCT, **offer.pair, **properties)


def _launch_role(offer: Offer) -> AWSObject:
    role = offer.catalog.launch_role
    if role.local_role_name is not None:
        which: dict[str, Any] = {"LocalRoleName": role.local_role_name}
    else:
        which = {"RoleArn": GetAtt(names.LAUNCH_ROLE, "Arn") if role.is_computed else role.role_arn}
    return _constraint(LaunchRoleConstraint, names.LAUNCH_ROLE_CONSTRAINT, offer, **which)


def _stack_set(offer: Offer) -> AWSObject:
    settings = offer.catalog.stack_set
    assert settings
    return _constraint(
        StackSetConstraint,
        names.STACK_SET_CONSTRAINT,
        offer,
        Description=_STACK_SET_DESCRIPTION,
        AccountList=settings.accounts,
        RegionList=settings.regions,
        AdminRole=settings.admin_role,
        ExecutionRole=settings.execution_role,
        StackInstanceControl="ALLOWED" if settings.instance_control else "NOT_ALLOWED",
    )
