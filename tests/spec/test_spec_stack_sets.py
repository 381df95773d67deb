"""Stack sets in a spec: what is refused, each with its place and a way out, and what is worth knowing."""

import pytest

from generator.errors import dotted
from generator.spec import notes
from tests.support import Project

_PLACE = "apis/demo.yaml:"
_INLINE = "functions: {hello: lambda_code/hello}\n"
_PACKAGED = "functions: {hello: {code: lambda_code/hello, inline: false}}\n"
_OU = "organizational_unit_ids: [ou-ab12-11112222]"


def fleet(settings: str, more: str = _INLINE) -> str:
    return f"{more}stack_set: {{{settings}}}\n"


def self_managed(settings: str = "", more: str = _INLINE) -> str:
    return fleet(
        f'permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [eu-central-1]{settings}',
        more,
    )


def service_managed(settings: str = "", more: str = _INLINE) -> str:
    return fleet(f"permission_model: SERVICE_MANAGED, bucket: code, {_OU}, regions: [eu-central-1]{settings}", more)


def targets(settings: str, model: str = "SERVICE_MANAGED") -> str:
    return fleet(f"permission_model: {model}, bucket: code, regions: [eu-central-1]{settings}")


def groups(entries: str, model: str = "SELF_MANAGED", more: str = "") -> str:
    return fleet(f"permission_model: {model}, bucket: code, stack_instances_group: [{entries}]{more}")


def problems(project: Project, text: str) -> list[str]:
    """Return what is wrong, without the file and the column."""
    return [each.removeprefix(_PLACE).split(" ", 1)[1] for each in project.problems(text)]


