"""The tenancy: which communes the running code may see and change (design §4, ADR 0003).

Two fences stand one behind the other. The manager here makes a forgotten scope an error message instead of an empty
page; row-level security in PostgreSQL (``core.guards``) is the wall that holds for joins, raw SQL and mistakes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.db import connection, models, transaction
from django.db.models.sql.compiler import SQLCompiler

_scope: ContextVar[frozenset[int] | None] = ContextVar("lantoa_scope", default=None)


class ScopeMissing(RuntimeError):  # noqa: N818
    """Commune data was touched without an open scope, or outside of it: a fault of the program."""


def current_scope() -> frozenset[int]:
    """Ids of the communes that are open now.

    Raises:
        ScopeMissing: no scope is open.
    """
    communes = _scope.get()
    if communes is None:
        raise ScopeMissing("no commune scope is open")
    return communes


def _set_local(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def set_person(person_id: int | None) -> None:
    """Tell the database who acts, until the end of the transaction: a person may read their own memberships."""
    _set_local("app.person", str(person_id or ""))


def _array(communes: frozenset[int] | None) -> str:
    return "{" + ",".join(map(str, sorted(communes or ()))) + "}"


@contextmanager
def scope(communes: Iterable[int]) -> Iterator[None]:
    """Open the given communes, in a transaction, for the code inside; the scope before comes back after it."""
    opened = frozenset(communes)
    before = _scope.get()
    with transaction.atomic():
        token = _scope.set(opened)
        _set_local("app.communes", _array(opened))
        try:
            yield
        finally:
            _scope.reset(token)
        if not connection.needs_rollback:  # else the setting ends with the transaction, which takes no more queries
            _set_local("app.communes", _array(before))


@contextmanager
def scope_of_transaction(communes: Iterable[int]) -> Iterator[None]:
    """The same for a transaction that has just begun and ends with this block (one request): three statements less, as
    nothing has to be put back, unless another scope stands around it."""
    opened, before = frozenset(communes), _scope.get()
    token = _scope.set(opened)
    _set_local("app.communes", _array(opened))
    try:
        yield
    finally:
        _scope.reset(token)
    if before is not None and not connection.needs_rollback:
        _set_local("app.communes", _array(before))


class InScope(models.Expression):
    """``commune_id = ANY(open communes)``, read when the SQL is compiled, so that a queryset that is built early and
    used late still sees the scope of its use."""

    output_field: Any = models.BooleanField()
    conditional = True

    def __init__(self, column: models.F | None = None) -> None:
        super().__init__()
        self.column: Any = column or models.F("commune_id")

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, params = compiler.compile(self.column)
        return f"{sql} = ANY(%s)", [*params, sorted(current_scope())]


class CommuneManager(models.Manager[Any]):
    """Only rows of the open communes; without a scope every use raises ``ScopeMissing``."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(InScope())


class CommuneModel(models.Model):
    """A row that belongs to one commune. Foreign keys between such rows agree on it (``core.guards``)."""

    own_rows: ClassVar[str] = ""
    """SQL condition under which a row may be read outside of the scope (used for a person's own memberships)."""

    commune = models.ForeignKey(
        "communes.Commune",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="xã, phường",
    )

    objects = CommuneManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.commune_id not in current_scope():
            raise ScopeMissing(f"{type(self).__name__} of commune {self.commune_id} saved outside of its scope")
        super().save(*args, **kwargs)

    @classmethod
    def of(cls, commune_id: int, **values: Any) -> Self:
        """A new, unsaved row of the commune."""
        return cls(commune_id=commune_id, **values)
