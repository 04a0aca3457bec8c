"""What a report says of content: every number opens to its proof, and other systems' figures stay theirs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.channels.actions import correct_everywhere
from lantoa.channels.models import Figure, Receipt
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from lantoa.content.rules.kinds import Mark
from lantoa.contributors.desk_actions import note, reply
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.reports.models import Report
from lantoa.reports.published import marked_of, outlets_of, voices_of
from lantoa.reports.queries import letterhead_of
from lantoa.reports.rules import Remarks, compose, facts_from_json, facts_to_json
from lantoa.reports.rules.behind import numbers, sources
from lantoa.reports.rules.published import GOOD_MODELS, OPINIONS, OUTLETS
from lantoa.reports.rules.sections import Section, sections_of
from tests.channels import made as channels
from tests.content.made import approve_latest, approved_item, head, revised
from tests.contributors.made import opinion
from tests.factories import World
from tests.reports.made import made_report
from vanban.form.document import DataTable, plain

pytestmark = pytest.mark.django_db


def this_year() -> Window:
    day = clock.today()
    return Window(date(day.year, 1, 1), day)


def out(world: World, mark: Mark) -> Receipt:
    """An item with this mark that is out on the portal, by its delivery."""
    item = approved_item(world, head=head(mark=mark))
    portal = channels.account(world)
    channels.ordered(world, portal, item=item)
    channels.served(portal)
    return Receipt.objects.get(delivery__item=item)


def answered(world: World, text: str) -> None:
    row = opinion(world)
    editor = world.person(Role.EDITOR)
    note(submission=row, told="Mong một cửa làm cả sáng thứ Bảy.", topic="procedures", by=editor)
    if text:
        reply(submission=row, text=text, by=editor)


def test_marks_outlets_and_voices_of_a_period(in_commune: World) -> None:
    good, bad = out(in_commune, Mark.GOOD_MODEL), out(in_commune, Mark.SHORTCOMING)
    out(in_commune, Mark.NONE)
    answered(in_commune, "Từ tháng sau một cửa mở cửa sáng thứ Bảy.")
    marked = marked_of(in_commune.commune, this_year(), None)
    assert [(one.mark, one.activity_ids) for one in marked] == [
        ("good_model", (str(good.activity_id),)), ("shortcoming", (str(bad.activity_id),))
    ]  # fmt: skip
    (outlet,) = outlets_of(this_year())
    assert (outlet.code, outlet.sent, outlet.by_hand, len(outlet.activity_ids)) == ("portal", 3, 0, 3)
    (voice,) = voices_of(in_commune.commune, this_year())
    assert (voice.topic, voice.answer) == ("Cải cách thủ tục hành chính", "Từ tháng sau một cửa mở cửa sáng thứ Bảy.")
    before = Window(date(2020, 1, 1), date(2020, 12, 31))
    assert (marked_of(in_commune.commune, before, None), outlets_of(before), voices_of(in_commune.commune, before)) == (
        (), (), ()
    )  # fmt: skip


def test_what_is_recalled_or_corrected_is_told_as_such(in_commune: World) -> None:
    receipt = out(in_commune, Mark.GOOD_MODEL)
    item, portal = receipt.delivery.item, channels.account(in_commune)
    revised(in_commune, item, body="<p>Lệ phí là [[le-phi]], gọi [[duong-day-nong]].</p>")
    item.refresh_from_db()
    submit(item=item, standing=standing_of(in_commune.actor(Role.EDITOR), item), by=in_commune.person(Role.EDITOR))
    approve_latest(in_commune, item)
    correct_everywhere(item=item, by=in_commune.person(Role.EDITOR))
    channels.served(portal)
    (outlet,) = outlets_of(this_year())
    assert (outlet.sent, outlet.corrected) == (1, 1)


def test_a_channels_own_figures_are_the_last_reading_and_no_proof(in_commune: World) -> None:
    receipt = out(in_commune, Mark.NONE)
    now = clock.now()
    for days, value in ((3, 10), (1, 25)):
        Figure.of(
            in_commune.commune.pk, delivery=receipt.delivery, name="Lượt xem", value=value, source="Zalo",
            at=now - timedelta(days=days),
        ).save()  # fmt: skip
    (outlet,) = outlets_of(this_year())
    assert [(one.name, one.value) for one in outlet.readings] == [("Lượt xem", 25)]
    assert Activity.objects.count() == 1


def test_every_number_opens_and_the_tables_are_there(in_commune: World) -> None:
    report = made_report(in_commune)
    out(in_commune, Mark.GOOD_MODEL)
    answered(in_commune, "")
    facts = facts_from_json(report.snapshot)
    window, commune = this_year(), in_commune.commune
    full = replace(
        facts, marked=marked_of(commune, window, None), voices=voices_of(commune, window), outlets=outlets_of(window)
    )
    assert facts_from_json(facts_to_json(full)) == full
    letterhead = letterhead_of(commune, report)
    document = compose(full, letterhead)
    tables = [one for one in document.body if isinstance(one, DataTable)]
    cells = [cell for table in tables for row in table.rows for cell in row if not isinstance(cell, str)]
    anchors = {run.anchor for cell in cells for run in cell}
    known = {anchor for anchor, _title, _ids in numbers(full)}
    wanted = {one for one in anchors if one.startswith((GOOD_MODELS, OPINIONS, OUTLETS))}
    assert wanted
    assert wanted <= known
    assert {f"{GOOD_MODELS}-so", f"{OPINIONS}-so", f"{OUTLETS}-so"} <= known
    assert [one.kind for one in sources(full, f"{OPINIONS}-so")] == ["opinion"]
    assert [one.kind for one in sources(full, f"{GOOD_MODELS}-so")] == ["item"]
    words = " ".join(plain(cell) for table in tables for row in table.rows for cell in row)
    assert "Đã ghi nhận" in words
    empty = sections_of(facts, letterhead.named, Remarks())
    assert not any(isinstance(one, DataTable) and one.anchor == f"bang-{OPINIONS}" for one in empty[Section.RESULTS])


def test_the_page_behind_a_number_shows_items_and_opinions(in_commune: World) -> None:
    report = made_report(in_commune)
    answered(in_commune, "Phường đang xem xét việc này.")
    voices = voices_of(in_commune.commune, this_year())
    full = replace(facts_from_json(report.snapshot), voices=voices)
    Report.objects.filter(pk=report.pk).update(snapshot=facts_to_json(full))
    url = reverse("reports_behind", args=[report.pk, f"{OPINIONS}-so"])
    desk, other = (in_commune.client(role).get(url).content.decode() for role in (Role.EDITOR, Role.OFFICER))
    address = reverse("contributors_desk", args=[voices[0].submission_id])
    assert address in desk
    assert "Phường đang xem xét" in other
    assert address not in other
