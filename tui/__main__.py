"""`python -m tui` is the command `newsreader`."""

from tui.cli.main import main

main()
