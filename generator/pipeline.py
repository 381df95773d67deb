"""The whole flow, from specs to checked text. Read this first.

    specs      paths of `apis/*.yaml`
      │ load       text -> ApiSpec; every problem of every file at once
      │ assemble   ApiSpec -> troposphere Template
      │ render     Template -> YAML text, stable bytes
      │ check      cfn-lint, with our rules of HTTP APIs; nothing that fails leaves
      ▼
    files      path in templates_out/ -> text, for the caller to write or to compare

Nothing here prints or writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import CheckError, Problem, SpecError, dotted
from generator.flavours import FLAVOURS, PRODUCT, SERVICE_CATALOG, STACK_SET, TEMPLATES, Flavour
from generator.output import header, parameters_file
from generator.render import render
from generator.spec import versions
from generator.spec.api import ApiSpec
from generator.spec.load import LoadedSpec, load
from generator.spec_files import distinct, identity, same_names
from generator.templates import assemble, limits, references

if TYPE_CHECKING:
    from generator.lint import Finding


class Template(NamedTuple):
    """A template as data and as text, and the file that it is for."""

    path: Path
    body: dict[str, Any]
    text: str


class Generated(NamedTuple):
    """What one spec leads to: a template per flavour, others by their file's name, and the text of every file.

    A portfolio of AWS Service Catalog is no API: it has others alone.
    """

    loaded: LoadedSpec
    templates: dict[Flavour, Template]
    others: dict[str, Template]
    files: dict[Path, str]

    @property
    def template(self) -> Template:
        """The first of an API: the plain one, unless the spec wants SAM's alone."""
        return next(iter(self.templates.values()))


def load_all(specs: Iterable[Path]) -> list[LoadedSpec]:
    """Load every spec; a ledger of versions stands for its spec.

    Raises SpecError with the problems of all of them, two specs with one name included.
    """
    loaded: list[LoadedSpec] = []
    specs = distinct(specs)
    problems: list[Problem] = [*same_names(specs)]
    for spec in specs:
        try:
            loaded.append(load(spec))
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(dict.fromkeys(problems))  # what is wrong in setup.cfg is so for each of them
    return loaded


def load_api(spec: Path) -> LoadedSpec:
    """Load the spec of an API.

    Raises SpecError with its problems, or if it is the spec of a portfolio, which has no routes and is no API.
    """
    (loaded,) = load_all([spec])
    if loaded.spec.portfolio:
        way_out = "deploy its service-catalog.yaml as it is, and its products from theirs"
        message = f"is a portfolio of AWS Service Catalog, and no API: {way_out}"
        raise loaded.located([Problem(("portfolio",), message)])
    return loaded


def generate(loaded: Iterable[LoadedSpec], out: Path) -> list[Generated]:
    """Assemble and render every spec.

    Raises SpecError if a raw section or an override does not fit what is generated.
    """
    generated: list[Generated] = []
    problems: list[Problem] = []
    for each in loaded:
        try:
            generated.append(_generated(each, out))
        except SpecError as error:
            problems += [problem for problem in error.problems if problem.place]  # in another file, as a ledger is
            problems += each.located(problem for problem in error.problems if not problem.place).problems
    if problems:
        raise SpecError(problems)
    return generated


def notes(generated: Iterable[Generated]) -> list[str]:
    """Return what is worth knowing about the specs, a line each; nothing of it keeps anything from being written."""
    from generator.spec.notes import notes as of_spec

    return [
        f"{located.place}: note: {dotted(located.path)}: {located.message}"
        for each in generated
        for located in each.loaded.located(of_spec(each.loaded.spec)).problems
    ]


def check(generated: Iterable[Generated], done: Callable[[str], None] = lambda api: None) -> list[str]:
    """Check every template; call `done` with its API after each. Return what is worth knowing but passes, a line each.

    Raises CheckError with every error and warning of every template, beside the spec that it came from.
    """
    from generator.origins import origin

    passing: list[str] = []
    failing: list[str] = []
    for each in generated:
        for finding in _findings(each):
            line = f"{finding} ({origin(each.loaded, finding.path)})"
            (failing if finding.fails else passing).append(line)
        done(each.loaded.spec.name)
    if failing:
        raise CheckError("\n".join([*failing, "nothing is written while an error or a warning is left"]))
    return passing


def _findings(generated: Generated) -> Iterator[Finding]:
    """Yield what is found in any template; what is wrong in one place of several is told of the first.

    Of functions of SAM other rules may say it than of those of plain CloudFormation, in other words.
    """
    from generator import lint

    told: set[tuple[Any, ...]] = set()
    for template in (*generated.templates.values(), *generated.others.values()):
        found = lint.findings(template.text, template.path.as_posix())
        new = [each for each in found if told.isdisjoint(_marks(each))]
        told.update(mark for each in new for mark in _marks(each))
        yield from new


