"""What each command does: its own module, imported when it is given, with `COMMANDS`."""
