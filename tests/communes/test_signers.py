"""Who signs, with which authority; head and foot as they are printed, also of long names and special zones."""

import pytest
from django.urls import reverse

from lantoa.communes.letterhead import official_head
from lantoa.communes.models import Signer
from lantoa.communes.queries import setting_of
from lantoa.communes.roles import Role
from tests.factories import World
from vanban.form.document import OfficialDocument, Paragraph
from vanban.form.docx import render_docx

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("form", "position", "lines"),
    [
        ("chair", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("vice", "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("order", "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("proxy", "Trưởng phòng Văn hóa - Xã hội", ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI")),
    ],
)
def test_each_authority_has_its_lines(in_commune: World, form: str, position: str, lines: tuple[str, ...]) -> None:
    said = {"name": "Trần Văn Ký", "form": form, "position": position, "is_active": "on"}
    client = in_commune.client(Role.ADMINISTRATOR)
    assert client.post(reverse("communes_signers"), said).status_code == 302
    assert Signer.objects.get().lines == lines
    assert " / ".join(lines) in client.get(reverse("communes_signers")).content.decode()


def test_by_order_the_position_is_asked_for(in_commune: World) -> None:
    answer = in_commune.client(Role.ADMINISTRATOR).post(
        reverse("communes_signers"), {"name": "Trần Văn Ký", "form": "order", "position": " ", "is_active": "on"}
    )
    assert "phải ghi chức vụ" in answer.content.decode()
    assert not Signer.objects.exists()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("phường", "Phường Phan Rang - Tháp Chàm - Bảo An"),
        ("đặc khu", "Đặc khu Phú Quốc"),
        ("xã", "Xã <b>Lạ</b>"),
    ],
)
def test_the_settings_show_what_will_be_printed(in_commune: World, kind: str, name: str) -> None:
    commune = in_commune.commune
    commune.kind, commune.name = kind, name
    commune.save()
    setting = setting_of(commune)
    setting.signer_lines, setting.recipients = "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Sở Nội vụ;\nLưu: VT."
    setting.save()
    page = in_commune.client(Role.ADMINISTRATOR).get(reverse("communes_settings")).content.decode()
    assert "CHÁNH VĂN PHÒNG" in page
    assert "Sở Nội vụ;;" not in page
    assert "<b>Lạ" not in page
    assert "ĐẶC KHU PHÚ QUỐC" in page or kind != "đặc khu"
    head = official_head(commune)
    body = (Paragraph(head.body_name),)
    assert render_docx(OfficialDocument("KẾ HOẠCH", "x", head.issuer, "/KH-UBND", head.place, body=body))
