"""Buckets: objects that are put once and never written over, because their keys say what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator import aws_cli
from generator.errors import DeployError

_TRIES: Final = 3  # when others write the same key at the same moment


@dataclass(frozen=True)
class Object:
    """A file for a bucket; `checksum` is its SHA-256 in Base64, where the key promises these very bytes."""

    file: Path
    key: str
    checksum: str | None = None


@dataclass(frozen=True)
class Bucket:
    """A bucket of S3, or of the emulator with the environment that leads there."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def url(self, key: str) -> str:
        return f"s3://{self.name}/{key}"

    def make(self) -> None:
        """Create the bucket unless it exists.

        Raises DeployError with the AWS CLI's words.
        """
        if self._run("s3api", "head-bucket", "--bucket", self.name).returncode:
            aws_cli.output(self.make_command(), self.environment)

    def make_command(self) -> list[str]:
        return ["aws", "s3", "mb", f"s3://{self.name}"]

    def put_command(self, item: Object) -> list[str]:
        """Return the command that puts a file where nothing stands, or else fails.

        https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        """
        command = ["aws", "s3api", "put-object", "--bucket", self.name, "--key", item.key]
        command += ["--body", item.file.as_posix(), "--if-none-match", "*"]
        return command + (["--checksum-sha256", item.checksum] if item.checksum else [])

    def put(self, item: Object) -> bool:
        """Put a file where nothing stands; return False if something does.

        Raises DeployError with the AWS CLI's words.
        """
        for _ in range(_TRIES):
            if self._run("s3api", "head-object", "--bucket", self.name, "--key", item.key).returncode == 0:
                return False
            result = aws_cli.run(self.put_command(item), self.environment)
            if result.returncode == 0:
                return True
            if not any(code in result.stderr for code in ("PreconditionFailed", "ConditionalRequestConflict")):
                break
        raise DeployError(f"{self.url(item.key)}: {aws_cli.failure(result)}")

    def content(self, key: str) -> bytes:
        """Return what stands under a key.

        Raises DeployError with the AWS CLI's words.
        """
        return aws_cli.output(["aws", "s3", "cp", "--only-show-errors", self.url(key), "-"], self.environment)

    def _run(self, *arguments: str) -> aws_cli.Result:
        return aws_cli.run(["aws", *arguments], self.environment)
