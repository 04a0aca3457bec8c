"""Where this installation keeps its state: database, files, secrets."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def state_folder() -> Path:
    """``LANTOA_VAR``, or ``var`` beside the source."""
    return Path(os.environ.get("LANTOA_VAR") or ROOT / "var")
