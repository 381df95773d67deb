"""The spec as the template needs it: every route with its authorizer and integration, defaults and additions worked in.

Specs say what differs; here it is written out once, for builders and checks alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import names
from generator.errors import SpecPath
from generator.http_api.route_keys import RouteKey
from generator.spec.integrations import IntegrationSpec
from generator.spec.log_groups import NEW_KEY, LogGroup
from generator.spec.routes import RouteSpec
from generator.spec.stage import Stage

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain
    from generator.spec.functions import FunctionSpec
    from generator.spec.releases import DeploymentPreference

OPEN = "none"
IAM = "iam"

_RARE_SETTINGS = (
    "ephemeral_storage", "kms_key_arn", "layers", "vpc_config", "file_system_configs", "tracing", "snap_start",
    "logging_config", "runtime_management_config", "recursive_loop", "code_signing_config", "dead_letter_queue",
    "event_invoke_config", "image", "function_name", "tags",
)  # fmt: skip
_PERMISSIONS = ("policy", "secrets", "role", "role_name", "managed_policy_arns", "permissions_boundary")
_RELEASES = ("auto_publish_alias", "provisioned_concurrency_config", "deployment_preference", "snap_start")


class ResolvedRoute(NamedTuple):
    """A route that the template has.

    `integration` is a logical ID; `authorizer` is `none`, `iam` or a name. `preflight_of` is the route of the spec for
    whose sake a browser's preflight gets this one.
    """

    spec: RouteSpec
    integration: str
    authorizer: str
    preflight_of: RouteKey | None = None


def setting_path(name: str, function: FunctionSpec, setting: str) -> SpecPath:
    """Return where a setting of a function stands: with it, or in `defaults`."""
    own = setting in function.model_fields_set
    return ("functions", name, setting) if own else ("defaults", setting)


def variables(spec: ApiSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield every variable of the functions' environments, and where it stands; one of `defaults` once, and there."""
    shared = spec.defaults.environment
    for name, value in shared.items():
        yield ("defaults", "environment", name), value
    for function_name, function in spec.functions.items():
        for name, value in function.environment.items():
            if name not in shared or value is not shared[name]:
                yield ("functions", function_name, "environment", name), value


def routes(spec: ApiSpec) -> dict[RouteKey, ResolvedRoute]:
    """Return every route of the template: those of the spec in its order, then those for preflights."""
    written = {
        key: ResolvedRoute(route, integration_id(key, route), route.authorizer or spec.default_authorizer or OPEN)
        for key, route in spec.routes.items()
    }
    if not spec.cors:
        return written
    from generator.spec.preflight import preflight_routes  # only with CORS

    return {**written, **preflight_routes(written)}


def integration_id(key: RouteKey, route: RouteSpec) -> str:
    """Return the logical ID of what a route leads to: shared by a function's routes, named, or its own."""
    if route.integration is not None:
        return names.integration(route.integration)
    if route.function is not None and not route.options:
        return names.integration(route.function)
    return names.route_integration(key)


def integrations(spec: ApiSpec) -> dict[str, IntegrationSpec]:
    """Return every integration by its logical ID: of functions, in their order, then named ones, then routes' own."""
    shared = {route.function for route in spec.routes.values() if route.function and not route.options}
    found = {
        names.integration(name): IntegrationSpec.model_construct(_fields_set={"function"}, function=name)
        for name in spec.functions
        if name in shared
    }
    found |= {names.integration(name): integration for name, integration in spec.integrations.items()}
    for key, route in spec.routes.items():
        if route.integration is None and integration_id(key, route) not in found:
            found[integration_id(key, route)] = route
    return found


class WrittenIntegration(NamedTuple):
    """An integration that stands in the spec, where it stands, and the routes that lead to it."""

    path: SpecPath
    integration: IntegrationSpec
    routes: list[RouteKey]


def written_integrations(spec: ApiSpec) -> Iterator[WrittenIntegration]:
    """Yield every integration that stands in the spec: named ones, and those of routes."""
    for name, integration in spec.integrations.items():
        routes = [key for key, route in spec.routes.items() if route.integration == name]
        yield WrittenIntegration(("integrations", name), integration, routes)
    for key, route in spec.routes.items():
        if route.integration is None:
            yield WrittenIntegration(("routes", str(key)), route, [key])


def invoked_functions(spec: ApiSpec) -> list[str]:
    """Return the functions that API Gateway invokes, behind routes or as authorizers, in the order of the spec."""
    invoked = named_functions(spec)
    return [name for name in spec.functions if name in invoked]


def named_functions(spec: ApiSpec) -> set[str]:
    """Return what routes, integrations and authorizers say is a function, whether there is one of the name or not."""
    named = {integration.function for integration in (*spec.routes.values(), *spec.integrations.values())}
    named |= {authorizer.function for authorizer in spec.authorizers.values()}
    return {name for name in named if name is not None}


