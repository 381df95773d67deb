"""Publishing a product: its code and its template into the bucket, and then, in the ledger, that they are there.

Code comes first, the template next and the ledger last, so that whoever reads the ledger finds everything; whatever
ends it in between, the next run goes on from there.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.buckets import Bucket, Object
from generator.deployment import Deployment
from generator.errors import DeployError, dotted
from generator.flavours import PRODUCT, SERVICE_CATALOG, STACK_SET
from generator.http_api import quotas
from generator.packages import holds_the_same, packages
from generator.pipeline import Generated, Template
from generator.spec import ledgers, resolved, versions
from generator.spec.versions import Version


@dataclass(frozen=True)
class Publication:
    """One template to publish. `objects` are in the order in which they are put; the template is the last."""

    api: str
    bucket: Bucket
    objects: tuple[Object, ...]
    ledger: Path
    version: Version
    name: str | None = None
    description: str | None = None


def plan(
    generated: Generated,
    *,
    bucket: str | None,
    name: str | None = None,
    description: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Publication:
    """Return what publishes a generated product; a name and a description are for a version that is new.

    Raises DeployError if it is no product, if the bucket is not the product's, or if the version cannot have this name
    or description; SpecError if the ledger is wrong.
    """
    api = generated.loaded.spec.name
    template = _product(generated)
    ledger = versions.ledger_of(Path(generated.loaded.source.file))
    version = _version(versions.read(ledger, api), api, template, name, description)
    code = [Object(path, path.name) for path in packages(generated.loaded.spec)]
    checksum = b64encode(sha256(template.text.encode()).digest()).decode()
    product = Object(template.path, versions.key(api, template.text), checksum)
    publication = Publication(
        api=api,
        bucket=Bucket(_bucket(generated, bucket), environment or {}),
        objects=(*code, product),
        ledger=ledger,
        version=version,
        name=name,
        description=description,
    )
    recorded(publication)  # a ledger to which nothing can be added is told before anything is put
    return publication


def put(publication: Publication, item: Object) -> bool:
    """Put a file into the bucket; return False if it stands there already.

    Raises DeployError if something else does: nothing is ever written over.
    """
    if publication.bucket.put(item):
        return True
    if not holds_the_same(publication.bucket.content(item.key), item.file.read_bytes()):
        raise DeployError(
            f"{publication.bucket.url(item.key)} holds something else than {item.file}, and is not written over: "
            "look at who put it there, and remove it if nothing was launched from it"
        )
    return False


def recorded(publication: Publication) -> str | None:
    """Return the ledger's text with this version in it; None if it is in it already.

    The ledger is read again: it may have grown since this began. Raises SpecError if it is wrong.
    """
    file, api = publication.ledger, publication.api
    published = versions.read(file, api)
    if versions.with_template(published, publication.version.template):
        return None
    return ledgers.grown(ledgers.text_of(file) if published else "", publication.version, file.as_posix(), api)


def deploy_commands(publication: Publication, generated: Generated) -> list[list[str]]:
    """Return the commands that deploy what offers the product; one too large to send goes through the bucket."""
    offering = [generated.others[name] for name in (SERVICE_CATALOG, STACK_SET) if name in generated.others]
    return [_deploy_command(publication, template) for template in offering]


def _deploy_command(publication: Publication, template: Template) -> list[str]:
    is_large = len(template.text.encode()) > quotas.TEMPLATE_BODY_BYTES
    return Deployment(
        stack=f"{publication.api}-{template.path.stem}",
        template=template.path,
        body=template.body,
        bucket=publication.bucket.name if is_large else None,
    ).deploy_command()


def _product(generated: Generated) -> Template:
    if PRODUCT not in generated.others:
        raise DeployError(
            f"{generated.loaded.source.file} has neither service_catalog nor stack_set: there is nothing to publish"
        )
    return generated.others[PRODUCT]


def _bucket(generated: Generated, given: str | None) -> str:
    """Return the bucket from which the product is launched, if the spec says it, or else the one that is given."""
    spec = generated.loaded.spec
    wanted, field = resolved.product_bucket(spec), dotted(resolved.product_bucket_path(spec))
    place = f"{generated.loaded.source.file}: {field}"
    if not isinstance(wanted, str):
        if given is None:
            raise DeployError(f"{place} depends on where it is deployed: name it with --bucket")
        return given
    if given not in (None, wanted):
        raise DeployError(f"{place} is {wanted}, not {given}: publish there, or change the spec")
    return wanted


def _version(
    published: list[Version], api: str, template: Template, name: str | None, description: str | None
) -> Version:
    """Return the version that this template is, or will be."""
    known = versions.with_template(published, versions.key(api, template.text))
    if known:
        _require_unchanged(known, name, description)
        return known
    for option, value, problem_of in (
        ("--name", name, ledgers.problem_of_name),
        ("--description", description, ledgers.problem_of_description),
    ):
        if value is not None and (problem := problem_of(value)):
            raise DeployError(f"{option} {problem}")
    if name in {version.name for version in published}:
        raise DeployError(f"--name {name}: another version has this name; leave it out for the next number")
    following = versions.following(published, api, template.text)
    return following._replace(
        name=name or following.name,
        description=description,
        resource_types=tuple(sorted({body["Type"] for body in template.body["Resources"].values()})),
    )


def _require_unchanged(known: Version, name: str | None, description: str | None) -> None:
    for option, given, stands in (
        ("--name", name, known.name),
        ("--description", description, known.description),
    ):
        if given not in (None, stands):
            raise DeployError(
                f"{option} {given}: this template was published as {known.name}, and stays as it was: leave it out"
            )
