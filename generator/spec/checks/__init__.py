"""What must hold between the parts of a spec. `CHECKS` is the table of contents; one module per concern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.spec.checks import (
    alarms,
    authorizers,
    conditions,
    cors,
    cycles,
    domains,
    exports,
    functions,
    integrations,
    limits,
    log_groups,
    logical_ids,
    mappings,
    overrides,
    parameters,
    routes,
    stages,
)

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def problems(spec: ApiSpec, incomplete: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield everything that is wrong between the parts of a spec whose parts are valid by themselves.

    `incomplete` are sections from which something was taken out because it was not valid: what needs them whole is not
    checked. Must run while the spec's parameters are declared.
    """
    for check, needed_whole in CHECKS:
        if not incomplete & needed_whole:
            yield from check(spec)


# Each check, and the sections that must be whole for it: a route to a function that was taken out is no problem.
CHECKS: tuple[tuple[Callable[[ApiSpec], Iterator[Problem]], frozenset[str]], ...] = (
    (routes.routes_exist, frozenset({"functions", "routes"})),
    (routes.routes_reach_functions, frozenset({"functions"})),
    (routes.routes_do_not_collide, frozenset()),
    (authorizers.authorizers_exist, frozenset({"authorizers"})),
    (authorizers.authorizers_have_names_of_their_own, frozenset()),
    (authorizers.authorizers_are_used, frozenset({"authorizers", "default_authorizer", "routes"})),
    (authorizers.authorizers_reach_functions, frozenset({"functions"})),
    (authorizers.scopes_stand_on_routes_with_tokens, frozenset({"authorizers", "default_authorizer"})),
    (authorizers.identity_sources_are_places, frozenset()),
    (authorizers.identity_sources_name_stage_variables, frozenset({"stage", "stages"})),
    (authorizers.cached_answers_count_where_they_should, frozenset()),
    (authorizers.simple_responses_have_their_format, frozenset()),
    (cors.credentials_are_for_known_origins, frozenset()),
    (cors.options_routes_are_open, frozenset({"default_authorizer"})),
    (cors.preflights_do_no_harm, frozenset({"default_authorizer", "integrations", "routes"})),
    (integrations.named_integrations_exist, frozenset({"integrations"})),
    (integrations.named_integrations_are_used, frozenset({"routes"})),
    (integrations.named_integrations_reach_functions, frozenset({"functions"})),
    (integrations.vpc_links_exist, frozenset({"vpc_links"})),
    (integrations.vpc_links_are_used, frozenset({"routes", "integrations"})),
    (integrations.options_fit_their_backend, frozenset()),
    (integrations.arns_are_arns, frozenset()),
    (integrations.state_machines_fit_their_action, frozenset()),
    (mappings.requests_are_mapped, frozenset()),
    (mappings.responses_are_mapped, frozenset()),
    (mappings.path_variables_exist, frozenset()),
    (mappings.stage_variables_exist, frozenset({"stage", "stages"})),
    (functions.functions_are_used, frozenset({"routes", "integrations", "authorizers"})),
    (functions.functions_answer_in_time, frozenset()),
    (functions.code_is_there, frozenset()),
    (cycles.functions_do_not_wait_for_what_invokes_them, frozenset()),
    (functions.environments_fit, frozenset()),
    (alarms.alarms_can_go_off, frozenset()),
    (alarms.alarms_look_back_no_further_than_cloudwatch, frozenset()),
    (alarms.alarms_of_functions_have_functions, frozenset({"functions"})),
    (alarms.alarms_reach_a_topic, frozenset()),
    (domains.mapped_stages_exist, frozenset({"stage", "stages"})),
    (domains.domains_are_made_once, frozenset()),
    (domains.mappings_differ, frozenset()),
    (domains.certificates_can_be_made, frozenset()),
    (domains.zones_hold_their_domains, frozenset()),
    (domains.api_can_be_reached, frozenset({"domain", "domains", "stage", "stages"})),
    (domains.mutual_tls_has_no_way_around, frozenset({"domain", "domains", "stage", "stages"})),
    (conditions.conditions_exist, frozenset({"cloudformation"})),
    (exports.exported_outputs_exist, frozenset({"domain", "domains", "functions", "stage", "stages"})),
    (exports.exports_differ, frozenset()),
    (stages.stages_have_names_of_their_own, frozenset()),
    (log_groups.destinations_are_arns, frozenset()),
    (log_groups.log_keys_are_arns, frozenset()),
    (log_groups.log_keys_let_logs_use_them, frozenset()),
    (limits.routes_are_not_too_many, frozenset({"limits"})),
    (limits.integrations_are_not_too_many, frozenset()),
    (limits.stages_are_not_too_many, frozenset({"limits"})),
    (limits.authorizers_are_not_too_many, frozenset({"limits"})),
    (overrides.the_api_imports_nothing, frozenset()),
    (parameters.parameter_sets_fit, frozenset()),
    (parameters.parameter_sets_name_parameters, frozenset({"parameters", "cloudformation"})),
    (logical_ids.logical_ids_are_free, frozenset()),
)
