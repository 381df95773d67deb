"""What HTTP APIs do not have, though REST APIs do, and the way out.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
"""

from typing import Final

_API_KEYS: Final = "HTTP APIs have no API keys and no usage plans: use an authorizer, and throttling per route"
_FIREWALL: Final = "AWS WAF cannot stand in front of an HTTP API: put CloudFront with a web ACL in front of its domain"
_POLICY: Final = "HTTP APIs have no resource policies: use authorizer: iam, or mutual TLS on a domain"
_EXECUTION_LOGS: Final = "HTTP APIs have no execution logs: the access log names errors of integrations and authorizers"
_TRACING: Final = "X-Ray does not trace HTTP APIs: trace the functions behind it"
_CACHE: Final = "HTTP APIs do not cache answers: put CloudFront in front of its domain"
_VALIDATION: Final = "HTTP APIs do not validate requests: the backend has to"
_PRIVATE: Final = "HTTP APIs are regional, neither private nor edge-optimized: a REST API can be"

ABSENT: Final = {
    "api_key": _API_KEYS,
    "api_key_required": _API_KEYS,
    "api_keys": _API_KEYS,
    "usage_plan": _API_KEYS,
    "usage_plans": _API_KEYS,
    "waf": _FIREWALL,
    "web_acl": _FIREWALL,
    "web_acl_arn": _FIREWALL,
    "policy": _POLICY,
    "resource_policy": _POLICY,
    "data_trace_enabled": _EXECUTION_LOGS,
    "execution_logs": _EXECUTION_LOGS,
    "logging_level": _EXECUTION_LOGS,
    "tracing": _TRACING,
    "tracing_enabled": _TRACING,
    "cache": _CACHE,
    "cache_cluster_enabled": _CACHE,
    "caching_enabled": _CACHE,
    "request_models": _VALIDATION,
    "request_validator": _VALIDATION,
    "endpoint_type": _PRIVATE,
    "endpoint_configuration": _PRIVATE,
}
"""By the fields that people look for, what to say instead of `is no field`."""
