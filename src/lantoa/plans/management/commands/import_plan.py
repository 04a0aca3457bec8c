"""``import_plan FILE --commune CODE [--adopt]``: take in a real plan from the command line, read it at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.communes.actions import load_gazetteer, open_commune
from lantoa.communes.models import Commune
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.intake import AlreadyThere, receive_plan
from lantoa.plans.actions.unattended import accept_what_was_read
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.queries import needs_confirmation, version_of_plan
from lantoa.plans.rules.review import VersionState


class Command(BaseCommand):
    """Opens the commune where it is not in use yet. The same file twice goes on where the first time ended."""

    help = "Đưa một kế hoạch thật vào: đọc tệp, chuẩn bị rà soát; với --adopt thì ban hành luôn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp kế hoạch: .docx, .pdf, .txt")
        parser.add_argument("--commune", type=int, required=True, help="mã xã, phường, ví dụ 11002")
        parser.add_argument("--adopt", action="store_true", help="nhận mọi mục đọc được và ban hành")

        parser.add_argument(
            "--confirm-commune", action="store_true",
            help="xác nhận kế hoạch là của xã, phường này dù phần đầu văn bản ghi tên nơi khác",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        commune, file = self._commune(options["commune"]), options["file"]
        if not file.is_file():
            raise CommandError(f"Không có tệp {file.name}.")
        try:
            version = self._read(commune, file)
            if options["adopt"]:
                self._adopt(commune, version, is_ours=options["confirm_commune"])
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def _commune(self, code: int) -> Commune:
        if not Commune.objects.filter(pk=code).exists():
            load_gazetteer()
        commune = Commune.objects.filter(pk=code).first()
        if commune is None:
            raise CommandError(f"Không có xã, phường, đặc khu nào mang mã {code}.")
        with scope([commune.pk]):
            open_commune(commune=commune)
        return commune

    def _read(self, commune: Commune, file: Path) -> PlanVersion:
        with scope([commune.pk]):
            try:
                version = receive_plan(commune=commune, upload=file.read_bytes(), name=file.name, by=None, later=False)
            except AlreadyThere as there:
                version = version_of_plan(there.plan_id)
                self.stdout.write("Kế hoạch này đã có.")
        read_version(commune.pk, version.pk)
        with scope([commune.pk]):
            version = version_of_plan(version.plan_id)
            if version.state == VersionState.UNREADABLE.value:
                raise CommandError(version.error_message)
            items = Commitment.objects.filter(version=version).count()
            self.stdout.write(f"{commune.name}: “{version.plan.title}”, {items} mục, kế hoạch số {version.plan_id}.")
            if version.other_commune:
                self.stdout.write(f"  Cần xem lại: văn bản ghi tên {version.other_commune}, không phải {commune.name}.")
        return version

    def _adopt(self, commune: Commune, version: PlanVersion, *, is_ours: bool) -> None:
        with scope([commune.pk]):
            if version.state == VersionState.ADOPTED.value:
                return
            if needs_confirmation(version) and not is_ours:
                words = f"Văn bản ghi tên {version.other_commune}. Nếu đúng là kế hoạch của {commune.name}, hãy thêm"
                raise CommandError(f"{words} --confirm-commune.")
            taken = accept_what_was_read(version=version, by=None, is_ours=is_ours)
            due = adopt_version(version=version, by=None)
        for remark in taken.remarks:
            self.stdout.write(f"  Cần xem lại: {remark}")
        self.stdout.write(f"Đã ban hành: nhận {taken.accepted} mục, bỏ {taken.dropped}, lập {due} việc đến hạn.")
