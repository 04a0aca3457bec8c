"""The real plans through intake, review and adoption, where they lie beside the project."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lantoa.communes.actions import load_gazetteer
from lantoa.communes.models import Commune
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.models import Commitment, Contradiction, DueWork, PlanVersion
from lantoa.plans.rules.review import Decision, Origin
from tests.factories import World
from tests.plans.samples import PLAN, read
from tests.seeds import SHARED, needs_seeds

pytestmark = pytest.mark.django_db

PLANS = {
    "tran-phu-2025": ("Phường Trần Phú", 18_100),
    "phu-van-2025-h2": ("Phường Phù Vân", None),
    "thach-khoi-2026": ("Phường Thạch Khôi", 11_002),
    "bach-mai-2025": ("Phường Bạch Mai", None),
}


def run(file: Path, code: int, *options: str) -> str:
    told = io.StringIO()
    call_command("import_plan", str(file), "--commune", str(code), *options, stdout=told)
    return told.getvalue()


@pytest.fixture
def gazetteer() -> None:
    load_gazetteer()


def commune_called(name: str) -> Commune:
    found: Commune = Commune.objects.filter(name=name).order_by("id")[0]
    return found


@needs_seeds
@pytest.mark.seeds
@pytest.mark.usefixtures("gazetteer")
@pytest.mark.parametrize("plan", sorted(PLANS))
def test_a_real_plan_from_file_to_due_work(plan: str) -> None:
    name, code = PLANS[plan]
    commune = Commune.objects.get(pk=code) if code else commune_called(name)  # five wards are called Trần Phú
    told = run(SHARED / "plans" / f"{plan}.txt", commune.pk, "--adopt")
    assert "Đã ban hành" in told
    with scope([commune.pk]):
        version = PlanVersion.objects.get()
        assert (version.state, version.other_commune) == ("adopted", "")
        accepted = Commitment.objects.filter(version=version, decision=Decision.ACCEPTED.value)
        assert accepted.count() >= 14
        assert not accepted.filter(origin=Origin.PROPOSED.value).exists()
        assert not Contradiction.objects.filter(version=version, decision="").exists()
        for row in accepted:
            assert row.span_start is not None
            assert version.text[row.span_start : row.span_end].split() == row.text.split()
            assert DueWork.objects.filter(commitment=row).exists(), row.text
        assert f"lập {DueWork.objects.count()} việc đến hạn" in told


@needs_seeds
@pytest.mark.seeds
@pytest.mark.usefixtures("gazetteer")
def test_a_plan_without_numbers_gets_proposals_that_wait() -> None:
    commune = commune_called("Phường Phù Vân")
    run(SHARED / "plans" / "phu-van-2025-h2.txt", commune.pk)
    with scope([commune.pk]):
        proposals = Commitment.objects.filter(origin=Origin.PROPOSED.value)
        assert proposals.count() >= 3
        assert {row.decision for row in proposals} == {Decision.PENDING.value}
        assert all(row.reason for row in proposals)
        with pytest.raises(Refused):
            adopt_version(version=PlanVersion.objects.get(), by=None)


@needs_seeds
@pytest.mark.seeds
@pytest.mark.usefixtures("gazetteer")
def test_a_real_plan_of_another_ward_is_noticed() -> None:
    commune = commune_called("Phường Phù Vân")
    run(SHARED / "plans" / "bach-mai-2025.txt", commune.pk)
    with scope([commune.pk]):
        assert PlanVersion.objects.get().other_commune == "Phường Bạch Mai"
    with pytest.raises(CommandError, match="--confirm-commune"):
        run(SHARED / "plans" / "bach-mai-2025.txt", commune.pk, "--adopt")
    told = run(SHARED / "plans" / "bach-mai-2025.txt", commune.pk, "--adopt", "--confirm-commune")
    assert "Đã ban hành" in told


@needs_seeds
@pytest.mark.seeds
def test_a_damaged_scan_is_restored_and_told(in_commune: World) -> None:
    text = (SHARED / "plans" / "tu-cuong-2025.bad-ocr.txt").read_text()
    version = read(in_commune.commune, text)
    assert version.state == "in_review"
    assert version.other_commune == ""
    assert any("khôi phục" in note for note in version.notes)


def test_the_same_file_twice_goes_on_where_it_ended(in_commune: World, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN)
    first = run(file, in_commune.commune.pk)
    assert "7 mục" in first
    second = run(file, in_commune.commune.pk, "--adopt")
    assert "Kế hoạch này đã có" in second
    assert "lập 43 việc đến hạn" in second
    assert "Đã ban hành" not in run(file, in_commune.commune.pk, "--adopt")
    assert PlanVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "rỗng"), ("Thực đơn hôm nay: phở bò, bún chả, chè đậu xanh.".encode(), "kế hoạch")]
)
def test_a_bad_file_is_told(in_commune: World, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run(file, in_commune.commune.pk)


def test_no_such_commune_and_no_such_file(in_commune: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có tệp"):
        run(tmp_path / "khong-co.txt", in_commune.commune.pk)
    with pytest.raises(CommandError, match="Không có xã"):
        run(tmp_path / "khong-co.txt", 1)
