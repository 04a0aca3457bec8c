"""``migrate``, then the things that must hold in every database of this product."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from lantoa.core.guards import secure
from lantoa.core.migrating import quick_where_nothing_is


class Command(migrate.Command):
    """Migrations, cache table, tenancy guards, gazetteer: one command, safe to repeat."""

    def handle(self, *args: Any, **options: Any) -> None:
        with quick_where_nothing_is():
            super().handle(*args, **options)
        if options.get("app_label"):
            return
        call_command("createcachetable", verbosity=0)
        secure()
        call_command("load_gazetteer", verbosity=0)
