"""Versions of a product's template: each stands in the bucket under a key that is its content."""

from hashlib import sha256


def key(api: str, text: str) -> str:
    """Return the key under which a product's template stands in its bucket: `orders/product-<SHA-256>.yaml`"""
    return f"{api}/product-{sha256(text.encode()).hexdigest()}.yaml"
