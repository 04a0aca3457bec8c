"""The settings come from the environment alone: the smallest works, the full one is heard, nonsense is loud."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
ASKED = (
    "DEBUG", "HTTPS", "ALLOWED_HOSTS", "SECRET_KEY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
)  # fmt: skip
PROGRAM = f"""
import json, django
from django.conf import settings
django.setup()
asked = ("NAME", "USER", "HOST", "PORT", "OPTIONS")
database = {{k: v for k, v in settings.DATABASES["default"].items() if k in asked}}
print("::" + json.dumps({{"db": database, **{{name: getattr(settings, name) for name in {ASKED!r}}}}}, default=str))
"""
URL = "postgresql://ai:mat%20khau@db.example:5433/lan_toa?sslmode=require"


def load(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process that has nothing but this environment."""
    given = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "lantoa.settings",
        "LANTOA_VAR": str(folder), "DATABASE_URL": URL, **environment,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=given, capture_output=True, text=True, check=False, timeout=60
    )


def settings_of(folder: Path, **environment: str) -> dict[str, object]:
    done = load(folder, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.partition("::")[2])
    return found


def test_the_smallest_environment_is_enough(tmp_path: Path) -> None:
    found = settings_of(tmp_path)
    assert (found["DEBUG"], found["HTTPS"], found["SESSION_COOKIE_HTTPONLY"]) == (False, False, True)
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert "*" not in str(found["ALLOWED_HOSTS"])


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = settings_of(tmp_path)["SECRET_KEY"], settings_of(tmp_path)["SECRET_KEY"]
    assert first == second
    assert len(str(first)) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_full_environment_is_heard(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path, LANTOA_SECRET_KEY="khoa-" * 12, LANTOA_DEBUG="0", LANTOA_HTTPS="1",
        LANTOA_HOSTS="lantoa.example,10.0.0.1", LANTOA_ORIGINS="https://lantoa.example", LANTOA_DB_ROLE="owner",
    )  # fmt: skip
    assert found["SECRET_KEY"] == "khoa-" * 12
    assert found["ALLOWED_HOSTS"] == ["lantoa.example", "10.0.0.1"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://lantoa.example"]
    secure = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert [found[name] for name in secure] == [True, True, True]


def test_the_database_url_is_taken_apart(tmp_path: Path) -> None:
    database = settings_of(tmp_path, LANTOA_DB_ROLE="owner")["db"]
    expected = {"NAME": "lan_toa", "USER": "ai", "HOST": "db.example", "PORT": "5433"}
    assert isinstance(database, dict)
    assert database.items() >= expected.items()
    assert database["OPTIONS"]["sslmode"] == "require"


def test_the_application_gives_up_the_owners_rights(tmp_path: Path) -> None:
    assert "role=lantoa_app" in str(settings_of(tmp_path)["db"])
    assert "role=lantoa_app" not in str(settings_of(tmp_path, LANTOA_DB_ROLE="owner")["db"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANTOA_DEBUG", "maybe"),
        ("LANTOA_HTTPS", "on please"),
        ("LANTOA_DB_ROLE", "superuser"),
        ("DATABASE_URL", "mysql://root@localhost/lantoa"),
    ],
)
def test_nonsense_is_loud_and_names_the_setting(name: str, value: str, tmp_path: Path) -> None:
    done = load(tmp_path, **{name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert name in done.stderr
