"""What a function may do: statements in the words of IAM, and grants by name."""

from generator.spec.base import SpecModel


class Statement(SpecModel):
    """One statement of the function's policy."""
