"""Decisions of a review: one item, many at once, two reviewers, hostile words."""

from typing import Any

import pytest
from django.urls import reverse

from lantoa.communes.models import Unit, UnitAlias
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from lantoa.plans.actions.review import accept_sure, add_item, decide_item, merge_items
from lantoa.plans.models import Commitment, Contradiction, PlanVersion
from lantoa.plans.rules.review import Decision
from tests.factories import World
from tests.plans.samples import PLAN, read

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def version(in_commune: World) -> PlanVersion:
    return read(in_commune.commune)


def item_of(version: PlanVersion, **by: Any) -> Commitment:
    found: Commitment = Commitment.objects.filter(version=version, **by).order_by("position")[0]
    return found


def decide(world: World, item: Commitment, decision: str, **extra: Any) -> Any:
    url = reverse("plans_item_decide", args=[item.version.plan_id, item.pk])
    return world.client().post(url, {"decision": decision, "seen": item.revision, **extra}, headers=HTMX)


def form_values(item: Commitment, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": item.kind, "text": item.text, "lead": item.lead_id or "", "modality": item.modality,
        "measure": item.measure, "quantity": item.quantity or "", "percent": item.percent or "",
        "window": item.window, "due_kind": item.due_kind, "due_day": item.due_day or "", "seen": item.revision,
    }  # fmt: skip
    return {**values, **changes}


def test_accept_then_look_again_then_drop(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version, kind="target")
    page = decide(in_commune, item, "accepted").content.decode()
    item.refresh_from_db()
    assert item.decision == Decision.ACCEPTED.value
    assert "Đã đồng ý" in page
    assert 'id="review-counts"' in page
    assert "<html" not in page
    decide(in_commune, item, "pending")
    item.refresh_from_db()
    decide(in_commune, item, "dropped")
    item.refresh_from_db()
    assert item.decision == Decision.DROPPED.value
    actions = [entry.action for entry in Entry.objects.filter(object_type="plans.commitment", object_id=item.pk)]
    assert actions == ["plan.item_accepted", "plan.item_pending", "plan.item_dropped"]


def test_without_script_the_page_comes_back_at_the_item(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version)
    url = reverse("plans_item_decide", args=[version.plan_id, item.pk])
    response = in_commune.client().post(url, {"decision": "accepted", "seen": item.revision})
    assert response.url == f"{reverse('plans_review', args=[version.plan_id])}#item-{item.pk}"


def test_the_second_of_two_reviewers_is_told(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version)
    decide(in_commune, item, "accepted")
    page = decide(in_commune, item, "dropped").content.decode()  # still with the revision of the first page
    item.refresh_from_db()
    assert item.decision == Decision.ACCEPTED.value
    assert "vừa được người khác sửa" in page


@pytest.mark.parametrize("decision", ["", "merged", "' OR 1=1 --"])
def test_an_odd_decision_changes_nothing(in_commune: World, version: PlanVersion, decision: str) -> None:
    item = item_of(version)
    assert "Chưa rõ anh/chị chọn gì" in decide(in_commune, item, decision).content.decode()
    item.refresh_from_db()
    assert item.decision == Decision.PENDING.value


def test_all_that_is_sure_leaves_doubts_and_proposals(in_commune: World, version: PlanVersion) -> None:
    doubtful = item_of(version, kind="task")
    Commitment.objects.filter(pk=doubtful.pk).update(doubts=["lead_group"])
    proposal = item_of(version, kind="target")
    Commitment.objects.filter(pk=proposal.pk).update(origin="proposed")
    response = in_commune.client().post(reverse("plans_accept_sure", args=[version.plan_id]), follow=True)
    assert "Đã đồng ý 5 mục đã rõ" in response.content.decode()
    pending = set(Commitment.objects.filter(version=version, decision="pending").values_list("pk", flat=True))
    assert pending == {doubtful.pk, proposal.pk}


