"""VPC links: how the API reaches what has no address on the internet.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-vpclink.html
"""

from collections.abc import Iterator

from troposphere import Sub
from troposphere.apigatewayv2 import VpcLink

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one VpcLink for each that is not there already."""
    for name, link in spec.vpc_links.items():
        if link.id is None:
            groups = link.security_group_ids
            yield VpcLink(
                names.vpc_link(name),
                Name=Sub(f"${{AWS::StackName}}-{name}"),
                # Without any, the default group of the VPC; a link's subnets and groups can never be changed, only
                # the link replaced. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
                SecurityGroupIds=[] if groups is None else groups,
                SubnetIds=link.subnet_ids,
                **given(Tags=dict(spec.tags)),
            )
