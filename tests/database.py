"""The database of a test process: a copy of a template that is made once for each state of migrations and packages.

The template stays in the tests' cluster from run to run: a copy takes 0.1 s, the migrations 4 s of processor time.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from weakref import WeakSet

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Identifier

from lantoa.core import clock, schema
from tests import factories, stock

_TEMPLATE, _COPY = "lantoa_template_", "test_lantoa_"
_TRIES = 100
_LOCK = 6_411_927
"""Advisory lock: one process makes the template, the others wait for it."""


@contextmanager
def copied() -> Iterator[None]:
    """Django's connection stands in a fresh copy, which is dropped at the end."""
    name = f"{_COPY}{os.getpid()}"
    with _server() as server:
        template = _template(server)
        _drop_what_dead_runs_left(server)
        _copy(server, name, template)
    with _standing_in(name), _known_connections():
        yield
    _let_go()
    with _server() as server:
        _drop(server, name)


def renew() -> None:
    """A fresh copy in place of the one that a test has committed to: quicker than emptying 60 tables, and the
    gazetteer is there again."""
    name = connection.settings_dict["NAME"]
    _let_go()
    with _server() as server:
        template = _template(server)
        _drop(server, name)
        _copy(server, name, template)


_wrappers: "WeakSet[BaseDatabaseWrapper]" = WeakSet()
"""Every connection of Django in this process. One for each thread and for each context: a browser's event loop in the
thread of the tests has its own, which ``connections.close_all()`` of another context does not reach."""


@contextmanager
def _known_connections() -> Iterator[None]:
    make = connections.create_connection

    def made(alias: str) -> BaseDatabaseWrapper:
        wrapper = make(alias)
        _wrappers.add(wrapper)
        return wrapper

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "create_connection", made)
        _wrappers.add(connections["default"])
        yield


def _let_go() -> None:
    connections.close_all()
    for wrapper in list(_wrappers):
        if wrapper.connection is not None:
            with suppress(psycopg.Error):
                wrapper.connection.close()
            wrapper.connection = None


def _copy(server: psycopg.Connection, name: str, template: str) -> None:
    server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    """The cluster's own database, as the owner."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"] or None, user=given["USER"] or None, password=given["PASSWORD"] or None,
        dbname="postgres", autocommit=True,
    ) as server:  # fmt: skip
        yield server


@contextmanager
def _standing_in(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    yield
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before


@cache
def _template_name() -> str:
    """By what is in it, and by the day: the worlds in stock were opened on it."""
    kinds = [schema.migrations_fingerprint(), *(Path(one.__file__ or "").read_text() for one in (stock, factories))]
    kinds.append(str(clock.today()))
    return _TEMPLATE + hashlib.sha256("".join(kinds).encode()).hexdigest()[:12]


def _template(server: psycopg.Connection) -> str:
    """Its name. Made whole or not at all: it gets its name when it is ready."""
    name = _template_name()
    if name in _databases(server, _TEMPLATE):
        return name
    server.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    if name not in _databases(server, _TEMPLATE):
        for old in _databases(server, _TEMPLATE):
            _drop(server, old)
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(f"{_TEMPLATE}half")))
        with _standing_in(f"{_TEMPLATE}half"):
            _furnish()
        server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(f"{_TEMPLATE}half"), Identifier(name)))
    server.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    return name


def _furnish() -> None:
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    stock.lay_in()


def _drop_what_dead_runs_left(server: psycopg.Connection) -> None:
    for name in _databases(server, _COPY):
        pid = name.removeprefix(_COPY)
        if pid.isdigit() and not _runs(int(pid)):
            with suppress(psycopg.Error):
                _drop(server, name)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _databases(server: psycopg.Connection, prefix: str) -> list[str]:
    found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [str(name) for (name,) in found.fetchall()]


def _drop(server: psycopg.Connection, name: str) -> None:
    """Sessions of tests are ended by FORCE; the server's own (autovacuum) we may not end, and it is gone soon."""
    for left in range(_TRIES, -1, -1):
        try:
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(0.1)
        else:
            return
