"""The five real plans, where they lie beside the project; tests that need them skip with a clear word elsewhere."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_seeds = pytest.mark.skipif(
    not (SHARED / "plans").is_dir(), reason="the five real plans are not beside this checkout (../shared/plans)"
)
