"""`python -m generator` is the command `httpapi`."""

import sys

from generator.cli import main

sys.exit(main())
