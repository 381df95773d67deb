"""What an HTTP API is: pure knowledge about route keys, quotas and logs, with no AWS objects and no input or output."""
