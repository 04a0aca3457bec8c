"""Files in old fonts or with a wrong text layer come in like any other, and the review page says what was done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, PlanVersion
from tests.factories import World
from tests.vanban import old_pdfs
from vanban.form.pdf import pdf_available
from vanban.readers.engine import ocr_available

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF"),
]


def reviewed(world: World, data: bytes) -> tuple[PlanVersion, str]:
    client = world.client()
    client.post(reverse("plans_upload"), {"file": SimpleUploadedFile("ke-hoach.pdf", data)})
    version = PlanVersion.objects.latest("pk")
    read_version(world.commune.pk, version.pk)
    page = client.get(reverse("plans_review", args=[version.plan_id])).content.decode()
    return PlanVersion.objects.get(pk=version.pk), page


def test_a_pdf_in_vntime_is_converted_and_the_page_says_so(in_commune: World) -> None:
    version, page = reviewed(in_commune, old_pdfs.in_old_fonts("tcvn3"))
    assert "Tệp dùng phông chữ cũ (.VnTime, VNI); đã chuyển đúng từng chữ sang Unicode, không đoán." in page
    leads = {item.lead.name for item in Commitment.objects.filter(version=version) if item.lead}
    assert "Phòng Văn hóa - Xã hội" in leads


@pytest.mark.skipif(not ocr_available(), reason="máy này chưa có mô hình nhận dạng chữ Việt")
def test_a_pdf_with_a_wrong_layer_is_read_from_what_is_printed(in_commune: World) -> None:
    version, page = reviewed(in_commune, old_pdfs.with_codes_wrong())
    assert "không đúng với chữ in ra" in version.notes[0]
    assert reverse("plans_scan", args=[version.plan_id]) in page
    scan = in_commune.client().get(reverse("plans_scan", args=[version.plan_id])).content.decode()
    assert "không đúng với chữ in ra" in scan
