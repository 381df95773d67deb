"""Policies of IAM, as builders write them: documents of awacs."""

from awacs import sts
from awacs.aws import Allow, PolicyDocument, Principal, Statement


def policy(*statements: Statement) -> PolicyDocument:
    """Return a document in the current version of the policy language.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
    """
    return PolicyDocument(Version="2012-10-17", Statement=list(statements))


def trust(service: str) -> PolicyDocument:
    """Let a service of AWS take a role: `lambda.amazonaws.com`.

    No `aws:SourceAccount`: a role cannot be passed across accounts anyway. CDK, SAM and Serverless write none either,
    and it has not been seen at work on a live account.
    """
    return policy(Statement(Effect=Allow, Principal=Principal("Service", service), Action=[sts.AssumeRole]))
