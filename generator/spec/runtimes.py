"""How Lambda runs a function: how it logs, and when its runtime is updated."""

from typing import Literal

from generator.spec.base import Arn, SpecModel


class LoggingConfig(SpecModel):
    """The format of a function's logs; their group is the function's own, `log_group`."""

    log_format: Literal["Text", "JSON"] = "Text"
    application_log_level: Literal["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] | None = None
    system_log_level: Literal["DEBUG", "INFO", "WARN"] | None = None


class RuntimeManagementConfig(SpecModel):
    """When the function gets a newer version of its runtime."""

    update_runtime_on: Literal["Auto", "FunctionUpdate", "Manual"]
    runtime_version_arn: Arn | None = None
