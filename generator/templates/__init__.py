"""From a spec to a troposphere Template: one module per flavour, and what happens to a template that is built."""

from pathlib import Path

from troposphere import Template

from generator.flavours import Flavour
from generator.spec.api import ApiSpec
from generator.templates import cloudformation


def assemble(spec: ApiSpec, flavour: Flavour = "cloudformation", folder: Path | None = None) -> Template:
    """Return the template of one flavour; `folder` is where it will stand: local code is named as seen from there.

    Raises SpecError if the raw section or the overrides do not fit what is built.
    """
    if flavour == "cloudformation":
        return cloudformation.assemble(spec)
    from generator.templates import sam  # not every spec wants it

    return sam.assemble(spec, folder or Path("templates_out", spec.name))
