"""The whole spec of one API. Read `ApiSpec` to see the language at a glance."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from generator.errors import SpecError, SpecPath
from generator.flavours import FLAVOURS, Flavour
from generator.http_api import quotas
from generator.http_api.route_keys import DEFAULT, RouteKey
from generator.spec import resolved
from generator.spec.base import Lazy, LogicalId, Name, SpecModel, Tags, Value, matching, scalar
from generator.spec.checks import problems
from generator.spec.functions import Function, FunctionSettings
from generator.spec.known_values import parameters_declared
from generator.spec.resolved import ResolvedRoute
from generator.spec.routes import AuthorizerName, Key, Route
from generator.spec.stage import Stage, StageName

if TYPE_CHECKING:
    from generator.spec.alarms import Alarms, Dashboard
    from generator.spec.authorizers import Authorizer
    from generator.spec.cloudformation import CloudFormation
    from generator.spec.cors import Cors
    from generator.spec.domains import Domain
    from generator.spec.integrations import IntegrationSpec
    from generator.spec.limits import Limits
    from generator.spec.overrides import Overrides
    from generator.spec.parameters import Parameter
    from generator.spec.portfolios import SharedPortfolio
    from generator.spec.service_catalog import ServiceCatalog
    from generator.spec.stack_sets import StackSet
    from generator.spec.stage import StageSettings
    from generator.spec.vpc_links import VpcLink

    Defaults = FunctionSettings
    StageSection = Stage
    AlarmsSection = Alarms | None
    CloudFormationSection = CloudFormation | None
    CorsSection = Cors | None
    DomainSection = Domain | None
    LimitsSection = Limits | None
    OverridesSection = Overrides | None
    PortfolioSection = SharedPortfolio | None
    ServiceCatalogSection = ServiceCatalog | None
    StackSetSection = StackSet | None
else:
    # Without `| None`: a section of which nothing is left, `cors:`, is a mistake.
    AlarmsSection = Annotated[Any, Lazy("generator.spec.alarms", "Alarms")]
    CloudFormationSection = Annotated[Any, Lazy("generator.spec.cloudformation", "CloudFormation")]
    CorsSection = Annotated[Any, Lazy("generator.spec.cors", "Cors")]
    Dashboard = Annotated[Any, Lazy("generator.spec.alarms", "Dashboard")]
    Defaults = Annotated[Any, Lazy("generator.spec.functions", "FunctionSettings")]
    Domain = DomainSection = Annotated[Any, Lazy("generator.spec.domains", "Domain")]
    Authorizer = Annotated[Any, Lazy("generator.spec.authorizers", "Authorizer")]
    IntegrationSpec = Annotated[Any, Lazy("generator.spec.integrations", "IntegrationSpec")]
    LimitsSection = Annotated[Any, Lazy("generator.spec.limits", "Limits")]
    OverridesSection = Annotated[Any, Lazy("generator.spec.overrides", "Overrides")]
    Parameter = Annotated[Any, Lazy("generator.spec.parameters", "Parameter")]
    PortfolioSection = Annotated[Any, Lazy("generator.spec.portfolios", "SharedPortfolio")]
    ServiceCatalogSection = Annotated[Any, Lazy("generator.spec.service_catalog", "ServiceCatalog")]
    StackSetSection = Annotated[Any, Lazy("generator.spec.stack_sets", "StackSet")]
    StageSection = Annotated[Any, Lazy("generator.spec.stage", "Stage")]
    StageSettings = Annotated[Any, Lazy("generator.spec.stage", "StageSettings")]
    VpcLink = Annotated[Any, Lazy("generator.spec.vpc_links", "VpcLink")]


def _description(text: str) -> str:
    if len(text.encode()) > quotas.DESCRIPTION_BYTES:
        raise ValueError(f"must have at most {quotas.DESCRIPTION_BYTES} bytes")
    return text


def _once_each(flavours: list[Flavour]) -> list[Flavour]:
    if len(set(flavours)) < len(flavours):
        raise ValueError("names a flavour twice")
    return flavours


Flavours = Annotated[list[Flavour], Field(min_length=1), AfterValidator(_once_each)]

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
ExportName = Annotated[
    str, matching(r"[A-Za-z0-9:-]{1,255}", "at most 255 letters, digits, ':' and '-', as names of exports are")
]


def _true_for_defaults(value: Any) -> Any:
    """Let `true` stand for all that can be left out, and `false` for nothing."""
    if isinstance(value, bool):
        return {} if value else None
    return value


class ApiSpec(SpecModel):
    """One HTTP API.

    Raises pydantic.ValidationError if its shape is wrong, and SpecError, with every problem, if its parts do not fit
    one another or the code that they name.
    """

    name: Name
    description: Annotated[str, AfterValidator(_description)] | None = None
    version: Value[Annotated[str, Field(min_length=1, max_length=64)]] | None = None
    flavours: Flavours = list(FLAVOURS)
    tags: Tags = {}
    ip_address_type: Literal["ipv4", "dualstack"] | None = None
    disable_execute_api_endpoint: bool | None = None
    limits: LimitsSection = None
    parameters: dict[LogicalId, Parameter] = {}
    defaults: Defaults = FunctionSettings.model_construct()
    functions: dict[Name, Function] = {}
    integrations: dict[Name, IntegrationSpec] = {}
    vpc_links: dict[Name, VpcLink] = {}
    authorizers: dict[Name, Authorizer] = {}
    default_authorizer: AuthorizerName | None = None
    routes: Annotated[dict[Key, Route], Field(validate_default=True)] = {}
    cors: CorsSection = None
    stage: StageSection = Stage.model_construct()
    stages: dict[StageName, StageSettings] = {}
    domain: DomainSection = None
    domains: dict[Name, Domain] = {}
    alarms: AlarmsSection = None
    dashboard: Annotated[Dashboard | None, BeforeValidator(_true_for_defaults)] = None
    exports: Annotated[dict[str, Value[ExportName]] | None, BeforeValidator(_true_for_defaults)] = None  # empty: all
    parameter_sets: dict[Name, dict[str, Annotated[Any, AfterValidator(scalar)]]] = {}
    service_catalog: ServiceCatalogSection = None
    portfolio: PortfolioSection = None
    stack_set: StackSetSection = None
    cloudformation: CloudFormationSection = None
    overrides: OverridesSection = None

    @cached_property
    def all_routes(self) -> dict[RouteKey, ResolvedRoute]:
        """Every route of the template, those that are added for browsers included."""
        return resolved.routes(self)

    @cached_property
    def all_integrations(self) -> dict[str, IntegrationSpec]:
        """Every integration of the template, by its logical ID."""
        return resolved.integrations(self)

    @cached_property
    def all_stages(self) -> dict[str, Stage]:
        """Every stage of the template, by its logical ID; the first is the main one, which `ApiUrl` leads to."""
        return resolved.stages(self)

    @cached_property
    def hooks(self) -> dict[str, SpecPath]:
        """Every function that tests new versions of others, with a place that says so."""
        return resolved.hooks(self)

    @cached_property
    def all_domains(self) -> dict[str, Domain]:
        """Every domain, by its name; the name of the one under `domain` is empty."""
        return resolved.domains(self)

    @cached_property
    def resource_dependencies(self) -> Mapping[str, set[str]]:
        """What each logical ID needs before it can be made; see `generator.spec.resource_dependencies`."""
        from generator.spec.resource_dependencies import dependencies  # only where functions have permissions

        return dependencies(self)

    @model_validator(mode="wrap")
    @classmethod
    def _check(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Validate the parts, then what must hold between them; the context names sections that lack something."""
        with parameters_declared(_declared_values(data)):
            spec = handler(data)
            incomplete = (info.context or {}).get("incomplete", frozenset())
            try:
                found = list(problems(spec, incomplete))
            except (ValueError, AssertionError) as bug:
                raise RuntimeError("a check failed by itself") from bug  # pydantic would blame the spec
        if found:
            raise SpecError(found)
        return spec

    @field_validator("functions", mode="after")
    @classmethod
    def _inherit_defaults(cls, functions: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        defaults = info.data.get("defaults", FunctionSettings.model_construct())
        return {name: function.inheriting(defaults) for name, function in functions.items()}

    @field_validator("routes", mode="before")
    @classmethod
    def _catch_all(cls, routes: Any, info: ValidationInfo) -> Any:
        """Send everything to the only function, if no route is given."""
        functions = info.data.get("functions", {})
        return {DEFAULT: next(iter(functions))} if routes == {} and len(functions) == 1 else routes


def _declared_values(data: Any) -> dict[str, list[Any]]:
    """Return the values that each parameter may take, those of the sets included, as far as its entry is valid."""
    parameters = data.get("parameters") if isinstance(data, dict) else None
    if not parameters or not isinstance(parameters, dict):
        return {}
    from generator.spec.parameters import Parameter

    declared = {}
    for name, parameter in parameters.items():
        try:
            declared[name] = Parameter.model_validate(parameter).declared_values(_in_sets(data, name))
        except ValidationError:
            continue  # reported where the parameter stands
    return declared


def _in_sets(data: dict[str, Any], name: str) -> list[Any]:
    sets = data.get("parameter_sets")
    values = [each.get(name) for each in sets.values() if isinstance(each, dict)] if isinstance(sets, dict) else []
    return [value for value in values if value is not None]