def test_correcting_settles_doubts_and_remembers_the_name(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version, kind="task")
    Commitment.objects.filter(pk=item.pk).update(lead=None, lead_text="Tổ giúp việc CCHC", doubts=["lead_unknown"])
    item.refresh_from_db()
    unit = Unit.objects.get(name="Công an")
    other = Unit.objects.get(name="Ban Chỉ huy Quân sự")
    url = reverse("plans_item_edit", args=[version.plan_id, item.pk])
    data = form_values(item, lead=unit.pk, remember="on", coordinating=[other.pk, unit.pk], accept="1")
    response = in_commune.client().post(url, data, headers=HTMX)
    item.refresh_from_db()
    assert response.status_code == 200
    assert (item.lead, item.doubts, item.decision) == (unit, [], Decision.ACCEPTED.value)
    assert [link.unit for link in item.coordinating.all()] == [other]  # the lead does not coordinate itself
    assert UnitAlias.objects.get(text="Tổ giúp việc CCHC").unit == unit


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "  "}, "Hãy nhập nội dung"),
        ({"measure": "ratio", "percent": "140"}, "không quá 100"),
        ({"measure": "ratio", "percent": "-1"}, "lớn hơn 0"),
        ({"measure": "count", "quantity": "0"}, "từ 1 trở lên"),
        ({"measure": "count", "quantity": "99999999"}, "quá lớn"),
        ({"due_kind": "fixed_date", "due_on": ""}, "Hãy nhập ngày đến hạn"),
        ({"due_kind": "fixed_date", "due_on": "31/02/2025"}, "Hãy nhập ngày theo dạng"),
        ({"due_kind": "day_of_last_month", "due_day": "32"}, "từ 1 đến 31"),
        ({"due_kind": "days_after_event", "due_days": ""}, "Hãy nhập số ngày"),
        ({"active_from": "2025-05-01", "active_to": "2025-04-01"}, "phải sau ngày bắt đầu"),
        ({"lead": "999999999"}, "Hãy chọn một trong các mục có sẵn"),
    ],
)
def test_what_is_wrong_in_a_correction_is_said(
    in_commune: World, version: PlanVersion, changes: dict[str, str], words: str
) -> None:
    item = item_of(version)
    url = reverse("plans_item_edit", args=[version.plan_id, item.pk])
    page = in_commune.client().post(url, form_values(item, **changes), headers=HTMX).content.decode()
    assert words in page
    unchanged = Commitment.objects.get(pk=item.pk)
    assert (unchanged.text, unchanged.revision) == (item.text, item.revision)


def test_the_form_shows_itself_in_place_and_as_a_page(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version)
    url = reverse("plans_item_edit", args=[version.plan_id, item.pk])
    assert "<html" not in in_commune.client().get(url, headers=HTMX).content.decode()
    assert "<html" in in_commune.client().get(url).content.decode()


def test_an_item_is_added_from_marked_words(in_commune: World, version: PlanVersion) -> None:
    words = "Nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính."
    url = reverse("plans_item_add", args=[version.plan_id])
    assert words in in_commune.client().get(url, {"chu": words}).content.decode()
    data = {
        "kind": "task", "text": "Nâng cao nhận thức", "marked": words, "modality": "must", "measure": "deliverable",
        "window": "plan", "due_kind": "window_end",
    }  # fmt: skip
    in_commune.client().post(url, data)
    made = Commitment.objects.get(text="Nâng cao nhận thức")
    assert (made.origin, made.decision) == ("added", "accepted")
    assert " ".join(version.text[made.span_start : made.span_end].split()) == words
    assert made.position == 1  # it stands before all others


def test_merging_keeps_one_and_brings_the_lead_along(in_commune: World, version: PlanVersion) -> None:
    target, task = item_of(version, kind="target"), item_of(version, kind="task")
    url = reverse("plans_item_merge", args=[version.plan_id, task.pk])
    assert target.text in in_commune.client().get(url).content.decode()
    in_commune.client().post(url, {"into": target.pk, "seen": task.revision})
    task.refresh_from_db()
    target.refresh_from_db()
    assert (task.decision, task.merged_into_id) == (Decision.MERGED.value, target.pk)
    assert target.lead_id == task.lead_id


def test_merging_into_itself_or_into_what_is_gone_is_refused(in_commune: World, version: PlanVersion) -> None:
    one, other = Commitment.objects.filter(version=version)[:2]
    with pytest.raises(Refused) as itself:
        merge_items(item=one, into=one, seen=None, by=in_commune.owner)
    assert itself.value.code == "merge_itself"
    decide_item(item=other, decision=Decision.DROPPED, seen=None, by=in_commune.owner)
    other.refresh_from_db()
    with pytest.raises(Refused) as gone:
        merge_items(item=one, into=other, seen=None, by=in_commune.owner)
    assert gone.value.code == "merge_gone"


def test_a_contradiction_waits_for_a_choice(in_commune: World, version: PlanVersion) -> None:
    row = Contradiction.of(
        version.commune_id, version=version, kind="lead", message="Hai đơn vị chủ trì khác nhau.",
        left_text="Phòng Văn hóa - Xã hội", right_text="Công an",
    )  # fmt: skip
    row.save()
    review = reverse("plans_review", args=[version.plan_id])
    assert "Hai đơn vị chủ trì khác nhau." in in_commune.client().get(review).content.decode()
    url = reverse("plans_contradiction", args=[version.plan_id, row.pk])
    assert in_commune.client().post(url, {"decision": "up"}).status_code == 409
    in_commune.client().post(url, {"decision": "left", "note": "đã hỏi lại"})
    row.refresh_from_db()
    assert (row.decision, row.note, row.decided_by) == ("left", "đã hỏi lại", in_commune.owner)


