"""The link of a reminder: opens one item for one person without a password, is answered once, and nothing else."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from lantoa.activities.models import Activity
from lantoa.communes import actions
from lantoa.communes.models import Membership
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry
from lantoa.plans.models import DueWork
from lantoa.reminders import answering, drawing, sending
from lantoa.reminders.models import Answer, DigestItem, ReminderLink
from lantoa.reminders.queries import situation
from lantoa.reminders.rules.gathering import items_for
from lantoa.reminders.rules.links import MOST_TRIES
from lantoa.reminders.states import AnswerKind, Reason
from tests.core.mail_sink import Sink
from tests.factories import build_world
from tests.files.samples import jpeg
from tests.reminders.ward import TODAY, Clock, Reminded


@pytest.fixture
def tokens(ward: Reminded, hands: Clock, server: Sink) -> dict[str, str]:
    """The secrets of the head's mail, by the words of their items."""
    with scope([ward.commune_id]):
        drawing.plan_round(commune_id=ward.commune_id, now=hands.at)
        drawing.hold_round(commune_id=ward.commune_id, now=hands.at)
        attempt = sending.claim(now=hands.at)
        assert attempt is not None
        items = DigestItem.objects.in_bulk(attempt.tokens)
        return {items[pk].subject.split()[0]: token for pk, token in attempt.tokens.items()}


def done(**values: Any) -> dict[str, Any]:
    given = {"answer": "done", "key": str(uuid4()), "on": TODAY.isoformat(), "what": "Đã gửi báo cáo quý III"}
    return {**given, **values}


def promise(**values: Any) -> dict[str, Any]:
    return {"answer": "will_do", "key": str(uuid4()), "on": "2026-08-27", "note": "Chờ số liệu", **values}


def path(token: str) -> str:
    return f"/nhac/{token}/"


def told(ward: Reminded) -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_looking_shows_the_one_item_and_changes_nothing(ward: Reminded, tokens: dict[str, str]) -> None:
    with scope([ward.commune_id]):
        before = (told(ward), list(ReminderLink.objects.order_by("pk").values()))
    for method in ("get", "head", "get"):
        response = getattr(Client(), method)(path(tokens["Báo"]))
        assert response.status_code == 200
    with scope([ward.commune_id]):
        assert (told(ward), list(ReminderLink.objects.order_by("pk").values())) == before
    page = Client().get(path(tokens["Báo"])).content.decode()
    assert "Báo cáo kết quả tuyên truyền đã quá hạn" in page
    assert "17/08/2026" in page
    for other in (
        "Hội nghị tuyên truyền sắp tới",
        "Đăng ít nhất 90 tin",
        ward.head.name,
        ward.head.email,
        "Phường Một",
    ):
        assert other not in page, other


def test_nobody_keeps_finds_or_passes_on_the_address(tokens: dict[str, str]) -> None:
    for address in (path(tokens["Báo"]), path("1." + "x" * 43), path("bậy")):
        response = Client().get(address)
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "no-store" in response.headers["Cache-Control"]
        assert "Set-Cookie" not in response.headers


def test_done_with_a_photo_is_an_activity_of_that_person_once(ward: Reminded, tokens: dict[str, str]) -> None:
    body = done()
    client = Client()
    for _ in range(2):
        photo = {"files": _file()}
        response = client.post(path(tokens["Báo"]), {**body, **photo})
        assert response.status_code == 200
        assert "Đã ghi hoạt động và minh chứng" in response.content.decode()
    with scope([ward.commune_id]):
        (activity,) = Activity.objects.all()
        assert (activity.logged_by, activity.happened_on, activity.unit_id) == (ward.head, TODAY, _unit(ward))
        assert "Ghi qua đường dẫn nhắc việc" in activity.note
        assert activity.services.get().commitment == ward.work("Báo cáo").commitment
        assert activity.evidence.get().file is not None
        assert Answer.objects.get().activity == activity
        assert told(ward).count("reminder.answered") == 1
        assert items_for(situation(ward.commune_id, today=TODAY))[ward.head.pk][0].reason is not Reason.LATE


def _file() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("anh.jpg", jpeg(size=(40, 30)), "image/jpeg")


def _unit(ward: Reminded) -> int | None:
    return Membership.objects.get(person=ward.head).unit_id


def test_an_answer_closes_the_link(ward: Reminded, tokens: dict[str, str]) -> None:
    assert Client().post(path(tokens["Báo"]), promise()).status_code == 200
    for response in (Client().get(path(tokens["Báo"])), Client().post(path(tokens["Báo"]), promise())):
        assert response.status_code == 404
        assert "không còn dùng được" in response.content.decode()
        assert "Báo cáo kết quả" not in response.content.decode()
    with scope([ward.commune_id]):
        assert Answer.objects.count() == 1


