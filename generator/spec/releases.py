"""Releases: which version of a function an alias leads to, how warm it is, and how traffic moves to a new one."""

from generator.spec.base import SpecModel


class ProvisionedConcurrencyConfig(SpecModel):
    """How many executions are kept ready."""


class DeploymentPreference(SpecModel):
    """How traffic moves to a new version."""
