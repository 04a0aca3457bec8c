"""Units, neighbourhoods and settings, through their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.communes.actions import UnitDetails, add_unit
from lantoa.communes.models import CommuneSetting, Membership, Neighbourhood, Unit, UnitAlias
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db
HOSTILE = """<script>alert(1)</script>'; DROP TABLE communes_unit;--"""


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def admin(world: World) -> Client:
    return world.client(Role.ADMINISTRATOR)


def last_entry(world: World) -> Entry:
    with scope([world.commune.pk]):
        entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    return entry


def post(client: Client, name: str, data: dict[str, object], **kwargs: object) -> str:
    response = client.post(reverse(name, kwargs=kwargs), data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_unit_is_added_with_its_other_names(world: World, admin: Client) -> None:
    data = {
        "name": "  Phòng   Tư pháp ",
        "short_name": "TP",
        "aliases": "- Bộ phận Tư pháp\nPhòng Tư pháp\n",
        "asked": "",
    }
    assert "Đã thêm đơn vị “Phòng Tư pháp”" in post(admin, "communes_unit_add", data)
    with scope([world.commune.pk]):
        unit = Unit.objects.get(name="Phòng Tư pháp")
        assert list(unit.aliases.values_list("text", flat=True)) == ["Bộ phận Tư pháp"]
        assert unit.position > max(Unit.objects.exclude(pk=unit.pk).values_list("position", flat=True))
    assert (last_entry(world).action, last_entry(world).object_id) == ("unit.added", unit.pk)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": ""}, "Mục này không được để trống"),
        ({"name": "   "}, "Mục này không được để trống"),
        ({"name": "công an"}, "Đã có đơn vị mang tên này"),
        ({"name": "x" * 151}, "150"),
        ({"name": "Mới", "aliases": "y" * 201}, "quá 200 ký tự"),
        ({"name": "Mới\x00"}, "ký tự không dùng được"),
    ],
)
def test_a_bad_unit_is_sent_back_with_words(data: dict[str, str], message: str, admin: Client) -> None:
    response = admin.post(reverse("communes_unit_add"), data)
    assert message.casefold() in response.content.decode().casefold()