def test_a_promise_keeps_quiet_until_its_day_and_help_reaches_the_owner(
    ward: Reminded, hands: Clock, tokens: dict[str, str]
) -> None:
    assert Client().post(path(tokens["Báo"]), promise()).status_code == 200
    note = "Việc này của Văn phòng, không phải đơn vị tôi"
    help_wanted = {"answer": "help", "key": str(uuid4()), "note": note}
    assert Client().post(path(tokens["Đăng"]), help_wanted).status_code == 200
    with scope([ward.commune_id]):
        now = items_for(situation(ward.commune_id, today=TODAY))
        assert [item.subject.split()[0] for item in now[ward.head.pk]] == ["Hội"]
        (call,) = now[ward.world.owner.pk]
        assert (call.reason, note in call.detail) == (Reason.HELP, True)
        answering.mark_handled(answer=Answer.objects.get(kind="help"), by=ward.world.owner, now=hands.at)
        after = items_for(situation(ward.commune_id, today=TODAY))
        assert (ward.world.owner.pk in after, len(after[ward.head.pk])) == (False, 2)
        hands.on(days=7)
        assert len(items_for(situation(ward.commune_id, today=hands.at.date()))[ward.head.pk]) == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (done(on="2026-08-21"), "chưa tới"),
        (done(on=""), "bắt buộc"),
        (done(what="x"), "5 ký tự"),
        (promise(on="2026-08-19"), "Hãy chọn ngày sẽ làm"),
        (promise(on="9999-12-31"), "Ngày phải trong khoảng"),
        (promise(key="khong-phai"), "Biểu mẫu đã cũ"),
        ({"answer": "help", "key": str(uuid4()), "note": "?"}, "Hãy ghi ngắn gọn"),
    ],
)
def test_a_bad_answer_is_told_in_the_form_and_costs_nothing(
    ward: Reminded, tokens: dict[str, str], body: dict[str, str], words: str
) -> None:
    response = Client().post(path(tokens["Báo"]), body)
    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert Client().get(path(tokens["Báo"])).status_code == 200
    with scope([ward.commune_id]):
        assert (Answer.objects.count(), Activity.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "body", [{}, {"answer": "delete"}, {"answer": ["done", "help"]}, {"answer": "done\x00", "key": "\x00"}]
)
def test_hostile_bodies_are_shown_the_door(ward: Reminded, tokens: dict[str, str], body: dict[str, Any]) -> None:
    assert Client().post(path(tokens["Báo"]), body).status_code in {404, 422}
    with scope([ward.commune_id]):
        assert Answer.objects.count() == 0


def test_tries_are_limited(ward: Reminded, tokens: dict[str, str]) -> None:
    for _ in range(MOST_TRIES - 1):
        cache.clear()
        assert Client().post(path(tokens["Báo"]), promise(on="2026-08-01")).status_code == 422
    assert Client().post(path(tokens["Báo"]), promise()).status_code == 404
    with scope([ward.commune_id]):
        assert told(ward).count("reminder_link.tried") == MOST_TRIES
        assert Answer.objects.count() == 0


@pytest.mark.parametrize("how", ["expired", "renewed", "left", "inactive", "work gone", "elsewhere", "cut", "made up"])
def test_a_link_that_is_no_good_says_nothing(
    ward: Reminded, hands: Clock, tokens: dict[str, str], how: str
) -> None:  # fmt: skip
    token = tokens["Báo"]
    other = build_world("Phường Khác")
    with scope([ward.commune_id]):
        if how == "expired":
            hands.on(days=14, seconds=1)
        elif how == "renewed":
            sending.new_link(item=ward.item(ward.head, "Báo cáo"), person=ward.head, now=hands.at)
        elif how == "left":
            actions.end_role(membership=Membership.objects.get(person=ward.head), by=ward.world.owner)
        elif how == "inactive":
            ward.head.is_active = False
            ward.head.save()
        elif how == "work gone":
            DueWork.objects.filter(commitment__text__contains="Báo cáo").delete()
    secret = token.partition(".")[2]
    changed = {
        "elsewhere": f"{other.commune.pk}.{secret}",
        "cut": token[:-1],
        "made up": f"{ward.commune_id}.{'A' * 43}",
    }
    address = path(changed.get(how, token))
    answers = [Client().get(address), Client().post(address, promise()), Client().post(f"{address}da-xem/")]
    assert [one.status_code for one in answers] == [404, 404, 404]
    pages = {re.sub(r"nonce=\S+", "", one.content.decode()) for one in answers}
    assert len(pages) == 1, "one page, whatever is wrong"
    assert "Báo cáo" not in pages.pop()


