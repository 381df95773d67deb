"""How fast the generator is, as ratios to what cannot be avoided, measured as whole processes.

    make benchmark

Every number is the fastest of several runs, the commands taken in turn: what else the machine does only adds to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
HTTPAPI = [str(Path(sys.executable).with_name("httpapi"))]
FLOOR = [sys.executable, "-c", "import troposphere.apigatewayv2, pydantic, yaml"]
CFN_LINT = [
    sys.executable,
    "-c",
    "import sys, cfnlint.api; found = cfnlint.api.lint(open(sys.argv[1]).read()); sys.exit(bool(found))",
]
HANDLER = "def handler(event, context):\n    return {'statusCode': 200}\n"


def project(folder: Path, routes: int, apis: int = 1) -> Path:
    """Write a project of so many APIs with so many routes each, all to one function."""
    (folder / "lambda_code/hello").mkdir(parents=True)
    (folder / "lambda_code/hello/app.py").write_text(HANDLER)
    (folder / "apis").mkdir()
    lines = [f"  GET /resource{number}/{{id}}: hello" for number in range(routes)]
    spec = "\n".join(["functions:", "  hello: lambda_code/hello", "routes:", *lines, ""])
    for number in range(apis):
        (folder / f"apis/api{number}.yaml").write_text(spec)
    return folder


def seconds(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, float]:
    """Return the least wall time of each command, run in turn; bytecode is cached, as it is after any first run."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
                if run:  # the first one fills the caches
                    times[name].append(time.perf_counter() - start)
    return {name: min(taken) for name, taken in times.items()}


def generation_ratio(folder: Path, runs: int) -> float:
    """Return how long ten routes without the check take, relative to importing what the generator stands on."""
    project(folder, routes=10)
    taken = seconds({"floor": FLOOR, "generate": [*HTTPAPI, "generate", "--no-lint"]}, folder, runs)
    return taken["generate"] / taken["floor"]


def check_ratio(folder: Path, runs: int) -> float:
    """Return how long ten routes with the check take, relative to generation and cfn-lint one after the other."""
    project(folder, routes=10)
    subprocess.run([*HTTPAPI, "generate", "--no-lint"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    commands = {
        "generate": [*HTTPAPI, "generate", "--no-lint"],
        "cfn-lint": [*CFN_LINT, "templates_out/api0/template.yaml"],
        "both": [*HTTPAPI, "generate"],
    }
    taken = seconds(commands, folder, runs)
    return taken["both"] / (taken["generate"] + taken["cfn-lint"])


def pack_seconds(folder: Path, routes: int, runs: int) -> tuple[float, float]:
    """Return how long cfn-lint's own rules, and ours alone, take for a template with limits for every route: CPU time.

    Reading the template and its conditions, which cfn-lint does before any rule, is in both.
    """
    from cfnlint.config import ConfigMixIn
    from cfnlint.decode.decode import decode_str
    from cfnlint.rules._rules import Rules
    from cfnlint.runner import Runner
    from cfnlint.runner.template import run_template_by_data

    spec = project(folder, routes) / "apis/api0.yaml"
    limited = "{function: hello, throttling: {rate_limit: 5, burst_limit: 5}}"
    spec.write_text(spec.read_text().replace("{id}: hello", f"{{id}}: {limited}"))
    subprocess.run([*HTTPAPI, "generate", "--no-lint"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    template, _ = decode_str((folder / "templates_out/api0/template.yaml").read_text())
    config = ConfigMixIn(["--config-file", os.devnull], include_checks=["I"], regions=["us-east-1"])

    def least(rules: Rules) -> float:
        taken = []
        for _ in range(runs):
            start = time.process_time()
            list(run_template_by_data(template, config, rules))  # type: ignore[arg-type]
            taken.append(time.process_time() - start)
        return min(taken)

    return least(Runner(config).rules), least(Rules.create_from_module("generator.rules"))


def table(runs: int = 7) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"ten routes, no check, to its imports  {generation_ratio(folder / 'floor', runs):.2f}  (at most 2)")
        print(f"ten routes, checked, to its parts     {check_ratio(folder / 'check', runs):.2f}  (at most 1.3)")
        for routes in (100, 300):
            theirs, ours = pack_seconds(folder / f"pack{routes}", routes, 3)
            print(f"{routes} routes, our rules to cfn-lint's own  {ours / theirs:.2f}  (at most 0.5)  {ours:.2f} s")
        for routes in (1, 10, 100, 300):
            here = project(folder / f"routes{routes}", routes)
            commands = {"no check": [*HTTPAPI, "generate", "--no-lint"], "checked": [*HTTPAPI, "generate"]}
            taken = seconds(commands, here, 3)
            size = (here / "templates_out/api0/template.yaml").stat().st_size
            print(f"{routes:3} routes  {taken['no check']:.2f} s  checked {taken['checked']:.2f} s  {size:,} bytes")
        here = project(folder / "apis", 10, apis=20)
        taken = seconds({"no check": [*HTTPAPI, "generate", "--no-lint"], "checked": [*HTTPAPI, "generate"]}, here, 3)
        print(f" 20 APIs of 10 routes  {taken['no check']:.2f} s  checked {taken['checked']:.2f} s")


if __name__ == "__main__":
    table()
