"""What is said of functions of SAM in the raw section."""

import pytest

from generator.spec.notes import notes
from tests.support import Project

PATH = (
    "is a path, which CloudFormation does not read: deploy with sam build and sam deploy, or put the function under "
    "functions"
)


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ("Resources: {W: {Type: AWS::Serverless::Function, Properties: {CodeUri: src}}}",
         ["cloudformation.Resources.W.Properties.CodeUri"]),
        ("Globals: {Function: {CodeUri: src}}, Resources: {W: {Type: AWS::Serverless::Function}}",
         ["cloudformation.Globals.Function.CodeUri"]),
        ("Resources: {W: {Type: AWS::Serverless::Function, Properties: {CodeUri: 's3://bucket/key'}}}", []),
        ("Resources: {W: {Type: AWS::Serverless::Function, Properties: {CodeUri: {Bucket: b, Key: k}}}}", []),
        ("Resources: {W: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}}", []),
        ("Resources: {W: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: src}}}", []),
    ],
)  # fmt: skip
def test_code_beside_the_template_is_for_sam_deploy(project: Project, raw: str, places: list[str]) -> None:
    spec = project.spec(f"functions: {{one: lambda_code/one}}\ncloudformation: {{{raw}}}\n")

    assert [(".".join(map(str, each.path)), each.message) for each in notes(spec)] == [
        (place, PATH) for place in places
    ]
