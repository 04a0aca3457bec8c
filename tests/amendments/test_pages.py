"""Pages of amendments, also in Chromium, wide and narrow: compared, adopted, what is left behind; odd documents."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from lantoa.amendments.actions import choose_consequences
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.actions.review import add_item
from lantoa.plans.models import PlanVersion
from tests.amendments.samples import (
    BROADCAST,
    NEWS,
    POSTING,
    adopted,
    amend,
    change,
    drop,
    edited,
    item,
    serve,
    uploaded,
)
from tests.factories import World, build_world
from tests.office.faces import violations
from tests.plans.samples import PLAN

pytestmark = pytest.mark.django_db
SIZES = {"1280": {"width": 1280, "height": 900}, "360": {"width": 360, "height": 760}}
OTHER_PLAN = """\
ỦY BAN NHÂN DÂN
PHƯỜNG THỬ NGHIỆM
Số: 80/KH-UBND
KẾ HOẠCH
Phòng cháy, chữa cháy và cứu nạn, cứu hộ năm 2025
I. CHỈ TIÊU
- Kiểm tra an toàn phòng cháy tại 100% nhà trọ, khu dân cư trong năm.
II. TỔ CHỨC THỰC HIỆN
1. Công an phường
- Chủ trì tập huấn chữa cháy cho lực lượng dân phòng trước ngày 30/9/2025.
- Lắp đặt bình chữa cháy tại các điểm công cộng hằng quý.
2. Văn phòng HĐND và UBND
- Bố trí kinh phí mua sắm phương tiện chữa cháy trước ngày 31/3/2025.
"""


def amendment(world: World) -> PlanVersion:
    """One target raised, one task reworded, one dropped with evidence, one added."""
    first = adopted(world)
    for month in (2, 3, 5):
        serve(world, first, NEWS, date(2025, month, 3))
    second = edited(world, first)
    change(world, second, BROADCAST, quantity=3, text=item(second, BROADCAST).text.replace("02 lần", "03 lần"))
    change(world, second, POSTING, text=item(second, POSTING).text.replace("đầy đủ", "kịp thời, đầy đủ"))
    drop(world, second, NEWS)
    values = {"kind": "task", "text": "Tổ chức điểm hướng dẫn nộp hồ sơ trực tuyến mỗi quý", "window": "quarter"}
    add_item(version=second, values=values, coordinating=(), by=world.owner)
    choose_consequences(version=second, effective_on=date(2025, 7, 1), handed={}, by=world.owner)
    return second


def test_the_comparison_says_what_changed_and_what_follows(
    in_commune: World, django_assert_max_num_queries: Any
) -> None:
    second = amendment(in_commune)
    url = reverse("amendments_compare", args=[second.plan_id])
    with django_assert_max_num_queries(45):
        page = " ".join(in_commune.client(Role.OFFICER).get(url).content.decode().split())
    assert "ít nhất 02 lần/tháng mỗi tháng" in page or "ít nhất 02 lần" in page
    assert "Đến hết Tháng 6/2025: giữ cách đo cũ (6 kỳ)." in page
    assert "Từ Tháng 7/2025: theo bản mới (6 việc đến hạn)." in page
    assert "3 hoạt động đang phục vụ mục này: vẫn nằm trong sổ" in page
    assert "cán bộ, công chức được bồi dưỡng" not in page, "what stays is left out"
    everything = in_commune.client(Role.OFFICER).get(f"{url}?chi=tat-ca").content.decode()
    assert "cán bộ, công chức được bồi dưỡng" in everything
    assert in_commune.client(Role.CONTRIBUTOR).get(url).status_code == 403


def test_while_an_amendment_waits_the_plan_shows_what_is_in_force(in_commune: World) -> None:
    second = amendment(in_commune)
    show = reverse("plans_show", args=[second.plan_id])
    page = in_commune.client().get(show).content.decode()
    assert "Bản sửa đổi lần 2 đang được rà soát" in page
    assert "02 lần/tháng" in page
    assert "03 lần/tháng" in in_commune.client().get(f"{show}?ban=2").content.decode()
    amend(in_commune, second)
    assert "03 lần/tháng" in in_commune.client().get(show).content.decode()
    old = in_commune.client().get(f"{show}?ban=1").content.decode()
    assert "đã được thay bằng bản lần 2" in old
    assert "02 lần/tháng" in old
    assert in_commune.client().get(f"{show}?ban=9").status_code == 404
    assert in_commune.client().get(f"{show}?ban=%27--").status_code == 404


def test_the_same_document_again_is_told(in_commune: World) -> None:
    first = adopted(in_commune)
    url = reverse("plans_new_edition", args=[first.plan_id])
    same = SimpleUploadedFile("ban-2.txt", PLAN.encode())
    answer = in_commune.client().post(url, {"file": same})
    assert "Không có gì thay đổi" in answer.content.decode()
    again = uploaded(in_commune, PLAN.replace("\n\n", "\n \n"), first)
    page = in_commune.client().get(reverse("amendments_adopt", args=[first.plan_id])).content.decode()
    assert "Không có gì thay đổi" in page
    answer = in_commune.client().post(reverse("amendments_adopt", args=[first.plan_id]), {"ban-hanh": "1"})
    assert answer.status_code == 409
    again.refresh_from_db()
    assert again.state == "in_review"


def test_quite_another_plan_is_warned_of(in_commune: World) -> None:
    first = adopted(in_commune)
    uploaded(in_commune, OTHER_PLAN, first)
    page = in_commune.client().get(reverse("amendments_compare", args=[first.plan_id])).content.decode()
    assert "gần như không có điểm chung" in page


def test_a_document_that_cannot_be_read_leaves_the_plan_alone(in_commune: World) -> None:
    from lantoa.plans.actions.intake import receive_plan
    from lantoa.plans.jobs import read_version

    first = adopted(in_commune)
    scan = receive_plan(commune=in_commune.commune, upload=b"xin chao " * 40, name="a.txt", by=None, plan=first.plan)
    read_version(in_commune.commune.pk, scan.pk)
    page = in_commune.client().get(reverse("plans_show", args=[first.plan_id])).content.decode()
    assert "chưa đọc xong hoặc không đọc được" in page
    assert "02 lần/tháng" in page
    assert in_commune.client().get(reverse("amendments_compare", args=[first.plan_id])).status_code == 409
    answer = in_commune.client().post(reverse("amendments_start", args=[first.plan_id]))
    assert answer.status_code == 409


def test_another_commune_sees_nothing_of_it(in_commune: World) -> None:
    second = amendment(in_commune)
    stranger = build_world("Phường Khác").client()
    for name in ("start", "compare", "adopt", "leftovers"):
        assert stranger.get(reverse(f"amendments_{name}", args=[second.plan_id])).status_code == 404, name


def shot(page: Page, name: str) -> None:
    """A picture for people to look at, where a folder for it is named."""
    if folder := os.environ.get("LANTOA_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.pages
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", SIZES)
def test_amended_in_the_browser(chromium: Browser, live_server: Any, size: str) -> None:
    world = build_world()
    with scope([world.commune.pk]):
        second = amendment(world)
    context = chromium.new_context(locale="vi-VN", viewport=SIZES[size])
    cookies = world.client(Role.PLAN_OWNER).cookies
    context.add_cookies([{"name": name, "value": one.value, "url": live_server.url} for name, one in cookies.items()])
    page, base = context.new_page(), f"{live_server.url}/ke-hoach/{second.plan_id}"
    for name, path in (("review", "ra-soat/"), ("compare", "so-sanh/?chi=tat-ca"), ("adopt", "ban-hanh-sua-doi/")):
        page.goto(f"{base}/{path}")
        shot(page, f"{name}-{size}")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.get_by_role("button", name="Ban hành bản sửa đổi").click()
    expect(page.get_by_role("heading", name="Minh chứng của mục không còn", level=1)).to_be_visible()
    shot(page, f"leftovers-{size}")
    assert violations(page) == []
    page.get_by_label("Chuyển sang mục").select_option(index=1)
    page.get_by_role("button", name="Chuyển").click()
    expect(page.get_by_text("Không có minh chứng nào bị bỏ lại")).to_be_visible()
    page.goto(f"{base}/lich-su/")
    shot(page, f"history-{size}")
    context.close()
