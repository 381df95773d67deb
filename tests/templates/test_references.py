"""A reference to nothing is told where it stands, with what may have been meant."""

from pathlib import Path

import pytest
from troposphere import GenericHelperFn, GetAtt, Ref, Sub

from generator import pipeline
from generator.errors import SpecError
from generator.spec.references import references
from tests.support import Project

NOPE = "there is no resource and no parameter"


def problems(project: Project, text: str) -> list[str]:
    try:
        pipeline.generate([project.load(text)], Path("templates_out"))
    except SpecError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (Ref("Table"), ["Table"]),
        (GetAtt("Table", "Arn"), ["Table"]),
        ({"Fn::GetAtt": "Table.Arn"}, ["Table"]),
        (Sub("arn:${AWS::Partition}:${Table}/${Other.Arn}-${!Literal}"), ["AWS::Partition", "Table", "Other"]),
        ({"Fn::Sub": ["${A}-${B}", {"A": {"Ref": "C"}}]}, ["B", "C"]),
        ({"Fn::If": ["Prod", {"Ref": "A"}, [{"Ref": "B"}]]}, ["A", "B"]),
        (GenericHelperFn({"Ref": ["no", "name"]}), []),
        ({"Ref": "A", "Other": 1}, []),  # a mapping with a key of that name
        ("${Text}", []),
    ],
)
def test_what_a_value_refers_to(value: object, names: list[str]) -> None:
    assert [name for _, name in references(value)] == names


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "functions: {hello: {code: lambda_code/hello, environment: {AB: !Ref HelloFunctio}}}",
            f"1:60: functions.hello.environment.AB: {NOPE} HelloFunctio; did you mean HelloFunction?",
        ),
        ("stage: {description: !Sub 'x ${Nope.Arn}'}", f"1:9: stage.description: {NOPE} Nope"),
        ("tags: {a: !GetAtt Stag.Arn}", f"1:8: tags.a: {NOPE} Stag; did you mean Stage?"),
        (
            "cloudformation: {Outputs: {X: {Value: !Ref OrderTable}}, Resources: {OrdersTable: {Type: T}}}",
            f"1:32: cloudformation.Outputs.X.Value: {NOPE} OrderTable; did you mean OrdersTable?",
        ),
        (
            "overrides: {HttpApi: {Properties: {Version: !Ref Nope}}}",
            f"1:36: overrides.HttpApi.Properties.Version: {NOPE} Nope",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_where_it_stands(project: Project, text: str, problem: str) -> None:
    project.function("hello")
    functions = "" if text.startswith("functions") else "\nfunctions: {hello: lambda_code/hello}"

    assert problems(project, f"{text}{functions}\n") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    "raw",
    [
        "Transform: AWS::Serverless-2016-10-31",
        "Resources: {'Fn::ForEach::Topics': [Name, [A, B], {'Topic${Name}': {Type: AWS::SNS::Topic}}]}",
    ],
)
def test_where_names_can_come_from_elsewhere_nothing_is_told(project: Project, raw: str) -> None:
    project.function("hello")
    text = "functions: {hello: {code: lambda_code/hello, environment: {AB: !Ref TopicA}}}\n"

    assert problems(project, f"{text}cloudformation: {{{raw}}}\n") == []


def test_the_bucket_of_packaged_code_is_in_no_template_of_sam(project: Project) -> None:
    project.function("hello")

    assert problems(
        project, "functions: {hello: {code: lambda_code/hello, inline: false, environment: {AB: !Ref CodeBucket}}}\n"
    ) == [
        "apis/demo.yaml:1:75: functions.hello.environment.AB: there is no resource and no parameter CodeBucket in "
        "sam.yaml, for sam deploy has a bucket of its own: leave sam out of flavours"
    ]


def test_everything_in_the_template_can_be_referred_to(project: Project) -> None:
    project.function("hello")

    assert (
        problems(
            project,
            """
        flavours: [cloudformation]
        functions: {hello: {code: lambda_code/hello, inline: false, environment: {
          AB: !Ref HttpApi, CD: !Ref CodeBucket, EF: !Ref P, GH: !Ref Q, IJ: !GetAtt Table.Arn, KL: !Ref AWS::Region}}}
        parameters: {P: {type: String}}
        cloudformation: {Parameters: {Q: {Type: String}}, Resources: {Table: {Type: AWS::DynamoDB::Table}}}
    """,
        )
        == []
    )
