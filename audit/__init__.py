"""A second opinion on templates: what scanners of others find in them, less what is waived with a reason.

It imports nothing of the generator, and runs in an environment of its own, where the scanners are.
"""
