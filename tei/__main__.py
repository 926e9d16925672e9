"""``python -m tei``."""

from tei.cli import main

main()
