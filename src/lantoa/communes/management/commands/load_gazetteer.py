"""Load the provinces and communes."""

from typing import Any

from django.core.management.base import BaseCommand

from lantoa.communes.actions import load_gazetteer


class Command(BaseCommand):
    """Load the 34 provinces and 3,321 communes."""

    help = "Load the provinces and communes of the maintained package"

    def handle(self, *args: Any, **options: Any) -> None:
        provinces, communes = load_gazetteer()
        if options["verbosity"]:
            self.stdout.write(f"{provinces} tỉnh, thành phố; {communes} xã, phường, đặc khu")
