"""The whole flow, from specs to checked text. Read this first.

    specs      paths of `apis/*.yaml`
      │ load       text -> ApiSpec; every problem of every file at once
      │ assemble   ApiSpec -> troposphere Template
      │ render     Template -> YAML text, stable bytes
      │ check      cfn-lint; nothing that fails leaves
      ▼
    files      path in templates_out/ -> text, for the caller to write or to compare

Nothing here prints or writes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import encode_to_dict

from generator import names
from generator.errors import CheckError, Problem, SpecError, SpecPath, dotted
from generator.flavours import FLAVOURS, PRODUCT, SERVICE_CATALOG, STACK_SET, TEMPLATES, Flavour
from generator.output import Comparison, header, is_ours, parameters_file
from generator.render import render
from generator.spec import versions
from generator.spec.api import ApiSpec
from generator.spec.load import LoadedSpec, load
from generator.spec.logical_ids import logical_ids
from generator.templates import assemble, limits, references

if TYPE_CHECKING:
    from generator.lint import Finding
    from generator.transitions.template import Transition

SPECS = Path("apis")


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


def find_specs(folder: Path = SPECS) -> list[Path]:
    """Return all specs of the project, in the order of their names; ledgers of versions are none.

    Raises SpecError if there are none, if one would be overlooked because of its ending, or if a ledger has none.
    """
    overlooked = sorted(p for p in _visible(folder) if p.suffix.lower() in (".yaml", ".yml") and p.suffix != ".yaml")
    if overlooked:
        raise SpecError(Problem((), "specs end in .yaml: rename it", path.as_posix()) for path in overlooked)
    found = sorted(path for path in _visible(folder) if path.suffix == ".yaml")
    ledgers = [path for path in found if versions.is_ledger(path)]
    specs = [path for path in found if path not in ledgers]
    if left := [ledger for ledger in ledgers if versions.spec_of(ledger) not in specs]:
        raise SpecError(_ledger_without_spec(ledger) for ledger in left)
    if not specs:
        example = "functions:\n  hello: lambda_code/hello"
        raise SpecError([Problem((), "there are no specs; the smallest is", f"{folder.as_posix()}/*.yaml", example)])
    return specs


def _ledger_without_spec(ledger: Path) -> Problem:
    spec = versions.spec_of(ledger).as_posix()
    message = f"holds the versions of {spec}, which is not there: bring the spec back, or remove this file too"
    return Problem((), message, ledger.as_posix())


def _visible(folder: Path) -> list[Path]:
    """Return what is in the folder, without what editors put there: `.#orders.yaml`."""
    return [path for path in folder.glob("*") if not path.name.startswith(".")]


def load_all(specs: Iterable[Path]) -> list[LoadedSpec]:
    """Load every spec; a ledger of versions, which `apis/*.yaml` names too, stands for its spec.

    Raises SpecError with the problems of all of them, two specs with one name included.
    """
    loaded: list[LoadedSpec] = []
    specs = [versions.spec_of(file) if versions.is_ledger(file) else file for file in specs]
    specs = list({_identity(spec): spec for spec in specs}.values())
    problems: list[Problem] = [*_unique(specs)]
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
    passing: list[str] = []
    failing: list[str] = []
    for each in generated:
        for finding in _findings(each):
            line = f"{finding} ({_origin(each.loaded, finding.path)})"
            (failing if finding.fails else passing).append(line)
        done(each.loaded.spec.name)
    if failing:
        raise CheckError("\n".join([*failing, "nothing is written while an error or a warning is left"]))
    return passing


def _findings(generated: Generated) -> Iterator[Finding]:
    """Yield what is found in any flavour; what is wrong in the same place of several is told of the first."""
    from generator import lint

    told = set()
    for template in (*generated.templates.values(), *generated.others.values()):
        for finding in lint.findings(template.text, template.path.as_posix()):
            if (what := (finding.rule, finding.path, finding.message)) not in told:
                told.add(what)
                yield finding


def openapi_document(generated: Generated) -> dict[str, Any]:
    """Return the OpenAPI document of an API.

    Raises SpecError, with the places in the spec, if the template has a route that no document can have.
    """
    from generator import openapi

    try:
        return openapi.document(generated.template.body)
    except SpecError as error:
        problems = [problem.at(_place(generated.loaded, problem.path)) for problem in error.problems]
        raise SpecError(problems) from error


def transitions(generated: Iterable[Generated], compared: Iterable[Comparison]) -> list[str]:
    """Return what deployed stacks will meet when the templates that change are deployed, a line each.

    What is on disk is taken for what is deployed. It is read only where it differs, and passed over if it cannot be.
    """
    old = {each.path: each.old for each in compared if each.state == "differs" and each.old is not None}
    return [
        f"transition: {template.path.as_posix()}: {transition}"
        for each in generated
        for template in _deployed(each)
        for transition in _transitions(old.get(template.path), template.body)
    ]


def _deployed(generated: Generated) -> Iterator[Template]:
    """Yield the templates of stacks: the API's, which are the same in all flavours, and that of a stack set."""
    if generated.templates:
        yield generated.template
    if STACK_SET in generated.others:
        yield generated.others[STACK_SET]


