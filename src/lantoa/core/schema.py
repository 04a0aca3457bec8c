"""What the database was last prepared with, so that a start has nothing to do when nothing changed."""

import hashlib
from importlib.metadata import distributions
from pathlib import Path

import psycopg

_TABLE = "CREATE TABLE IF NOT EXISTS lantoa_step (step text PRIMARY KEY, fingerprint text NOT NULL)"


def fingerprint(*patterns: str) -> str:
    """One digest of the source files that match, and of every installed package's version."""
    digest = hashlib.sha256()
    folder = Path(__file__).resolve().parents[1]
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    for name in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(name.encode())
    return digest.hexdigest()


def migrations_fingerprint() -> str:
    """Changes whenever ``migrate`` may have something to do."""
    return fingerprint("*/migrations/*.py", "*/models.py", "*/models/*.py", "core/guards.py", "settings.py")


def prepared(url: str, step: str) -> str:
    """The fingerprint of the last time that the step was done; empty before the first time."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regclass('public.lantoa_step')").fetchone() == (None,):
            return ""
        row = connection.execute("SELECT fingerprint FROM lantoa_step WHERE step = %s", [step]).fetchone()
    return str(row[0]) if row else ""


def holds_data(url: str) -> bool:
    """Whether somebody has worked with this database: then its ledger has entries."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regclass('public.ledger_entry')").fetchone() == (None,):
            return False
        return connection.execute("SELECT 1 FROM ledger_entry LIMIT 1").fetchone() is not None


def remember(url: str, step: str, value: str) -> None:
    """Note that the step was done."""
    with psycopg.connect(url) as connection:
        connection.execute(_TABLE)
        connection.execute(
            "INSERT INTO lantoa_step VALUES (%s, %s) ON CONFLICT (step) DO UPDATE "
            "SET fingerprint = excluded.fingerprint",
            [step, value],
        )
