"""A plan comes in: every kind of good and bad document, twice, broken off, from elsewhere."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from lantoa.communes.models import Commune, Province
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.intake import AlreadyThere, read_again, receive_text, withdraw_version
from lantoa.plans.actions.review import accept_sure
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, Plan, PlanElement, PlanVersion
from lantoa.plans.rules.review import VersionState
from tests.factories import World, build_world
from tests.plans.samples import PLAN, given, read

pytestmark = pytest.mark.django_db


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'plans.read_version'")
        return int(cursor.fetchone()[0])


def post_file(world: World, data: bytes, name: str, **extra: Any) -> Any:
    upload = SimpleUploadedFile(name, data)
    return world.client().post(reverse("plans_upload"), {"file": upload, **extra})


def test_an_upload_makes_plan_version_and_job_together(in_commune: World) -> None:
    before = jobs()
    response = post_file(in_commune, PLAN.encode(), "Kế hoạch CCHC.txt")
    version = PlanVersion.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("plans_reading", args=[version.plan_id])
    assert version.state == VersionState.READING.value
    assert jobs() == before + 1
    assert Entry.objects.filter(action="plan.received", object_id=version.pk).count() == 1


def test_reading_fills_head_items_and_elements(in_commune: World) -> None:
    version = read(in_commune.commune)
    assert version.state == VersionState.IN_REVIEW.value
    assert version.progress == 100
    assert version.plan.number == "25/KH-UBND"
    assert str(version.plan.issued_on) == "2025-01-10"
    assert (str(version.plan.period_start), str(version.plan.period_end)) == ("2025-01-01", "2025-12-31")
    items = list(Commitment.objects.filter(version=version))
    assert {item.decision for item in items} == {"pending"}
    assert sum(item.kind == "target" for item in items) == 3
    for item in items:
        assert item.span_start is not None
        words = version.text[item.span_start : item.span_end].split()
        assert words == item.text.split()
    assert PlanElement.objects.filter(version=version, kind="reference").count() == 1


def test_units_are_matched_by_name(in_commune: World) -> None:
    version = read(in_commune.commune)
    leads = {item.lead.name for item in Commitment.objects.filter(version=version) if item.lead}
    assert leads == {"Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công", "Ủy ban Mặt trận Tổ quốc Việt Nam"}
    report = Commitment.objects.get(version=version, text__contains="báo cáo kết quả")
    assert [link.unit.name for link in report.coordinating.all()] == ["Văn phòng HĐND và UBND"]


def test_the_job_may_run_twice(in_commune: World) -> None:
    version = read(in_commune.commune)
    items = sorted(Commitment.objects.filter(version=version).values_list("pk", flat=True))
    read_version(in_commune.commune.pk, version.pk)
    assert sorted(Commitment.objects.filter(version=version).values_list("pk", flat=True)) == items
    assert Entry.objects.filter(action="plan.read").count() == 1


def test_a_reading_broken_off_begins_anew(in_commune: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after kill -9 between the steps: progress is there, no result; the job is started again."""
    version = given(in_commune.commune)

    def killed(**_: Any) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("lantoa.plans.jobs.save_reading", killed)
        with pytest.raises(KeyboardInterrupt):
            read_version(in_commune.commune.pk, version.pk)
    version.refresh_from_db()
    assert (version.state, version.progress) == (VersionState.READING.value, 80)
    assert not Commitment.objects.exists()
    read_version(in_commune.commune.pk, version.pk)
    assert Commitment.objects.filter(version=version).count() == 7


def test_a_job_of_another_commune_does_nothing(in_commune: World) -> None:
    version = given(in_commune.commune)
    other = build_world("Phường Khác")
    read_version(other.commune.pk, version.pk)
    version.refresh_from_db()
    assert version.state == VersionState.READING.value


def test_progress_page_polls_then_leads_to_the_review(in_commune: World) -> None:
    version = given(in_commune.commune)
    url = reverse("plans_reading", args=[version.plan_id])
    client = in_commune.client()
    page = client.get(url).content.decode()
    assert f'hx-get="{url}"' in page
    assert "0 %" in page
    PlanVersion.objects.filter(pk=version.pk).update(progress=45, stage="Đang tìm nhiệm vụ")
    partial = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Đang tìm nhiệm vụ" in partial
    assert "45 %" in partial
    assert "<html" not in partial
    read_version(in_commune.commune.pk, version.pk)
    over = client.get(url, headers={"HX-Request": "true"})
    assert over.headers["HX-Redirect"] == reverse("plans_review", args=[version.plan_id])


