"""What the end-to-end tests share: a copy of the project with its command line, and eyes on what it deployed.

Nothing here knows how the generator works: it runs the command that users run, and asks the emulator as AWS is asked.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
from botocore.config import Config

from generator.emulator import REGION, Emulator
from tests.support import Project

BIN = Path(sys.executable).parent
PARTS = ("apis", "lambda_code", "templates_out", ".cfnlintrc")  # of the repository that a deployment depends on
ECHO = """
    import json


    def handler(event, context):
        return {"statusCode": 200, "body": json.dumps(event)}
"""
HERE = (  # what a function says that runs on what the emulator, and these tests, run on
    f"runtime: python3.{sys.version_info.minor}",
    f"architecture: {'arm64' if platform.machine() in ('aarch64', 'arm64') else 'x86_64'}",
)
ROOT = {"AccessKeyId": "test", "SecretAccessKey": "test"}
SECONDS = 30  # more than any request or command here needs; a test that hangs says nothing


@dataclass(frozen=True)
class Response:
    """One HTTP response; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Sends real requests to an API below the URL that `httpapi deploy` printed."""

    url: str
    host: str | None = None  # that a request names, if it is another one than the URL's

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Response:
        return self.send("GET", path, headers=headers)

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        base = urlsplit(self.url)
        connection = HTTPConnection(str(base.hostname), base.port, timeout=SECONDS)
        try:
            named = {"host": self.host} if self.host else {}
            connection.request(method, base.path + path, body, {**named, **(headers or {})})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Response(response.status, headers, response.read())
        finally:
            connection.close()

    def send_json(self, method: str, path: str, value: object) -> Response:
        return self.send(method, path, json.dumps(value).encode(), {"content-type": "application/json"})


@dataclass(frozen=True)
class Checkout(Project):
    """A copy of the project in its own folder. Commands run in it as processes of their own, as a user runs them."""

    @classmethod
    def of(cls, repository: Path, folder: Path) -> Checkout:
        for part in PARTS:
            source = repository / part
            if source.is_dir():
                shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, folder / part)
        return cls(folder)

    def httpapi(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command. What the tester's own shell says about AWS is left out: it is not what is tested."""
        shell = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return _run([str(BIN / "httpapi"), *arguments], self.root, {**shell, **(environment or {})})

    def type(self, line: str, environment: Mapping[str, str]) -> None:
        """Run a line as it can be typed where our commands are in the path."""
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        _require_success(_run(["bash", "-c", line], self.root, {**os.environ, **environment, "PATH": path}))

    def generate(self, *apis: str) -> None:
        """Write the templates of these APIs, or of all; `deploy` checks what it deploys."""
        _require_success(self.httpapi("generate", "--no-lint", *(f"apis/{api}.yaml" for api in apis)))

    def package(self, *apis: str) -> None:
        _require_success(self.httpapi("package", *apis))

    def deploy(self, api: str, *options: str) -> Client:
        """Deploy to the emulator; return a client for the URL that the command printed."""
        return Client(url_in(_require_success(self.httpapi("deploy", api, "--local", *options)).stdout))

    def deploy_spec(self, api: str, spec: str, *options: str) -> Client:
        """Write a spec and its template, and deploy that."""
        self.write(f"apis/{api}.yaml", spec)
        self.generate(api)
        return self.deploy(api, *options)

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit a file as a user would; it is a mistake of the test if `old` does not stand there."""
        text = self.text(path)
        assert old in text, f"{path} does not hold {old!r}"
        (self.root / path).write_text(text.replace(old, new))

    def say_here(self, api: str) -> None:
        """Let the function of an example, whose code has the example's name, run on what the emulator runs on."""
        code = f"    code: lambda_code/{api}\n"
        self.replace(f"apis/{api}.yaml", code, code + "".join(f"    {line}\n" for line in HERE))

    def leave_out(self, path: str, *beginnings: str) -> None:
        """Remove each line that begins so, with what is indented below it; it is a mistake if there is not one."""
        lines = self.text(path).splitlines()
        for beginning in beginnings:
            (first,) = [number for number, line in enumerate(lines) if line.startswith(beginning)]
            behind = [number for number in range(first + 1, len(lines)) if _depth(lines[number]) <= _depth(beginning)]
            del lines[first : behind[0] if behind else len(lines)]
        (self.root / path).write_text("\n".join(lines) + "\n")

    def text(self, path: str) -> str:
        return (self.root / path).read_text()

    def body(self, api: str) -> str:
        return self.text(f"templates_out/{api}/template.yaml")


