"""The administrator's page, the health for machines, help for people; and who may take everybody's data away."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from lantoa.care import views
from lantoa.care.models import CareKind, CareRun
from lantoa.communes import actions as communes
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTOA_BACKUP_FOLDER", str(tmp_path))
    monkeypatch.delenv("LANTOA_CARE_COMMUNE", raising=False)


def saved(folder: Path) -> Path:
    path = folder / "lantoa-20261120-010000.tar"
    path.write_bytes(b"du lieu")
    return path


def last_action() -> str:
    return str(Entry.objects.order_by("-seq")[0].action)


def test_health_says_ok_or_bad_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    answer = Client().get(reverse("care_health"))
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "worker": "ok", "disk": "ok"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    answer = Client().get(reverse("care_health"))
    assert (answer.status_code, answer.json()["worker"]) == (503, "bad")

    def gone() -> float:
        raise OperationalError("no connection")

    monkeypatch.setattr(views.jobs_state, "seconds_since_heartbeat", gone)
    answer = Client().get(reverse("care_health"))
    assert (answer.status_code, answer.json()["database"]) == (503, "bad")


def test_the_page_speaks_plainly_and_shows_what_is_broken(in_commune: World) -> None:
    page = in_commune.client(Role.ADMINISTRATOR).get(reverse("care_show")).content.decode()
    for words in ("Chăm sóc phần mềm", "Sao lưu ngay", "Cách xử lý:", "Hỏng", "Ai đang đăng nhập", "Phiên bản"):
        assert words in page
    assert "Chưa có bản sao lưu nào" in page


def test_home_tells_the_administrator_and_nobody_else(in_commune: World) -> None:
    assert "Sao lưu: cần xử lý" in in_commune.client(Role.ADMINISTRATOR).get("/").content.decode()
    assert "Sao lưu: cần xử lý" not in in_commune.client(Role.LEADER).get("/").content.decode()


def test_the_proof_of_the_own_ledger_is_shown_and_not_anothers(in_commune: World) -> None:
    mine, other = str(in_commune.commune.pk), "12345"
    facts = {"communes": {
        mine: {"entries": 1234, "head": "abcd" * 16, "faults": 0, "words": []},
        other: {"entries": 9999, "head": "ffff" * 16, "faults": 1, "words": ["Mục 77: đã bị bỏ khỏi sổ."]},
    }}  # fmt: skip
    CareRun.objects.create(
        kind=CareKind.LEDGER.value, started_at=clock.now(), ended_at=clock.now(), ok=True, facts=facts
    )
    page = in_commune.client(Role.ADMINISTRATOR).get(reverse("care_show")).content.decode()
    assert "1.234" in page
    assert "Nguyên vẹn" in page
    assert "Mục 77" not in page


def test_a_backup_can_be_asked_for_and_downloaded_and_both_are_recorded(in_commune: World, tmp_path: Path) -> None:
    admin = in_commune.client(Role.ADMINISTRATOR)
    assert admin.post(reverse("care_backup")).status_code == 302
    assert last_action() == "backup.asked"
    row = CareRun.objects.get()
    assert (row.kind, row.asked_by_hand, row.ended_at) == ("backup", True, None)
    assert "Đang sao lưu…" in admin.get(reverse("care_show")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'care.backup_now'")
        assert len(cursor.fetchall()) == 1
    saved(tmp_path)
    answer = admin.get(reverse("care_download"))
    assert b"".join(answer.streaming_content) == b"du lieu"  # type: ignore[attr-defined]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert last_action() == "backup.downloaded"


def test_without_a_backup_the_download_says_what_to_do(in_commune: World) -> None:
    answer = in_commune.client(Role.ADMINISTRATOR).get(reverse("care_download"))
    assert answer.status_code == 409
    assert "Sao lưu ngay" in answer.content.decode()


def test_where_several_communes_share_an_installation_no_commune_takes_the_others_data(
    in_commune: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = build_world("Phường Bên Cạnh")
    saved(tmp_path)
    for world in (in_commune, other):
        client = world.client(Role.ADMINISTRATOR)
        assert client.get(reverse("care_download")).status_code == 403
        assert client.post(reverse("care_backup")).status_code == 403
        page = client.get(reverse("care_show"))
        assert page.status_code == 200
        assert "lantoa-20261120" not in page.content.decode()
    monkeypatch.setenv("LANTOA_CARE_COMMUNE", str(other.commune.pk))
    assert other.client(Role.ADMINISTRATOR).get(reverse("care_download")).status_code == 200
    assert in_commune.client(Role.ADMINISTRATOR).get(reverse("care_download")).status_code == 403


def failed_job(commune: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, priority, attempts) VALUES "
            "('default', 'reports.make_report', 'failed', jsonb_build_object('commune_id', %s::int), 0, 3) "
            "RETURNING id",
            [commune],
        )
        return int(cursor.fetchone()[0])


def status_of(number: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [number])
        return str(cursor.fetchone()[0])


def test_a_failed_job_can_be_tried_again_by_its_own_commune_only(in_commune: World) -> None:
    other = build_world("Phường Bên Cạnh")
    number = failed_job(in_commune.commune.pk)
    admin = in_commune.client(Role.ADMINISTRATOR)
    assert "Lập báo cáo" in admin.get(reverse("care_show")).content.decode()
    assert other.client(Role.ADMINISTRATOR).post(reverse("care_retry", args=[number])).status_code == 409
    assert status_of(number) == "failed"
    assert admin.post(reverse("care_retry", args=[number])).status_code == 302
    assert status_of(number) == "todo"
    assert last_action() == "job.retried"
    assert admin.post(reverse("care_retry", args=[number])).status_code == 409, "twice is once"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_who_is_signed_in_is_seen_and_can_be_signed_out(in_commune: World) -> None:
    officer = in_commune.client(Role.OFFICER)
    officer.get("/")
    person, admin = in_commune.person(Role.OFFICER), in_commune.client(Role.ADMINISTRATOR)
    stranger = build_world("Phường Bên Cạnh")
    stranger.client(Role.LEADER).get("/")
    page = admin.get(reverse("care_show")).content.decode()
    assert person.name in page
    assert stranger.person(Role.LEADER).name not in page
    assert admin.post(reverse("care_sign_out", args=[person.pk])).status_code == 302
    assert last_action() == "sessions.ended"
    assert officer.get("/").status_code == 302, "sent to the sign-in page"
    assert admin.get("/").status_code == 200


def second_step(person: object) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})


def test_the_second_step_of_a_lost_telephone_is_switched_off_after_a_question(in_commune: World) -> None:
    person, admin = in_commune.person(Role.OFFICER), in_commune.client(Role.ADMINISTRATOR)
    second_step(person)
    path = reverse("care_second_step", args=[person.pk])
    assert "Mất điện thoại" in admin.get(reverse("care_show")).content.decode()
    assert "Tắt xác thực hai bước" in admin.get(path).content.decode()
    assert Authenticator.objects.filter(user=person).exists(), "looking changes nothing"
    assert admin.post(path).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert last_action() == "second_step.removed"


def test_somebody_who_works_elsewhere_too_keeps_second_step_and_sessions(in_commune: World) -> None:
    """Else one commune's administrator could open another commune with that account."""
    person, other = in_commune.person(Role.OFFICER), build_world("Phường Bên Cạnh")
    with scope([other.commune.pk]):
        communes.give_role(person=person, commune=other.commune, role=Role.LEADER)
    second_step(person)
    admin = in_commune.client(Role.ADMINISTRATOR)
    for name in ("care_second_step", "care_sign_out"):
        assert admin.post(reverse(name, args=[person.pk])).status_code == 403
    assert Authenticator.objects.filter(user=person).exists()
