"""What a template must be to be a product: a form, and nothing that a launch role does not reach."""

import pytest

from tests.support import Project

CATALOG = """
service_catalog:
  portfolio: {name: Shop, provider: Platform}
  product: {owner: Platform}
  bucket: shop-products
"""
OWN_NAME = (
    "is a name of its own, which the launch role does not reach: leave it out, or begin it with !Sub ${AWS::StackName}"
)
FORM = "label: x, group: x, constraint_description: x"


def problems(project: Project, text: str, functions: str = "{hello: lambda_code/hello}") -> list[str]:
    """Return what is wrong with a product, after the position."""
    found = project.problems(f"functions: {functions}\n{text}{CATALOG}")
    return [each.split(": ", 1)[1] for each in found]


@pytest.mark.parametrize(
    ("parameter", "lacking"),
    [
        ("type: String", "allowed_values, allowed_pattern or a bound, constraint_description, label and group"),
        (f"type: String, {FORM}", "allowed_values, allowed_pattern or a bound"),
        (f"type: Number, {FORM}", "allowed_values, allowed_pattern or a bound"),
        (f"type: CommaDelimitedList, {FORM}", "allowed_values, allowed_pattern or a bound"),
        ("type: String, max_length: 5, label: x, group: x", "constraint_description"),
        ("type: String, max_length: 5, constraint_description: x", "label and group"),
        ("type: 'AWS::EC2::VPC::Id', label: x", "constraint_description and group"),
    ],
)
def test_a_parameter_is_told_what_it_lacks_for_a_form(hello: Project, parameter: str, lacking: str) -> None:
    assert problems(hello, f"parameters: {{A: {{{parameter}}}}}") == [
        f"parameters.A: is in the form of a product: give it {lacking}"
    ]


@pytest.mark.parametrize(
    "bound",
    [
        "type: String, allowed_values: [a]",
        "type: String, allowed_pattern: a",
        "type: String, min_length: 1",
        "type: Number, max_value: 5",
        "type: 'List<AWS::EC2::Subnet::Id>'",
        "type: 'AWS::SSM::Parameter::Value<String>'",
    ],
)
def test_whatever_aws_can_check_is_a_bound(hello: Project, bound: str) -> None:
    assert problems(hello, f"parameters: {{A: {{{bound}, {FORM}}}}}") == []


def test_a_parameter_of_the_raw_section_is_held_to_the_same(hello: Project) -> None:
    raw = "cloudformation: {Parameters: {A: {Type: String}, B: {Type: String, AllowedPattern: x}}}"

    assert problems(hello, raw) == [
        "cloudformation.Parameters.A: is in the form of a product, and lacks AllowedValues, AllowedPattern or a bound, "
        "ConstraintDescription, a label and a group: put it under parameters, where it can have all of that",
        "cloudformation.Parameters.B: is in the form of a product, and lacks ConstraintDescription, a label and a "
        "group: put it under parameters, where it can have all of that",
    ]


def test_a_raw_parameter_that_has_all_of_it_is_taken(hello: Project) -> None:
    raw = """
cloudformation:
  Parameters: {A: {Type: String, AllowedPattern: x, ConstraintDescription: y}}
  Metadata:
    AWS::CloudFormation::Interface:
      ParameterGroups: [{Label: {default: Group}, Parameters: [A]}]
      ParameterLabels: {A: {default: Label}}
"""

    assert problems(hello, raw) == []


def test_without_a_product_nothing_of_this_is_asked(hello: Project) -> None:
    text = "parameters: {A: {type: String}}\ncloudformation: {Transform: AWS::LanguageExtensions}\n"

    assert hello.problems(f"functions: {{hello: {{code: lambda_code/hello, function_name: x}}}}\n{text}") == []


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("Transform: AWS::LanguageExtensions",
         "cloudformation.Transform: needs rights that launchers do not have, and stack sets refuse it: write out what "
         "it would make"),
        ("Resources: {A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Transform {Name: AWS::Include}}}}",
         "cloudformation.Resources.A.Properties.DisplayName: is a transform, which a product cannot have: write it "
         "out"),
        ("Resources: {'Fn::ForEach::Topics': [A, [B], {}]}",
         'cloudformation.Resources."Fn::ForEach::Topics": is a loop, which takes a transform that a product cannot '
         "have: write it out"),
    ],
)  # fmt: skip
def test_nothing_may_be_transformed(hello: Project, raw: str, problem: str) -> None:
    assert problems(hello, f"cloudformation: {{{raw}}}") == [problem]