@pytest.mark.parametrize(
    "text",
    [
        self_managed(),
        self_managed(", name: Fleet-1, description: Ours, call_as: SELF, execution_role_name: run"),
        service_managed(),
        service_managed(", call_as: DELEGATED_ADMIN, auto_deployment: {enabled: false}, managed_execution: true"),
        service_managed(", accounts: [!ImportValue Other], account_filter_type: DIFFERENCE"),
        service_managed(", account_filter_type: NONE"),
        self_managed(", tags: {cost-centre: a}", more=f"{_INLINE}tags: {{team: a}}\n"),
        self_managed(", operation_preferences: {max_concurrent_count: 1}"),
        self_managed(", operation_preferences: {max_concurrent_count: 9, failure_tolerance_percentage: 10}"),
        groups("{accounts: ['123456789012'], regions: [eu-central-1]}, "
               "{accounts: ['123456789012'], regions: [us-east-1]}"),
    ],
)  # fmt: skip
def test_a_stack_set_that_fits_is_taken(hello: Project, text: str) -> None:
    assert hello.problems(text) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("permission_model: MANAGED, bucket: code",
         ["stack_set.permission_model: must be 'SELF_MANAGED' or 'SERVICE_MANAGED' (got MANAGED); did you mean "
          "SELF_MANAGED?"]),
        ("bucket: code, regions: [eu-central-1]", ["stack_set.permission_model: is required"]),
        ("permission_model: SELF_MANAGED, bucket: code, accounts: [1], regions: [eu-central-1]",
         ["stack_set.accounts[0]: must be the 12 digits of an account (got 1)"]),
        ("permission_model: SELF_MANAGED, bucket: code, accounts: [123456789012], regions: [eu-central-1]",
         ['stack_set.accounts[0]: must be text: put it in quotes, "123456789012"']),
        ("permission_model: SELF_MANAGED, bucket: code, accounts: [], regions: [eu-central-1]",
         ["stack_set.accounts: must have at least 1 entry (got an empty list)"]),
        ("permission_model: SELF_MANAGED, bucket: code, accounts_url: fleet.csv, regions: [eu_central]",
         ["stack_set.accounts_url: must be where a list of accounts is, such as s3://fleet/accounts.csv "
          "(got fleet.csv)",
          "stack_set.regions[0]: must be a region, such as eu-central-1 (got eu_central)"]),
        ("permission_model: SERVICE_MANAGED, bucket: code, organizational_unit_ids: [ou-1], regions: [eu-central-1]",
         ["stack_set.organizational_unit_ids[0]: must be the ID of an organizational unit, such as ou-ab12-11112222, "
          "or of a root, such as r-ab12 (got ou-1)"]),
        ("permission_model: SELF_MANAGED, bucket: code, accounts: ['123456789012'], region: [eu-central-1]",
         ["stack_set.region: is no field of the language; did you mean regions?"]),
    ],
)  # fmt: skip
def test_what_has_the_wrong_shape_is_told_with_its_place(hello: Project, settings: str, expected: list[str]) -> None:
    assert problems(hello, fleet(settings)) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("name: 1-fleet", "name: must be at most 128 letters, digits and '-', and begin with a letter (got 1-fleet)"),
        (f"name: a{'b' * 128}", f"name: must be at most 128 letters, digits and '-', and begin with a letter (got a"
                                f"{'b' * 59}…)"),
        ("description: ''", "description: must have at least 1 character (got empty text)"),
        (f"description: {'a' * 1025}", f"description: must have at most 1024 characters (got {'a' * 60}…)"),
        ("execution_role_name: a b", "execution_role_name: must be at most 64 letters, digits and any of _+=,.@- "
                                     "(got a b)"),
        ("administration_role_arn: admin", "administration_role_arn: must be the ARN of a role, such as "
                                           "arn:aws:iam::123456789012:role/shop (got admin)"),
        ("operation_preferences: {failure_tolerance_count: -1}",
         "operation_preferences.failure_tolerance_count: must be at least 0 (got -1)"),
        ("operation_preferences: {failure_tolerance_percentage: 101}",
         "operation_preferences.failure_tolerance_percentage: must be at most 100 (got 101)"),
        ("operation_preferences: {max_concurrent_count: 0}",
         "operation_preferences.max_concurrent_count: must be at least 1 (got 0)"),
        ("operation_preferences: {max_concurrent_percentage: 0}",
         "operation_preferences.max_concurrent_percentage: must be at least 1 (got 0)"),
        ("operation_preferences: {region_concurrency_type: BOTH}",
         "operation_preferences.region_concurrency_type: must be 'SEQUENTIAL' or 'PARALLEL' (got BOTH)"),
        ("managed_execution: 5", "managed_execution: must be a mapping, such as {active: true}, or true (got 5)"),
        ("parameters: {A: [1]}", "parameters.A: must be text or a number (got a list)"),
    ],
)  # fmt: skip
def test_values_have_the_bounds_of_aws(hello: Project, field: str, expected: str) -> None:
    assert problems(hello, self_managed(f", {field}")) == [f"stack_set.{expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (self_managed(f", {_OU}, account_filter_type: NONE, auto_deployment: {{enabled: true}}, call_as: "
                      "DELEGATED_ADMIN"),
         ["organizational_unit_ids: is for SERVICE_MANAGED, which knows the organization: name accounts",
          "account_filter_type: is for SERVICE_MANAGED, where it chooses accounts of organizational units: leave it "
          "out",
          "auto_deployment: is for SERVICE_MANAGED, which sees accounts join an organizational unit: leave it out",
          "call_as: is for SERVICE_MANAGED, which has delegated administrators: leave it out"]),
        (service_managed(", administration_role_arn: arn:aws:iam::123456789012:role/admin, execution_role_name: run"),
         ["administration_role_arn: is for SELF_MANAGED: here AWS makes the roles, leave it out",
          "execution_role_name: is for SELF_MANAGED: here AWS makes the roles, leave it out"]),
        (groups(f"{{{_OU}, accounts: ['123456789012'], regions: [eu-central-1]}}"),
         ["stack_instances_group[0].organizational_unit_ids: is for SERVICE_MANAGED, which knows the organization: "
          "name accounts"]),
        (targets("", "SELF_MANAGED"), [": needs accounts, or accounts_url"]),
        (targets(", accounts: ['123456789012'], accounts_url: s3://a/b", "SELF_MANAGED"),
         ["accounts_url: stands beside accounts: leave one of them out"]),
        (targets(""), [": needs organizational_unit_ids: SERVICE_MANAGED finds accounts there"]),
        (targets(f", {_OU}, accounts: ['123456789012']"),
         ["accounts: needs account_filter_type: INTERSECTION for these accounts alone, DIFFERENCE for all others of "
          "the units"]),
        (targets(f", {_OU}, accounts_url: s3://a/b, account_filter_type: NONE"),
         ["accounts_url: stands beside account_filter_type NONE, which means all accounts: leave it out"]),
        (targets(f", {_OU}, account_filter_type: DIFFERENCE"),
         ["account_filter_type: DIFFERENCE needs accounts, or accounts_url"]),
        (targets(f", {_OU}, accounts: ['123456789012'], account_filter_type: UNION"),
         ["account_filter_type: UNION can be in no new stack set: put those accounts into a group with their units and "
          "INTERSECTION"]),
        (targets(f", organizational_unit_ids: [{', '.join(f'ou-ab12-{n:08}' for n in range(51))}]"),
         ["organizational_unit_ids: must have at most 50: name the unit above them, or make groups"]),
    ],
)  # fmt: skip
def test_the_permission_model_says_who_is_deployed_to(hello: Project, text: str, expected: list[str]) -> None:
    assert problems(hello, text) == [f"stack_set{each if each[0] == ':' else f'.{each}'}" for each in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fleet("permission_model: SELF_MANAGED, bucket: code"),
         ["stack_set: says nowhere that stacks stand: give accounts or organizational_unit_ids, and regions"]),
        (fleet("permission_model: SELF_MANAGED, bucket: code, accounts: ['123456789012']"),
         ["stack_set.regions: is required"]),
        (groups("{accounts: ['123456789012'], regions: [eu-central-1]}", more=", regions: [us-east-1]"),
         ["stack_set.regions: stands in the groups of stack_instances_group: leave it out here"]),
        (groups("{accounts: ['123456789012', '123456789012'], regions: [a, b, a]}"),
         ["stack_set.stack_instances_group[0].accounts[1]: stands there already: leave it out",
          "stack_set.stack_instances_group[0].regions[2]: stands there already: leave it out"]),
        (groups("{accounts: ['123456789012'], regions: [a, b]}, {accounts: ['123456789012'], regions: [b]}"),
         ["stack_set.stack_instances_group[1]: holds 123456789012 in b, as group 0 does: leave it out of one"]),
        (groups(f"{{{_OU}, regions: [a]}}, {{{_OU}, regions: [a]}}", "SERVICE_MANAGED"),
         ["stack_set.stack_instances_group[1]: holds ou-ab12-11112222 in a, as group 0 does: leave it out of one"]),
        (self_managed(", operation_preferences: {region_order: [eu-central-1, eu-central-1, us-east-1]}"),
         ["stack_set.operation_preferences.region_order[1]: stands there already: leave it out",
          "stack_set.operation_preferences.region_order[2]: no stack stands in us-east-1: leave it out"]),
    ],
)  # fmt: skip
def test_every_place_is_named_once(hello: Project, text: str, expected: list[str]) -> None:
    assert problems(hello, text) == expected


