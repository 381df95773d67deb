"""What functions may do that test new versions of others: say to CodeDeploy how a test came out."""

from awacs import codedeploy
from awacs.aws import Allow, Statement
from troposphere import Sub
from troposphere.iam import Policy

from generator import names
from generator.resources.policies import policy

_GROUPS = "arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}:deploymentgroup:"


def hook_policy() -> Policy:
    """Return the policy of a hook.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    """
    statement = Statement(
        Effect=Allow,
        Action=[codedeploy.PutLifecycleEventHookExecutionStatus],
        Resource=[Sub(f"{_GROUPS}${{{names.DEPLOYMENT_APPLICATION}}}/*")],
    )
    return Policy(PolicyName="deployment_hook", PolicyDocument=policy(statement))
