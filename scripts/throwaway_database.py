"""Start a throw-away cluster for tests and print its owner's URL: ``python scripts/throwaway_database.py FOLDER``."""
# ruff: noqa: INP001, T201

import sys
from pathlib import Path

from lantoa.core import postgres

if __name__ == "__main__":
    print(postgres.ensure(fast=True, var=Path(sys.argv[1])).owner)