@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        ("failure_tolerance_count: 1, failure_tolerance_percentage: 1",
         ["failure_tolerance_percentage: stands beside failure_tolerance_count: leave one of them out"]),
        ("max_concurrent_count: 1, max_concurrent_percentage: 1",
         ["max_concurrent_percentage: stands beside max_concurrent_count: leave one of them out"]),
        ("max_concurrent_count: 2",
         ["max_concurrent_count: is at most failure_tolerance_count and one, 1 (got 2): raise that, or write "
          "concurrency_mode: SOFT_FAILURE_TOLERANCE"]),
        ("failure_tolerance_count: 3, max_concurrent_count: 5, concurrency_mode: STRICT_FAILURE_TOLERANCE",
         ["max_concurrent_count: is at most failure_tolerance_count and one, 4 (got 5): raise that, or write "
          "concurrency_mode: SOFT_FAILURE_TOLERANCE"]),
        ("failure_tolerance_count: 3, max_concurrent_count: 4", []),
        ("max_concurrent_count: 5, concurrency_mode: SOFT_FAILURE_TOLERANCE", []),
    ],
)  # fmt: skip
def test_preferences_do_not_contradict_one_another(hello: Project, preferences: str, expected: list[str]) -> None:
    found = problems(hello, self_managed(f", operation_preferences: {{{preferences}}}"))

    assert found == [f"stack_set.operation_preferences.{each}" for each in expected]


def test_automatic_deployment_says_nothing_of_removal_while_it_is_off(hello: Project) -> None:
    text = service_managed(
        ", auto_deployment: {enabled: false, retain_stacks_on_account_removal: true, "
        "depends_on: [arn:aws:cloudformation:eu-central-1:123456789012:stackset/a]}"
    )

    assert problems(hello, text) == [
        "stack_set.auto_deployment.retain_stacks_on_account_removal: needs enabled: true; leave it out",
        "stack_set.auto_deployment.depends_on: needs enabled: true; leave it out",
    ]


