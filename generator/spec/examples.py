"""The smallest valid mapping for each place that wants one: for those who wrote something else there."""

from typing import Final

from generator.errors import SpecPath

EXAMPLES: Final = {
    # Sections; `*` is an entry of one.
    "tags": "{team: orders}",
    "limits": "{routes: 400}",
    "parameters": "{Memory: {type: Number}}",
    "parameters.*": "{type: String}",
    "defaults": "{timeout: 5}",
    "functions": "{hello: lambda_code/hello}",
    "functions.*": "{code: lambda_code/hello}",
    "integrations": "{shop: {http: {url: https://shop.example.com}}}",
    "integrations.*": "{http: {url: https://shop.example.com}}",
    "vpc_links": "{shared: {id: a1b2c3}}",
    "vpc_links.*": "{id: a1b2c3}",
    "authorizers": "{callers: {function: hello}}",
    "authorizers.*": "{function: hello}",
    "routes": "{GET /: hello}",
    "routes.*": "{function: hello}",
    "cors": "{allow_origins: [https://example.com]}",
    "stage": "{name: prod}",
    "stages": "{prod: {}}",
    "stages.*": "{description: for customers}",
    "domain": "{name: api.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ}",
    "domains": "{shop: {name: api.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ}}",
    "domains.*": "{name: api.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ}",
    "alarms": "{emails: [ops@example.com], error_rate: 1}",
    "dashboard": "{condition: IsProd}, or true",
    "exports": "{ApiId: shop-api}, or true",
    "parameter_sets": "{dev: {Memory: 256}}",
    "parameter_sets.*": "{Memory: 256}",
    "stack_set": '{permission_model: SELF_MANAGED, bucket: fleet, accounts: ["123456789012"], regions: [eu-west-1]}',
    "cloudformation": "{Resources: {Jobs: {Type: AWS::SQS::Queue}}}",
    "overrides": "{HttpApi: {DeletionPolicy: Retain}}",
    "overrides.*": "{DeletionPolicy: Retain}",
    # What stands further down, by the name of its field.
    "auto_deployment": "{enabled: true}",
    "managed_execution": "{active: true}, or true",
    "operation_preferences": "{failure_tolerance_count: 1, max_concurrent_count: 2}",
    "parameter_overrides": "{Memory: 512}",
    "access_log": "{format: json}, or false",
    "environment": "{TABLE: orders}",
    "s3": "{bucket: builds, key: orders-1.zip}",
    "image": "{uri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1}",
    "log_group": "{retention_in_days: 30}",
    "throttling": "{rate_limit: 100, burst_limit: 200}",
    "variables": "{host: shop.example.com}",
    "mutual_tls_authentication": "{truststore_uri: s3://bucket/truststore.pem}",
    "http": "{url: https://shop.example.com}",
    "private": "{listener: !Ref Listener, vpc_link: shared}",
    "sqs": "{queue: !GetAtt Jobs.Arn}",
    "event_bridge": "{source: shop, detail_type: order}",
    "step_functions": "{state_machine: !Ref Flow}",
    "kinesis": "{stream: !GetAtt Clicks.Arn, partition_key: $request.body.id}",
    "jwt": "{issuer: https://auth.example.com, audience: [orders]}",
    "cognito": "{user_pool: eu-central-1_AbCdEfGhI, audience: [orders]}",
    "auth0": "{domain: tenant.eu.auth0.com, audience: [orders]}",
    "okta": "{domain: dev-1.okta.com, audience: [orders]}",
    "entra_id": "{tenant: 8eaef023-2b34-4da1-9baa-8bc8c9d6a490, audience: [orders]}",
    "google": "{audience: [orders]}",
}


def such_as(path: SpecPath) -> str:
    """`, such as {allow_origins: [https://example.com]}`; nothing for a place that is not in the table."""
    entry = f"{path[0]}.*" if len(path) == 2 else ""
    example = EXAMPLES.get(entry) or EXAMPLES.get(str(path[-1]) if path else "")
    return f", such as {example}" if example else ""
