"""An API with several stages and encrypted logs.

The emulator knows no AWS::ApiGatewayV2::Deployment, so all of them are deployed automatically. It keeps no
throttling and encrypts nothing.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    defaults: {log_group: {kms_key_id: new}}
    functions: {hello: lambda_code/hello}
    routes:
      GET /hello: {function: hello, detailed_metrics: true}
    stages:
      $default: {access_log: {kms_key_id: new}}
      beta: {throttling: {rate_limit: 5, burst_limit: 10}}
      dev: {access_log: false}
"""


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[], Checkout]) -> Checkout:
    checkout = new_checkout()
    checkout.write("apis/several.yaml", SPEC)
    checkout.generate()
    checkout.deploy("several")
    return checkout


def stages(cloud: Cloud) -> dict[str, dict[str, Any]]:
    found = cloud.client("apigatewayv2").get_stages(ApiId=cloud.outputs("several")["ApiId"])["Items"]
    return {stage["StageName"]: stage for stage in found}


def test_there_are_all_of_them(checkout: Checkout, cloud: Cloud) -> None:
    assert sorted(stages(cloud)) == ["$default", "beta", "dev"]
    assert set(cloud.outputs("several")) >= {"ApiUrl", "BetaStageUrl", "DevStageUrl"}


def test_their_logs_are_encrypted_with_one_key(checkout: Checkout, cloud: Cloud) -> None:
    groups = cloud.client("logs").describe_log_groups(logGroupNamePrefix="/aws/vendedlogs/several/")["logGroups"]
    keys = {group["logGroupName"]: group.get("kmsKeyId") for group in groups}

    assert keys["/aws/vendedlogs/several/access"]
    assert keys["/aws/vendedlogs/several/access-beta"] is None