_CATALOG = "service_catalog: {portfolio: {name: APIs, provider: us}, product: {owner: us}, bucket: code}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fleet('permission_model: SELF_MANAGED, accounts: ["123456789012"], regions: [a]'),
         ["stack_set.bucket: is required: StackSets reads the template from there; an API with service_catalog has one "
          "already"]),
        (self_managed(more=_INLINE + _CATALOG),
         ["stack_set.bucket: the template stands in service_catalog.bucket: leave it out"]),
        (fleet('permission_model: SELF_MANAGED, accounts: ["123456789012"], regions: [a]', _INLINE + _CATALOG), []),
        (self_managed(more=_PACKAGED), []),
        (fleet('permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [a, b]', _PACKAGED),
         ["stack_set.bucket: Lambda reads code from its own region, and stacks stand in 2: have a bucket in each, "
          "such as !Sub code-${AWS::Region}"]),
        (fleet('permission_model: SELF_MANAGED, accounts: ["123456789012"], regions: [a, b]', _PACKAGED + _CATALOG),
         ["service_catalog.bucket: Lambda reads code from its own region, and stacks stand in 2: have a bucket in "
          "each, such as !Sub code-${AWS::Region}"]),
        (fleet('permission_model: SELF_MANAGED, bucket: !Sub "code-${AWS::Region}", accounts: ["123456789012"], '
               "regions: [a, b]", _PACKAGED), []),
        (fleet('permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [a, b]',
               "functions: {hello: {s3: {bucket: builds, key: hello.zip}, handler: app.handler}}\n"),
         ["functions.hello.s3.bucket: Lambda reads code from its own region, and stacks stand in 2: have a bucket in "
          "each, such as !Sub builds-${AWS::Region}"]),
        (fleet('permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [a, b]',
               "functions: {hello: {image: {uri: 123456789012.dkr.ecr.a.amazonaws.com/hello:1}}}\n"),
         ["functions.hello.image.uri: Lambda reads code from its own region, and stacks stand in 2: have an image in "
          "each, with !Sub and ${AWS::Region}"]),
    ],
)  # fmt: skip
def test_code_and_template_stand_where_they_are_read(hello: Project, text: str, expected: list[str]) -> None:
    assert problems(hello, text) == expected


_PARAMETERS = """
parameters:
  Memory: {type: Number, max_value: 512}
  Colour: {type: String, default: red}
  Word: {type: String, default: "", no_echo: true}
cloudformation: {Parameters: {Zone: {Type: String}, Size: {Type: String, Default: a}}}
"""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (", parameters: {Memory: 256, Zone: a}", []),
        (", parameters: {Memory: !ImportValue Memory, Zone: a, Colour: 5, Size: b}", []),
        ("", ["stack_set.parameters: lacks Memory, which has no default; groups may override it",
              "stack_set.parameters: lacks Zone, which has no default; groups may override it"]),
        (", parameters: {Memory: 1024, Zone: a}", ["stack_set.parameters.Memory: must be at most 512 (got 1024)"]),
        (", parameters: {Memory: 1, Zone: a, Color: blue}",
         ["stack_set.parameters.Color: there is no such parameter; did you mean Colour?"]),
        (", parameters: {Memory: 1, Zone: a, CodeBucket: b}",
         ["stack_set.parameters.CodeBucket: the code is in stack_set.bucket: leave it out"]),
        (", parameters: {Memory: 1, Zone: a, Word: x}",
         ["stack_set.parameters.Word: is hidden by NoEcho, but would stand in stack-set.yaml: keep it in Secrets "
          "Manager, or import it with !ImportValue"]),
    ],
)  # fmt: skip
def test_parameters_have_values_that_are_allowed(hello: Project, settings: str, expected: list[str]) -> None:
    assert problems(hello, self_managed(settings, more=_PACKAGED + _PARAMETERS.lstrip())) == expected


def test_what_groups_override_is_held_to_the_parameters_too(hello: Project) -> None:
    group = "{accounts: ['123456789012'], regions: [a], parameter_overrides: {Memory: 1024, Color: red}}"
    text = groups(group, more=", parameters: {Memory: 1}") + "parameters: {Memory: {type: Number, max_value: 512}}\n"

    assert problems(hello, text) == [
        "stack_set.stack_instances_group[0].parameter_overrides.Memory: must be at most 512 (got 1024)",
        "stack_set.stack_instances_group[0].parameter_overrides.Color: there is no such parameter",
    ]


