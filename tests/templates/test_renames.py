"""New IDs reach whatever refers to a resource, and nothing that only looks like it."""

from typing import Any

import pytest
from troposphere import Output, Ref, Template
from troposphere.sns import Topic

from generator.templates.raw import RawResource
from generator.templates.renames import give_ids, renamed

IDS = {"Old": "New"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"Ref": "Old"}, {"Ref": "New"}),
        ({"Ref": "Older"}, {"Ref": "Older"}),
        ({"Fn::GetAtt": ["Old", "Arn"]}, {"Fn::GetAtt": ["New", "Arn"]}),
        ({"Fn::GetAtt": "Old.Outputs.Old"}, {"Fn::GetAtt": "New.Outputs.Old"}),
        ({"Fn::GetAtt": ["Old", {"Ref": "Old"}]}, {"Fn::GetAtt": ["New", {"Ref": "New"}]}),
        ({"Fn::Sub": "${Old} ${Old.Arn} ${ Old } ${!Old} ${Older} Old"},
         {"Fn::Sub": "${New} ${New.Arn} ${ New } ${!Old} ${Older} Old"}),
        ({"Fn::Sub": ["${Old} ${a}", {"Old": "x", "a": {"Ref": "Old"}}]},
         {"Fn::Sub": ["${Old} ${a}", {"Old": "x", "a": {"Ref": "New"}}]}),
        ({"Fn::Sub": ["${Old} ${a}", {"a": "Old"}]}, {"Fn::Sub": ["${New} ${a}", {"a": "Old"}]}),
        ({"Old": [{"Ref": "Old"}, "Old", 1, None]}, {"Old": [{"Ref": "New"}, "Old", 1, None]}),
        ({"Ref": "Old", "Other": 1}, {"Ref": "Old", "Other": 1}),
    ],
)  # fmt: skip
def test_references_say_the_new_id(before: Any, after: Any) -> None:
    assert renamed(before, IDS) == after


def test_a_resource_keeps_its_place_and_what_refers_to_it_follows() -> None:
    template = Template()
    for each in (
        RawResource("First", {"Type": "A", "DependsOn": "Old", "Metadata": {"a": {"Ref": "Old"}}, "Properties": "odd"}),
        Topic("Old", DisplayName="Old"),
        Topic("Last", DependsOn=["Old", "First"], DisplayName=Ref("Old")),
        RawResource("Fn::ForEach::Loop", ["Name", ["A"], {"x": {"DependsOn": "Old"}}]),
    ):
        template.resources[str(each.title)] = each
    outputs: Any = {"Typed": Output("Typed", Value=Ref("Old")), "Raw": {"Value": {"Ref": "Old"}}}
    template.outputs = outputs

    give_ids(template, IDS)

    assert list(template.resources.items())[1] == ("New", template.resources["New"])
    assert template.to_dict() == {
        "Resources": {
            "First": {"Type": "A", "DependsOn": "New", "Metadata": {"a": {"Ref": "New"}}, "Properties": "odd"},
            "New": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "Old"}},
            "Last": {"Type": "AWS::SNS::Topic", "DependsOn": ["New", "First"],
                     "Properties": {"DisplayName": {"Ref": "New"}}},
            "Fn::ForEach::Loop": ["Name", ["A"], {"x": {"DependsOn": "Old"}}],
        },
        "Outputs": {"Typed": {"Value": {"Ref": "New"}}, "Raw": {"Value": {"Ref": "New"}}},
    }  # fmt: skip
