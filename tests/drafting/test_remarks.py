"""A remark of the linter on a draft is set aside with a reason: kept, seen by who approves, taken back, handed on."""

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.drafting.actions import save_changes
from lantoa.drafting.dismissing import dismiss_remark, take_remark_back
from lantoa.drafting.jobs import enter_plan
from lantoa.drafting.models import Draft, DraftDismissal
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.remarks import Remark, remarks_of
from lantoa.drafting.rules.life import Step
from lantoa.drafting.rules.merging import Changes
from lantoa.plans.findings import findings_of as findings_of_plan
from lantoa.plans.queries import adopted_versions
from tests.drafting.made import changed, filled, made_draft
from tests.drafting.test_life import issued, step
from tests.factories import World

pytestmark = pytest.mark.django_db
DISTRICT = "Báo cáo kết quả với Ủy ban nhân dân huyện khi có yêu cầu."


def with_district(world: World, draft: Draft) -> Draft:
    """A line that names a level which is gone: a remark that never goes away by itself."""
    line = next(one for one in blocks_of(draft) if one.text.startswith("Kinh phí thực hiện Kế hoạch"))
    save_changes(draft=draft, changes=Changes((changed(line, text=DISTRICT),)), by=world.owner)
    draft.refresh_from_db()
    return draft


def about_district(draft: Draft) -> Remark:
    found = remarks_of(draft)
    return next(one for one in (*found.open, *found.dismissed) if "huyện" in one.message)


def test_a_remark_is_set_aside_with_a_reason_and_taken_back(in_commune: World) -> None:
    draft = with_district(in_commune, made_draft(in_commune))
    remark = about_district(draft)
    path = reverse("drafting_remark_dismiss", args=[draft.pk, remark.mark])
    assert in_commune.client().post(path, {"reason": " "}).status_code == 409
    answer = in_commune.client().post(path, {"reason": "<i>Đúng</i> tên cũ"}, headers={"X-Requested-With": "fetch"})
    assert "&lt;i&gt;Đúng&lt;/i&gt; tên cũ" in answer.content.decode()
    assert about_district(draft).dismissal
    assert in_commune.client().post(path, {"reason": "lý do khác"}).status_code == 302
    assert DraftDismissal.objects.get().reason == "<i>Đúng</i> tên cũ", "the first reason stays"
    assert take_remark_back(draft=draft, mark=remark.mark, by=in_commune.owner)
    assert not take_remark_back(draft=draft, mark=remark.mark, by=in_commune.owner)
    assert not about_district(draft).dismissal


def test_it_holds_while_the_place_says_the_same(in_commune: World) -> None:
    draft = with_district(in_commune, made_draft(in_commune))
    dismiss_remark(draft=draft, remark=about_district(draft), reason="tên cũ", by=in_commune.owner)
    other = changed(blocks_of(draft)[3], text="Một câu khác hẳn ở đầu văn bản.")
    save_changes(draft=draft, changes=Changes((other,)), by=in_commune.owner)
    draft.refresh_from_db()
    assert about_district(draft).dismissal, "another line was changed"
    line = next(one for one in blocks_of(draft) if one.text == DISTRICT)
    save_changes(draft=draft, changes=Changes((changed(line, text="Trình UBND huyện Thạch Hà."),)), by=in_commune.owner)
    draft.refresh_from_db()
    assert not about_district(draft).dismissal, "another sentence is another remark"


def test_who_approves_sees_reason_and_name_and_may_take_it_back(in_commune: World) -> None:
    draft = with_district(in_commune, filled(made_draft(in_commune), in_commune))
    remark = about_district(draft)
    dismiss_remark(draft=draft, remark=remark, reason="đã hỏi Phòng Nội vụ", by=in_commune.owner)
    step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    leader = in_commune.client(Role.LEADER)
    page = leader.get(reverse("drafting_show", args=[draft.pk])).content.decode()
    assert "đã hỏi Phòng Nội vụ" in page
    assert in_commune.owner.name in page
    path = reverse("drafting_remark_restore", args=[draft.pk, remark.mark])
    assert leader.post(path).status_code == 302
    assert not about_district(draft).dismissal
    officer = in_commune.client(Role.OFFICER).get(reverse("drafting_show", args=[draft.pk])).content.decode()
    assert "lay-lai" not in officer


def test_the_plan_inherits_what_was_set_aside(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    undated = next(one for one in remarks_of(draft).open if one.code == "reference_undated")
    dismiss_remark(draft=draft, remark=undated, reason="chưa có ngày", by=in_commune.owner)
    issued(in_commune, draft)
    enter_plan(in_commune.commune.pk, draft.pk)
    (only,) = findings_of_plan(adopted_versions()[0]).dismissed
    assert only.dismissal
    assert (only.code, only.dismissal.reason) == ("reference_undated", "chưa có ngày")
    assert only.dismissal.dismissed_by == in_commune.owner
    draft.refresh_from_db()
    with pytest.raises(Refused, match="draft_closed"):
        take_remark_back(draft=draft, mark="x", by=in_commune.owner)


def test_a_remark_that_is_not_there_cannot_be_set_aside(in_commune: World) -> None:
    draft = made_draft(in_commune)
    path = reverse("drafting_remark_dismiss", args=[draft.pk, "khong-co"])
    assert in_commune.client().post(path, {"reason": "vì vậy"}).status_code == 404
