"""What was chosen in an earlier review: offered for the same words, never applied by itself, forgotten on demand."""

from typing import Any

import pytest
from django.urls import reverse

from lantoa.communes.models import UnitAlias
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.plans.actions.review import add_item, correct_item, decide_contradiction, decide_item
from lantoa.plans.actions.standing import use_offer
from lantoa.plans.models import Commitment, Contradiction, PlanElement, PlanVersion, StandingDecision
from lantoa.plans.rules.review import Decision
from lantoa.plans.rules.standing import key_of
from lantoa.plans.standing import contradiction_offers, offers_for
from tests.factories import World, build_world
from tests.plans.samples import PLAN, read

pytestmark = pytest.mark.django_db
BROADCAST = "truyền thanh phường tối thiểu"


def test_words_are_known_again_without_case_marks_and_year() -> None:
    assert key_of("Phát thanh  02 lần/tháng năm 2025.") == key_of("PHÁT THANH 02 lần/tháng, năm 2026")
    assert key_of("Phát thanh 02 lần/tháng") != key_of("Phát thanh 03 lần/tháng")


def item(version: PlanVersion, words: str = BROADCAST) -> Commitment:
    found: Commitment = Commitment.objects.get(version=version, text__contains=words)
    return found


def corrected(world: World, **values: Any) -> PlanVersion:
    version = read(world.commune)
    correct_item(item=item(version), values=values, coordinating=(), seen=None, by=world.owner, accept=True)
    return version


def test_a_correction_is_offered_next_year_and_waits_for_a_yes(in_commune: World) -> None:
    corrected(in_commune, quantity=4)
    after = read(in_commune.commune, PLAN.replace("2025", "2026"), "nam-sau.txt")
    row = item(after)
    assert row.quantity == 2, "a number never changes by itself"
    offer = offers_for([row], after.text)[row.pk]
    assert "04 lần" in offer.words
    page = in_commune.client().get(reverse("plans_review", args=[after.plan_id])).content.decode()
    assert "Lần trước anh/chị đã chọn" in page
    url = reverse("plans_item_reuse", args=[after.plan_id, row.pk])
    assert in_commune.client().post(url, {"seen": row.revision}).status_code == 302
    row.refresh_from_db()
    assert (row.quantity, row.decision) == (4, Decision.ACCEPTED.value)
    assert in_commune.client(Role.OFFICER).post(url).status_code == 403


def test_what_was_left_out_is_offered_to_be_left_out(in_commune: World) -> None:
    first = read(in_commune.commune)
    decide_item(item=item(first), decision=Decision.DROPPED, seen=None, by=in_commune.owner)
    after = read(in_commune.commune, PLAN.replace("2025", "2026"), "nam-sau.txt")
    assert use_offer(item=item(after), seen=None, by=in_commune.owner).decision == Decision.DROPPED.value
    decide_item(item=item(first), decision=Decision.PENDING, seen=None, by=in_commune.owner)
    assert not StandingDecision.objects.exists(), "taken back is forgotten"
    with pytest.raises(Refused):
        use_offer(item=item(after), seen=None, by=in_commune.owner)


def test_what_says_the_same_is_not_offered(in_commune: World) -> None:
    corrected(in_commune, quantity=2)
    after = read(in_commune.commune, PLAN.replace("2025", "2026"), "nam-sau.txt")
    row = item(after)
    Commitment.objects.filter(pk=row.pk).update(lead=item(PlanVersion.objects.order_by("pk")[0]).lead)
    assert offers_for([item(after)], after.text) == {}


def test_memory_can_be_seen_and_forgotten_but_only_by_the_own_commune(in_commune: World) -> None:
    version = corrected(in_commune, quantity=4)
    UnitAlias.of(version.commune_id, unit=item(version, "hằng tháng").lead, text="Phòng VH-XH phường").save()
    client = in_commune.client()
    page = client.get(reverse("plans_standing")).content.decode()
    assert "04 lần" in page
    assert "Phòng VH-XH phường" in page
    one, alias = StandingDecision.objects.get(), UnitAlias.objects.get(text="Phòng VH-XH phường")
    stranger = build_world("Phường Khác").client()
    assert stranger.post(reverse("plans_standing_forget", args=[one.pk])).status_code == 404
    assert stranger.post(reverse("plans_alias_forget", args=[alias.pk])).status_code == 404
    client.post(reverse("plans_standing_forget", args=[one.pk]))
    client.post(reverse("plans_alias_forget", args=[alias.pk]))
    assert not StandingDecision.objects.exists()
    assert not UnitAlias.objects.filter(text="Phòng VH-XH phường").exists()