@dataclass(frozen=True)
class Cloud:
    """The emulator, read as AWS is read."""

    emulator: Emulator

    def client(self, service: str, keys: Mapping[str, str] = ROOT) -> Any:
        """Return a client of a service, with the keys of the account itself, who may do everything, or of another."""
        return boto3.client(  # type: ignore[no-untyped-call]
            service,
            endpoint_url=self.emulator.url,
            region_name=REGION,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys.get("SessionToken"),
            config=Config(  # type: ignore[no-untyped-call]
                proxies={}, ignore_configured_endpoint_urls=True, inject_host_prefix=False
            ),
        )

    def user(self, actions: str, resource: str) -> dict[str, str]:
        """Return the keys of a new user who may do these actions to this resource, and nothing else."""
        iam, name = self.client("iam"), f"user-{uuid4()}"
        statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.create_user(UserName=name)
        iam.put_user_policy(UserName=name, PolicyName="may", PolicyDocument=document)
        keys: dict[str, str] = iam.create_access_key(UserName=name)["AccessKey"]
        return keys

    def new_zone(self, name: str) -> str:
        """Return the ID of a new hosted zone, as one that there is before anything is deployed."""
        made = self.client("route53").create_hosted_zone(Name=name, CallerReference=str(uuid4()))
        return str(made["HostedZone"]["Id"]).removeprefix("/hostedzone/")

    def at(self, url: str) -> Client:
        """Return a client for a URL that only AWS's name servers know: the emulator is asked, by the URL's own host."""
        parts = urlsplit(url)
        return Client(self.emulator.url + parts.path.rstrip("/"), parts.netloc)

    def stack(self, name: str) -> dict[str, Any]:
        stack: dict[str, Any] = self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        return stack

    def delete(self, stack: str) -> None:
        """Delete a stack, so that another may have what is unique in it, such as a domain."""
        cloudformation = self.client("cloudformation")
        cloudformation.delete_stack(StackName=stack)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})

    def stacks(self) -> set[str]:
        return {stack["StackName"] for stack in self.client("cloudformation").describe_stacks()["Stacks"]}

    def outputs(self, stack: str) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self.stack(stack)["Outputs"]}

    def physical_ids(self, stack: str) -> dict[str, str]:
        """Return what each logical ID of the stack became."""
        described = self.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
        return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in described}

    def executed_change_sets(self, stack: str) -> list[str]:
        listed = self.client("cloudformation").list_change_sets(StackName=stack)["Summaries"]
        return [each["ChangeSetName"] for each in listed if each["ExecutionStatus"] == "EXECUTE_COMPLETE"]

    def objects(self, bucket: str) -> dict[str, str]:
        """Return when each object of the bucket was last written."""
        listed = self.client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])
        return {each["Key"]: each["LastModified"].isoformat() for each in listed}

    def route_keys(self, api_id: str) -> list[str]:
        return sorted(route["RouteKey"] for route in self.client("apigatewayv2").get_routes(ApiId=api_id)["Items"])

    def names(self) -> set[str]:
        """Return the name or ID of every API, function, role, log group and table, of whatever stack."""
        return {
            *_column(self.client("apigatewayv2").get_apis()["Items"], "ApiId"),
            *_column(self._all("lambda", "list_functions", "Functions"), "FunctionName"),
            *_column(self._all("iam", "list_roles", "Roles"), "RoleName"),
            *_column(self._all("logs", "describe_log_groups", "logGroups"), "logGroupName"),
            *self.client("dynamodb").list_tables()["TableNames"],
        }

    def _all(self, service: str, operation: str, what: str) -> list[dict[str, Any]]:
        """Return everything that an operation lists, and not its first page alone."""
        pages = self.client(service).get_paginator(operation).paginate()
        found: list[dict[str, Any]] = pages.build_full_result()[what]
        return found

    def aws(self, *arguments: str) -> str:
        """Run the AWS CLI and return what it says."""
        command = shutil.which("aws") or str(BIN / "aws")
        return _require_success(
            _run([command, *arguments], Path.cwd(), {**os.environ, **self.emulator.environment})
        ).stdout


def _depth(line: str) -> int:
    """Return how far a line is indented; an empty one belongs to what stands before it."""
    return len(line) - len(line.lstrip()) if line else 1_000


def url_in(said: str) -> str:
    """Return the URL that `httpapi deploy` printed: the only line that begins with one."""
    (url,) = [line for line in said.splitlines() if line.startswith("http")]
    return url


def ends(process: int) -> bool:
    """Say whether the process has ended, or does so within five seconds; one that nobody has waited for has ended."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
        if state.stdout.strip() == "" or state.stdout.startswith("Z"):
            return True
        time.sleep(0.05)
    return False


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=4 * SECONDS,
        check=False,
    )


def _require_success(result: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert result.returncode == 0, result.stdout + result.stderr
    return result


def _column(rows: Iterable[Mapping[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows]
