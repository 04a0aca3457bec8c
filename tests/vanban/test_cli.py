import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.vanban.check.clean_plan import PLAN as CLEAN
from tests.vanban.form_sample import report
from vanban import cli
from vanban.form.document import Bullet, Heading, OfficialDocument, Paragraph, Signature
from vanban.form.docx import render_docx
from vanban.form.tree import tree_to_json

PLAN = OfficialDocument(
    kind="KẾ HOẠCH",
    title="Tuyên truyền cải cách hành chính phường Hoa Mai năm 2026",
    issuer=("Ủy ban nhân dân", "phường Hoa Mai"),
    number="12/KH-UBND",
    place="Hoa Mai",
    year=2026,
    body=(
        Paragraph("Căn cứ Quyết định số 37/QĐ-UBND ngày 15/01/2026 của UBND tỉnh; UBND phường ban hành Kế hoạch:"),
        Heading("I", "Mục đích, yêu cầu"),
        Bullet("Tuyên truyền trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng."),
        Heading("II", "Tổ chức thực hiện"),
        Heading("1", "Phòng Văn hóa - Xã hội", 2),
        Bullet("Chủ trì, phối hợp với các đơn vị liên quan triển khai Kế hoạch này trong năm 2026."),
        Paragraph("Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026./."),
    ),
    signature=Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Trần Văn An"),
    recipients=("Sở Nội vụ", "Lưu: VT"),
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(render_docx(PLAN))
    return path


def test_read_json_has_the_keys_of_a_reading_and_true_spans(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(plan), "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["kind"].upper() == "KẾ HOẠCH"
    assert reading["number"] == "12/KH-UBND"
    assert reading["source"]["format"] == "docx"
    for item in (*reading["targets"], *reading["tasks"], *reading["references"]):
        start, end = item["span"]
        assert " ".join(reading["text"][start:end].split()) == " ".join(item["text"].split())
    assert [target["quantity"] for target in reading["targets"]] == ["02"]


def test_read_without_json_is_for_people(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(plan)]) == 0
    out = capsys.readouterr().out
    assert "Chỉ tiêu (1)" in out
    assert "Phòng Văn hóa - Xã hội" in out
    assert "12/KH-UBND" in out


def test_a_refused_file_says_why_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "anh.pdf"
    path.write_bytes(b"\xff\xd8\xff" + bytes(50))
    assert cli.main(["read", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Ảnh" in said.err
    assert "[broken_picture]" in said.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(tmp_path / "khong-co.pdf")]) == 2
    assert "khong-co.pdf" in capsys.readouterr().err
    assert cli.main(["read", str(tmp_path)]) == 2


def test_wrong_use_is_told_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["in"])
    assert caught.value.code == 2
    assert "Lệnh chưa đúng" in capsys.readouterr().err


def test_render_writes_what_was_asked_for(tmp_path: Path) -> None:
    tree, out = tmp_path / "tree.json", tmp_path / "bc.docx"
    tree.write_text(json.dumps(tree_to_json(report())), encoding="utf-8")
    assert cli.main(["render", str(tree), "--docx", str(out)]) == 0
    assert out.read_bytes() == render_docx(report())


@pytest.mark.parametrize("text", ["{", "[]", '{"kind": 1}', "\udcff"])
def test_render_refuses_a_wrong_tree(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = tmp_path / "tree.json"
    tree.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert cli.main(["render", str(tree), "--docx", str(tmp_path / "x.docx")]) == 1
    assert "[bad_tree]" in capsys.readouterr().err


def test_render_without_a_place_to_write_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["render", str(tmp_path / "tree.json")]) == 1
    assert "--docx" in capsys.readouterr().err


