"""Commands that show: an API's routes, its document, its descriptions compared, its launch role, and our rules."""

from __future__ import annotations

import argparse
import sys

from generator import pipeline
from generator.arguments import OUT
from generator.commands.specs import spec_of, specs, text_of


def routes(options: argparse.Namespace) -> int:
    from generator import route_table

    loaded = pipeline.load_api(spec_of(options.api))
    print(route_table.report(route_table.rows(loaded.spec), options.format))
    return 0


def openapi(options: argparse.Namespace) -> int:
    from generator import openapi as documents

    (generated,) = pipeline.generate([pipeline.load_api(spec_of(options.api))], OUT)
    sys.stdout.write(documents.report(pipeline.openapi_document(generated), options.format))
    return 0


def compare(options: argparse.Namespace) -> int:
    from generator import comparison

    same = True
    for generated in pipeline.generate(pipeline.load_all(specs(options.apis)), OUT):
        for each in comparison.comparisons(generated):
            lines = [*each.refused()]
            same = same and not lines
            for line in lines or [f"the same system: {each.one} and {each.other}, {each.resources} resources"]:
                print(f"{generated.loaded.spec.name}: {line}")
            for line in each.accepted() if options.accepted else ():
                print(f"{generated.loaded.spec.name}: accepted: {line}")
    return 0 if same else 1


def launch_role(options: argparse.Namespace) -> int:
    from generator.launch_role import Options
    from generator.launch_role.report import report

    asked = Options(options.prefix, tuple(options.bucket), options.permissions_boundary, options.name)
    found = report({file.as_posix(): text_of(file) for file in options.templates}, asked, options.format)
    for line in found.notes:
        print(line, file=sys.stderr)
    sys.stdout.write(found.text)
    return 0


def rules(options: argparse.Namespace) -> int:
    from generator import rule_reference

    sys.stdout.write(rule_reference.report(options.rules, options.format))
    return 0
