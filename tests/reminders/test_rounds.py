"""A day's reminding: at its hour on working days, once, drawn up for each person; then the mails."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest

from lantoa.communes import actions
from lantoa.communes.models import CalendarDay, Membership, Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.reminders import choices, drawing, jobs
from lantoa.reminders.models import Digest, DigestItem, Nudge, ReminderLink, ReminderSetting, Round
from lantoa.reminders.queries import communes_to_serve, communes_without_plan, preference_of, situation
from lantoa.reminders.states import DigestState, Reason, RoundState
from tests.core.mail_sink import Sink
from tests.reminders.ward import TODAY, Clock, Reminded, add, digests


def tick(ward: Reminded, hands: Clock) -> None:
    """What a minute does, in this process: plan, then serve where something is due."""
    for commune_id in communes_without_plan(hands.at):
        with scope([commune_id]):
            drawing.plan_round(commune_id=commune_id, now=hands.at)
    for commune_id in communes_to_serve(hands.at):
        jobs.serve(commune_id)


def actions_of(ward: Reminded) -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def states() -> dict[date, str]:
    return dict(Round.objects.values_list("on", "state"))


def test_one_mail_for_each_person_who_has_anything(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    with scope([ward.commune_id]):
        drawn = digests()
        leader, owner = ward.world.person(Role.LEADER), ward.world.owner
        assert set(drawn) == {ward.head.pk, leader.pk}, "the clerk has nothing, the owner has nothing"
        assert drawn[ward.head.pk].state == DigestState.SENT.value
        assert (drawn[leader.pk].state, drawn[leader.pk].why) == (DigestState.PAGE_ONLY.value, "no_address")
        reasons = [item.reason for item in drawn[ward.head.pk].items.all()]
        assert reasons == [Reason.LATE.value, Reason.FORECAST.value, Reason.SOON.value]
        assert {item.reason for item in drawn[leader.pk].items.all()} == {Reason.ESCALATED.value}
        assert owner.pk not in drawn
    (mail,) = server.messages
    assert mail["To"] == ward.head.email
    assert mail["Subject"] == (
        "Nhắc việc 20/08/2026: 1 việc quá hạn, 1 việc dự báo không đạt, 1 việc sắp đến hạn (Phường Một)"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = server.received[0][1].decode()
    assert re.search(r"^List-Unsubscribe: <https://lantoa.example/dung-thu/[^ ]+/>\r?$", raw, re.MULTILINE)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    for body in (plain.get_content(), html.get_content()):
        assert "Báo cáo kết quả tuyên truyền đã quá hạn" in body
        assert body.count("https://lantoa.example/nhac/") == 3
        assert "&amp;#" not in body


def test_again_in_the_next_minute_nothing_happens(ward: Reminded, hands: Clock, server: Sink) -> None:
    for _ in range(4):
        tick(ward, hands)
        hands.on(minutes=1)
    assert len(server.received) == 1
    with scope([ward.commune_id]):
        assert Digest.objects.count() == 2
        assert actions_of(ward).count("digest.sent") == 1


def test_the_ledger_tells_it_without_names(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    with scope([ward.commune_id]):
        told = [entry for entry in Entry.objects.order_by("seq") if entry.action.startswith(("digest", "reminders"))]
        assert [one.action for one in told] == [
            "digest.drawn", "digest.drawn", "reminders.round_done", "digest.sending", "digest.sent",
        ]  # fmt: skip
        assert "@" not in str([one.data for one in told])


def test_before_the_hour_and_on_days_off_it_is_quiet(ward: Reminded, hands: Clock, server: Sink) -> None:
    hands.on(minutes=-10)
    tick(ward, hands)
    with scope([ward.commune_id]):
        assert states() == {TODAY: RoundState.PLANNED.value}
    hands.on(days=3, hours=3)  # Sunday; the Saturday between is worked in exchange for 31/08
    tick(ward, hands)
    assert server.received == []
    with scope([ward.commune_id]):
        assert states() == {TODAY: RoundState.DROPPED.value, date(2026, 8, 24): RoundState.PLANNED.value}
        assert Digest.objects.count() == 0
        assert "reminders.round_dropped" in actions_of(ward)


def test_a_day_off_that_was_declared_late_is_passed_over(ward: Reminded, hands: Clock, server: Sink) -> None:
    hands.on(minutes=-10)
    tick(ward, hands)
    with scope([ward.commune_id]):
        CalendarDay.of(ward.commune_id, on=TODAY, is_off=True, name="Nghỉ bão").save()
    hands.on(minutes=20)
    tick(ward, hands)
    with scope([ward.commune_id]):
        assert (states(), Digest.objects.count()) == ({TODAY + timedelta(1): RoundState.PLANNED.value}, 0)


def test_a_machine_that_was_off_reminds_the_same_day_and_never_for_days_gone(
    ward: Reminded, hands: Clock, server: Sink
) -> None:
    hands.on(minutes=-10)
    tick(ward, hands)
    hands.on(hours=5)
    tick(ward, hands)
    assert len(server.received) == 1
    hands.on(days=28)
    tick(ward, hands)
    hands.on(minutes=1)
    tick(ward, hands)
    assert len(server.received) == 2, "one for today, none for the four weeks between"
    with scope([ward.commune_id]):
        assert list(states().values()).count(RoundState.DROPPED.value) == 1


def test_a_clock_that_goes_back_reminds_nobody_twice(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    for back in (1, 5, 60, 24 * 60):
        hands.on(minutes=-back)
        tick(ward, hands)
        hands.on(minutes=back)
        tick(ward, hands)
    assert len(
        {(to, message["Message-ID"]) for (to, _), message in zip(server.received, server.messages, strict=True)}
    ) == len(server.received)
    with scope([ward.commune_id]):
        assert Digest.objects.filter(on=TODAY).count() == 2
        assert Digest.objects.filter(on=TODAY, person=ward.head).get().attempts == 1


def test_a_clock_that_jumps_a_year_ahead_and_back_does_not_silence_the_ward(
    ward: Reminded, hands: Clock, server: Sink
) -> None:
    hands.on(minutes=-10)
    tick(ward, hands)
    hands.on(days=365)
    tick(ward, hands)
    hands.on(days=-365)
    for _ in range(3):
        hands.on(minutes=20)
        tick(ward, hands)
    with scope([ward.commune_id]):
        planned = Round.objects.get(state=RoundState.PLANNED.value)
        assert planned.on <= TODAY + timedelta(1)


def test_another_hour_is_kept_from_the_next_round_on(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    with scope([ward.commune_id]):
        setting = ReminderSetting.of(ward.commune_id, at=time(9, 15))
        choices.change_setting(setting=setting, by=ward.world.owner, now=hands.at)
        planned = Round.objects.get(state=RoundState.PLANNED.value)
    assert (planned.on, planned.due_at.hour, planned.due_at.minute) == (TODAY + timedelta(1), 2, 15)


def test_a_ward_that_switched_reminding_off_is_left_alone(ward: Reminded, hands: Clock, server: Sink) -> None:
    with scope([ward.commune_id]):
        setting = ReminderSetting.of(ward.commune_id, is_on=False)
        choices.change_setting(setting=setting, by=ward.world.owner, now=hands.at)
    tick(ward, hands)
    assert server.received == []
    with scope([ward.commune_id]):
        assert Round.objects.count() == 0


def test_without_a_mail_server_the_page_reminds(ward: Reminded, hands: Clock, settings: Any) -> None:
    settings.MAIL_HOST = ""
    tick(ward, hands)
    with scope([ward.commune_id]):
        assert {row.why for row in digests().values()} == {"mail_off"}
        page = ward.world.client(Role.OFFICER).get("/nhac-viec/")
    assert "Máy chủ thư chưa được cài đặt" in page.content.decode()


@pytest.mark.parametrize(
    ("by_mail", "weekdays", "why"),
    [(False, [0, 1, 2, 3, 4], "chosen_off"), (True, [0, 1, 2, 4], "not_this_day"), (True, [3], "")],
)
def test_each_person_chooses(
    ward: Reminded, hands: Clock, server: Sink, by_mail: bool, weekdays: list[int], why: str
) -> None:  # fmt: skip
    with scope([ward.commune_id]):
        preference = preference_of(ward.commune_id, ward.head)
        choices.choose(preference=preference, by_mail=by_mail, weekdays=weekdays, by=ward.head)
    tick(ward, hands)
    with scope([ward.commune_id]):
        row = digests()[ward.head.pk]
    assert (row.why if why else row.state) == (why or "sent")
    assert len(server.received) == (0 if why else 1)


def test_who_left_between_drawing_and_sending_gets_nothing(ward: Reminded, hands: Clock, server: Sink) -> None:
    with scope([ward.commune_id]):
        drawing.plan_round(commune_id=ward.commune_id, now=hands.at)
        drawing.hold_round(commune_id=ward.commune_id, now=hands.at)
        actions.end_role(membership=Membership.objects.get(person=ward.head), by=ward.world.owner)
    tick(ward, hands)
    assert server.received == []
    with scope([ward.commune_id]):
        row = digests()[ward.head.pk]
        assert (row.state, row.why) == (DigestState.DROPPED.value, "left")


def test_a_nudge_with_a_digest_today_waits_for_the_next(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    with scope([ward.commune_id]):
        work = ward.work("Hội nghị")
        assert drawing.nudge(work=work, person=ward.head, by=ward.world.owner, now=hands.at) is None
        assert drawing.nudge(work=work, person=ward.head, by=ward.world.owner, now=hands.at) is None
        assert Nudge.objects.count() == 1
    hands.on(days=1)
    tick(ward, hands)
    assert len(server.received) == 2
    with scope([ward.commune_id]):
        items = DigestItem.objects.filter(digest__person=ward.head, digest__on=TODAY + timedelta(1))
        assert items.order_by("position")[0].reason == Reason.NUDGED.value
        assert not Nudge.objects.filter(digest__isnull=True).exists()


def test_a_nudge_without_a_digest_today_goes_out_now_and_is_todays(ward: Reminded, hands: Clock, server: Sink) -> None:
    hands.on(minutes=-60)
    with scope([ward.commune_id]):
        work = ward.work("Hội nghị")
        digest = drawing.nudge(work=work, person=ward.head, by=ward.world.owner, now=hands.at)
        assert digest is not None
        assert digest.items.count() == 3, "everything else of today comes along"
    tick(ward, hands)
    hands.on(minutes=70)
    tick(ward, hands)
    assert len(server.received) == 1


def test_a_nudge_on_a_day_off_waits(ward: Reminded, hands: Clock) -> None:
    hands.on(days=3)  # Sunday
    with scope([ward.commune_id]):
        assert drawing.nudge(work=ward.work("Hội nghị"), person=ward.head, by=ward.world.owner, now=hands.at) is None


def test_a_newer_mail_closes_the_links_of_the_older(ward: Reminded, hands: Clock, server: Sink) -> None:
    tick(ward, hands)
    hands.on(days=1)
    tick(ward, hands)
    with scope([ward.commune_id]):
        assert ReminderLink.objects.filter(person=ward.head, revoked_at__isnull=True).count() == 3
        assert ReminderLink.objects.filter(person=ward.head, revoked_at__isnull=False).count() == 3


def test_the_queries_do_not_grow_with_the_work(
    ward: Reminded, hands: Clock, django_assert_max_num_queries: Any
) -> None:
    """Ten times the commitments: the same number of reads for the facts of a day, six of them for content."""

    with scope([ward.commune_id]):
        for place in range(30):
            add(ward.version, Unit.objects.first(), 10 + place, text=f"Việc {place}")
        with django_assert_max_num_queries(28):
            situation(ward.commune_id, today=TODAY)
