"""Working on the words: saved by section, two at a time, in Word and back; the own form; the evidence bundle."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.activities.models import Activity, Evidence
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.actions import store_upload
from lantoa.reports import jobs
from lantoa.reports.bundle_actions import ask_bundle
from lantoa.reports.bundles import items_of
from lantoa.reports.documents import desk_of
from lantoa.reports.form_actions import reset_template, save_template
from lantoa.reports.jobs import make_bundle
from lantoa.reports.models import Bundle, Report, Wording, WordReturn
from lantoa.reports.rules.rewording import Fault
from lantoa.reports.rules.sections import Section
from lantoa.reports.word import back_of, receive_word, take_word, word_file
from lantoa.reports.wording_actions import reset_wording, save_wording
from tests.factories import World, build_world
from tests.files.samples import jpeg
from tests.progress.ward import live, running_plan
from tests.reports.ward import TODAY, drafted, fresh, issued
from tests.vanban.form_sample import report as other_document
from vanban.form.document import Paragraph
from vanban.form.docx import render_docx
from vanban.form.editing import words_of
from vanban.form.errors import FormError

ONE, TWO = Role.PLAN_OWNER, Role.LEADER


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)

    def unavailable(_document: object) -> bytes:
        raise FormError("pdf_unavailable", "Máy này chưa in được PDF.")

    monkeypatch.setattr(jobs, "render_pdf", unavailable)
    world = build_world()
    with scope([world.commune.pk]):
        live(world, running_plan(world), seed=7, count=20)
        yield world


def post(world: World, report: Report, text: str, based_on: int, role: Role = ONE) -> Any:
    data = json.dumps({"based_on": based_on, "blocks": [{"k": "p", "r": [{"x": text}]}]})
    path = reverse("reports_section", args=[report.pk, "proposals"])
    return world.client(role).post(path, data, content_type="application/json")


def proposals(world: World, report: Report) -> str:
    return words_of(desk_of(fresh(report), world.commune).words(Section.PROPOSALS))


def test_of_two_writers_the_later_is_told_and_nothing_is_lost(world: World) -> None:
    report = drafted(world)
    first = post(world, report, "Lời của người thứ nhất, có 05 lớp.", 0)
    assert first.status_code == 200
    assert first.json()["typed"][0]["text"] == "05"
    second = post(world, report, "Lời của người thứ hai.", 0, TWO)
    assert second.status_code == 409
    told = second.json()
    assert told["number"] == 1
    assert world.owner.name in told["by"]
    assert "Lời của người thứ nhất" in told["theirs"]
    assert proposals(world, report).startswith("Lời của người thứ nhất")
    aside = Wording.objects.get(set_aside=True)
    assert aside.blocks[0]["r"][0]["x"] == "Lời của người thứ hai."
    page = world.client().get(reverse("reports_edit", args=[report.pk])).content.decode()
    assert "Lời của người thứ hai." in page
    assert post(world, report, "Lời của người thứ hai.", 1, TWO).status_code == 200
    assert proposals(world, report) == "Lời của người thứ hai."
    kept = Wording.objects.filter(set_aside=False).order_by("number").values_list("number", flat=True)
    assert list(kept) == [1, 2], "the first one's text is still there"


def test_one_sitting_is_one_version(world: World) -> None:
    report = drafted(world)
    number = 0
    for text in ("Một", "Một hai", "Một hai ba"):
        number = post(world, report, text, number).json()["number"]
    assert number == 1
    assert Wording.objects.count() == 1
    assert proposals(world, report) == "Một hai ba"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b"[]", 400), (b'{"based_on": "x", "blocks": []}', 400), (b'{"based_on": 0}', 400),
     (b'{"based_on": 0, "blocks": [{"k": "p", "r": [{"x": "a", "f": "../"}]}]}', 400), (b"[" * 100_000, 400),
     (b'{"based_on": 0, "blocks": [{"k": "p", "r": [{"x": "a", "f": "so-1"}]}]}', 422)],
)  # fmt: skip
def test_hostile_saves_are_answered(world: World, body: bytes, status: int) -> None:
    report = drafted(world)
    path = reverse("reports_section", args=[report.pk, "proposals"])
    assert world.client().post(path, body, content_type="application/json").status_code == status
    assert world.client().post(f"{path}x", body, content_type="application/json").status_code == 404
    assert not Wording.objects.exists()


def test_figures_follow_the_evidence_and_a_section_can_be_reset(world: World) -> None:
    report = drafted(world)
    desk = desk_of(report, world.commune)
    words = (Paragraph("Mở đầu."), *desk.words(Section.DIRECTING))
    save_wording(report=report, section=Section.DIRECTING, words=words, based_on=0, by=world.owner)
    Report.objects.filter(pk=report.pk).update(snapshot=None, state="making")
    Activity.objects.filter(happened_on__range=("2026-07-01", "2026-09-30")).first().delete()
    jobs.make_report(world.commune.pk, report.pk)
    now = desk_of(fresh(report), world.commune)
    text = words_of(now.words(Section.DIRECTING))
    assert text.startswith("Mở đầu.")
    assert now.figures["tong-hoat-dong"].text != desk.figures["tong-hoat-dong"].text
    assert f"đã thực hiện {now.figures['tong-hoat-dong'].text} hoạt động" in text
    reset_wording(report=report, section=Section.DIRECTING, by=world.owner)
    assert "Mở đầu." not in words_of(desk_of(fresh(report), world.commune).words(Section.DIRECTING))


def edited(data: bytes, change: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for old, new in change.items():
                    assert old in text, old
                    text = text.replace(old, new, 1)
                content = text.encode()
            made.writestr(name, content)
    return out.getvalue()


def test_word_and_back_through_the_pages(world: World) -> None:
    report = drafted(world, remarks={"proposals": "Cấp kinh phí."})
    client = world.client()
    answer = client.get(reverse("reports_word", args=[report.pk]))
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    figure = desk_of(report, world.commune).figures["tong-hoat-dong"].text
    lock = 'lt:tong-hoat-dong"/>'
    data = edited(answer.content, {"Cấp kinh phí.": "Cấp 03 máy ảnh."})
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    place = text.index(lock)
    wrong = text[:place] + text[place:].replace(f">{figure}<", ">777<", 1)
    data = edited(data, {text[:]: wrong})
    upload = SimpleUploadedFile("sua.docx", data)
    compare = client.post(reverse("reports_word_back", args=[report.pk]), {"file": upload})
    assert compare.status_code == 302, compare.content.decode()[:300]
    page = client.get(compare["Location"])
    shown = re.sub(r"\s+", " ", page.content.decode())
    assert "777" in shown
    assert Fault.ALTERED.label in shown
    assert Fault.TYPED.label in shown
    assert client.post(compare["Location"], {"section": ["proposals", "directing"]}).status_code == 302
    assert proposals(world, report) == "Cấp 03 máy ảnh."
    assert "777" not in words_of(desk_of(fresh(report), world.commune).words(Section.DIRECTING))
    report_page = client.get(reverse("reports_show", args=[report.pk])).content.decode()
    assert "1 số do người soạn nhập, không có minh chứng" in report_page


def test_a_section_changed_on_the_page_meanwhile_is_not_ticked(world: World) -> None:
    report = drafted(world, remarks={"proposals": "Cấp kinh phí."})
    data = edited(word_file(report, world.commune), {"Cấp kinh phí.": "Lời trong Word."})
    save_wording(
        report=report, section=Section.PROPOSALS, words=(Paragraph("Lời trên trang."),), based_on=0, by=world.owner
    )
    row = receive_word(report=fresh(report), upload=data, name="a.docx", by=world.owner)
    one = next(one for one in back_of(row).sections if one.section is Section.PROPOSALS)
    assert one.stale
    take_word(row=row, sections=[Section.PROPOSALS], by=world.owner)
    assert proposals(world, report) == "Lời trong Word."
    assert Wording.objects.filter(section="proposals").count() == 2


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (render_docx(other_document()), "khac.docx", "word_foreign"),
        (b"%PDF-1.4 x", "a.pdf", "file_kind"),
        (b"<html><script>", "a.docx", "file_active"),
        (b"", "a.docx", "file_empty"),
        (b"PK\x03\x04" + b"x" * 50, "a.docx", "file_broken"),
    ],
)
def test_files_that_are_not_this_reports_word_file(world: World, data: bytes, name: str, code: str) -> None:
    report = drafted(world)
    with pytest.raises(Refused) as refused:
        receive_word(report=report, upload=data, name=name, by=world.owner)
    assert refused.value.code == code
    assert not WordReturn.objects.exists()


def test_another_reports_word_file_is_not_taken(world: World) -> None:
    first, second = drafted(world), drafted(world)
    with pytest.raises(Refused) as refused:
        receive_word(report=second, upload=word_file(first, world.commune), name="a.docx", by=world.owner)
    assert refused.value.code == "word_foreign"


# ---- the ward's own form --------------------------------------------------------------------------------------------
def form(*lines: str, left: float = 30, extra: str = "") -> bytes:
    made = docx.Document()
    section = made.sections[0]
    mm = docx.shared.Mm
    section.page_width, section.page_height = mm(210), mm(297)
    section.top_margin = section.bottom_margin = mm(20)
    section.left_margin, section.right_margin = mm(left), mm(15)
    for line in lines or (
        "UBND PHƯỜNG – MẪU RIÊNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: {{SO}}",
        "{{NGAY}}",
        "{{TRICH_YEU}}",
        "{{NOI_DUNG}}",
        "{{CHUC_VU}}",
        "{{NGUOI_KY}}",
    ):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return edited(out.getvalue(), {"</w:body>": extra + "</w:body>"}) if extra else out.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_the_wards_own_form_is_used_and_frozen_with_the_report(world: World) -> None:
    save_template(commune=world.commune, upload=form(), name="mau.docx", by=world.owner)
    report = issued(world)
    lines = texts(store.read(world.commune.pk, report.docx.sha256))
    assert lines[0] == "UBND PHƯỜNG – MẪU RIÊNG"
    assert "Số: 12/BC-UBND" in lines
    assert "{{" not in "".join(lines)
    assert lines[3].endswith("ngày 03 tháng 10 năm 2026")
    assert report.frozen["template"]["number"] == 1
    reset_template(commune=world.commune, by=world.owner)
    Report.objects.filter(pk=report.pk).update(docx=None, state="making")
    jobs.print_report(world.commune.pk, report.pk)
    assert texts(store.read(world.commune.pk, fresh(report).docx.sha256)) == lines
    other = drafted(world)
    assert "UBND PHƯỜNG – MẪU RIÊNG" not in texts(store.read(world.commune.pk, other.docx.sha256))


def test_with_the_own_form_word_and_back_works_too(world: World) -> None:
    save_template(commune=world.commune, upload=form(), name="mau.docx", by=world.owner)
    report = drafted(world, remarks={"proposals": "Cấp kinh phí."})
    data = edited(word_file(report, world.commune), {"Cấp kinh phí.": "Cấp thêm kinh phí."})
    row = receive_word(report=report, upload=data, name="a.docx", by=world.owner)
    take_word(row=row, sections=list(Section), by=world.owner)
    assert proposals(world, report) == "Cấp thêm kinh phí."


HEAD = ("Số: {{SO}}", "{{NGAY}}", "{{TRICH_YEU}}")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (form(*HEAD), "form_places"),
        (form(*HEAD, "{{NOI_DUNG}}", "{{NOI_DUNG}}"), "form_places"),
        (form(*HEAD, "{{NOI_DUNG}}", "{{LA}}"), "form_places"),
        (form(*HEAD, "Nội dung: {{NOI_DUNG}}"), "form_places"),
        (form("{{NOI_DUNG}}"), "form_places"),
        (form(left=80), "form_page"),
        (form(extra='<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'), "form_unsafe"),
        (form(extra="<w:p><w:r><w:object/></w:r></w:p>"), "form_unsafe"),
        (b"khong phai word", "file_kind"),
    ],
)  # fmt: skip
def test_wrong_forms_are_refused_with_words(world: World, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        save_template(commune=world.commune, upload=data, name="mau.docx", by=world.owner)
    assert refused.value.code == code
    page = world.client().post(reverse("reports_letterhead"), {"file": SimpleUploadedFile("m.docx", data)})
    assert page.status_code == 422
    assert refused.value.message.split("{{")[0][:30] in page.content.decode().replace("&quot;", '"')


def test_a_form_can_be_looked_at_first(world: World) -> None:
    save_template(commune=world.commune, upload=form(left=40), name="mau.docx", by=world.owner)
    page = world.client().get(reverse("reports_letterhead")).content.decode()
    assert "Lề trái 40 mm" in page
    sample = world.client().get(reverse("reports_letterhead_sample"))
    assert texts(sample.content)[0] == "UBND PHƯỜNG – MẪU RIÊNG"


# ---- the evidence bundle --------------------------------------------------------------------------------------------
def with_photos(world: World, count: int = 3) -> None:
    for number, activity in enumerate(Activity.objects.filter(happened_on__range=("2026-07-01", "2026-09-30"))[:count]):
        name = f"ảnh: {number}.jpg"
        file = store_upload(commune=world.commune, upload=jpeg(size=(20 + number, 20)), name=name, by=world.owner)
        Evidence.of(world.commune.pk, activity=activity, grade="C", state="accepted", file=file).save()


def test_the_bundle_holds_everything_once_with_its_sums(world: World) -> None:
    with_photos(world)
    report = drafted(world)
    row = ask_bundle(report=report, by=world.person(Role.INSPECTOR))
    make_bundle(world.commune.pk, row.pk)
    made = Bundle.objects.get(pk=row.pk)
    assert (made.state, made.done) == ("ready", made.total)
    data = store.read(world.commune.pk, made.sha256)
    assert sha256(data).hexdigest() == made.sha256
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert {"Mục lục.docx", "Mục lục.csv", "SHA256SUMS.txt"} <= set(names)
        for line in package.read("SHA256SUMS.txt").decode().splitlines():
            digest, name = line.split("  ", 1)
            assert sha256(package.read(name)).hexdigest() == digest, name
        photos = [name for name in names if name.endswith(".jpg")]
        assert len(photos) == len([item for item in items_of(report) if item.path and item.path.endswith(".jpg")])
        assert len(package.read("Mục lục.csv").decode("utf-8-sig").splitlines()) > len(photos)
    make_bundle(world.commune.pk, row.pk)
    assert Bundle.objects.get(pk=row.pk).sha256 == made.sha256


def test_a_new_bundle_takes_the_old_ones_room(world: World) -> None:
    report = drafted(world)
    first = ask_bundle(report=report, by=world.owner)
    make_bundle(world.commune.pk, first.pk)
    path = store.path_of(world.commune.pk, Bundle.objects.get(pk=first.pk).sha256)
    assert path.exists()
    second = ask_bundle(report=report, by=world.owner)
    assert not path.exists()
    assert list(Bundle.objects.values_list("pk", flat=True)) == [second.pk]


def test_a_file_that_is_gone_is_named_and_the_rest_is_packed(world: World) -> None:
    with_photos(world)
    report = drafted(world)
    lost = Evidence.objects.exclude(file=None).last()
    store.path_of(world.commune.pk, lost.file.sha256).unlink()
    row = ask_bundle(report=report, by=world.owner)
    make_bundle(world.commune.pk, row.pk)
    data = store.read(world.commune.pk, Bundle.objects.get(pk=row.pk).sha256)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "TỆP THIẾU.txt" in package.namelist()
