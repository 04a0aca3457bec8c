"""Names of units that the ward knows are told from other words wherever a plan says them."""

import pytest

from vanban.known_units import known_units
from vanban.organisations import find_units, unit_at
from vanban.plan import read_plan
from vanban.readers.text import read_text

STRANGE = "Tổ công nghệ số cộng đồng khu dân cư Thượng Chiểu"
PLAN = f"""KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của người dân.
II. TỔ CHỨC THỰC HIỆN
1. {STRANGE}
- Hướng dẫn người dân nộp hồ sơ trực tuyến; phối hợp với Đội Dân vận Cồn Én trực tại nhà văn hóa.
2. Giao Đội Dân vận Cồn Én chủ trì, phát tờ rơi tới từng hộ.
"""


def units(text: str, *names: str) -> list[str]:
    with known_units(names):
        return [found.text for found in find_units(text)]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (f"giao {STRANGE} hướng dẫn", STRANGE, STRANGE),
        ("do Đội Dân vận Cồn Én thực hiện", "Đội Dân vận Cồn Én", "Đội Dân vận Cồn Én"),
        ("2. ĐỘI DÂN VẬN CỒN ÉN", "Đội Dân vận Cồn Én", "ĐỘI DÂN VẬN CỒN ÉN"),
        ("Giao Nhà thiếu nhi – Cồn Én xã An Hòa trực", "Nhà thiếu nhi - Cồn Én", "Nhà thiếu nhi – Cồn Én xã An Hòa"),
        ("Trung tâm Phục vụ hành chính công phường Tân An", "Trung tâm Phục vụ hành chính công phường Tân An",
         "Trung tâm Phục vụ hành chính công phường Tân An"),
        ("phối hợp Ban Xây dựng Đảng tuyên truyền", "Ban Xây dựng Đảng", "Ban Xây dựng Đảng"),
        ("Ban Chỉ đạo cải cách hành chính, Công an xã", "Ban Chỉ đạo", "Ban Chỉ đạo cải cách hành chính"),
    ],
)  # fmt: skip
def test_a_name_that_is_given_is_found_whole(text: str, name: str, found: str) -> None:
    assert found in units(text, name)


def test_words_that_only_contain_a_name_are_not_it() -> None:
    assert units("Đội Dân vận Cồn Énh họp", "Đội Dân vận Cồn Én") == []
    assert units("Đội Dân vận Cồn Én họp") == []


def test_names_hold_for_one_reading_only() -> None:
    with known_units(("Đội Dân vận Cồn Én",)):
        chain = unit_at("Đội Dân vận Cồn Én, Công an xã chủ trì")
        assert chain is not None
        assert chain.text == "Đội Dân vận Cồn Én, Công an xã"
    assert unit_at("Đội Dân vận Cồn Én chủ trì") is None


def test_a_plan_gives_its_tasks_to_the_units_that_the_ward_knows() -> None:
    source = read_text(PLAN.encode())
    names = (STRANGE, "Đội Dân vận Cồn Én")
    reading = read_plan(source, names=names)
    assert {one.text for one in reading.organisations} >= set(names)
    leads = [task.lead for task in reading.tasks]
    assert leads == [STRANGE, "Đội Dân vận Cồn Én"]
    assert reading.tasks[0].coordinating == ("Đội Dân vận Cồn Én",)
    assert "Đội Dân vận Cồn Én" not in {task.lead for task in read_plan(source).tasks}


def test_hostile_names_do_no_harm() -> None:
    assert units("(((( Phòng Văn hóa - Xã hội", "((((a b.*", "x" * 300, " ", "a|b c*+?(", "---- ----") == [
        "Phòng Văn hóa - Xã hội"
    ]
