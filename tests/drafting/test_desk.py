"""Writing in a draft: two people, plain forms, bad input."""

import json
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lantoa.communes.roles import Role
from lantoa.drafting.models import Aside, Draft, DraftRevision
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.remarks import Remark, Remarks, findings_of
from tests.drafting.made import made_draft
from tests.factories import World

pytestmark = pytest.mark.django_db


def send(world: World, draft: Draft, role: Role = Role.PLAN_OWNER, **more: Any) -> Any:
    blocks = blocks_of(draft)
    body = {
        "order": [one.key for one in blocks], "order_rev": draft.order_rev,
        "known": {one.key: one.rev for one in blocks},
        "blocks": [], **more,
    }  # fmt: skip
    path = reverse("drafting_save", args=[draft.pk])
    return world.client(role).post(path, json.dumps(body), content_type="application/json")


def again(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def test_what_changed_is_saved_and_the_sentence_comes_back(in_commune: World) -> None:
    draft = made_draft(in_commune)
    target = next(one for one in blocks_of(draft) if one.kind == "target")
    sent = {"key": target.key, "kind": "target", "text": "Đăng tin", "number": "3", "unit": "tin", "per": "quarter"}
    answer = send(in_commune, draft, blocks=[sent]).json()
    assert answer["sentences"][target.key] == "Đăng tin: tối thiểu 03 tin/quý."
    assert answer["revs"][target.key] == again(draft).revision == 2


def test_the_later_of_two_is_told_and_both_texts_are_kept(in_commune: World) -> None:
    draft = made_draft(in_commune)
    key = blocks_of(draft)[3].key
    line = {"key": key, "kind": "text"}
    send(in_commune, draft, blocks=[{**line, "text": "Của người thứ nhất"}])
    answer = send(in_commune, draft, Role.OFFICER, blocks=[{**line, "text": "Của người thứ hai"}]).json()
    assert answer["asides"][0]["words"] == "Của người thứ nhất"
    assert blocks_of(again(draft))[3].text == "Của người thứ nhất"
    aside = Aside.objects.get(draft=draft, settled=False)
    page = in_commune.client().get(reverse("drafting_edit", args=[draft.pk])).content.decode()
    assert "Của người thứ hai" in page
    in_commune.client().post(reverse("drafting_aside", args=[draft.pk, aside.pk]), {"take": "1"})
    assert blocks_of(again(draft))[3].text == "Của người thứ hai"
    assert DraftRevision.objects.filter(draft=draft).count() >= 2


def test_a_duty_in_a_free_line_is_told_before_it_is_lost(in_commune: World) -> None:
    draft = made_draft(in_commune)
    assert "duty_in_text" not in [one.code for one in findings_of(draft) if one.key]
    text = next(one for one in blocks_of(draft) if one.text == "[nhiệm vụ của đơn vị]")
    duty = "Phòng Văn hóa - Xã hội chủ trì, biên tập 02 tin, bài trước ngày 30/6/2027."
    send(in_commune, draft, blocks=[{"key": text.key, "kind": text.kind, "text": duty}])
    told = [one for one in findings_of(again(draft)) if one.code == "duty_in_text"]
    assert [one.key for one in told] == [text.key]


def test_other_peoples_lines_come_with_the_answer(in_commune: World) -> None:
    draft = made_draft(in_commune)
    first, second = blocks_of(draft)[3], blocks_of(draft)[5]
    send(in_commune, draft, blocks=[{"key": first.key, "kind": first.kind, "text": "Một"}])
    other = {"key": second.key, "kind": second.kind, "text": "Hai"}
    answer = send(in_commune, draft, Role.OFFICER, blocks=[other]).json()
    assert {one["key"]: one["text"] for one in answer["fresh"]} == {first.key: "Một", second.key: "Hai"}


def test_without_a_script_a_section_is_saved_and_lines_move(in_commune: World) -> None:
    draft, client = made_draft(in_commune), in_commune.client()
    path = reverse("drafting_edit", args=[draft.pk])
    first, second = blocks_of(draft)[:2]
    fields = {
        "key": first.key,
        f"{first.key}-kind": "basis",
        f"{first.key}-rev": "0",
        f"{first.key}-text": "Căn cứ mới",
    }
    client.post(path, {**fields, "do": f"down:{first.key}"})
    assert [one.text for one in blocks_of(again(draft))[:2]] == [second.text, "Căn cứ mới"]
    response = client.post(path, {"do": f"add:task:{first.key}"})
    new = blocks_of(again(draft))[2]
    assert new.kind == "task"
    assert response.headers["Location"].endswith(f"#b-{new.key}")
    client.post(path, {"do": f"delete:{new.key}"})
    assert new.key not in {one.key for one in blocks_of(again(draft))}
    section = [one.key for one in blocks_of(draft) if one.kind == "section"]
    client.post(path, {"do": f"down:{section[0]}"})
    assert [one.key for one in blocks_of(again(draft)) if one.kind == "section"][:2] == [section[1], section[0]]


def test_an_act_of_the_register_becomes_a_line(in_commune: World) -> None:
    draft = made_draft(in_commune)
    in_commune.client().post(reverse("drafting_cite", args=[draft.pk]), {"act": "30/2020/NĐ-CP – Nghị định …"})
    assert any("Nghị định số 30/2020/NĐ-CP" in one.text for one in blocks_of(again(draft)) if one.kind == "basis")
    refused = in_commune.client().post(reverse("drafting_cite", args=[draft.pk]), {"act": "không có"})
    assert refused.status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b'{"order": 1, "order_rev": 0, "known": {}}',
        b'{"order": ["<b>"], "order_rev": 0, "known": {}}',
        b'{"order": [], "order_rev": "x", "known": {}}', b'{"order": [], "order_rev": 0, "known": []}',
        b'{"order": [], "order_rev": 0, "known": {}, "blocks": [{"key": "x1", "kind": "evil"}]}', b"[" * 5000,
    ],
)  # fmt: skip
def test_rubbish_is_answered_and_changes_nothing(in_commune: World, body: bytes) -> None:
    draft = made_draft(in_commune)
    path = reverse("drafting_save", args=[draft.pk])
    answer = in_commune.client().post(path, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["message"].endswith("sửa tiếp.")
    assert again(draft).revision == 1


def test_words_are_printed_never_run(in_commune: World) -> None:
    draft = made_draft(in_commune)
    key = blocks_of(draft)[3].key
    send(in_commune, draft, blocks=[{"key": key, "kind": "text", "text": "</textarea><script>alert(1)</script>"}])
    for name in ("drafting_edit", "drafting_show"):
        assert b"<script>alert" not in in_commune.client().get(reverse(name, args=[draft.pk])).content


def test_the_editor_needs_a_bounded_number_of_queries(in_commune: World, django_assert_max_num_queries: Any) -> None:
    draft, client = made_draft(in_commune), in_commune.client()
    client.get(reverse("drafting_edit", args=[draft.pk]))
    with django_assert_max_num_queries(30):
        client.get(reverse("drafting_edit", args=[draft.pk]))


def test_an_english_page_names_the_rule_and_keeps_the_message_as_vietnamese() -> None:
    remark = Remark("k1", "warning", "typo", "“đại phương” có thể gõ nhầm.", "Sửa chính tả.")
    context = {"remarks": Remarks((remark,), ()), "lacks": []}
    with translation.override("en"):
        english = render_to_string("drafting/_remarks.html", context)
    assert "<b>Common slip of the keyboard.</b>" in english
    assert "Mend the spelling." in english
    assert '<span lang="vi"><a href="#b-k1">“đại phương” có thể gõ nhầm.' in english
    assert "keyboard" not in render_to_string("drafting/_remarks.html", context)
