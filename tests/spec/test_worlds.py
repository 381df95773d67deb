"""Which conditions can hold together, and what follows for a chain of domains."""

import pytest
from troposphere import encode_to_dict

from generator.resources.outputs import build
from generator.spec.addresses import endpoint_disabled
from generator.spec.worlds import worlds
from tests.support import Project, by_id

SPEC = """
functions: {hello: lambda_code/hello}
parameters: {Env: {type: String}, Size: {type: String, allowed_values: [s, m]}}
cloudformation:
  Conditions:
    IsProd: !Equals [!Ref Env, prod]
    IsDev: !Equals [dev, !Ref Env]
    NotProd: !Not [!Condition IsProd]
    IsSmall: !Equals [!Ref Size, s]
    IsMedium: !Equals [!Ref Size, m]
    Either: !Or [!Condition IsProd, !Condition IsDev]
    Both: !And [!Condition IsProd, !Condition IsSmall]
    Same: !Equals [!Ref Env, !Ref Size]
    Always: !Equals [a, a]
    Odd: !Equals [!Select [0, !Ref Sizes], s]
    Loop: !Not [!Condition Loop]
"""
T, F = True, False


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (["IsProd"], [(T,), (F,)]),
        (["IsProd", "NotProd"], [(T, F), (F, T)]),
        (["IsProd", "IsDev"], [(T, F), (F, T), (F, F)]),
        (["IsProd", "IsDev", "Either"], [(T, F, T), (F, T, T), (F, F, F)]),
        (["IsSmall", "IsMedium"], [(T, F), (F, T)]),  # there is no other size
        (["Both", "IsProd"], [(T, T), (F, T), (F, F)]),
        (["Always"], [(T,), (F,)]),  # somebody may have set it, and set it otherwise tomorrow
        (["IsProd", "IsProd"], [(T,), (F,)]),
        (["Loop", "IsProd"], [(T, T), (T, F), (F, T), (F, F)]),  # not understood: anything may be
        (["Missing"], [(T,), (F,)]),
        (["Same"], [(T,), (F,)]),  # of two parameters anything may be
        (["Same", "IsProd"], [(T, T), (T, F), (F, T), (F, F)]),
    ],
)
def test_conditions_that_can_hold_together(
    project: Project, names: list[str], together: list[tuple[bool, ...]]
) -> None:
    found = {tuple(world.values()) for world in worlds(project.spec(SPEC), names)}

    assert found == set(together)


DOMAIN = "{name: %s.example.com, hosted_zone_id: Z0123456789, condition: %s}"


def url(project: Project, *conditions: str) -> object:
    domains = ", ".join(f"{name}: {DOMAIN % (name, each)}" for name, each in zip("abc", conditions, strict=False))
    spec = project.spec(f"{SPEC}domains: {{{domains}}}\n")
    return encode_to_dict(by_id(build(spec))["ApiUrl"]["Value"])


A, B, C = (f"https://{name}.example.com" for name in "abc")
ENDPOINT = {"Fn::GetAtt": ["HttpApi", "ApiEndpoint"]}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["IsProd"], {"Fn::If": ["IsProd", A, ENDPOINT]}),
        (["IsProd", "IsDev"], {"Fn::If": ["IsProd", A, {"Fn::If": ["IsDev", B, ENDPOINT]}]}),
        (["IsProd", "NotProd"], {"Fn::If": ["IsProd", A, B]}),
        (["IsProd", "NotProd", "IsDev"], {"Fn::If": ["IsProd", A, B]}),
        (["IsProd", "Both"], {"Fn::If": ["IsProd", A, ENDPOINT]}),
        (["Both", "IsProd"], {"Fn::If": ["Both", A, {"Fn::If": ["IsProd", B, ENDPOINT]}]}),
        (["IsSmall", "IsMedium"], {"Fn::If": ["IsSmall", A, B]}),
    ],
)
def test_the_url_has_no_branch_that_can_never_be_taken(
    project: Project, conditions: list[str], expected: object
) -> None:
    assert url(project, *conditions) == expected


def test_the_default_endpoint_is_disabled_where_one_domain_or_the_other_always_is(project: Project) -> None:
    domains = f"a: {DOMAIN % ('a', 'IsProd')}, b: {DOMAIN % ('b', 'NotProd')}"

    assert endpoint_disabled(project.spec(f"{SPEC}domains: {{{domains}}}\n")) is True


MUTUAL_TLS = "mutual_tls_authentication: {truststore_uri: s3://trust/ca.pem}"


def test_mutual_tls_holds_where_a_wider_condition_has_disabled_the_default_endpoint(project: Project) -> None:
    narrow = DOMAIN.replace("}", f", {MUTUAL_TLS}}}") % ("b", "Both")

    assert project.spec(f"{SPEC}domains: {{a: {DOMAIN % ('a', 'IsProd')}, b: {narrow}}}\n")


def test_mutual_tls_can_be_got_around_where_only_a_narrower_condition_has_disabled_it(project: Project) -> None:
    project.function("hello")
    wide = DOMAIN.replace("}", f", {MUTUAL_TLS}, stage: beta}}") % ("b", "IsProd")
    stages = "stages: {$default: {}, beta: {}}\n"

    (problem,) = project.problems(f"{SPEC}{stages}domains: {{a: {DOMAIN % ('a', 'Both')}, b: {wide}}}\n")

    assert "domains.b.mutual_tls_authentication: does not hold for the API's default endpoint" in problem


def test_the_default_endpoint_may_be_disabled_where_one_domain_or_the_other_always_is(project: Project) -> None:
    project.function("hello")
    off = f"{SPEC}disable_execute_api_endpoint: true\n"
    one, other, rare = (DOMAIN % each for each in (("a", "IsProd"), ("b", "NotProd"), ("c", "IsDev")))

    assert project.problems(f"{off}domains: {{a: {one}, b: {other}}}\n") == []
    (problem,) = project.problems(f"{off}domains: {{a: {one}, c: {rare}}}\n")
    assert "disable_execute_api_endpoint: leaves no way to the API where no domain's condition holds" in problem


def test_a_further_stage_has_a_url_where_a_wider_condition_leads_to_it(project: Project) -> None:
    domains = f"a: {DOMAIN % ('a', 'Both')}, b: {DOMAIN.replace('}', ', stage: beta}') % ('b', 'IsProd')}"
    spec = project.spec(f"{SPEC}stages: {{$default: {{}}, beta: {{}}}}\ndomains: {{{domains}}}\n")

    assert encode_to_dict(by_id(build(spec))["BetaStageUrl"]["Value"]) == {
        "Fn::If": ["IsProd", B, {"Fn::Sub": "${HttpApi.ApiEndpoint}/${BetaStage}"}]
    }
