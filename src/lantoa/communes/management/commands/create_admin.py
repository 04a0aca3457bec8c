"""Open a commune and let its first administrator in; or make a province's official."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from lantoa.communes.actions import give_role, load_gazetteer, open_commune
from lantoa.communes.invitation_actions import Offer, invite
from lantoa.communes.models import Commune, Person, Province
from lantoa.communes.queries import find_communes
from lantoa.communes.roles import Role
from lantoa.communes.rules import check_login_name, suggested_login_name, tidy
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.core.tenancy import scope


class Command(BaseCommand):
    """``lantoa create-admin --commune 10627 --name "Nguyễn Thị Hà"``: prints a link, or with --password an account."""

    help = "Mở một xã, phường và mời người quản trị đầu tiên; hoặc tạo tài khoản công chức cấp tỉnh"

    def add_arguments(self, parser: ArgumentParser) -> None:
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--commune", help="mã hoặc tên xã, phường, đặc khu (không cần dấu)")
        place.add_argument("--province", help="mã hoặc tên tỉnh, thành phố: tạo tài khoản công chức cấp tỉnh")
        parser.add_argument("--name", required=True, help="họ và tên")
        parser.add_argument("--username", help="tên đăng nhập (khi tạo ngay tài khoản)")
        parser.add_argument("--password", action="store_true", help="tạo ngay tài khoản với mật khẩu in ra một lần")
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="địa chỉ của phần mềm, đứng trước đường dẫn")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        load_gazetteer()
        name = tidy(options["name"])
        if not name:
            raise CommandError("Thiếu họ và tên (--name).")
        try:
            if options["province"]:
                self._province_official(_province(options["province"]), name, options)
            else:
                self._administrator(_commune(options["commune"]), name, options)
        except Refused as refused:
            raise CommandError(refused.message) from refused

    def _administrator(self, commune: Commune, name: str, options: dict[str, Any]) -> None:
        with scope([commune.pk]):
            open_commune(commune=commune)
            if options["password"]:
                person = self._account(name, options["username"])
                give_role(person=person, commune=commune, role=Role.ADMINISTRATOR)
                return
            _, token = invite(commune=commune, offer=Offer(name=name, role=Role.ADMINISTRATOR), by=None)
        link = options["url"].rstrip("/") + reverse("communes_accept", args=[token])
        self.stdout.write(f"{commune.name}, {commune.province.name}: đã mở.")
        self.stdout.write(f"Đường dẫn cho {name} (dùng một lần, trong 7 ngày):\n{link}")

    def _province_official(self, province: Province, name: str, options: dict[str, Any]) -> None:
        person = self._account(name, options["username"], province)
        self.stdout.write(f"{person.name} xem được mọi xã, phường đang dùng phần mềm của {province.name}.")

    def _account(self, name: str, username: str | None, province: Province | None = None) -> Person:
        username = check_login_name(username or suggested_login_name(name))
        if Person.objects.filter(username__iexact=username).exists():
            raise CommandError(f"Tên đăng nhập “{username}” đã có người dùng. Xin chọn tên khác bằng --username.")
        person = Person(username=username, name=name, province=province)
        password = secrets.token_urlsafe(12)
        person.set_password(password)
        person.save()
        self.stdout.write(f"Tên đăng nhập: {username}\nMật khẩu (chỉ in một lần, xin đổi ngay): {password}")
        return person


def _commune(words: str) -> Commune:
    """By code, else the only one whose name the words give."""
    communes = Commune.objects.select_related("province")
    if words.isascii() and words.isdigit():
        found = list(communes.filter(pk=int(words)))
    else:
        found = list(find_communes(words))
        same = [commune for commune in found if fold(words) in {fold(commune.name), fold(commune.short_name)}]
        found = same or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"Không tìm thấy xã, phường “{words}”.")
    rows = "\n".join(f"  {commune.pk}  {commune.name}, {commune.province.name}" for commune in found)
    raise CommandError(f"Có nhiều nơi tên “{words}”. Xin ghi mã:\n{rows}")


def _province(words: str) -> Province:
    if words.isascii() and words.isdigit():
        found = list(Province.objects.filter(pk=int(words)))
    else:
        found = list(Province.objects.filter(folded__contains=fold(words)))
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"Không tìm thấy tỉnh, thành phố “{words}”.")
    rows = "\n".join(f"  {province.pk}  {province.name}" for province in found)
    raise CommandError(f"Có nhiều nơi tên “{words}”. Xin ghi mã:\n{rows}")
