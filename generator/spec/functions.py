"""Functions: their code, their settings, and what all of them share through `defaults`."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, Field

from generator.http_api import quotas
from generator.spec.base import Lazy, SpecModel, Value, matching, short_form, written_out
from generator.spec.code import Code, Package, code_of
from generator.spec.log_groups import LogGroup

# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
RESERVED_ENVIRONMENT = frozenset(
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY",
        "AWS_SECRET_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
    }
)  # fmt: skip


def _not_reserved(name: str) -> str:
    if name in RESERVED_ENVIRONMENT:
        raise ValueError("is set by Lambda itself: choose another name")
    return name


# https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
EnvironmentName = Annotated[
    str,
    matching(r"[a-zA-Z][a-zA-Z0-9_]+", "two or more letters, digits and '_', and begin with a letter"),
    AfterValidator(_not_reserved),
]


if TYPE_CHECKING:
    OwnLogGroup: TypeAlias = LogGroup
else:
    OwnLogGroup = Annotated[Any, Lazy("generator.spec.log_groups", "LogGroup")]


class FunctionSettings(SpecModel):
    """What a function may say for itself, and `defaults` for all functions. AWS's units: MB and seconds."""

    runtime: str = "python3.14"
    architecture: Literal["arm64", "x86_64"] = "arm64"
    memory_size: Value[Annotated[int, Field(ge=quotas.FUNCTION_MEMORY[0], le=quotas.FUNCTION_MEMORY[1])]] = 256
    timeout: Value[Annotated[int, Field(ge=quotas.FUNCTION_TIMEOUT[0], le=quotas.FUNCTION_TIMEOUT[1])]] = 10
    environment: Annotated[dict[EnvironmentName, Value[str]], written_out] = {}
    log_group: OwnLogGroup = LogGroup.model_construct()
    reserved_concurrent_executions: Value[Annotated[int, Field(ge=0)]] | None = None


class FunctionSpec(FunctionSettings):
    """One Lambda function: a folder, its handler and its settings."""

    code: str
    handler: str = "app.handler"
    inline: bool | None = None
    description: Value[Annotated[str, Field(max_length=256)]] | None = None

    @cached_property
    def source(self) -> Code:
        """Return the code as the template will carry it, read from disk once.

        Raises CodeError if the folder or the handler is not as the spec says.
        """
        return code_of(
            self.code, handler=self.handler, runtime=self.runtime, architecture=self.architecture, inline=self.inline
        )

    @property
    def lambda_handler(self) -> str:
        """The handler as Lambda is told: inline code stands in a file of Lambda's naming."""
        return self.handler if isinstance(self.source, Package) else self.source.handler

    @property
    def is_packaged(self) -> bool:
        return isinstance(self.source, Package)

    def inheriting(self, defaults: FunctionSettings) -> Self:
        """Return the function with every setting that it leaves out taken from `defaults`; mappings are merged."""
        return _merged(self, defaults)


if TYPE_CHECKING:
    Function: TypeAlias = FunctionSpec
else:
    Function = Annotated[Any, Lazy("generator.spec.functions", "FunctionSpec"), short_form("code")]
"""A folder, or a mapping."""

_Model = TypeVar("_Model", bound=SpecModel)


def _merged(own: _Model, defaults: SpecModel) -> _Model:
    """Return `own` with what it leaves out; `model_fields_set` stays what it says itself."""
    inherited = {
        name: _merged_value(getattr(own, name), getattr(defaults, name))
        if name in own.model_fields_set
        else getattr(defaults, name)
        for name in defaults.model_fields_set
    }
    return own.model_construct(_fields_set=set(own.model_fields_set), **{**dict(own), **inherited})


def _merged_value(own: Any, default: Any) -> Any:
    if isinstance(own, SpecModel):
        return _merged(own, default)
    return {**default, **own} if isinstance(own, dict) else own