def test_guessing_is_slowed_down(ward: Reminded) -> None:
    codes = [Client().get(path(f"{ward.commune_id}.{'A' * 42}{n % 10}")).status_code for n in range(33)]
    assert codes == [404] * 30 + [429] * 3


def test_the_key_opens_nothing_else(ward: Reminded, tokens: dict[str, str]) -> None:
    client = Client()
    client.get(path(tokens["Báo"]))
    with scope([ward.commune_id]):
        item, work = ward.item(ward.head, "Hội nghị"), ward.work("Báo cáo")
    for address in (f"/nhac-viec/muc/{item.pk}/", "/nhac-viec/", f"/tien-do/cam-ket/{work.commitment_id}/", "/"):
        assert client.get(address).status_code == 302, address


def test_photos_are_only_taken_from_who_has_a_key_that_opens(ward: Reminded, tokens: dict[str, str]) -> None:
    Client().post(path(tokens["Báo"]), promise())
    Client().post(path(tokens["Báo"]), {**done(), "files": _file()})
    Client().post(path(f"{ward.commune_id}.{'A' * 43}"), {**done(), "files": _file()})
    with scope([ward.commune_id]):
        assert StoredFile.objects.count() == 0


def test_a_file_that_is_no_photo_is_refused(ward: Reminded, tokens: dict[str, str]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("anh.jpg", b"<svg onload=alert(1)>" * 10, "image/jpeg")
    assert Client().post(path(tokens["Báo"]), {**done(), "files": bad}).status_code == 422
    with scope([ward.commune_id]):
        assert (Activity.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_being_seen_is_told_by_the_page_once(ward: Reminded, tokens: dict[str, str]) -> None:
    for _ in range(3):
        assert Client().post(f"{path(tokens['Báo'])}da-xem/").status_code == 204
    assert Client().get(f"{path(tokens['Báo'])}da-xem/").status_code == 405
    with scope([ward.commune_id]):
        assert told(ward).count("reminder_link.opened") == 1


def test_two_people_at_once_answer_once(ward: Reminded, tokens: dict[str, str]) -> None:
    sent = answering.Sent(uuid4(), answering.Reply(AnswerKind.WILL_DO, TODAY, "x"))
    first = answering.answer_by_link(token=tokens["Báo"], sent=sent)
    assert answering.answer_by_link(token=tokens["Báo"], sent=sent) == first
    with pytest.raises(Refused, match="answer_sent"):
        answering.answer_by_link(token=tokens["Hội"], sent=sent)


def test_a_person_who_may_not_log_is_not_offered_it(ward: Reminded, hands: Clock, server: Sink) -> None:
    from tests.reminders.ward import member

    with scope([ward.commune_id]):
        watcher = member(ward.world, Role.INSPECTOR, unit=None, title="Kiểm tra")
        work = ward.work("Hội nghị")
        digest = drawing.nudge(work=work, person=watcher, by=ward.world.owner, now=hands.at)
        assert digest is not None
        attempt = sending.claim(now=hands.at)
        assert attempt is not None
        (token,) = attempt.tokens.values()
    assert "Ghi là đã làm" not in Client().get(path(token)).content.decode()
    assert Client().post(path(token), done()).status_code == 404
    assert Client().post(path(token), promise()).status_code == 200


def test_mails_are_switched_off_without_a_password_by_asking_or_by_the_mail_program(
    ward: Reminded, hands: Clock, server: Sink
) -> None:
    from lantoa.reminders import jobs
    from lantoa.reminders.queries import preference_of

    with scope([ward.commune_id]):
        drawing.plan_round(commune_id=ward.commune_id, now=hands.at)
    jobs.serve(ward.commune_id)
    address = server.messages[0]["List-Unsubscribe"].strip("<>").removeprefix("https://lantoa.example")
    assert Client().get(address).status_code == 200
    with scope([ward.commune_id]):
        assert preference_of(ward.commune_id, ward.head).by_mail
    for _ in range(2):
        body = {"List-Unsubscribe": "One-Click"}
        assert Client(enforce_csrf_checks=True).post(address, body).status_code == 200
    assert Client().post(f"{address[:-2]}x/").status_code == 404
    with scope([ward.commune_id]):
        assert not preference_of(ward.commune_id, ward.head).by_mail
        assert told(ward).count("reminders.stopped") == 1
