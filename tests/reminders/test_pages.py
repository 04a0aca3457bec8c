"""The pages of reminders: as who is signed in, as who has a link; at desk and phone size, without barriers."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from docx import Document
from playwright.sync_api import Browser

from lantoa.communes.models import Person
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment
from lantoa.reminders import answering, drawing, jobs, sending
from lantoa.reminders.models import Digest, Nudge, Preference
from lantoa.reminders.rules.links import Reply
from lantoa.reminders.states import AnswerKind
from tests.core.mail_sink import Sink
from tests.office.faces import show, violations
from tests.reminders.ward import Clock, Reminded

SHOTS = os.environ.get("LANTOA_SHOTS", "")
"""A folder for pictures to be looked at; none are taken without it."""


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def busy(ward: Reminded, hands: Clock, server: Sink) -> Reminded:
    """Reminded, with every kind of outcome and answer."""
    with scope([ward.commune_id]):
        ward.clerk.email = ""
        ward.clerk.save()
        drawing.nudge(work=ward.work("Hội nghị"), person=ward.clerk, by=ward.world.owner, now=hands.at)
        drawing.plan_round(commune_id=ward.commune_id, now=hands.at)
    server.at_end[ward.head.email] = "drop"
    jobs.serve(ward.commune_id)
    with scope([ward.commune_id]):
        for kind, words, person in (
            (AnswerKind.HELP, "Hội nghị", ward.clerk), (AnswerKind.WILL_DO, "Báo cáo", ward.head),
        ):  # fmt: skip
            item = ward.item(person, words)
            assert item.work is not None
            asked = answering.Asked(item, item.work, None, tuple(AnswerKind))
            reply = Reply(kind, hands.at.date(), "Cần Văn phòng phối hợp số liệu")
            answering.answer_signed_in(asked=asked, by=person, sent=answering.Sent(uuid4(), reply))
    return ward


def test_my_page_says_what_where_and_how(busy: Reminded) -> None:
    page = as_person(busy.head).get("/nhac-viec/").content.decode()
    assert "Hội nghị tuyên truyền sắp tới" in page
    assert "Không rõ đã đến chưa" in page
    assert "Nhắc lần tới: 07:30 ngày 21/08/2026" in page


def test_the_home_page_counts_what_is_mine(busy: Reminded) -> None:
    page = as_person(busy.head).get("/").content.decode()
    assert "Nhắc việc của anh/chị:" in page
    assert "1 việc sắp đến hạn" in page


def test_the_owner_sees_who_was_reminded_what_came_back_and_what_did_not_arrive(busy: Reminded) -> None:
    page = busy.world.client(Role.PLAN_OWNER).get("/nhac-viec/theo-doi/").content.decode()
    for words in (
        busy.head.name,
        busy.clerk.name,
        "Cần hỗ trợ",
        "Không gửi lại tự động",
        "Chưa có địa chỉ thư điện tử",
    ):
        assert words in page, words


def test_the_owner_says_whether_a_mail_arrived_and_that_help_was_given(busy: Reminded) -> None:
    client = busy.world.client(Role.PLAN_OWNER)
    with scope([busy.commune_id]):
        digest = Digest.objects.get(person=busy.head)
        answer = answering.Answer.objects.get(kind="help")
    assert client.post(f"/nhac-viec/thu/{digest.pk}/xac-nhan/", {"arrived": "vâng"}).status_code == 409
    assert client.post(f"/nhac-viec/thu/{digest.pk}/xac-nhan/", {"arrived": "yes"}).status_code == 302
    assert client.post(f"/nhac-viec/tra-loi/{answer.pk}/da-xu-ly/").status_code == 302
    page = client.get("/nhac-viec/theo-doi/").content.decode()
    assert "Không gửi lại tự động" not in page
    assert "Cần hỗ trợ" not in page


def test_urging_from_the_page(ward: Reminded, hands: Clock, server: Sink) -> None:
    client = ward.world.client(Role.PLAN_OWNER)
    with scope([ward.commune_id]):
        work = ward.work("Hội nghị")
    asked = client.get(f"/nhac-viec/viec/{work.pk}/don-doc/").content.decode()
    assert f'value="{ward.head.pk}" selected' in asked, "who would be told anyway is proposed"
    assert client.post(f"/nhac-viec/viec/{work.pk}/don-doc/", {"person": "0"}).status_code == 200
    assert client.post(f"/nhac-viec/viec/{work.pk}/don-doc/", {"person": ward.head.pk}).status_code == 302
    with scope([ward.commune_id]):
        assert (Digest.objects.count(), Nudge.objects.filter(digest__isnull=True).count()) == (1, 0)
    jobs.serve(ward.commune_id)
    assert len(server.received) == 1


def test_answering_on_the_page_is_for_whom_it_concerns(busy: Reminded) -> None:
    with scope([busy.commune_id]):
        item = busy.item(busy.head, "Hội nghị")
    address = f"/nhac-viec/muc/{item.pk}/"
    assert as_person(busy.clerk).get(address).status_code == 403
    body = {"answer": "will_do", "key": str(uuid4()), "on": "2026-08-22"}
    client = as_person(busy.head)
    assert [client.post(address, body).status_code for _ in range(2)] == [302, 302]
    assert client.post(address, {}).status_code == 409
    assert client.post(address, {**body, "key": str(uuid4()), "on": "không"}).status_code == 422
    with scope([busy.commune_id]):
        assert answering.Answer.objects.filter(item=item).count() == 1


def test_choices_and_hours_are_checked(ward: Reminded) -> None:
    client = as_person(ward.head)
    assert client.post("/nhac-viec/cach-nhan/", {"weekdays": ["1", "9"]}).status_code == 200
    assert client.post("/nhac-viec/cach-nhan/", {"weekdays": ["1", "3"], "by_mail": "on"}).status_code == 302
    with scope([ward.commune_id]):
        assert Preference.objects.get(person=ward.head).weekdays == [1, 3]
    owner = ward.world.client(Role.PLAN_OWNER)
    for bad in ({"at": "23:00", "days_ahead": 7}, {"at": "07:30", "days_ahead": -1}, {"at": "x", "days_ahead": "y"}):
        assert owner.post("/nhac-viec/gio-nhac/", {"is_on": "on", **bad}).status_code == 200
    assert owner.post("/nhac-viec/gio-nhac/", {"is_on": "on", "at": "08:15", "days_ahead": 5}).status_code == 302


def test_a_letter_in_official_form_to_the_units_that_are_late(ward: Reminded) -> None:
    client = ward.world.client(Role.PLAN_OWNER)
    with scope([ward.commune_id]):
        unit = Commitment.objects.get(text__contains="đã quá hạn").lead
        assert unit is not None
    body = {"units": [str(unit.pk)], "report_by": "2026-08-28"}
    assert client.post("/nhac-viec/cong-van/", {**body, "units": ["999999"]}).status_code == 200
    made = client.post("/nhac-viec/cong-van/", body)
    document = Document(BytesIO(made.content))
    head = [
        p.text for table in document.tables[:1] for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]
    assert "V/v đôn đốc thực hiện Kế hoạch tuyên truyền cải cách hành chính" in head
    assert any(line.startswith("Số: ") and line.endswith("/UBND-VHXH") for line in head)
    text = "\n".join(p.text for p in document.paragraphs)
    assert f"Kính gửi: {unit.name}" in text
    assert "Thực hiện Kế hoạch số 12/KH-UBND về tuyên truyền CCHC năm 2026" in text
    verb = "đề nghị" if unit.asked else "yêu cầu"
    assert f"{verb} {unit.name}" in text
    assert text.rstrip().endswith("./.")
    cells = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert cells[5:] == ["1", "Báo cáo kết quả tuyên truyền đã quá hạn", cells[7], "17/08/2026", "3 ngày"]
    if SHOTS:
        (Path(SHOTS) / "cong-van.docx").write_bytes(made.content)


PAGES = {
    "viec-cua-toi": "/nhac-viec/", "theo-doi": "/nhac-viec/theo-doi/", "cong-van": "/nhac-viec/cong-van/",
    "lich": "/nhac-viec/lich/", "cach-nhan": "/nhac-viec/cach-nhan/", "gio-nhac": "/nhac-viec/gio-nhac/",
}  # fmt: skip


@pytest.mark.pages
def test_pages_have_no_barriers_at_any_size(busy: Reminded, hands: Clock, chromium: Browser) -> None:
    for name, html in _pages(busy, hands).items():
        for width in (1280, 360):
            page = show(chromium, html, width=width)
            assert violations(page) == [], f"{name} {width}"
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} {width}: {wide} px to the side"
            assert page.complaints == [], f"{name} {width}"  # type: ignore[attr-defined]
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
            page.close()


def _pages(busy: Reminded, hands: Clock) -> dict[str, str]:
    """Every page of the room as a browser gets it."""
    both = as_person(busy.head)
    owner = busy.world.client(Role.PLAN_OWNER)
    found = {name: _html(both if name == "viec-cua-toi" else owner, path) for name, path in PAGES.items()}
    with scope([busy.commune_id]):
        item, work = busy.item(busy.head, "Đăng ít nhất"), busy.work("Hội nghị")
        token = sending.new_link(item=item, person=busy.head, now=hands.at)
    found["muc"] = _html(both, f"/nhac-viec/muc/{item.pk}/")
    found["don-doc"] = _html(owner, f"/nhac-viec/viec/{work.pk}/don-doc/")
    found["lich-moi"] = both.post("/nhac-viec/lich/", {"with_holidays": "on"}).content.decode()
    found["duong-dan"] = _html(Client(), f"/nhac/{token}/")
    wrong = {"answer": "will_do", "key": str(uuid4()), "on": ""}
    found["duong-dan-loi"] = Client().post(f"/nhac/{token}/", wrong).content.decode()
    done = {"answer": "will_do", "key": str(uuid4()), "on": "2026-08-25"}
    found["cam-on"] = Client().post(f"/nhac/{token}/", done).content.decode()
    found["da-dong"] = Client().get(f"/nhac/{token}/").content.decode()
    return found


def _html(client: Client, path: str) -> str:
    response: Any = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())
