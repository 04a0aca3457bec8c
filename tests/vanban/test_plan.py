"""Whole plans: our own in three layouts, and the real ones where they lie beside the project."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.seeds import SHARED, needs_seeds
from tests.vanban.sample_plans import TABLE, TABLED, WRAPPED, XA
from vanban.errors import ReadError
from vanban.plan import read_document, read_plan
from vanban.propose import propose_targets
from vanban.readers.text import read_text, source_of
from vanban.reading import DeadlineKind, Modality, Reading
from vanban.source import Cell, Source, Table


def read(text: str) -> Reading:
    return read_plan(read_text(text.encode()))


def tabled() -> Source:
    """The plan with a true table behind it, as the readers of DOCX and PDF give it."""
    text, rows = TABLED, []
    for row in TABLE:
        cells = []
        for cell in row:
            cells.append(Cell(cell, len(text), len(text) + len(cell)))
            text += f"{cell}\n"
        rows.append(tuple(cells))
    return replace(source_of(TABLED), text=text, tables=(Table(tuple(rows)),))


def test_head_of_a_signed_plan() -> None:
    reading = read(XA)
    assert (reading.kind, reading.number, reading.issued_on, reading.place) == (
        "Kế hoạch",
        "45/KH-UBND",
        "2026-01-12",
        "Đông Hải",
    )
    assert reading.title == "Tuyên truyền cải cách hành chính nhà nước năm 2026 trên địa bàn xã Đông Hải"
    assert reading.issuer == "UBND xã Đông Hải"
    assert reading.period
    assert (reading.period.text, reading.period.start, reading.period.end) == ("năm 2026", "2026-01-01", "2026-12-31")
    assert [item.text for item in reading.recipients] == ["UBND tỉnh (b/c)", "Đảng ủy, HĐND xã", "Các thôn", "Lưu: VT"]


def test_a_plan_is_not_its_own_reference() -> None:
    assert [item.number for item in read(XA).references] == ["12/KH-UBND", "118/2025/NĐ-CP"]


def test_targets_of_a_list_share_its_period() -> None:
    found = [(target.quantity, target.unit, target.measure.per, target.measure.start) for target in read(XA).targets]
    assert found == [
        ("04", "tin, bài", "month", None),
        ("08", "bài đăng", "month", None),
        ("02", "lượt", "week", None),
        ("90%", "hồ sơ thủ tục hành chính", None, None),
        ("01", "cuộc thi", None, "2026-07-01"),
        ("1.500", "tờ rơi", None, None),
    ]


def test_leads_in_every_form() -> None:
    found = [(task.section, task.lead, task.modality) for task in read(XA).tasks]
    front = "Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể"
    assert found == [
        ("II.1.1", "Phòng Văn hóa - Xã hội", Modality.MUST),
        ("II.1.2", "Văn phòng HĐND và UBND", Modality.MUST),
        ("II.1.3", None, Modality.ENCOURAGED),
        ("III.1", "Phòng Văn hóa - Xã hội", Modality.MUST),
        ("III.2", "Phòng Kinh tế", Modality.MUST),
        ("III.3", "Công an xã, Ban Chỉ huy Quân sự xã", Modality.MUST),
        ("III.4.a", "Trưởng các thôn", Modality.MUST),
        ("III.4.b", "Trưởng các thôn", Modality.MUST),
        ("III.5", front, Modality.REQUESTED),
        ("III.5", front, Modality.REQUESTED),
    ]


def test_lines_of_attributes_belong_to_their_task() -> None:
    first, second = read(XA).tasks[:2]
    assert first.coordinating == ("Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công")
    assert first.deadline
    assert first.deadline.date == "2026-03-31"
    assert second.text == "Tổ chức hội nghị đối thoại giữa Chủ tịch UBND xã với người dân."
    assert "deadline_several" in second.doubts


def test_a_wrapped_text_with_capital_letters_and_brackets() -> None:
    reading = read(WRAPPED)
    assert reading.title == "Thực hiện công tác tuyên truyền cải cách hành chính quý IV năm 2025"
    assert reading.number is None
    assert reading.issued_on is None
    assert [section.label for section in reading.sections] == ["A", "B", "C", "D", "E"]
    assert [task.lead for task in reading.tasks] == [
        "Văn phòng HĐND&UBND phường",
        "Văn phòng HĐND&UBND phường",
        "Các phòng chuyên môn thuộc UBND phường",
        "Đài Truyền thanh phường",
        "Đoàn Thanh niên phường, Hội Phụ nữ phường",
    ]
    due = reading.tasks[0].deadline
    assert due
    assert (due.kind, due.day, due.frequencies) == (DeadlineKind.DAY_OF_LAST_MONTH, 15, ("quarter",))
    assert [item.code for item in reading.contents] == ["civil_service", "indices"]
    assert [item.text for item in reading.funding] == ["Từ nguồn ngân sách phường được giao năm 2025."]


def test_rows_of_a_true_table() -> None:
    reading = read_plan(tabled())
    rows = [task for task in reading.tasks if task.row]
    assert [(task.row, task.lead, task.output) for task in rows] == [
        (1, "Phòng Văn hóa - Xã hội", "Kế hoạch của UBND xã"),
        (2, "Trung tâm Cung ứng dịch vụ công", "Tin, bài"),
        (3, None, None),
        (4, "Phòng Văn hóa - Xã hội", "Báo cáo"),
    ]
    assert rows[0].deadline
    assert (rows[0].deadline.kind, rows[0].deadline.date) == (DeadlineKind.FIXED_DATE, "2026-01-20")
    assert "lead_missing" in rows[2].doubts
    [target] = reading.targets
    assert (target.row, target.measure.n, target.measure.per) == (2, 2, "month")


def test_nothing_is_invented() -> None:
    reading = read(
        "KẾ HOẠCH\nTuyên truyền\nI. MỤC ĐÍCH\nNâng cao nhận thức.\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\n- Chủ trì."
    )
    assert (reading.number, reading.issued_on, reading.place, reading.issuer, reading.period, reading.commune) == (
        None,
    ) * 6
    assert [task.deadline for task in reading.tasks] == [None]
    assert (reading.references, reading.targets) == ((), ())


def test_contradictions_inside_one_plan() -> None:
    text = (
        "KẾ HOẠCH\nTuyên truyền năm 2026 của phường Thạch Anh\nI. MỤC ĐÍCH\n"
        "- Hoàn thành nhiệm vụ năm 2025 trên địa bàn.\n"
        "- Tiếp tục thực hiện ở phường Thạch An.\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ: Tham mưu."
    )
    found = {(item.kind, item.right.text) for item in read(text).contradictions}
    assert found == {("name", "phường Thạch An"), ("year", "năm 2025")}


def test_body_and_table_that_count_differently_contradict() -> None:
    rows = "\n".join(
        (
            "Phụ lục", "TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "1.",
            "Phát thanh trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng", "Phòng Văn hóa - Xã hội",
            "Các phòng, ban chuyên môn", "Hằng tháng",
        )
    )  # fmt: skip
    text = (
        "KẾ HOẠCH\nTuyên truyền\nI. CHỈ TIÊU\n- Phát thanh trên hệ thống truyền thanh phường tối thiểu 04 lần/tháng.\n"
        f"Nơi nhận:\n- Lưu: VT.\n{rows}\n"
    )
    reading = read(text)
    assert [(item.kind, item.message) for item in reading.contradictions] == [
        ("frequency", "Cùng một chỉ tiêu nhưng số lượng khác nhau: “04 lần/tháng” và “02 lần/tháng”.")
    ]
    assert ["table_guessed" in task.doubts for task in reading.tasks] == [True]


def test_findings_of_numbering_and_appendix() -> None:
    text = "KẾ HOẠCH\nTuyên truyền\nI. MỤC ĐÍCH\n1. Một\n3. Ba\nIII. NHIỆM VỤ\nChi tiết tại Phụ lục đính kèm."
    codes = [finding.code for finding in read(text).findings]
    assert codes.count("numbering_gap") == 2
    assert "appendix_missing" in codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("BÁO CÁO\nKết quả cải cách hành chính\nKính gửi: Sở Nội vụ.", "not_a_plan"),
        ("The quick brown fox jumps over the lazy dog. " * 20, "not_a_plan"),
        ("KE HOACH\nTuyén truyén cai cach hanh chinh. " + "Phéi hop véi cac co quan. " * 20, "damaged_text"),
        ("KẾ HOẠCH " + "đ" * 500_000, "too_long"),
    ],
)  # fmt: skip
def test_refusals_say_what_to_do(text: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_plan(source_of(text))
    assert caught.value.code == code
    assert "Hãy" in caught.value.message


def test_other_documents_can_still_be_read() -> None:
    reading = read_document(source_of("BÁO CÁO\nThực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."))
    assert reading.kind is None
    assert [item.number for item in reading.references] == ["57-NQ/TW"]


def test_json_form_has_every_key() -> None:
    data = json.loads(json.dumps(read(XA).as_dict()))
    assert set(data) == {
        "text", "kind", "number", "issued_on", "place", "issuer", "title", "period", "commune", "sections",
        "references", "targets", "tasks", "contents", "channels", "audiences", "organisations", "recipients",
        "funding", "tables", "contradictions", "findings", "uncertain", "source",
    }  # fmt: skip
    assert {"from", "to", "n", "percent", "per"} <= set(data["targets"][0]["measure"])


def test_proposals_stand_apart_and_say_why() -> None:
    text = XA.split("2. Chỉ tiêu")[0] + "II. TỔ CHỨC" + XA.split("III. TỔ CHỨC")[1]
    reading = read(text)
    assert reading.targets == ()
    proposals = propose_targets(reading)
    assert {"broadcast", "news"} <= {proposal.code for proposal in proposals}
    for proposal in proposals:
        assert proposal.is_proposal
        assert " ".join(text[slice(*proposal.span)].split()) == proposal.source_text
        assert "Đề xuất" in proposal.reason
    assert propose_targets(read(XA)) == []


@pytest.mark.parametrize(
    "unit", ["1 tin, 2 bài, ", "Luật Đất đai ", "đ\n", "các phòng, ban, ", "(((( ", "từ tháng 8/2025 đến "]
)
def test_hostile_text_takes_no_longer_than_its_length(unit: str) -> None:
    text = "KẾ HOẠCH\nđ\nIV. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ: " + "đ" * 1_900 + " " + unit * (15_000 // len(unit))
    assert read_plan(source_of(text)).kind == "Kế hoạch"


# --- the real plans ---------------------------------------------------------------------------------------------


def seed(name: str) -> Reading:
    return read_plan(read_text((SHARED / "plans" / f"{name}.txt").read_bytes()))


def gold(name: str) -> dict[str, list[dict[str, object]]]:
    path: Path = SHARED / "gold" / f"{name}.gold.json"
    found: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def flat(text: object) -> str:
    return " ".join(str(text).split()).strip(" .;:,").casefold()


@needs_seeds
@pytest.mark.seeds
@pytest.mark.parametrize("name", ["tran-phu-2025", "thach-khoi-2026"])
def test_real_plan_is_read_as_a_careful_reader_did(name: str) -> None:
    reading, wanted = seed(name), gold(name)
    assert [item.number for item in reading.references] == [item["number"] for item in wanted["legal_refs"]]
    assert [flat(item.text) for item in reading.targets] == [flat(item["text"]) for item in wanted["targets"]]
    found = {flat(task.text): task for task in reading.tasks}
    for task in wanted["tasks"]:
        read_task = found.get(flat(task["text"])) or next(
            one for text, one in found.items() if flat(task["text"])[:60] in text
        )
        assert flat(read_task.lead) == flat(task["lead"])
        if task["deadline"]:
            assert read_task.deadline
            assert flat(task["deadline"]) in flat(read_task.deadline.text)


@needs_seeds
@pytest.mark.seeds
def test_bach_mai() -> None:
    reading = seed("bach-mai-2025")
    assert [item.number for item in reading.references] == ["4386/QĐ-UBND"]
    assert len([task for task in reading.tasks if task.row is None]) == 17
    assert [task.row for task in reading.tasks if task.row] == list(range(1, 10))
    measures = [(t.quantity, t.measure.per, t.measure.channel, t.modality.value, t.row) for t in reading.targets]
    assert measures == [
        ("100%", None, None, "must", None),
        ("một", None, None, "one_of", None),
        ("01", "month", "higher_portal", "floor", None),
        ("06", None, "portal", "must", None),
        ("02", None, "broadcast", "floor", None),
        ("01", "month", "higher_portal", "floor", 3),
        ("02", "quarter", "broadcast", "floor", 4),
    ]
    assert {(item.kind, item.right.text[:20]) for item in reading.contradictions} >= {
        ("lead", "Hằng tháng, gửi đăng"),
        ("frequency", "Biên soạn ít nhất 02"),
    }
    assert "numbering_gap" in {finding.code for finding in reading.findings}


@needs_seeds
@pytest.mark.seeds
def test_phu_van() -> None:
    reading = seed("phu-van-2025-h2")
    assert len(reading.references) == 32
    assert reading.targets == ()
    duties = [task for task in reading.tasks if task.section.startswith("IV.")]
    assert [task.section for task in duties] == ["IV.2.a"] * 5 + ["IV.2.b"] * 5 + ["IV.2.c"]
    assert duties[-1].modality is Modality.REQUESTED
    assert reading.period
    assert (reading.period.start, reading.period.end) == ("2025-07-01", "2025-12-31")


@needs_seeds
@pytest.mark.seeds
def test_thach_khoi_contradicts_itself() -> None:
    reading = seed("thach-khoi-2026")
    assert {(item.kind, item.right.text) for item in reading.contradictions} == {
        ("name", "phường Thạch Khê"),
        ("year", "năm 2025"),
    }
    assert "appendix_missing" in {finding.code for finding in reading.findings}


@needs_seeds
@pytest.mark.seeds
def test_a_damaged_scan_that_is_not_restored_gets_a_clear_message() -> None:
    with pytest.raises(ReadError) as caught:
        seed("tu-cuong-2025.bad-ocr")
    assert caught.value.code == "damaged_text"