def test_hostile_names_are_only_words(world: World, admin: Client) -> None:
    post(admin, "communes_unit_add", {"name": HOSTILE, "aliases": HOSTILE + " 2"})
    page = admin.get(reverse("communes_units")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_another_units_name_is_not_taken_away(world: World, admin: Client) -> None:
    with scope([world.commune.pk]):
        alias = UnitAlias.objects.order_by("pk")[0]
    response = admin.post(reverse("communes_unit_add"), {"name": "Đơn vị mới", "aliases": alias.text})
    assert "Xin bỏ ở đơn vị đó trước" in response.content.decode()
    with scope([world.commune.pk]):
        assert not Unit.objects.filter(name="Đơn vị mới").exists()
        with pytest.raises(Refused):  # two at once get as far as the action
            add_unit(commune=world.commune, details=UnitDetails("Đơn vị mới", aliases=(alias.text,)), by=world.owner)
        with pytest.raises(Refused):
            add_unit(commune=world.commune, details=UnitDetails("Công an"), by=world.owner)


def test_a_unit_out_of_use_leaves_the_choices_and_keeps_its_people(world: World, admin: Client) -> None:
    with scope([world.commune.pk]):
        unit = Unit.objects.filter(membership__isnull=False).distinct()[0]
        people = Membership.objects.filter(unit=unit).count()
    post(admin, "communes_unit", {"name": unit.name, "short_name": "", "aliases": ""}, pk=unit.pk)
    assert unit.name not in admin.get(reverse("communes_invite")).content.decode()
    with scope([world.commune.pk]):
        assert Membership.objects.filter(unit=unit).count() == people
        assert not UnitAlias.objects.filter(unit=unit).exists()


def test_units_move_up_and_down(world: World, admin: Client) -> None:
    with scope([world.commune.pk]):
        before = list(Unit.objects.values_list("pk", flat=True))
    post(admin, "communes_unit_move", {"step": "1"}, pk=before[0])
    post(admin, "communes_unit_move", {"step": "-1"}, pk=before[0])
    post(admin, "communes_unit_move", {"step": "-1"}, pk=before[2])
    post(admin, "communes_unit_move", {"step": "lên"}, pk=before[2])
    with scope([world.commune.pk]):
        assert list(Unit.objects.values_list("pk", flat=True)) == [before[0], before[2], before[1], *before[3:]]


def test_missing_usual_units_are_offered_and_added(world: World, admin: Client) -> None:
    with scope([world.commune.pk]):
        Unit.objects.get(name="Công an").delete()
    page = admin.get(reverse("communes_units")).content.decode()
    assert 'value="Công an"' in page
    assert 'value="Ban Chỉ huy Quân sự"' not in page
    assert "Đã thêm 1 đơn vị" in post(admin, "communes_units_usual", {"names": ["Công an"]})
    assert "Chưa chọn đơn vị nào" in post(admin, "communes_units_usual", {"names": ["Bịa ra"]})


def test_neighbourhoods_are_pasted_all_at_once(world: World, admin: Client) -> None:
    page = post(admin, "communes_neighbourhoods", {"names": "1. Tổ dân phố 1\n2. Tổ dân phố 2\n\nTổ dân phố 1"})
    assert "Đã thêm 2; 0 tên" in page
    assert "Đã thêm 1; 2 tên" in post(admin, "communes_neighbourhoods", {"names": "tổ dân phố 2\nTổ dân phố 1\nThôn 3"})
    with scope([world.commune.pk]):
        assert [str(n) for n in Neighbourhood.objects.all()] == ["Tổ dân phố 1", "Tổ dân phố 2", "Thôn 3"]
    assert last_entry(world).action == "neighbourhoods.added"


def test_a_neighbourhood_in_use_is_kept(world: World, admin: Client) -> None:
    post(admin, "communes_neighbourhoods", {"names": "Thôn Đông\nThôn Đoài"})
    with scope([world.commune.pk]):
        used, free = Neighbourhood.objects.order_by("position")
        Membership.objects.filter(role=Role.CONTRIBUTOR.value).update(neighbourhood=used)
    refused = admin.post(reverse("communes_neighbourhood", args=[used.pk]), {"drop": "1"})
    assert (refused.status_code, "không bỏ được" in refused.content.decode()) == (409, True)
    assert "Đã bỏ “Thôn Đoài”" in post(admin, "communes_neighbourhood", {"drop": "1"}, pk=free.pk)
    assert "Đã đổi tên" in post(admin, "communes_neighbourhood", {"name": "Thôn Nam"}, pk=used.pk)


def test_who_only_looks_cannot_add_neighbourhoods(world: World) -> None:
    client = world.client(Role.OFFICER)
    assert "textarea" not in client.get(reverse("communes_neighbourhoods")).content.decode()
    assert client.post(reverse("communes_neighbourhoods"), {"names": "Thôn lạ"}).status_code == 403


def test_a_number_no_table_holds_is_not_found(admin: Client) -> None:
    assert admin.get(f"/xa/don-vi/{10**30}/").status_code == 404


SETTINGS = {
    "province_line": "", "place": "Thử Nghiệm", "signer_lines": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "signer_name": "Trần Văn Ký", "recipients": "- Sở Nội vụ;\nLưu: VT, VHXH.", "report_from_day": "15",
    "report_due_day": "5",
}  # fmt: skip


def test_settings_are_kept_and_logged_by_field(world: World) -> None:
    client = world.client(Role.PLAN_OWNER)
    assert "Đã lưu thiết lập" in post(client, "communes_settings", SETTINGS)
    with scope([world.commune.pk]):
        setting = CommuneSetting.objects.get()
    assert setting.signer_lines.splitlines() == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert setting.recipients.splitlines() == ["Sở Nội vụ", "Lưu: VT, VHXH"]
    assert setting.report_from_day == 15
    entry = last_entry(world)
    assert entry.action == "settings.changed"
    assert "Trần Văn Ký" not in str(entry.data)
    assert "signer_name" in entry.data["fields"]


@pytest.mark.parametrize("day", ["0", "29", "-1", "x", "9" * 40])
def test_a_day_that_no_month_is_sure_to_have_is_refused(day: str, world: World) -> None:
    response = world.client().post(reverse("communes_settings"), {**SETTINGS, "report_due_day": day})
    assert response.status_code == 200
    assert 'id="id_report_due_day_error"' in response.content.decode()


def test_without_a_day_of_its_own_the_commune_follows_the_plan(world: World) -> None:
    assert "Đã lưu thiết lập" in post(world.client(), "communes_settings", {**SETTINGS, "report_due_day": ""})
    with scope([world.commune.pk]):
        assert CommuneSetting.objects.get().report_due_day is None


def test_the_lists_need_the_same_number_of_queries_however_long(
    world: World, admin: Client, django_assert_max_num_queries: object
) -> None:
    with scope([world.commune.pk]):
        for number in range(30):
            Unit.of(world.commune.pk, name=f"Đơn vị {number}").save()
    for name in ("communes_units", "communes_people", "communes_neighbourhoods", "communes_overview"):
        with django_assert_max_num_queries(22):  # type: ignore[operator]
            admin.get(reverse(name))
