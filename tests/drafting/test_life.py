"""Submit, return, approve, number, issue: who may, and the plan that comes out of it."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.urls import reverse

from lantoa.communes.models import Signer
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.drafting.access import standing_of
from lantoa.drafting.actions import save_changes
from lantoa.drafting.jobs import enter_plan
from lantoa.drafting.life_actions import issue_draft, take_step
from lantoa.drafting.models import Draft, Entering
from lantoa.drafting.pages import for_home
from lantoa.drafting.queries import blocks_of, document_of
from lantoa.drafting.rules.life import Stage, Step
from lantoa.drafting.rules.merging import Changes
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.rules.review import VersionState
from tests.drafting.made import changed, filled, made_draft
from tests.factories import World

pytestmark = pytest.mark.django_db


def step(world: World, draft: Draft, what: Step, role: Role, **more: Any) -> Draft:
    actor = world.actor(role)
    return take_step(draft=draft, step=what, standing=standing_of(actor, draft), by=actor.person, **more)


def issued(world: World, draft: Draft, *, number: str = "07/KH-UBND") -> Draft:
    step(world, draft, Step.SUBMIT, Role.PLAN_OWNER)
    step(world, draft, Step.APPROVE, Role.LEADER)
    actor = world.actor(Role.CLERK)
    draft.refresh_from_db()
    return issue_draft(
        draft=draft, standing=standing_of(actor, draft), by=actor.person, number=number, dated_on=date(2025, 1, 10)
    )


def test_what_is_blank_cannot_be_submitted(in_commune: World) -> None:
    draft = made_draft(in_commune)
    with pytest.raises(Refused, match="draft_unready"):
        step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    step(in_commune, filled(draft, in_commune), Step.SUBMIT, Role.OFFICER)


def test_a_submitted_draft_is_not_written_in_and_a_returned_one_says_what_to_mend(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    line = changed(blocks_of(draft)[3], text="Lén sửa")
    with pytest.raises(Refused, match="draft_closed"):
        save_changes(draft=draft, changes=Changes((line,)), by=in_commune.owner)
    with pytest.raises(Refused, match="return_note"):
        step(in_commune, draft, Step.RETURN, Role.LEADER, notes={"chung": " "})
    section = next(one for one in blocks_of(draft) if one.kind == "section")
    step(in_commune, draft, Step.RETURN, Role.LEADER, notes={section.key: "Thêm chỉ tiêu Zalo"})
    page = in_commune.client().get(reverse("drafting_edit", args=[draft.pk])).content.decode()
    assert "Thêm chỉ tiêu Zalo" in page
    assert [one.title for one in for_home(in_commune.actor(Role.OFFICER))] == ["Bản soạn kế hoạch bị trả lại để sửa"]
    assert for_home(in_commune.actor(Role.LEADER)) == []


@pytest.mark.parametrize(("what", "role"), [(Step.APPROVE, Role.PLAN_OWNER), (Step.RETURN, Role.CLERK)])
def test_only_the_leader_decides(in_commune: World, what: Step, role: Role) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    with pytest.raises(NotAllowed):
        step(in_commune, draft, what, role, notes={"chung": "x"})


def test_an_issued_plan_is_adopted_with_its_rows_and_nothing_to_review_again(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    rows = [one for one in blocks_of(draft) if one.is_commitment]
    row = issued(in_commune, draft)
    enter_plan(in_commune.commune.pk, row.pk)
    enter_plan(in_commune.commune.pk, row.pk)
    row.refresh_from_db()
    assert (row.entering, row.error_message) == (Entering.DONE.value, "")
    version = PlanVersion.objects.get(plan=row.plan)
    assert version.state == VersionState.ADOPTED.value
    made = list(Commitment.objects.filter(version=version))
    assert len(made) == len(rows)
    assert {one.decision for one in made} == {"accepted"}
    news = next(one for one in made if one.text.startswith("Đăng tin, bài"))
    assert (news.quantity, news.window, news.match_channels, news.modality) == (2, "month", ["portal"], "floor")
    assert news.span_start is not None
    assert version.text[news.span_start : news.span_end] == news.text
    report = next(one for one in made if one.text.startswith("Tổng hợp, báo cáo"))
    assert (report.window, report.output, str(report.lead)) == ("quarter", "Báo cáo", "Phòng Văn hóa - Xã hội")
    assert report.coordinating.count() == 1
    assert DueWork.objects.filter(commitment=news).count() == 12
    assert version.plan.number == "07/KH-UBND"
    assert (version.plan.period_start, version.plan.period_end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert row.docx is not None


def test_what_is_issued_stays_whatever_is_changed_later(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    signer = Signer.of(in_commune.commune.pk, name="Trần Văn Ký", form="vice")
    signer.save()
    draft.signer = signer
    draft.save()
    row = issued(in_commune, draft)
    before = document_of(row)
    assert before.signature is not None
    assert before.signature.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    signer.name = "Người Khác"
    signer.save()
    assert document_of(Draft.objects.get(pk=row.pk)) == before
    with pytest.raises(Refused, match="draft_step"):
        step(in_commune, row, Step.RETURN, Role.LEADER, notes={"chung": "muộn"})


def test_a_number_is_given_once_a_year_and_no_day_lies_ahead(in_commune: World) -> None:
    enter_plan(in_commune.commune.pk, issued(in_commune, filled(made_draft(in_commune), in_commune)).pk)
    with pytest.raises(Refused, match="draft_number_taken"):
        issued(in_commune, filled(made_draft(in_commune), in_commune), number="07/kh-ubnd")
    draft = filled(made_draft(in_commune), in_commune)
    step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    step(in_commune, draft, Step.APPROVE, Role.LEADER)
    tomorrow = date.fromordinal(clock.today().toordinal() + 1).isoformat()
    answer = in_commune.client(Role.CLERK).post(
        reverse("drafting_issue", args=[draft.pk]), {"number": "9", "dated_on": tomorrow}
    )
    assert answer.status_code == 409
    assert Draft.objects.get(pk=draft.pk).stage == Stage.APPROVED.value


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_draft_can_be_taken_home_and_says_that_it_is_one(in_commune: World, ending: str) -> None:
    draft = made_draft(in_commune)
    answer = in_commune.client(Role.LEADER).get(reverse("drafting_file", args=[draft.pk, ending]))
    assert f"du-thao-lan-1-2025.{ending}" in answer["Content-Disposition"]
    if ending == "docx":
        words = "\n".join(one.text for one in _every(docx.Document(io.BytesIO(answer.content))))
        assert "DỰ THẢO lần 1" in words
    else:
        assert answer.content.startswith(b"%PDF-")


def _every(document: Any) -> list[Any]:
    found = list(document.paragraphs)
    for table in document.tables:
        found += [one for row in table.rows for cell in row.cells for one in cell.paragraphs]
    for section in document.sections:
        found += [*section.header.paragraphs, *section.first_page_header.paragraphs]
    return found
