"""Text of Word, Google Docs and web pages becomes plain structure; nothing hostile comes through the gate behind it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.content.richtext import ATTRIBUTES, DEEPEST, TAGS, clean
from lantoa.content.rules.plain import text_of
from lantoa.editing.foreign import Item, nested
from tests.editing import samples


def spaced(html: str) -> str:
    return re.sub(r"\s*(</?(?:p|h[2-4]|ul|ol|li|table|tbody|tr|td|th|blockquote)\b[^>]*>)\s*", r"\1", html)


def test_what_word_copies_comes_out_as_an_article() -> None:
    assert spaced(clean(samples.WORD)) == samples.WORD_CLEAN


def test_google_docs_marks_bold_by_style_and_wraps_all_in_b() -> None:
    assert spaced(clean(samples.GOOGLE)) == (
        "<h4>Đề mục</h4><p>Chữ thường <strong><em>đậm nghiêng</em></strong></p><ul><li><p>Một</p></li></ul>"
    )


def test_divisions_of_web_pages_are_paragraphs() -> None:
    assert spaced(clean(samples.WEB)) == "<p>Đoạn một</p><p>Đoạn hai bấm</p><p>Giữa</p>"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {*ATTRIBUTES.get(tag, set()), *({"rel"} if tag == "a" else set())}
        self.faults += [f"<{tag}>"] * (tag not in TAGS)
        self.faults += [f"{tag}.{name}" for name, _value in attrs if name not in allowed]
        for name, value in attrs:
            ours = r"/(?!/)" if name == "src" else r"(?:https?:|mailto:|tel:|/(?!/)|#)"
            if name in {"src", "href"} and not re.match(ours, value or ""):
                self.faults.append(f"{tag}.{name}={value}")


def faults(html: str) -> list[str]:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen.faults


@pytest.mark.parametrize("html", samples.HOSTILE, ids=lambda html: html[:40])
def test_nothing_hostile_comes_through(html: str) -> None:
    out = clean(html)
    assert faults(out) == []
    assert clean(out) == out


@given(
    st.lists(
        st.sampled_from(
            [*samples.HOSTILE[:28], "<p>", "</p>", "<b>", "</span>", "<!--", "-->", "&lt;", "chữ", "<td>", "]]>"]
        ),
        max_size=8,
    )
)
def test_nothing_hostile_comes_through_in_any_mixture(parts: list[str]) -> None:
    assert faults(clean("".join(parts))) == []


@pytest.mark.parametrize(
    "deep", [html for html in samples.HOSTILE if "sâu" in html], ids=["span", "div", "table", "list"]
)
def test_words_are_kept_however_deep(deep: str) -> None:
    assert "sâu" in clean(deep)


def test_an_article_of_ours_stays_as_it_is() -> None:
    figure = '<figure><img src="/thu-vien/3/anh/" alt="x &gt; z"><figcaption>y</figcaption></figure>'
    html = f"<h2>A</h2><p>b <strong>c</strong></p><ul><li>d</li></ul>{figure}"
    assert clean(html) == html
    assert clean(samples.WORD_CLEAN) == samples.WORD_CLEAN


@given(
    st.lists(st.builds(Item, st.integers(1, 4), st.sampled_from(["·", "1.", "2)", "o"]), st.just(["x"])), max_size=12)
)
def test_lists_are_whole_whatever_the_levels(items: list[Item]) -> None:
    html = nested(items)
    assert clean(html) == html, "every list and line is closed where it has to be"
    assert html.count("<li>") == len(items)
    assert text_of(html).count("x") == len(items)


@pytest.mark.parametrize("one", ["<ul><li>x", "<blockquote>x", "<ul class=a><li>x", "<div><b>x"])
def test_what_is_nested_without_end_is_flattened_and_keeps_its_words(one: str) -> None:
    found = clean(one * 3000)
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)(?:ul|blockquote|strong)>", found):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    assert deepest <= DEEPEST
    assert found.count("x") == 3000


def test_lists_that_people_write_stay_as_they_are() -> None:
    nested = "<ul><li>một<ul><li>hai</li></ul></li></ul>" * 300
    assert clean(nested) == nested
