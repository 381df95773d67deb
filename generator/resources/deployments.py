"""The deployment of stages that are not deployed automatically.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-deployment.html
"""

from collections.abc import Iterator

from troposphere import Ref
from troposphere.apigatewayv2 import Deployment

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the one Deployment of all stages with `auto_deploy: false`.

    It has no StageName: the stages name it. Its ID follows from what it captures, once the whole template is known:
    see `templates/deployment_ids.py`.
    """
    yield Deployment(
        names.DEPLOYMENT,
        DependsOn=[*map(names.route, spec.all_routes)],
        ApiId=Ref(names.API),
        **given(Description=spec.version),
    )