def _transitions(old: str | None, new: dict[str, Any]) -> Iterator[Transition]:
    if old is None or not is_ours(old):
        return
    from generator.spec.source import parse
    from generator.transitions import transitions as between

    try:
        body = encode_to_dict(parse(old, "template").data)
    except (SpecError, UnicodeError):  # edited by hand, or two versions that were merged
        return
    if isinstance(body, dict):
        yield from between(body, new)


def parameter_overrides(values: dict[str, Any]) -> list[str]:
    """`{"RateLimit": 20}` -> `["RateLimit=20"]`, as `aws cloudformation deploy --parameter-overrides` takes them."""
    return [f"{name}={value}" for name, value in values.items()]


def _unique(specs: list[Path]) -> Iterator[Problem]:
    counted = Counter(spec.stem for spec in specs)
    for spec in specs:
        if counted[spec.stem] > 1:
            others = ", ".join(s.as_posix() for s in specs if s.stem == spec.stem and s != spec)
            yield Problem((), f"has the same name as {others}: an API is named after its file", spec.as_posix())


def _identity(spec: Path) -> Path:
    try:
        return spec.resolve()
    except RuntimeError:  # a link to itself, which cannot be read either
        return spec


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
        problems = [problem.at(_place(loaded, problem.path)) for problem in error.problems]
        raise SpecError(problems) from error
    return _template(loaded, folder / SERVICE_CATALOG, body)


def _template(loaded: LoadedSpec, path: Path, body: dict[str, Any]) -> Template:
    text = render(body, header(_shown(loaded.source.file)))
    limits.check(body, text)
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
    path = _identity(Path(file))
    root = Path.cwd().resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _parameters_text(values: dict[str, Any]) -> str:
    """Return the only form of file that `aws cloudformation deploy --parameter-overrides file://…` reads."""
    return json.dumps(parameter_overrides(values), indent=2, ensure_ascii=False) + "\n"


def _origin(loaded: LoadedSpec, path: SpecPath) -> str:
    """Say what a finding is about, and where in the spec it comes from, as far as that can be known."""
    place = _place(loaded, path)
    return f"at {dotted(path)}, from {place}" if path else f"from {place}"


def _place(loaded: LoadedSpec, path: SpecPath) -> str:
    origin = _spec_path(loaded, path)
    return loaded.source.place(origin) if origin else loaded.source.file


def _spec_path(loaded: LoadedSpec, path: SpecPath) -> SpecPath:
    """Return the place in the spec that leads to this place in the template; empty for what every API has."""
    flavours: list[tuple[str, ...]] = [(flavour,) for flavour in FLAVOURS]
    for flavour in [(), *flavours]:
        if (override := ("overrides", *flavour, *path[1:])) in loaded.source.positions:
            return override
    raw = ("cloudformation", *path)
    if raw[:3] in loaded.source.positions:
        return raw
    origins: dict[str, SpecPath] = {names.STAGE: ("stage",), names.ACCESS_LOG_GROUP: ("stage",)}
    origins |= {names.STACK_SET: ("stack_set",)} if loaded.spec.stack_set else {}
    origins |= {logical_id: origin for origin, led_to in logical_ids(loaded.spec) for logical_id in led_to}
    return origins.get(str(path[1]), ()) if len(path) > 1 else ()
