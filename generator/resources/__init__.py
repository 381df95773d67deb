"""From the spec to CloudFormation: one module per concern of the language, each with `build(spec)`.

Builders are pure: they yield elements and change nothing. They never import one another; they meet through `names`.
"""
