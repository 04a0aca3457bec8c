"""Tree files that people or other programs wrote: one good one of each kind, and what is wrong with the others."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vanban.form_kinds import KINDS
from vanban import cli
from vanban.form import tree_file
from vanban.form.document import OfficialDocument
from vanban.form.errors import FormError
from vanban.form.tree import BLOCKS, tree_to_json
from vanban.form.tree_file import read_tree

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "document-tree.md"
BARE: dict[str, Any] = {"kind": "Kế hoạch", "title": "x", "issuer": ["x"]}


def file_of(**more: Any) -> bytes:
    return json.dumps({**BARE, **more}, ensure_ascii=False).encode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_each_kind_is_read_as_it_was_written(kind: str) -> None:
    document = KINDS[kind]()
    assert read_tree(json.dumps(tree_to_json(document), ensure_ascii=False).encode()) == document


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert read_tree(b"\xef\xbb\xbf" + file_of()).kind == "Kế hoạch"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "bad_tree", "dòng 1, cột 1"),
        (b"{\n  'a': 1}", "bad_tree", "dòng 2"),
        ('{"kind": "Kế'.encode("utf-16"), "bad_tree", "UTF-8"),
        (b"[" * 100_000, "bad_tree", "lồng nhau quá sâu"),
        (b'{"year": ' + b"9" * 9000 + b"}", "bad_tree", "con số dài"),
        (b'{"kind": "a", "kind": "b"}', "bad_tree", "hai lần"),
        (b'{"year": NaN}', "bad_tree", "NaN"),
        (file_of(body=[{"type": "paragraph", "text": "a\x00b"}]), "bad_tree", "U+0000"),
        (file_of(title="a\x0b"), "bad_tree", "title có ký tự điều khiển U+000B"),
        (b'{"kind": "\\ud800", "title": "x", "issuer": []}', "bad_tree", "U+D800"),
        (file_of(body=[{"type": "paragraph", "text": "x" * 50_001}]), "tree_too_large", "chia thành nhiều đoạn"),
        (file_of(body=[[[[[[[[[[[[[]]]]]]]]]]]]]), "bad_tree", "quá sâu"),
        (file_of(body=[{"type": "heading", "number": "I", "title": "x", "level": 9}]), "bad_tree", "“1”, “2”, “3”"),
        (file_of(body=[{"type": "heading", "number": "I", "title": "x", "level": {}}]), "bad_tree", "level"),
        (file_of(body=[{"type": ["heading"]}]), "bad_tree", "loại đoạn"),
        (file_of(urgency="GẤP"), "bad_tree", "“KHẨN”"),
        (file_of(colour="đỏ"), "bad_tree", "colour"),
        (file_of(signature={"authority": "CHỦ TỊCH"}), "bad_tree", "danh sách"),
        (file_of(body=[{"type": "article", "number": 1}]), "bad_tree", "number"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_where(data: bytes, code: str, words: str) -> None:
    with pytest.raises(FormError) as caught:
        read_tree(data)
    assert caught.value.code == code
    assert words in caught.value.message


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_file, "MOST_VALUES", 50)
    with pytest.raises(FormError, match="quá nhiều"):
        read_tree(file_of(body=[{"type": "paragraph", "text": "a"}] * 50))
    monkeypatch.setattr(tree_file, "MOST_BYTES", 10)
    with pytest.raises(FormError, match="lớn hơn"):
        read_tree(file_of())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["heading", "table", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*OfficialDocument.__slots__, "type"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(OfficialDocument.__slots__), VALUES, max_size=6))
def test_whatever_stands_in_a_file_is_a_document_or_a_clear_refusal(fields: dict[str, Any]) -> None:
    try:
        document = read_tree(json.dumps({**BARE, **fields}).encode())
    except FormError:
        return
    assert isinstance(document, OfficialDocument)


def test_every_block_and_field_is_in_the_reference() -> None:
    page = DOCS.read_text()
    for name, made in BLOCKS.items():
        assert f"`{name}`" in page
        assert [field for field in made.__slots__ if f"`{field}`" not in page] == []  # type: ignore[attr-defined]
    assert [field for field in OfficialDocument.__slots__ if f"`{field}`" not in page] == []


def test_the_example_of_the_reference_is_read() -> None:
    example = DOCS.read_text().split("```json\n", 1)[1].split("```", 1)[0]
    assert read_tree(example.encode()).body


def test_render_writes_beside_the_tree_or_where_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = tmp_path / "cong-van.json"
    tree.write_text(json.dumps(tree_to_json(KINDS["cong-van"]())))
    assert cli.main(["render", str(tree), "--docx"]) == 0
    assert (tmp_path / "cong-van.docx").read_bytes().startswith(b"PK")
    assert cli.main(["render", str(tree), "--docx", str(tmp_path / "x.docx")]) == 0
    assert (tmp_path / "x.docx").exists()
    tree.write_text("{")
    assert cli.main(["render", str(tree), "--pdf"]) == 1
    assert "dòng 1" in capsys.readouterr().err