def clash(version: PlanVersion, world: World, kind: str = "frequency") -> Contradiction:
    left = item(version)
    values = {"kind": "target", "text": "Phát thanh 03 lần/tháng", "measure": "count", "quantity": 3, "window": "month"}
    right = add_item(version=version, values=values, coordinating=(), by=world.owner, span=(1, 5))
    row = Contradiction.of(
        version.commune_id, version=version, kind=kind, message="Số lượng khác nhau.", left_text=left.text,
        left_start=left.span_start, left_end=left.span_end, right_text=right.text, right_start=1, right_end=5,
    )  # fmt: skip
    row.save()
    return row


def test_a_decided_contradiction_changes_the_item_and_gives_back(in_commune: World) -> None:
    version = read(in_commune.commune)
    row = clash(version, in_commune)
    decide_contradiction(contradiction=row, decision="right", note="", by=in_commune.owner)
    left, right = item(version), item(version, "Phát thanh 03")
    assert (left.quantity, right.decision, right.merged_into) == (3, Decision.MERGED.value, left)
    decide_contradiction(contradiction=row, decision="both", note="", by=in_commune.owner)
    left, right = item(version), item(version, "Phát thanh 03")
    assert (left.quantity, right.decision, right.merged_into) == (2, Decision.ACCEPTED.value, None)
    decide_contradiction(contradiction=row, decision="left", note="", by=in_commune.owner)
    assert (item(version).quantity, item(version, "Phát thanh 03").decision) == (2, Decision.MERGED.value)


def test_a_wrong_name_is_replaced_in_the_words_of_items(in_commune: World) -> None:
    version = read(in_commune.commune)
    row = Contradiction.of(version.commune_id, version=version, kind="name", message="Tên khác nhau.",
                           left_text="hệ thống loa phường", right_text="truyền thanh phường")  # fmt: skip
    row.save()
    decide_contradiction(contradiction=row, decision="left", note="", by=in_commune.owner)
    assert "hệ thống loa phường tối thiểu" in item(version, "phường tối thiểu").text
    decide_contradiction(contradiction=row, decision="right", note="", by=in_commune.owner)
    assert BROADCAST in item(version, "phường tối thiểu").text


def test_a_choice_between_two_places_is_offered_again(in_commune: World) -> None:
    version = read(in_commune.commune)
    row = clash(version, in_commune)
    decide_contradiction(contradiction=row, decision="right", note="", by=in_commune.owner)
    again = Contradiction.of(version.commune_id, version=version, kind=row.kind, message="x",
                             left_text=row.left_text, right_text=row.right_text)  # fmt: skip
    again.save()
    assert contradiction_offers([again])[again.pk].value["decision"] == "right"
    page = in_commune.client().get(reverse("plans_review", args=[version.plan_id])).content.decode()
    assert "Lần trước anh/chị đã chọn: theo" in " ".join(page.split())


def test_elements_are_corrected_added_and_dropped(in_commune: World) -> None:
    version = read(in_commune.commune)
    client, plan = in_commune.client(), version.plan_id
    row = PlanElement.objects.filter(version=version, kind="recipient")[0]
    assert client.get(reverse("plans_elements", args=[plan])).status_code == 200
    given = {"kind": "content", "text": "Chữ ký số <script>", "content": "digital"}
    assert client.post(reverse("plans_element_add", args=[plan]), given).status_code == 302
    added = PlanElement.objects.get(version=version, text="Chữ ký số <script>")
    assert (added.code, added.by_person) == ("digital", True)
    assert "<script>" not in client.get(reverse("plans_elements", args=[plan])).content.decode().split("<main")[1]
    edit = reverse("plans_element_edit", args=[plan, row.pk])
    assert client.post(edit, {"kind": "sai", "text": ""}).status_code == 200
    client.post(edit, {"kind": "recipient", "text": "Sở Nội vụ;"})
    row.refresh_from_db()
    assert row.text == "Sở Nội vụ;"
    client.post(reverse("plans_element_drop", args=[plan, row.pk]))
    assert not PlanElement.objects.filter(pk=row.pk).exists()