def invoked_arns(spec: ApiSpec) -> Iterator[tuple[str, object]]:
    """Yield the ID of a permission, and the ARN, for each function or alias that stands outside of `functions`.

    None for what is called with credentials: those carry the permission.
    """
    for integration, each in integrations(spec).items():
        if each.function_arn is not None and each.credentials_arn is None:
            yield names.of_integration(integration)[2], each.function_arn
    for name, authorizer in spec.authorizers.items():
        if authorizer.function_arn is not None and authorizer.credentials_arn is None:
            yield names.authorizer_permission(name), authorizer.function_arn


def configured(spec: ApiSpec) -> bool:
    """Say whether a function has a setting that most functions do without."""
    return any(map(has_rare_setting, spec.functions.values()))


def has_rare_setting(function: FunctionSpec) -> bool:
    return _given(function, _RARE_SETTINGS)


def stored(spec: ApiSpec) -> bool:
    """Say whether a function's code is an image or a zip that something else puts into a bucket."""
    return any(function.image or function.s3 for function in spec.functions.values())


def has_setting(spec: ApiSpec, setting: str) -> bool:
    """Say whether a function has this setting."""
    return any(_given(function, (setting,)) for function in spec.functions.values())


def asynchronous(spec: ApiSpec) -> bool:
    """Say whether a function sends what becomes of asynchronous invocations somewhere."""
    return has_setting(spec, "dead_letter_queue") or has_setting(spec, "event_invoke_config")


def permitted(spec: ApiSpec) -> bool:
    """Say whether a function may do more than write its logs, or has a role that is not of the simplest kind."""
    return any(_given(function, _PERMISSIONS) for function in spec.functions.values())


def released(spec: ApiSpec) -> bool:
    """Say whether a function has an alias, or a setting that needs one."""
    return any(_given(function, _RELEASES) for function in spec.functions.values())


def deployment_preferences(spec: ApiSpec) -> dict[str, DeploymentPreference]:
    """Return how traffic moves to new versions, for each function of which CodeDeploy moves it."""
    return {
        name: function.deployment_preference
        for name, function in spec.functions.items()
        if function.deployment_preference
    }


def hooks(spec: ApiSpec) -> dict[str, SpecPath]:
    """Return the functions of the spec, if there are such, that test new versions, each with a place that says so."""
    return {
        hook: ("functions", name, "deployment_preference", "hooks", field)
        for name, preference in deployment_preferences(spec).items()
        for field, hook in preference.hooks.given
        if isinstance(hook, str)
    }


def _given(function: FunctionSpec, settings: tuple[str, ...]) -> bool:
    return any(getattr(function, name) for name in settings)


def stages(spec: ApiSpec) -> dict[str, Stage]:
    """Return every stage by its logical ID, the main one first: `stage` unless only `stages` is given."""
    first = {names.STAGE: spec.stage} if "stage" in spec.model_fields_set or not spec.stages else {}
    further = {names.stage(name): settings.named(name) for name, settings in spec.stages.items()}
    if names.STAGE in further:
        return {names.STAGE: further.pop(names.STAGE), **further}
    return {**first, **further}


def domains(spec: ApiSpec) -> dict[str, Domain]:
    """Return every domain by its name, that under `domain` first."""
    first = {names.DOMAIN: spec.domain} if spec.domain else {}
    return {**first, **spec.domains}


def domain_path(name: str) -> SpecPath:
    """Return where the domain of this name stands in the spec."""
    return ("domains", name) if name else ("domain",)


def log_groups(spec: ApiSpec) -> Iterator[tuple[SpecPath, LogGroup]]:
    """Yield every log group that the template makes, and where in the spec its settings stand."""
    for name, function in spec.functions.items():
        yield ("functions", name, "log_group"), function.log_group
    for stage in spec.all_stages.values():
        if stage.access_log_group:
            yield (*stage_path(spec, stage), "access_log"), stage.access_log_group


def newly_encrypted(spec: ApiSpec) -> list[tuple[SpecPath, LogGroup]]:
    """Return the log groups that are encrypted with the template's own key, of which there is one."""
    return [(path, group) for path, group in log_groups(spec) if group.kms_key_id == NEW_KEY]


def stage_path(spec: ApiSpec, stage: Stage) -> SpecPath:
    """Return where a stage stands in the spec."""
    return ("stage",) if stage is spec.stage else ("stages", stage.name)


def product_bucket(spec: ApiSpec) -> Any:
    """Return the bucket of the product's template and code; None if nothing wants one."""
    wants_it = spec.service_catalog or spec.stack_set
    return wants_it.bucket if wants_it else None


def product_bucket_path(spec: ApiSpec) -> SpecPath:
    return ("service_catalog" if spec.service_catalog else "stack_set", "bucket")
