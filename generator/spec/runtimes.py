"""How Lambda runs a function: how it logs, and when its runtime is updated."""

from typing import Annotated, Literal

from generator.spec.base import SpecModel, Value, matching

# https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html
RuntimeVersionArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:lambda:[\w-]+::runtime:.+",
            "the ARN of a version of a runtime, as the log line INIT_START shows it",
        ),
    ]
]


class LoggingConfig(SpecModel):
    """The format of a function's logs, and what is left out of them; their group is the function's own, `log_group`.

    https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
    """

    log_format: Value[Literal["Text", "JSON"]] = "Text"
    application_log_level: Value[Literal["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]] | None = None
    system_log_level: Value[Literal["DEBUG", "INFO", "WARN"]] | None = None


class RuntimeManagementConfig(SpecModel):
    """When the function gets a newer version of its runtime.

    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
    """

    WHOLE = True

    update_runtime_on: Literal["Auto", "FunctionUpdate", "Manual"]
    runtime_version_arn: RuntimeVersionArn | None = None
