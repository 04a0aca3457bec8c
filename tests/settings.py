"""The product's settings on a real PostgreSQL for tests: the embedded one with durability off, or ``DATABASE_URL``.

Files of a run go to a folder of their own; the test cluster stays in ``var/test`` from run to run.
"""

import os
import tempfile
from pathlib import Path

from lantoa.core import postgres

os.environ.setdefault("LANTOA_SECRET_KEY", "only-for-tests-0123456789-0123456789-0123456789-01234567")
os.environ["LANTOA_DB_ROLE"] = "owner"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the test
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = postgres.ensure(
        fast=True, var=Path(__file__).resolve().parents[1] / "var" / "test"
    ).owner
os.environ["LANTOA_VAR"] = tempfile.mkdtemp(prefix="lantoa-test-")

from lantoa.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
