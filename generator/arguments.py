"""What can be written on the command line, and what `--help` says about it."""

import argparse
from pathlib import Path
from typing import Final

from generator.flavours import FLAVOURS

OUT: Final = Path("templates_out")


def parser() -> argparse.ArgumentParser:
    """Return the parser; the name of the command is `command` in what it returns."""
    top = argparse.ArgumentParser(prog="httpapi", description="From short specs of HTTP APIs to CloudFormation.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")

    generate = commands.add_parser("generate", help="write templates_out/ from the specs, checked")
    generate.add_argument("specs", nargs="*", type=Path, metavar="SPEC", help="default: all of apis/*.yaml")
    generate.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="default: templates_out")
    generate.add_argument("--check", action="store_true", help="write nothing; say what is not current")
    generate.add_argument("--diff", action="store_true", help="write nothing; show how files would change")
    generate.add_argument("--no-lint", dest="lint", action="store_false", help="leave out cfn-lint")

    lint = commands.add_parser("lint", help="check any CloudFormation template")
    lint.add_argument("templates", nargs="+", type=Path, metavar="TEMPLATE")
    lint.add_argument("--format", choices=("text", "json", "github"), default="text")

    rules = commands.add_parser("rules", help="show our rules of HTTP APIs, which the check has beside cfn-lint's")
    rules.add_argument("rules", nargs="*", metavar="RULE", help="such as E9201, to be explained; default: list all")
    rules.add_argument("--format", choices=("text", "json", "markdown"), default="text")

    routes = commands.add_parser("routes", help="show the routes of an API: backends, authorizers, throttling")
    routes.add_argument("api", metavar="API")
    routes.add_argument("--format", choices=("text", "json"), default="text")

    openapi = commands.add_parser("openapi", help="print an API as an OpenAPI 3.0 document")
    openapi.add_argument("api", metavar="API")
    openapi.add_argument("--format", choices=("yaml", "json"), default="yaml")
    compare = commands.add_parser("compare", help="say whether all flavours of an API describe the same system")
    compare.add_argument("apis", nargs="*", metavar="API", help="default: all")
    compare.add_argument("--accepted", action="store_true", help="show the differences that are accepted, and why")

    launch_role = commands.add_parser(
        "launch-role", help="print the role that AWS Service Catalog launches a template with"
    )
    launch_role.add_argument(
        "templates",
        nargs="+",
        type=Path,
        metavar="TEMPLATE",
        help="behind the first: older versions that may be running",
    )
    launch_role.add_argument("--prefix", default="SC-", help="what stacks' names begin with; default: SC-")
    launch_role.add_argument(
        "--bucket", action="append", default=[], help="one that code is read from; can be repeated"
    )
    launch_role.add_argument("--permissions-boundary", metavar="ARN", help="of the policy that every role must have")
    launch_role.add_argument("--name", help="of the role, for constraints by LocalRoleName")
    launch_role.add_argument("--format", choices=("yaml", "json"), default="yaml")

    package = commands.add_parser("package", help="build the code that is not inline, into build/")
    package.add_argument("apis", nargs="*", metavar="API", help="default: all")
    package.add_argument("--bucket", help="write SAM templates too, with the code that is in this bucket")

    deploy = commands.add_parser("deploy", help="deploy a committed template with the AWS CLI")
    deploy.add_argument("api", metavar="API")
    deploy.add_argument("--local", action="store_true", help="to the emulator, which is started if need be")
    deploy.add_argument("--flavour", choices=FLAVOURS, help="default: cloudformation, if the spec wants it")
    deploy.add_argument("--stack", help="default: the API's name")
    deploy.add_argument("--bucket", help="where packaged code, and a large template, are uploaded")
    deploy.add_argument("--parameters", metavar="SET", help="one of the spec's parameter_sets")
    deploy.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help="one value, over that of the set"
    )
    deploy.add_argument("--dry-run", action="store_true", help="show the commands, run none")

    publish = commands.add_parser("publish", help="bring a product's template and code into its bucket, as a version")
    publish.add_argument("api", metavar="API")
    publish.add_argument("--bucket", help="default: the spec's, if it is written out there")
    publish.add_argument("--name", metavar="VERSION", help="of a new version; default: the next number, such as v3")
    publish.add_argument("--description", metavar="TEXT", help="of a new version: what launchers are told about it")
    publish.add_argument("--local", action="store_true", help="to the emulator; the ledger stays as it is")
    publish.add_argument("--dry-run", action="store_true", help="show the commands, run none")

    commands.add_parser("stop-local", help="end the emulator")
    return top