def test_the_head_can_be_corrected(in_commune: World, version: PlanVersion) -> None:
    url = reverse("plans_head", args=[version.plan_id])
    data = {"title": "Tên mới", "number": "1/KH-UBND", "period_start": "2025-02-01", "period_end": "2025-01-01"}
    assert "phải sau ngày bắt đầu" in in_commune.client().post(url, data).content.decode()
    version.plan.refresh_from_db()
    assert version.plan.title != "Tên mới"
    in_commune.client().post(url, {**data, "period_end": "2025-11-30"})
    version.plan.refresh_from_db()
    assert (version.plan.title, str(version.plan.period_end)) == ("Tên mới", "2025-11-30")
    assert Entry.objects.filter(action="plan.head_changed", object_id=version.plan_id).exists()


HOSTILE = "<script>alert(1)</script>'); DROP TABLE plans_plan; -- {{ 7|add:7 }}"


def test_hostile_words_stay_words(in_commune: World) -> None:
    text = PLAN.replace("Biên tập nội dung", f"{HOSTILE} Biên tập nội dung")
    version = read(in_commune.commune, text)
    item = item_of(version, text__contains="Biên tập nội dung")
    assert "<script>alert(1)" in item.text
    url = reverse("plans_item_edit", args=[version.plan_id, item.pk])
    in_commune.client().post(url, form_values(item, text=HOSTILE, output=HOSTILE, unit_text=HOSTILE[:100]))
    head = {"title": HOSTILE, "number": HOSTILE[:60], "period_start": "2025-01-01", "period_end": "2025-12-31"}
    in_commune.client().post(reverse("plans_head", args=[version.plan_id]), head)
    accept_sure(version=version, by=in_commune.owner)
    for name in ("plans_review", "plans_show", "plans_document", "plans_contents", "plans_adopt", "plans_history"):
        page = in_commune.client().get(reverse(name, args=[version.plan_id])).content.decode()
        assert "<script>alert(1)" not in page
    listed = in_commune.client().get(reverse("plans_list")).content.decode()
    assert "&lt;script&gt;alert(1)" in listed


@pytest.mark.parametrize("query", ["?loc=' OR 1=1", "?don-vi=abc", "?chu=%00%3Cb%3E", "?loc=da-bo&don-vi=khong"])
def test_odd_filters_show_nothing_odd(in_commune: World, version: PlanVersion, query: str) -> None:
    response = in_commune.client().get(reverse("plans_review", args=[version.plan_id]) + query)
    assert response.status_code == 200
    assert "Không có mục nào khớp" in response.content.decode()


def test_filters_narrow_by_unit_and_words(in_commune: World, version: PlanVersion) -> None:
    unit = Unit.objects.get(name="Trung tâm Phục vụ hành chính công")
    url = reverse("plans_review", args=[version.plan_id])
    page = in_commune.client().get(url, {"don-vi": unit.pk}).content.decode()
    assert page.count("<article") == 1
    assert in_commune.client().get(url, {"chu": "niem yet"}).content.decode().count("<article") == 1


def test_the_review_page_asks_the_database_the_same_number_of_times(
    in_commune: World, version: PlanVersion, django_assert_max_num_queries: Any
) -> None:
    client = in_commune.client()
    values = {"kind": "task", "modality": "must", "measure": "deliverable", "window": "plan", "due_kind": "window_end"}
    for n in range(40):
        units = Unit.objects.all()[:3]
        add_item(version=version, values={**values, "text": f"Việc {n}"}, coordinating=units, by=in_commune.owner)
    with django_assert_max_num_queries(22):
        assert client.get(reverse("plans_review", args=[version.plan_id])).status_code == 200


def test_each_mark_leads_to_an_item_and_back(in_commune: World, version: PlanVersion) -> None:
    page = in_commune.client().get(reverse("plans_review", args=[version.plan_id])).content.decode()
    for item in Commitment.objects.filter(version=version):
        assert page.count(f'id="doc-{item.pk}"') == 1
        assert page.count(f'id="item-{item.pk}"') == 1
        assert f'href="#doc-{item.pk}"' in page


def test_only_reviewers_review(in_commune: World, version: PlanVersion) -> None:
    item = item_of(version)
    url = reverse("plans_item_decide", args=[version.plan_id, item.pk])
    for role in set(Role) - {Role.PLAN_OWNER}:
        assert in_commune.client(role).post(url, {"decision": "dropped"}).status_code == 403
    item.refresh_from_db()
    assert item.decision == Decision.PENDING.value