_WRITE_OUT = "which is a stack of its own: write it out, or use !ImportValue, or !Sub with AWS::Region and the like"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (", parameters: {Memory: 1}, name: !Ref HelloFunction",
         [f"stack_set.name: HelloFunction is not in stack-set.yaml, {_WRITE_OUT}"]),
        (", parameters: {Memory: !Ref Memory}",
         [f"stack_set.parameters.Memory: Memory is not in stack-set.yaml, {_WRITE_OUT}"]),
        (", parameters: {Memory: 1}, description: !If [IsLarge, a, b]",
         [f"stack_set.description: Fn::If is of no use in stack-set.yaml, {_WRITE_OUT}"]),
        (", parameters: {Memory: 1}, description: !Sub 'By ${AWS::AccountId}'", []),
    ],
)  # fmt: skip
def test_values_need_nothing_of_the_apis_own_template(hello: Project, settings: str, expected: list[str]) -> None:
    text = self_managed(settings) + "parameters: {Memory: {type: Number}}\n"

    assert problems(hello, text) == expected


def test_tags_are_those_that_stack_sets_take(hello: Project) -> None:
    tags = f"{_INLINE}tags: {{a@b: c, empty: '', {', '.join(f't{n}: v' for n in range(47))}}}\n"

    assert problems(hello, self_managed(", tags: {é: v, more: v}", more=tags)) == [
        'tags."a@b": a stack set\'s tags have letters, digits and any of :_./=+- in their keys',
        "tags.empty: a stack set's tags have values: this one is empty",
        "stack_set.tags: leads to 51 tags of the stack set, with the API's own, and it takes 50: leave some out",
        'stack_set.tags."é": a stack set\'s tags have letters, digits and any of :_./=+- in their keys',
    ]


def noted(project: Project, text: str) -> list[str]:
    found = notes.notes(project.spec(text))
    return [f"{dotted(each.path)}: {each.message}" for each in found if "fleet" in each.message or _is_ours(each.path)]


def _is_ours(path: object) -> bool:
    return isinstance(path, tuple) and path[0] in ("stack_set", "domain")


def _domain(settings: str) -> str:
    return f"{_INLINE}domain: {{{settings}}}\n"


_CERTIFICATE = "certificate_arn: arn:aws:acm:eu-central-1:123456789012:certificate/1-2"
_SHARED = (
    "domain.name: every stack of the fleet claims api.example.com: let a parameter name it, with parameter_overrides, "
    "or !Sub with ${AWS::AccountId} and ${AWS::Region}"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (self_managed(), []),
        (self_managed(more=_PACKAGED),
         ["stack_set.bucket: the accounts of the fleet read packaged code there: its policy must allow them "
          "s3:GetObject"]),
        (fleet("permission_model: SELF_MANAGED, bucket: !Sub 'code-${AWS::AccountId}', accounts: ['123456789012'], "
               "regions: [a]", _PACKAGED),
         ["stack_set.bucket: is another one for each account of the fleet, where its stacks look for packaged code: "
          "put it into all"]),
        (service_managed(", auto_deployment: {enabled: true}, operation_preferences: {max_concurrent_count: 1}"),
         ["stack_set.operation_preferences: does not hold for what starts by itself, when an account joins or leaves "
          "an organizational unit"]),
        (service_managed(more=_domain("name: api.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ")), [_SHARED]),
        (self_managed(more=_domain("name: api.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ")), []),
        (service_managed(more=_domain("name: api.example.com, existing: true")), []),
        (service_managed(more=_domain("name: !Sub '${AWS::Region}.example.com', hosted_zone_id: Z0123456789ABCDEFGH")),
         []),
        (fleet("permission_model: SELF_MANAGED, bucket: code, accounts: ['123456789012'], "
               "regions: [eu-central-1, us-east-1]", _domain(f"name: api.example.com, {_CERTIFICATE}")),
         [_SHARED,
          "domain.certificate_arn: is of eu-central-1, and stacks stand in us-east-1, too: let a parameter name it, or "
          "leave it out"]),
    ],
)  # fmt: skip
def test_what_stacks_share_is_worth_knowing(hello: Project, text: str, expected: list[str]) -> None:
    assert noted(hello, text) == expected