@pytest.mark.parametrize(
    ("functions", "text", "places"),
    [
        ("{hello: {code: lambda_code/hello, function_name: x, role_name: y}}", "",
         ["functions.hello.function_name", "functions.hello.role_name"]),
        ("{hello: {code: lambda_code/hello, function_name: !Sub 'x-${AWS::StackName}'}}", "",
         ["functions.hello.function_name"]),
        ("{hello: {code: lambda_code/hello, function_name: !Sub '${AWS::StackName}-x'}}", "", []),
        ("{hello: lambda_code/hello}",
         "cloudformation: {Resources: {A: {Type: AWS::SNS::Topic, Properties: {TopicName: x}}, "
         "B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref AWS::StackName}}, "
         "C: {Type: 'Custom::Name', Properties: {Name: x}}}}",
         ["cloudformation.Resources.A.Properties.TopicName"]),
        ("{hello: lambda_code/hello}",
         "overrides: {HttpApi: {Properties: {Name: x}}, HelloRole: {Properties: {RoleName: x}}, "
         "cloudformation: {HelloFunction: {Properties: {FunctionName: x}}}, "
         "sam: {HelloFunction: {Properties: {FunctionName: x}}}}",
         ["overrides.HelloRole.Properties.RoleName", "overrides.cloudformation.HelloFunction.Properties.FunctionName"]),
    ],
)  # fmt: skip
def test_nothing_has_a_name_that_does_not_begin_with_the_stacks(
    hello: Project, functions: str, text: str, places: list[str]
) -> None:
    assert problems(hello, text, functions) == [f"{place}: {OWN_NAME}" for place in places]


def test_the_parameter_of_the_bucket_is_replaced_only_where_it_stands_alone(hello: Project) -> None:
    raw = (
        "cloudformation: {Resources: {A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${CodeBucket}/x'}}, "
        "B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Join ['/', [!Ref CodeBucket, x]]}}}}"
    )

    assert problems(hello, raw, "{hello: {code: lambda_code/hello, inline: false}}") == [
        "cloudformation.Resources.A.Properties.DisplayName: a product has no parameter CodeBucket: write its bucket, "
        "or !Join around !Ref CodeBucket"
    ]


def test_an_export_says_which_launch_it_is_of(hello: Project) -> None:
    text = """
exports: {ApiUrl: shop-url, ApiId: !Sub "${AWS::StackName}-id"}
cloudformation:
  Outputs:
    A: {Value: x, Export: {Name: shop-a}}
    B: {Value: x, Export: {Name: !Sub "${AWS::StackName}-b"}}
    C: {Value: x}
"""
    why = "is the same of each launch, and only the first could have it: begin it with !Sub ${AWS::StackName}"

    assert problems(hello, text) == [f"exports.ApiUrl: {why}", f"cloudformation.Outputs.A.Export.Name: {why}"]


def test_all_outputs_may_be_exported_under_their_own_names(hello: Project) -> None:
    assert problems(hello, "exports: true\n") == []


def test_no_role_has_another_boundary_than_the_launch_role_wants(hello: Project) -> None:
    text = """
defaults: {permissions_boundary: "arn:aws:iam::123456789012:policy/other"}
functions:
  hello: lambda_code/hello
  same: {code: lambda_code/hello, permissions_boundary: "arn:aws:iam::123456789012:policy/shop"}
routes: {GET /a: hello, GET /b: same}
cloudformation:
  Resources:
    A: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}, PermissionsBoundary: other}}
    B: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
"""
    catalog = f"{CATALOG}  launch_role: {{permissions_boundary: 'arn:aws:iam::123456789012:policy/shop'}}\n"
    why = "is not that of service_catalog.launch_role, which every role of the product has: leave it out"

    assert [each.split(": ", 1)[1] for each in hello.problems(text + catalog)] == [
        f"defaults.permissions_boundary: {why}",
        f"cloudformation.Resources.A.Properties.PermissionsBoundary: {why}",
    ]


def test_a_rule_of_the_raw_section_has_a_name_of_its_own(hello: Project) -> None:
    text = f"""
parameters:
  Name: {{type: String, default: "", max_length: 50, {FORM}}}
  Zone: {{type: String, default: "", max_length: 50, {FORM}}}
domain: {{name: !Ref Name, hosted_zone_id: !Ref Zone, condition: Has}}
cloudformation:
  Conditions: {{Has: !Not [!Equals [!Ref Name, ""]]}}
  Rules: {{DomainNeedsZone: {{Assertions: []}}}}
"""

    assert problems(hello, text) == [
        "cloudformation.Rules.DomainNeedsZone: DomainNeedsZone is generated already: choose another name"
    ]


def test_everything_is_told_at_once(hello: Project) -> None:
    text = "parameters: {A: {type: String}}\ncloudformation: {Transform: AWS::LanguageExtensions}\n"

    found = problems(hello, text, "{hello: {code: lambda_code/hello, function_name: x}}")

    assert [each.split(":")[0] for each in found] == [
        "functions.hello.function_name",
        "parameters.A",
        "cloudformation.Transform",
    ]
