"""The spec language: one module per concern, `api.py` for the whole, and `load.py` from a file to an `ApiSpec`."""