def _marks(finding: Finding) -> list[tuple[Any, ...]]:
    """Return by what the same mistake is known in another template: a property, or else what exactly is said."""
    is_of_a_property = finding.fails and len(finding.path) > 3
    return [finding.path] if is_of_a_property else [(finding.rule, finding.path, finding.message)]


def openapi_document(generated: Generated) -> dict[str, Any]:
    """Return the OpenAPI document of an API.

    Raises SpecError, with the places in the spec, if the template has a route that no document can have.
    """
    from generator import openapi

    try:
        return openapi.document(generated.template.body)
    except SpecError as error:
        raise _placed(error, generated.loaded) from error


def _placed(error: SpecError, loaded: LoadedSpec) -> SpecError:
    """Return the problems of a template with the places in the spec that they come from."""
    from generator.origins import place

    return SpecError(
        problem.at(place(loaded, problem.path)) if problem.path else problem  # which is then about the whole spec
        for problem in error.problems
    )


def parameter_overrides(values: dict[str, Any]) -> list[str]:
    """`{"RateLimit": 20}` -> `["RateLimit=20"]`, as `aws cloudformation deploy --parameter-overrides` takes them."""
    return [f"{name}={value}" for name, value in values.items()]


def _generated(loaded: LoadedSpec, out: Path) -> Generated:
    spec = loaded.spec
    folder = out / spec.name
    templates: dict[Flavour, Template] = {}
    problems: list[Problem] = []
    for flavour in FLAVOURS:
        try:
            if flavour in spec.flavours and not spec.portfolio:
                body = body_of(spec, flavour, folder)
                templates[flavour] = _template(loaded, folder / TEMPLATES[flavour], body)
        except SpecError as error:
            told = {problem.path for problem in problems}
            problems += [problem for problem in error.problems if problem.path not in told]
    if problems:
        raise SpecError(problems)
    others = {template.path.name: template for template in _others(loaded, folder)}
    files = {template.path: template.text for template in (*templates.values(), *others.values())}
    for name, values in spec.parameter_sets.items():
        files[folder / parameters_file(name)] = _parameters_text(values)
    return Generated(loaded, templates, others, files)


def _others(loaded: LoadedSpec, folder: Path) -> Iterator[Template]:
    """Yield the templates around the API: of its product, and of who offers or deploys it; or that of a portfolio."""
    spec = loaded.spec
    if spec.portfolio:
        from generator.templates import service_catalog  # few projects have portfolios

        yield _template(loaded, folder / SERVICE_CATALOG, service_catalog.portfolio_body_of(spec))
    if not (spec.service_catalog or spec.stack_set):
        return
    from generator.templates import product  # few APIs are products

    made = _template(loaded, folder / PRODUCT, product.body_of(spec))
    yield made
    if spec.service_catalog:
        yield _offer(loaded, folder, made)
    if spec.stack_set:
        from generator.templates import stack_set

        yield _template(loaded, folder / STACK_SET, stack_set.body_of(spec, made.body, made.text))


def _offer(loaded: LoadedSpec, folder: Path, product: Template) -> Template:
    """Return the template that offers a product.

    Raises SpecError, with the places in the spec, if no launch role can be computed from the product's template.
    """
    from generator.templates import service_catalog

    spec = loaded.spec
    offered = versions.of(Path(loaded.source.file), spec.name, product.text)
    try:
        body = service_catalog.body_of(spec, product.body, offered)
    except SpecError as error:
        raise _placed(error, loaded) from error
    return _template(loaded, folder / SERVICE_CATALOG, body)


def _template(loaded: LoadedSpec, path: Path, body: dict[str, Any]) -> Template:
    text = render(body, header(_shown(loaded.source.file)))
    try:
        limits.check(body, text)
    except SpecError as error:
        raise _placed(error, loaded) from error
    return Template(path, body, text)


def body_of(spec: ApiSpec, flavour: Flavour, folder: Path) -> dict[str, Any]:
    """Return the template of one flavour, for a file in this folder, as plain data.

    Raises SpecError if the raw section, an override or a reference does not fit it.
    """
    body: dict[str, Any] = assemble(spec, flavour, folder).to_dict()
    references.check(spec, body, flavour)
    return body


def _shown(file: str) -> str:
    """Return the spec's path as it is on every machine: from the project's root, or its bare name outside of it."""
    path = identity(Path(file))
    root = Path.cwd().resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _parameters_text(values: dict[str, Any]) -> str:
    """Return the only form of file that `aws cloudformation deploy --parameter-overrides file://…` reads."""
    return json.dumps(parameter_overrides(values), indent=2, ensure_ascii=False) + "\n"
