"""``verify_ledger [--commune CODE]``: go through the chain of every ledger, name every fault."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.care import proving
from lantoa.ledger.queries import Proof


class Command(BaseCommand):
    """Reads a few entries at a time, so the length of a ledger does not matter. Changes nothing, keeps no anchor."""

    help = "Kiểm tra sổ cái: tìm mọi mục bị sửa, bỏ, chèn, đổi chỗ, làm giả; đối chiếu với mốc và bản sao lưu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commune", type=int, help="mã xã, phường; bỏ trống thì kiểm tra tất cả")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted, known = options["commune"], proving.communes_in_use()
        if wanted is not None and wanted not in known:
            raise CommandError(f"Không có xã, phường nào đang dùng phần mềm mang mã {wanted}.")
        began = time.monotonic()
        found = list(proving.proofs(known if wanted is None else [wanted]))
        for proof in found:
            self._say(proof)
        self.stdout.write(f"{sum(one.entries for one in found)} mục, {time.monotonic() - began:.1f} giây.")
        if broken := sum(not proof.is_sound for proof in found):
            raise CommandError(f"Sổ cái của {broken} xã, phường không nguyên vẹn. Xem docs/how-to/operation.md.")

    def _say(self, proof: Proof) -> None:
        state = "nguyên vẹn" if proof.is_sound else f"KHÔNG nguyên vẹn, {len(proof.faults)} chỗ"
        self.stdout.write(
            f"Xã, phường {proof.commune_id}: {proof.entries} mục, {state}. Mã cuối sổ: {proof.head[:16]}…"
        )
        for fault in proof.faults:
            self.stdout.write(f"  {fault.words}")
