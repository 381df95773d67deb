"""`python -m generator` is the command `httpapi`."""

from generator.cli import main

main()
