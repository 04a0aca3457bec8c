"""The linter's remarks in the plan's pages: set aside with a reason, kept, taken back."""

import pytest

from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from lantoa.plans.actions.findings import dismiss, take_back
from lantoa.plans.findings import findings_of, marked
from lantoa.plans.models import FindingDismissal, PlanVersion
from tests.factories import World
from tests.plans.samples import PLAN, read

pytestmark = pytest.mark.django_db

FAULTY = PLAN.replace("Biên tập nội dung", "Lòng ghép, biên tập nội dung")


def _typo(version: PlanVersion) -> object:
    return next(one for group in findings_of(version).groups for one in group.findings if one.code == "typo")


def test_a_remark_is_set_aside_with_its_reason_and_taken_back(in_commune: World) -> None:
    version = read(in_commune.commune, FAULTY)
    finding = _typo(version)
    dismiss(version=version, finding=finding, reason="  từ này  dùng đúng ", by=in_commune.owner)  # type: ignore[arg-type]
    found = findings_of(version)
    assert [one.code for one in found.dismissed] == ["typo"]
    assert found.dismissed[0].dismissal
    assert found.dismissed[0].dismissal.reason == "từ này dùng đúng"
    assert all(one.code != "typo" for group in found.groups for one in group.findings)
    assert take_back(version=version, key=finding.key, by=in_commune.owner)  # type: ignore[attr-defined]
    assert not take_back(version=version, key=finding.key, by=in_commune.owner)  # type: ignore[attr-defined]
    assert _typo(version)
    actions = list(
        Entry.objects.filter(action__startswith="plan.finding").order_by("seq").values_list("action", flat=True)
    )
    assert actions == ["plan.finding_dismissed", "plan.finding_taken_back"]
    assert "từ này" not in str(Entry.objects.filter(action="plan.finding_dismissed").get().data)


def test_a_reason_is_needed_and_twice_is_once(in_commune: World) -> None:
    version = read(in_commune.commune, FAULTY)
    finding = _typo(version)
    for reason in ("", "   ", "a", "x" * 301):
        with pytest.raises(Refused):
            dismiss(version=version, finding=finding, reason=reason, by=in_commune.owner)  # type: ignore[arg-type]
    for reason in ("lý do một", "lý do hai"):
        dismiss(version=version, finding=finding, reason=reason, by=in_commune.owner)  # type: ignore[arg-type]
    assert FindingDismissal.objects.get().reason == "lý do một"


def test_it_survives_another_reading_and_moved_text(in_commune: World) -> None:
    version = read(in_commune.commune, FAULTY)
    dismiss(version=version, finding=_typo(version), reason="dùng đúng", by=in_commune.owner)  # type: ignore[arg-type]
    moved = FAULTY.replace("1. Mục đích", "1. Mục đích chung của kế hoạch")
    other = read(in_commune.commune, moved, "khac.txt")
    PlanVersion.objects.filter(pk=other.pk).update(plan_id=version.plan_id, edition=2)
    again = PlanVersion.objects.get(pk=other.pk)
    assert [one.code for one in findings_of(again).dismissed] == ["typo"]


def test_remarks_are_marked_in_the_document(in_commune: World) -> None:
    version = read(in_commune.commune, FAULTY)
    places = [version.text[start:end] for start, end, _ in marked(findings_of(version))]
    assert "Lòng ghép" in places


def test_the_page_shows_them_by_level_and_takes_a_reason(in_commune: World) -> None:
    client = in_commune.client()
    version = read(in_commune.commune, FAULTY)
    key = _typo(version).key  # type: ignore[attr-defined]
    page = client.get(f"/ke-hoach/{version.plan_id}/ra-soat/").content.decode()
    assert "Nhận xét về văn bản" in page
    assert f'href="#doc-f{key}"' in page
    assert f'id="doc-f{key}"' in page
    address = f"/ke-hoach/{version.plan_id}/nhan-xet/{key}/bo-qua/"
    assert client.post(address, {"reason": ""}).status_code in (400, 409, 422)
    done = client.post(address, {"reason": "tên riêng"}, follow=True).content.decode()
    assert "tên riêng" in done
    assert "Đã bỏ qua" in done
    back = client.post(f"/ke-hoach/{version.plan_id}/nhan-xet/{key}/lay-lai/", follow=True).content.decode()
    assert "tên riêng" not in back
    assert client.post(f"/ke-hoach/{version.plan_id}/nhan-xet/khong-co/bo-qua/", {"reason": "abc"}).status_code == 404
