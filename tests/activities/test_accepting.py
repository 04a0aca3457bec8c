"""A second person accepts evidence or returns it; the grade follows; the giver mends; single pieces are withdrawn."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.activities.accepting import actions
from lantoa.activities.accepting.queries import second_people, waiting_for
from lantoa.activities.actions import add_evidence, withdraw_activity
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.queries import activity_facts
from lantoa.communes.models import Membership
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files.actions import receive
from lantoa.ledger.models import Entry
from lantoa.progress.access import running_plan
from tests.activities.samples import adopted_plan, commitment, logged
from tests.factories import World, build_world
from tests.files import samples

QUEUE = "/hoat-dong/minh-chung/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


def proven(world: World, role: Role = Role.OFFICER, **values: Any) -> Activity:
    return logged(world, role, files={"anh.jpg": samples.jpeg()}, **values)


def grade() -> str:
    return activity_facts()[0].grade.value


def last_entry() -> Entry:
    found: Entry = Entry.objects.order_by("-seq")[0]
    return found


def test_the_grade_follows_every_step(world: World) -> None:
    row = proven(world)
    leader = world.person(Role.LEADER)
    assert grade() == "D"
    (piece,) = actions.accept_all(activity=row, by=leader)
    assert (grade(), last_entry().action, last_entry().data) == (
        "C",
        "activity.evidence_accepted",
        {"evidence": [piece.pk]},
    )
    actions.reopen(activity=row, ids=[piece.pk], by=leader)
    assert grade() == "D"
    actions.give_back(piece=piece, note="Ảnh mờ, không rõ", by=leader)
    assert activity_facts()[0].grades == ()
    piece.refresh_from_db()
    assert (piece.state, piece.note, piece.judged_by) == ("returned", "Ảnh mờ, không rõ", leader)
    assert "mờ" not in str(last_entry().data)


def test_progress_shows_the_new_grade_at_once(world: World) -> None:
    """The judged plan is kept for as long as the ledger stands still: accepting has to move it."""
    row = proven(world, services=())
    due = commitment("02 lượt phát thanh")
    row.services.create(commune_id=row.commune_id, commitment=due)

    def grades() -> dict[str, int]:
        progress = running_plan(world.actor())
        assert progress is not None
        return {g: n for w in progress.windows if w.commitment_id == str(due.pk) for g, n in w.grades.items() if n}

    assert grades() == {"D": 1}
    actions.accept_all(activity=row, by=world.person(Role.LEADER))
    assert grades() == {"C": 1}


def test_nobody_is_their_own_second_person(world: World) -> None:
    row = proven(world, Role.PLAN_OWNER)
    piece = row.evidence.get()
    assert actions.accept_all(activity=row, by=world.owner) == []
    with pytest.raises(Refused, match="evidence_own"):
        actions.accept(activity=row, ids=[piece.pk], by=world.owner)
    with pytest.raises(Refused, match="evidence_own"):
        actions.give_back(piece=piece, note="tự trả lại", by=world.owner)
    assert not waiting_for(world.actor()).exists()
    assert waiting_for(world.actor(Role.LEADER)).count() == 1


def test_two_people_at_once_is_no_fault_and_one_entry(world: World) -> None:
    row = proven(world)
    assert len(actions.accept_all(activity=row, by=world.person(Role.LEADER))) == 1
    before = Entry.objects.count()
    assert actions.accept_all(activity=row, by=world.owner) == []
    assert Entry.objects.count() == before


def test_what_was_returned_is_mended_and_waits_again(world: World) -> None:
    row = proven(world)
    old = row.evidence.get()
    actions.give_back(piece=old, note="Ảnh của việc khác", by=world.person(Role.LEADER))
    officer = world.person(Role.OFFICER)
    same = [receive(commune=world.commune, upload=samples.jpeg(), name="anh.jpg")]
    with pytest.raises(Refused, match="evidence_same"):
        actions.replace_piece(piece=old, by=officer, files=same)
    assert add_evidence(activity=row, by=officer, files=same) == []  # nor by the other door
    new = actions.replace_piece(piece=old, by=officer, link="https://phuong.gov.vn/tin-1")
    old.refresh_from_db()
    assert (old.state, old.note, new.state, new.replaces_id) == ("replaced", "Ảnh của việc khác", "waiting", old.pk)
    assert grade() == "D"
    actions.accept_all(activity=row, by=world.person(Role.LEADER))
    assert grade() == "C"


@pytest.mark.parametrize(("files", "link"), [(False, ""), (True, "https://phuong.gov.vn/tin")])
def test_one_piece_is_replaced_by_exactly_one(files: bool, link: str, world: World) -> None:
    row = proven(world)
    given = [receive(commune=world.commune, upload=samples.png(), name="b.png")] if files else []
    with pytest.raises(Refused, match="evidence_missing"):
        actions.replace_piece(piece=row.evidence.get(), by=world.person(Role.OFFICER), files=given, link=link)


def test_one_piece_is_withdrawn_and_may_be_given_again(world: World) -> None:
    row = proven(world)
    piece = row.evidence.get()
    actions.accept_all(activity=row, by=world.person(Role.LEADER))
    actions.withdraw_piece(piece=piece, reason="Nhầm ảnh", by=world.person(Role.OFFICER))
    assert grade() == "D"
    with pytest.raises(Refused, match="evidence_state"):
        actions.withdraw_piece(piece=piece, reason="Rút lần nữa", by=world.person(Role.OFFICER))
    again = [receive(commune=world.commune, upload=samples.jpeg(), name="anh.jpg")]
    assert len(add_evidence(activity=row, by=world.person(Role.OFFICER), files=again)) == 1


def test_nothing_of_a_withdrawn_activity_waits(world: World) -> None:
    row = proven(world)
    withdraw_activity(activity=row, reason="ghi trùng", by=world.person(Role.OFFICER))
    assert not waiting_for(world.actor(Role.LEADER)).exists()
    with pytest.raises(Refused, match="activity_withdrawn"):
        actions.accept_all(activity=row, by=world.person(Role.LEADER))


def test_pieces_of_another_activity_are_not_found(world: World) -> None:
    row, other = proven(world), logged(world, links=("https://phuong.gov.vn/x",))
    with pytest.raises(Refused, match="evidence_gone"):
        actions.accept(activity=row, ids=[other.evidence.get().pk], by=world.person(Role.LEADER))


def test_a_ward_with_one_person_is_told(world: World) -> None:
    row = proven(world, Role.PLAN_OWNER)
    Membership.objects.filter(role=Role.LEADER.value).update(ended_at=clock.now())
    assert second_people(world.actor()) == 0
    page = world.client(Role.PLAN_OWNER).get(QUEUE).content.decode()
    assert "chưa có người thứ hai" in page
    assert grade() == "D"
    assert row.evidence.get().state == "waiting"


def test_the_queue_in_the_browser(world: World) -> None:
    """Pictures, a remark on a file used twice, one tap for all, undo, all without leaving the page."""
    row = proven(world, title="Hội nghị tổ dân phố 3")
    proven(world, title="Hội nghị tổ dân phố 4")
    add_evidence(activity=row, by=world.person(Role.OFFICER), links=["https://phuong.gov.vn/tin"])
    leader = world.client(Role.LEADER)
    page = leader.get(QUEUE).content.decode()
    assert "Xác nhận cả 2 minh chứng" in page
    assert "Cũng là minh chứng của:" in page
    assert page.index("dân phố 3") < page.index("dân phố 4")
    assert 'class="count count--alert">3<' in page
    done = leader.post(f"/hoat-dong/{row.pk}/minh-chung/xac-nhan/", {"from": "queue"}, headers=HTMX).content.decode()
    assert "Đã xác nhận 2 minh chứng" in done
    assert "Hoàn tác" in done
    assert "<html" not in done
    ids = [str(pk) for pk in row.evidence.values_list("pk", flat=True)]
    leader.post(f"/hoat-dong/{row.pk}/minh-chung/hoan-tac/", {"piece": ids, "from": "queue"})
    assert set(row.evidence.values_list("state", flat=True)) == {"waiting"}


def test_a_return_goes_the_whole_way_by_pages(world: World) -> None:
    row = proven(world)
    piece = row.evidence.get()
    leader, officer = world.client(Role.LEADER), world.client(Role.OFFICER)
    short = leader.post(f"{QUEUE}{piece.pk}/tra-lai/", {"note": "mờ"})
    assert short.status_code == 422
    assert leader.post(f"{QUEUE}{piece.pk}/tra-lai/", {"note": "<b>Ảnh</b> mờ quá", "from": "queue"}).status_code == 302
    assert "1 minh chứng bị trả lại" in officer.get("/").content.decode()
    back = officer.get(f"{QUEUE}bi-tra-lai/").content.decode()
    assert "&lt;b&gt;Ảnh&lt;/b&gt; mờ quá" in back
    upload = SimpleUploadedFile("moi.png", samples.png(), "image/png")
    assert officer.post(f"{QUEUE}{piece.pk}/thay/", {"files": upload}).status_code == 302
    assert "Không có minh chứng nào bị trả lại" in officer.get(f"{QUEUE}bi-tra-lai/").content.decode()
    page = officer.get(f"/hoat-dong/{row.pk}/").content.decode()
    assert "1 minh chứng đã thay hoặc đã rút" in page
    assert "Trả lại minh chứng" in page  # in the history


def test_a_contributor_hears_of_it_where_they_log(world: World) -> None:
    row = proven(world, Role.CONTRIBUTOR)
    client = world.client(Role.CONTRIBUTOR)
    assert "bị trả lại" not in client.get("/hoat-dong/").content.decode()
    actions.give_back(piece=row.evidence.get(), note="Ảnh mờ quá", by=world.owner)
    assert "1 minh chứng anh/chị gửi bị trả lại" in client.get("/hoat-dong/").content.decode()
    assert "Ảnh mờ quá" in client.get(f"{QUEUE}bi-tra-lai/").content.decode()


def test_who_may_not(world: World) -> None:
    row = proven(world)
    piece = row.evidence.get()
    officer = world.client(Role.OFFICER)
    assert officer.get(QUEUE).status_code == 403
    assert officer.post(f"/hoat-dong/{row.pk}/minh-chung/xac-nhan/").status_code == 403
    assert officer.get(f"{QUEUE}{piece.pk}/tra-lai/").status_code == 403
    assert world.client(Role.LEADER).get(f"{QUEUE}{piece.pk}/rut/").status_code == 403
    assert world.client(Role.EDITOR).get(f"{QUEUE}{piece.pk}/rut/").status_code == 403
    assert world.client(Role.CONTRIBUTOR).get(f"{QUEUE}{piece.pk}/thay/").status_code == 404
    stranger = build_world("Phường Khác")
    with scope([stranger.commune.pk]):
        client = stranger.client(Role.LEADER)
    assert client.post(f"/hoat-dong/{row.pk}/minh-chung/xac-nhan/").status_code == 404
    assert client.get(f"{QUEUE}{piece.pk}/tra-lai/").status_code == 404
    assert Evidence.objects.get().state == "waiting"


def test_the_queue_asks_the_same_number_of_questions_whatever_its_length(world: World) -> None:
    for n in range(2):
        proven(world, title=f"Việc số {n}")
    leader = world.client(Role.LEADER)
    with CaptureQueriesContext(
        connection,
    ) as few:
        leader.get(QUEUE)
    for n in range(6):
        proven(world, title=f"Việc khác số {n}")
    with CaptureQueriesContext(connection) as many:
        leader.get(QUEUE)
    assert len(many) == len(few)
