"""Functions: their code, their settings, and what all of them share through `defaults`."""

from collections.abc import Set
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.aws_lambda import environments
from generator.aws_lambda.runtimes import RUNTIMES
from generator.http_api import quotas
from generator.spec.base import Lazy, RoleArn, SpecModel, Tags, Value, matching, short_form, short_value, written_out
from generator.spec.code import Archive, Code, Inline, Package, code_of, handler_of
from generator.spec.log_groups import LogGroup


def _not_reserved(name: str) -> str:
    if name in environments.RESERVED:
        raise ValueError("is set by Lambda itself: choose another name")
    return name


EnvironmentName = Annotated[str, matching(environments.NAME, environments.NAME_IN_WORDS), AfterValidator(_not_reserved)]


# https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
AliasName = Annotated[
    str, matching(r"(?![0-9]+$)[a-zA-Z0-9_-]{1,128}", "at most 128 letters, digits, '-' and '_', and not digits alone")
]

# https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
RoleName = Annotated[str, matching(r"[\w+=,.@-]{1,64}", "at most 64 letters, digits and any of _+=,.@-")]

PolicyArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:iam::(\d{12}|aws):policy/.+",
            "the ARN of a managed policy, such as arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
        ),
    ]
]
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns"""

SecretArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@!-]+",
            "the ARN of a secret, such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf",
        ),
    ]
]
"""The names of those that a service keeps have a `!`: `rds!db-…`.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
"""
# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
FunctionName = Value[Annotated[str, matching(r"[a-zA-Z0-9_-]{1,64}", "at most 64 letters, digits, '-' and '_'")]]
KeyArn = Value[
    Annotated[str, matching(r"arn:[\w-]+:kms:[\w-]+:\d{12}:key/[\w-]+", "the ARN of a KMS key, and not of an alias")]
]
LayerArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:lambda:([\w-]+:\d{12}:layer:[\w-]+:\d+|::awslayer:[\w-]+)",
            "the ARN of a version of a layer, such as arn:aws:lambda:eu-central-1:123456789012:layer:tools:3",
        ),
    ]
]


def _runtime(name: str) -> str:
    if name not in RUNTIMES:
        raise PydanticCustomError(
            "runtime", "must be a runtime of Lambda, such as python3.14 or nodejs24.x", {"choices": RUNTIMES}
        )
    return name


if TYPE_CHECKING:
    from generator.spec import asynchronous, code_signing, networks, policies, releases, runtimes, stored_code

    OwnLogGroup: TypeAlias = LogGroup
    LoggingConfig = runtimes.LoggingConfig | None
    RuntimeManagement = runtimes.RuntimeManagementConfig | None
    VpcConfig = networks.VpcConfig | None
    FileSystem = networks.FileSystemConfig
    CodeSigning = code_signing.CodeSigningConfig | None
    DeadLetterQueue = asynchronous.DeadLetterQueue | None
    EventInvokeConfig = asynchronous.EventInvokeConfig | None
    ProvisionedConcurrency = releases.ProvisionedConcurrencyConfig | None
    DeploymentPreference = releases.DeploymentPreference | None
    Statement = policies.Statement
    StoredCode = stored_code.StoredCode | None
    Image = stored_code.Image | None
else:
    OwnLogGroup = Annotated[Any, Lazy("generator.spec.log_groups", "LogGroup")]
    LoggingConfig = Annotated[Any, Lazy("generator.spec.runtimes", "LoggingConfig", optional=True)]
    RuntimeManagement = Annotated[
        Any, Lazy("generator.spec.runtimes", "RuntimeManagementConfig", optional=True), short_form("update_runtime_on")
    ]
    VpcConfig = Annotated[Any, Lazy("generator.spec.networks", "VpcConfig", optional=True)]
    FileSystem = Annotated[Any, Lazy("generator.spec.networks", "FileSystemConfig")]
    CodeSigning = Annotated[
        Any, Lazy("generator.spec.code_signing", "CodeSigningConfig", optional=True), short_value("arn")
    ]
    DeadLetterQueue = Annotated[
        Any, Lazy("generator.spec.asynchronous", "DeadLetterQueue", optional=True), short_value("target_arn")
    ]
    EventInvokeConfig = Annotated[Any, Lazy("generator.spec.asynchronous", "EventInvokeConfig", optional=True)]
    ProvisionedConcurrency = Annotated[
        Any, Lazy("generator.spec.releases", "ProvisionedConcurrencyConfig", optional=True)
    ]
    DeploymentPreference = Annotated[Any, Lazy("generator.spec.releases", "DeploymentPreference", optional=True)]
    Statement = Annotated[Any, Lazy("generator.spec.policies", "Statement")]
    StoredCode = Annotated[Any, Lazy("generator.spec.stored_code", "StoredCode", optional=True)]
    Image = Annotated[Any, Lazy("generator.spec.stored_code", "Image", optional=True), short_value("uri")]

SOURCES: Final = ("code", "inline_code", "s3", "image")

# What an image says itself, or what Lambda has for zips alone.
# https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
NOT_OF_IMAGES: Final = frozenset(
    {"handler", "inline", "runtime", "layers", "snap_start", "runtime_management_config", "code_signing_config"}
)


class FunctionSettings(SpecModel):
    """What a function may say for itself, and `defaults` for all functions. AWS's units: MB and seconds.

    In a function, `null` takes back what `defaults` say.
    """

    runtime: Annotated[str, AfterValidator(_runtime)] = "python3.14"
    architecture: Literal["arm64", "x86_64"] = "arm64"
    memory_size: Value[Annotated[int, Field(ge=quotas.FUNCTION_MEMORY[0], le=quotas.FUNCTION_MEMORY[1])]] = 256
    timeout: Value[Annotated[int, Field(ge=quotas.FUNCTION_TIMEOUT[0], le=quotas.FUNCTION_TIMEOUT[1])]] = 10
    environment: Annotated[dict[EnvironmentName, Value[str]], written_out] = {}
    log_group: OwnLogGroup = LogGroup.model_construct()
    reserved_concurrent_executions: Value[Annotated[int, Field(ge=0)]] | None = None
    ephemeral_storage: Value[Annotated[int, Field(ge=quotas.STORAGE[0], le=quotas.STORAGE[1])]] | None = None
    kms_key_arn: KeyArn | None = None
    layers: Annotated[list[LayerArn], Field(max_length=quotas.LAYERS)] = []
    vpc_config: VpcConfig = None
    file_system_configs: Annotated[list[FileSystem], Field(max_length=quotas.FILE_SYSTEMS)] = []
    tracing: Value[Literal["Active", "PassThrough"]] | None = None
    snap_start: Literal["PublishedVersions"] | None = None
    logging_config: LoggingConfig = None
    runtime_management_config: RuntimeManagement = None
    recursive_loop: Value[Literal["Allow", "Terminate"]] | None = None
    code_signing_config: CodeSigning = None
    dead_letter_queue: DeadLetterQueue = None
    event_invoke_config: EventInvokeConfig = None
    auto_publish_alias: AliasName | None = None
    provisioned_concurrency_config: ProvisionedConcurrency = None
    deployment_preference: DeploymentPreference = None
    role: RoleArn | None = None
    managed_policy_arns: Annotated[list[PolicyArn], Field(max_length=quotas.MANAGED_POLICIES)] = []
    permissions_boundary: PolicyArn | None = None
    tags: Tags = {}


class FunctionSpec(FunctionSettings):
    """One Lambda function: its code, its handler, what it may do, and its settings."""

    code: str | None = None
    inline_code: Value[str] | None = None
    s3: StoredCode = None
    image: Image = None
    handler: str | None = None
    inline: bool | None = None
    description: Value[Annotated[str, Field(max_length=quotas.FUNCTION_DESCRIPTION)]] | None = None
    function_name: FunctionName | None = None
    role_name: Value[RoleName] | None = None
    policy: list[Statement] = []
    secrets: Annotated[dict[EnvironmentName, SecretArn], written_out] = {}

    @cached_property
    def source(self) -> Code:
        """Return the code as the template will carry it, read from disk once.

        Raises CodeError if the code or the handler is not as the spec says.
        """
        if self.code is None:
            from generator.spec.stored_code import source_of  # most functions have a folder

            return source_of(self)
        return code_of(
            self.code,
            handler=self.handler,
            runtime=self.runtime,
            architecture=self.architecture,
            inline=self.inline,
            layered=bool(self.layers),
        )

    @property
    def lambda_handler(self) -> str:
        """The handler as Lambda is told: inline code stands in a file of Lambda's naming."""
        if isinstance(self.source, Inline):
            return self.source.handler
        return handler_of(self.code or "", self.handler, self.runtime)

    @property
    def is_packaged(self) -> bool:
        return isinstance(self.source, (Package, Archive))

    @model_validator(mode="after")
    def _has_code(self) -> Self:
        self.the_one_of(SOURCES)
        return self

    def inheriting(self, defaults: FunctionSettings) -> Self:
        """Return the function with every setting that it leaves out taken from `defaults`; mappings are merged."""
        return _merged(self, defaults, NOT_OF_IMAGES if self.image else frozenset())


if TYPE_CHECKING:
    Function: TypeAlias = FunctionSpec
else:
    Function = Annotated[Any, Lazy("generator.spec.functions", "FunctionSpec"), short_form("code")]
"""A folder, a file, a zip, or a mapping."""

_Model = TypeVar("_Model", bound=SpecModel)


def _merged(own: _Model, defaults: SpecModel, left_out: Set[str] = frozenset()) -> _Model:
    """Return `own` with what it leaves out; `model_fields_set` stays what it says itself."""
    inherited = {
        name: _merged_value(getattr(own, name), getattr(defaults, name))
        if name in own.model_fields_set
        else getattr(defaults, name)
        for name in defaults.model_fields_set - left_out
    }
    return own.model_construct(_fields_set=set(own.model_fields_set), **{**dict(own), **inherited})


def _merged_value(own: Any, default: Any) -> Any:
    if isinstance(own, SpecModel) and isinstance(default, SpecModel):
        return own if own.WHOLE else _merged(own, default)
    return {**default, **own} if isinstance(own, dict) and isinstance(default, dict) else own