def test_the_same_file_twice_leads_to_the_plan_that_is_there(in_commune: World) -> None:
    version = read(in_commune.commune)
    response = post_file(in_commune, PLAN.encode(), "tên khác.txt")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Kế hoạch này đã có" in page
    assert reverse("plans_show", args=[version.plan_id]) in page
    assert Plan.objects.count() == 1


def test_the_same_file_in_another_commune_is_no_repeat(in_commune: World) -> None:
    read(in_commune.commune)
    other = build_world("Phường Khác")
    with scope([other.commune.pk]):
        given(other.commune)
        assert Plan.objects.count() == 1


def test_what_was_given_up_may_be_sent_again(in_commune: World) -> None:
    version = given(in_commune.commune)
    withdraw_version(version=version, by=in_commune.owner)
    assert given(in_commune.commune).pk != version.pk


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(buffer, "PNG")
    return buffer.getvalue()


def zip_of(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "rong.pdf", "Tệp rỗng"),
        (b"   \n \n", "trang.txt", "chữ"),
        (picture(), "ke-hoach.png", "Ảnh quá nhỏ"),
        (b"%PDF-1.7\nbroken", "ke-hoach.pdf", "hỏng"),
        (zip_of(a=b"b"), "ke-hoach.docx", "Không nhận tệp nén"),
        (b"PK\x03\x04 cut off", "ke-hoach.docx", "Tệp bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "ke-hoach.doc", "Office kiểu cũ"),
        (b"<html><script>alert(1)</script>", "ke-hoach.txt", "Không nhận chương trình"),
        ("Thực đơn tuần này: thứ hai ăn phở, thứ ba ăn bún chả, thứ tư nghỉ.".encode(), "mon-an.txt", "kế hoạch"),
    ],
)
def test_bad_documents_are_told_with_what_to_do(in_commune: World, data: bytes, name: str, words: str) -> None:
    response = post_file(in_commune, data, name)
    if response.status_code == 302:  # taken in, then refused by the reader
        version = PlanVersion.objects.get()
        read_version(in_commune.commune.pk, version.pk)
        response = in_commune.client().get(response.url)
        assert "Chọn tệp khác" in response.content.decode()
        assert not Commitment.objects.exists()
    assert words in response.content.decode()


def test_nothing_chosen_and_nothing_pasted(in_commune: World) -> None:
    response = in_commune.client().post(reverse("plans_upload"), {})
    assert "Hãy chọn một tệp kế hoạch" in response.content.decode()


def test_pasted_text_is_read_like_a_file(in_commune: World) -> None:
    response = in_commune.client().post(reverse("plans_upload"), {"text": PLAN})
    assert response.status_code == 302
    version = PlanVersion.objects.get()
    read_version(in_commune.commune.pk, version.pk)
    assert Commitment.objects.filter(version=version).count() == 7


def test_too_short_a_text_is_refused(in_commune: World) -> None:
    with pytest.raises(Refused) as refusal:
        receive_text(commune=in_commune.commune, text="Kế hoạch", by=None)
    assert refusal.value.code == "text_short"


def test_a_plan_of_another_ward_is_marked_for_confirmation(in_commune: World) -> None:
    Commune.objects.create(
        id=999_999, province=in_commune.commune.province, name="Phường Xa Lạ", kind="phường", folded="phuong xa la"
    )
    text = PLAN.replace("Thử Nghiệm", "Xa Lạ").replace("THỬ NGHIỆM", "XA LẠ")
    version = read(in_commune.commune, text)
    assert version.other_commune == "Phường Xa Lạ"
    url = reverse("plans_review", args=[version.plan_id])
    assert "Phường Xa Lạ" in in_commune.client().get(url).content.decode()
    in_commune.client().post(reverse("plans_confirm_commune", args=[version.plan_id]))
    assert "gửi nhầm" not in in_commune.client().get(url).content.decode()


