"""Number and day that the clerk enters: never twice, however written; what is seldom right is asked once more."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.documents.actions import enter_act
from lantoa.documents.rules import Draft as Act
from lantoa.drafting.models import Draft
from lantoa.drafting.numbering import check_number
from lantoa.drafting.rules.life import Numbered, Step, doubts, tidy_number
from lantoa.plans.models import Plan
from tests.drafting.made import filled, made_draft
from tests.drafting.test_life import step
from tests.factories import World

pytestmark = pytest.mark.django_db
START = date(2025, 1, 1)


def test_a_symbol_of_another_kind_is_refused() -> None:
    assert tidy_number("7/kh-ubnd") == "07/KH-UBND"
    assert tidy_number("7/KH-UBND-VHXH") == "07/KH-UBND-VHXH"
    with pytest.raises(Refused, match="draft_number"):
        tidy_number("07/QĐ-UBND")


@pytest.mark.parametrize(
    ("on", "others", "words"),
    [
        (date(2025, 1, 10), (), ""),
        (date(2025, 1, 9), (), "trước ngày lãnh đạo duyệt"),
        (date(2024, 1, 10), (), "năm đã đúng chưa"),
        (date(2025, 1, 12), (Numbered("08/KH-UBND", date(2025, 1, 11)),), "không theo thứ tự"),
        (date(2025, 1, 12), (Numbered("06/KH-UBND", date(2025, 1, 13)),), "không theo thứ tự"),
        (date(2025, 1, 12), (Numbered("06/KH-UBND", date(2025, 1, 12)), Numbered("09/KH", date(2025, 2, 1))), ""),
    ],
)
def test_what_is_seldom_right(on: date, others: tuple[Numbered, ...], words: str) -> None:
    found = doubts(Numbered("07/KH-UBND", on), approved_on=date(2025, 1, 10), period_start=START, others=others)
    assert len(found) == bool(words)
    assert words in "".join(found)


def test_a_number_is_given_once_a_year_however_it_is_written(in_commune: World) -> None:
    draft = made_draft(in_commune)
    Plan.of(in_commune.commune.pk, title="Kế hoạch cũ", number="7/KH-UBND", issued_on=date(2025, 3, 1)).save()
    with pytest.raises(Refused, match="draft_number_taken"):
        check_number(draft, Numbered("07/KH-UBND", date(2025, 5, 1)))
    check_number(draft, Numbered("07/KH-UBND", date(2026, 1, 5)))
    name = in_commune.commune.name
    act = Act("Kế hoạch", "15/KH-UBND", date(2025, 4, 1), f"UBND {name}", "Phòng chống thiên tai")
    enter_act(commune=in_commune.commune, draft=act, by=in_commune.owner)
    other = Act("Kế hoạch", "16/KH-UBND", date(2025, 4, 1), "UBND tỉnh", "Kế hoạch của tỉnh")
    enter_act(commune=in_commune.commune, draft=other, by=in_commune.owner)
    with pytest.raises(Refused, match=r"Sổ văn bản: Phòng chống thiên tai"):
        check_number(draft, Numbered("15/KH-UBND", date(2025, 5, 1)))
    check_number(draft, Numbered("16/KH-UBND", date(2025, 5, 1)))


def test_the_clerk_is_asked_once_more_and_may_insist(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    step(in_commune, draft, Step.SUBMIT, Role.PLAN_OWNER)
    step(in_commune, draft, Step.APPROVE, Role.LEADER)
    path, clerk = reverse("drafting_issue", args=[draft.pk]), in_commune.client(Role.CLERK)
    said = {"number": "7", "dated_on": "10/01/2025"}
    answer = clerk.post(path, said)
    assert answer.status_code == 422
    assert "trước ngày lãnh đạo duyệt" in answer.content.decode()
    assert 'type="checkbox" name="confirmed"' in answer.content.decode()
    assert clerk.post(path, {**said, "confirmed": "on"}).status_code == 302
    assert Draft.objects.get(pk=draft.pk).number == "07/KH-UBND"
