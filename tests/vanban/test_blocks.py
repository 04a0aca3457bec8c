"""Lines → paragraphs, and the promise that nothing of a text is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.blocks import PAGE_NUMBER, Mark, mark_of, read_blocks
from vanban.errors import ReadError
from vanban.flat import Flat, clean
from vanban.outline import build, walk
from vanban.plan import read_document
from vanban.readers.text import source_of


def paragraphs(text: str) -> list[str]:
    return [block.flat.text for block in read_blocks(source_of(text))]


def test_marks_of_every_kind() -> None:
    given_marks = {
        "IV.TỔ CHỨC THỰC HIỆN": (Mark.ROMAN, "IV"),
        "1. Mục đích": (Mark.NUMBER, "1"),
        "2/ Yêu cầu": (Mark.NUMBER, "2"),
        "1.1. Thiết lập": (Mark.DECIMAL, "1.1"),
        "đ) Tổ chức": (Mark.LETTER, "đ"),
        "- Chủ trì": (Mark.DASH, "-"),
        "+ Phối hợp": (Mark.PLUS, "+"),
        "A. MỤC ĐÍCH": (Mark.PART, "A"),
        "15/7/2025 của UBND": (Mark.NONE, ""),
        "02 lần/tháng": (Mark.NONE, ""),
        "i) Đẩy mạnh": (Mark.LETTER, "i"),
    }
    assert {text: mark_of(text)[:2] for text in given_marks} == given_marks


def test_a_dash_that_a_line_end_put_first_is_no_bullet() -> None:
    text = (
        "- Phòng Văn hóa tham mưu thúc đẩy phát triển kinh tế - xã hội, đảm bảo an sinh xã\n"
        "hội, đảm bảo quốc phòng - an ninh và đưa nội dung vào kế hoạch phát triển kinh tế\n"
        "- xã hội của phường theo quy định của pháp luật và hướng dẫn của cấp trên năm 2026.\n"
    )
    assert len(paragraphs(text)) == 1


def test_blank_lines_that_mean_nothing_are_ignored() -> None:
    lines = ["- Cập nhật đầy đủ, kịp thời 100% các thủ tục hành chính thuộc thẩm quyền", "giải quyết của UBND phường."]
    assert paragraphs("\n\n".join(lines)) == [" ".join(lines)]


def test_a_number_broken_over_a_line_end_stays_whole() -> None:
    text = "c) Nghị quyết số 12; Nghị định số 154/2025/NĐ-\nCP ngày 15/6/2025 quy định về tinh giản biên chế"
    assert paragraphs(text) == [text.replace("\n", " ")]


LINE = st.text(alphabet="aăđêộ ABĐIVX0123456789.)-+;:%/(“”*\u200b\u00a0", max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=14))
def test_every_character_stands_in_some_paragraph(lines: list[str]) -> None:
    text = "\n".join(lines)
    source = source_of(text)
    covered = set()
    for block in read_blocks(source):
        assert 0 <= block.start <= block.end <= len(text)
        covered.update(range(block.start, block.end))
    printed = {place for place, char in enumerate(text) if not char.isspace() and char not in "\u200b*"}
    for line in source.lines:
        if PAGE_NUMBER.match(Flat.of(text, [(line.start, line.end)]).text):
            printed -= set(range(line.start, line.end))
    assert printed <= covered


@settings(max_examples=100, deadline=None)
@given(st.lists(LINE, max_size=14))
def test_the_tree_holds_every_paragraph_once(lines: list[str]) -> None:
    blocks = read_blocks(source_of("KẾ HOẠCH\n" + "\n".join(lines)))
    assert sorted(node.block.start for node in walk(build(blocks))) == sorted(block.start for block in blocks)


WORDS = st.sampled_from(
    [
        "1. Phòng Văn hóa - Xã hội",
        ": ",
        "- Chủ trì ",
        "ít nhất 02 tin/bài",
        "100% ",
        "hằng quý",
        "trước ngày 05 tháng cuối của quý",
        "\n",
        "\n\n",
        ". ",
        "; ",
        "Nghị định số 154/2025/NĐ-\nCP ",
        "phường Bạch Mai ",
        "Đề nghị Ủy ban MTTQ ",
        "I. MỤC ĐÍCH\n",
        "IV. TỔ CHỨC THỰC HIỆN\n",
        "a) ",
        "Nơi nhận:\n",
        "năm 2025 ",
        "KẾ HOẠCH\n",
        "Trên đây là ",
        "TM. ỦY BAN",
        "Phụ lục 1\n",
        "TT Nhiệm vụ chủ trì phối hợp Thời hạn\n1. ",
        "Ð",
        "̣",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_every_item_is_a_piece_of_the_text(words: list[str]) -> None:
    text = "".join(words)
    try:
        reading = read_document(source_of(text))
    except ReadError:
        return
    data = reading.as_dict()
    for key in ("references", "targets", "tasks", "contents", "channels", "organisations", "recipients", "funding"):
        for item in data[key]:
            start, end = item["span"]
            assert 0 <= start <= end <= len(text)
            assert _same(text[start:end], item["text"])
    for task in data["tasks"]:
        if task["deadline"]:
            start, end = task["deadline"]["span"]
            assert _same(text[start:end], task["deadline"]["text"])


def _same(one: str, two: str) -> bool:
    return clean(one).replace("Ð", "Đ") == clean(two).replace("Ð", "Đ")
