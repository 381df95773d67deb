"""CloudFormation's own syntax: its functions, the sections of a template, and what a resource has beside properties.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from typing import Final

INTRINSICS: Final = frozenset(
    {
        "Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Contains", "Fn::EachMemberEquals",
        "Fn::EachMemberIn", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::GetStackOutput", "Fn::If",
        "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::RefAll", "Fn::Select", "Fn::Split",
        "Fn::Sub", "Fn::ToJsonString", "Fn::Transform", "Fn::ValueOf", "Fn::ValueOfAll",
    }
)  # fmt: skip
"""The functions that have a short form: `Fn::Sub` is `!Sub`.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

LONG_FORMS: Final = INTRINSICS - {"Condition"}
"""Those whose long form is a function wherever it stands: `Condition: Name` is an attribute of resources too."""

SHORT_FORMS: Final = LONG_FORMS - {
    "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll",
}  # fmt: skip
"""Those that are written in their short form. Of the functions of rules AWS documents the long forms alone.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
"""

SECTIONS: Final = (
    "AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules",
    "Globals", "Resources", "Outputs",
)  # fmt: skip
"""In the order in which they are written."""

RESOURCE_ATTRIBUTES: Final = (
    "DependsOn", "Condition", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy",
    "IgnoreGlobals", "Metadata", "Properties",
)  # fmt: skip
"""What a resource has beside its Type, in the order in which it is written.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html
IgnoreGlobals is SAM's: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
"""


PSEUDO_PARAMETERS: Final = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::StackName": "orders",
    "AWS::URLSuffix": "amazonaws.com",
}
"""Those that are texts of a known form, each with what it may be, to judge the form of a text that has it in it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
"""


def tag(function: str) -> str:
    """`Fn::Sub` -> `!Sub`"""
    return "!" + function.removeprefix("Fn::")


def is_intrinsic(value: object) -> bool:
    """Say whether a value is a function in its long form, such as `{"Ref": "Table"}`."""
    return isinstance(value, dict) and len(value) == 1 and LONG_FORMS.issuperset(value)