def test_check_says_what_is_wrong_and_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = tmp_path / "sach.txt"
    clean.write_text(CLEAN, encoding="utf-8")
    assert cli.main(["check", str(clean)]) == 0
    assert "Không thấy lỗi nào" in capsys.readouterr().out
    wrong = tmp_path / "sai.txt"
    wrong.write_text(CLEAN.replace("Niêm yết công khai", "Lòng ghép, niêm yết công khai"), encoding="utf-8")
    assert cli.main(["check", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "CẢNH BÁO (1)" in said
    assert "[typo]" in said
    assert "sai.txt:" in said
    assert cli.main(["check", str(wrong), "--json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["typo"]
    hints = tmp_path / "goi-y.txt"
    hints.write_text(CLEAN.replace("thực hiện./.", "thực hiện."), encoding="utf-8")
    assert cli.main(["check", str(hints)]) == 0
    (tmp_path / "rong.txt").write_bytes(b"  ")
    assert cli.main(["check", str(tmp_path / "rong.txt")]) == 2
    assert cli.main(["check", str(tmp_path / "khong-co.txt")]) == 2


def test_several_files_and_a_folder_are_read_one_after_the_other(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ho-so"
    (folder / "cu").mkdir(parents=True)
    (folder / "cu" / "a.docx").write_bytes(plan.read_bytes())
    (folder / "b.txt").write_bytes(b" ")
    for unwanted in ("~$a.docx", ".an.docx", "ghi-chu.xyz"):
        (folder / unwanted).write_bytes(b"x")
    assert cli.main(["read", str(folder), str(plan), "--json"]) == 1
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [Path(row["file"]).name for row in rows] == ["b.txt", "a.docx", "ke-hoach.docx"]
    assert rows[0]["error"]["code"] == "empty"
    assert rows[1]["reading"]["number"] == rows[2]["reading"]["number"] == "12/KH-UBND"
    assert "Đã xong 2/3 tệp." in said.err
    assert cli.main(["check", str(folder)]) == 2
    assert f"== {folder / 'cu' / 'a.docx'}" in capsys.readouterr().out


def test_standard_input_is_a_file(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in ((["read", "-", "--json"], 0), (["check", "-"], 1)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(plan.read_bytes())))
        assert cli.main(arguments) == code
        assert "hoa mai" in capsys.readouterr().out.lower()
    tree = json.dumps(tree_to_json(report())).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(tree)))
    assert cli.main(["render", "-", "--docx"]) == 1
    assert "ghi tên tệp" in capsys.readouterr().err
    assert cli.main(["render", "-", "--docx", str(plan.with_name("in.docx"))]) == 0


def test_names_of_units_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strange = "Tổ Hậu cần và Trật tự Cồn Én"
    text = CLEAN.replace("Phòng Văn hóa - Xã hội", strange)
    (tmp_path / "kh.txt").write_text(text, encoding="utf-8")
    (tmp_path / "ten.txt").write_text(f"# các đơn vị\n{strange}\n", encoding="utf-8")
    command = ["read", str(tmp_path / "kh.txt"), "--json"]
    for more, known in ((["--names", str(tmp_path / "ten.txt")], True), ([], False)):
        assert cli.main(command + more) == 0
        units = {one["text"] for one in json.loads(capsys.readouterr().out)["organisations"]}
        assert (strange in units) is known
    assert cli.main([*command, "--names", str(tmp_path / "khong-co.txt")]) == 2


def test_a_scan_without_a_model_says_how_to_turn_reading_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("L", (1200, 1600), 255).save(tmp_path / "anh.png")
    monkeypatch.setattr("vanban.readers.engine.PLACES", ())
    monkeypatch.delenv("VANBAN_TESSDATA", raising=False)
    monkeypatch.setattr("vanban.readers.engine.ocr_available", lambda: False)
    assert cli.main(["read", str(tmp_path / "anh.png")]) == 1
    said = capsys.readouterr().err
    assert "[ocr_missing]" in said
    assert "VANBAN_TESSDATA" in said


def test_searchable_takes_one_file_and_an_empty_folder_is_wrong_use(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", str(plan.parent), "--searchable", str(tmp_path / "x.pdf")]) == 2
    (tmp_path / "rong").mkdir()
    assert cli.main(["read", str(tmp_path / "rong")]) == 2
    assert "không có tệp nào" in capsys.readouterr().err