def test_a_ward_of_the_same_name_in_another_province_is_told_apart(in_commune: World) -> None:
    commune = in_commune.commune
    far = Province.objects.create(id=996, name="Tỉnh Xa Xôi", folded="tinh xa xoi")
    Commune.objects.create(id=999_998, province=far, name=commune.name, kind="phường", folded=commune.folded)
    theirs = PLAN.replace("của UBND tỉnh về", "của UBND tỉnh Xa Xôi về")
    assert read(commune, theirs).other_commune == f"{commune.name}, Tỉnh Xa Xôi"
    ours = PLAN.replace("của UBND tỉnh về", f"của UBND {commune.province.name}, gửi tỉnh Xa Xôi, về")
    assert read(commune, ours, "cua-minh.txt").other_commune == ""
    assert read(commune, PLAN, "khong-noi.txt").other_commune == "", "a name alone proves nothing"


def test_our_own_plan_needs_no_confirmation(in_commune: World) -> None:
    assert read(in_commune.commune).other_commune == ""


def test_unreadable_may_be_read_again(in_commune: World) -> None:
    version = given(in_commune.commune)
    PlanVersion.objects.filter(pk=version.pk).update(state="unreadable", error_message="Hỏng.")
    before = jobs()
    version.refresh_from_db()
    read_again(version=version, by=in_commune.owner)
    version.refresh_from_db()
    assert (version.state, version.error_message, jobs()) == ("reading", "", before + 1)


def test_a_lost_file_is_told(in_commune: World, settings: Any, tmp_path: Any) -> None:
    version = given(in_commune.commune)
    settings.FILES_ROOT = tmp_path
    read_version(in_commune.commune.pk, version.pk)
    version.refresh_from_db()
    assert (version.state, version.error_code) == ("unreadable", "file_lost")


def test_two_hundred_megabytes_are_refused_before_they_are_kept(in_commune: World) -> None:
    from lantoa.plans.actions.intake import receive_plan

    class Endless(SimpleUploadedFile):
        given = 0

        def chunks(self, chunk_size: int | None = None) -> Any:
            for _ in range(200):
                self.given += 1
                yield b"a" * 1024 * 1024

    upload = Endless("to.txt", b"a")
    with pytest.raises(Refused) as refusal:
        receive_plan(commune=in_commune.commune, upload=upload, name="to.txt", by=None)
    assert refusal.value.code == "file_too_large"
    assert upload.given <= 32
    assert not Plan.objects.exists()


def test_a_second_edition_belongs_to_the_same_plan(in_commune: World) -> None:
    first = read(in_commune.commune)
    accept_sure(version=first, by=in_commune.owner)
    adopt_version(version=first, by=in_commune.owner)
    url = reverse("plans_new_edition", args=[first.plan_id])
    upload = SimpleUploadedFile("ban-2.txt", PLAN.replace("02 lần/tháng", "03 lần/tháng").encode())
    in_commune.client().post(url, {"file": upload})
    second = PlanVersion.objects.get(edition=2)
    assert second.plan_id == first.plan_id
    read_version(in_commune.commune.pk, second.pk)
    first.plan.refresh_from_db()
    assert first.plan.title.startswith("Tuyên truyền cải cách hành chính")


def test_a_contributor_may_not_upload(in_commune: World) -> None:
    response = in_commune.client(Role.OFFICER).post(reverse("plans_upload"), {"text": PLAN})
    assert response.status_code == 403
    assert not Plan.objects.exists()


def test_already_there_names_the_plan(in_commune: World) -> None:
    version = read(in_commune.commune)
    with pytest.raises(AlreadyThere) as there:
        given(in_commune.commune)
    assert there.value.plan_id == version.plan_id


def photo(shade: int) -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("L", (827, 1169), shade).save(target, "JPEG")
    return SimpleUploadedFile(f"IMG_{shade}.jpg", target.getvalue(), "image/jpeg")


def test_several_photos_are_one_plan(in_commune: World) -> None:
    url = reverse("plans_upload")
    response = in_commune.client().post(url, {"file": [photo(200), photo(210), photo(220)]})
    version = PlanVersion.objects.select_related("file").get()
    assert response.url == reverse("plans_reading", args=[version.plan_id])
    assert version.file
    assert version.file.media_type == "application/pdf"
    assert version.file.name == "IMG_200 và 2 ảnh khác.pdf"


def test_files_that_are_not_all_photos_are_not_put_together(in_commune: World) -> None:
    files = [photo(200), SimpleUploadedFile("kế hoạch.txt", PLAN.encode())]
    response = in_commune.client().post(reverse("plans_upload"), {"file": files})
    assert response.status_code == 422
    assert "Chỉ ghép được nhiều tệp khi tất cả là ảnh" in response.content.decode()
    assert not PlanVersion.objects.exists()
