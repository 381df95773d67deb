"""Where a product's template stands: a URL in its bucket, in the region of the stack that names it."""

from __future__ import annotations

from typing import Any, Final

from generator.resources.element import substituted

# As S3 writes it for a bucket of any name: in a name of the host, dots do not fit its certificate.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access
_URL: Final = "https://s3.${AWS::Region}.${AWS::URLSuffix}/${Bucket}/"


def template_url(bucket: Any, key: str) -> Any:
    """Return the URL of what has this key."""
    return substituted(_URL + key, Bucket=bucket)
