import re
from dataclasses import replace

from tests.vanban.form_sample import report
from vanban.form.document import Bullet, Paragraph, Run
from vanban.form.html import render_html, render_page, stylesheet

HOSTILE = '"><script>alert(1)</script><img src=x onerror=y>'


def test_anchors_become_ids() -> None:
    html = render_html(report())
    for anchor in ("muc-1", "so-lieu", "kenh-1", "dong-3", "so-3"):
        assert f'id="{anchor}"' in html


def test_every_text_is_escaped_everywhere() -> None:
    document = replace(
        report(),
        kind=HOSTILE,
        title=HOSTILE,
        parent=HOSTILE,
        issuer=(HOSTILE,),
        number=HOSTILE,
        place=HOSTILE,
        addressees=(HOSTILE, HOSTILE),
        basis=(HOSTILE,),
        recipients=(HOSTILE,),
        body=(Paragraph((Run(HOSTILE, anchor=HOSTILE),), anchor=HOSTILE), Bullet(HOSTILE)),
    )
    for html in (render_html(document, links={HOSTILE: HOSTILE}), render_page(document)):
        assert "<script" not in html.lower()
        assert "<img" not in html.lower()


def test_no_inline_style_so_that_a_strict_policy_holds() -> None:
    assert " style=" not in render_html(report())


def test_tables_have_headers_with_scope_and_lists_are_lists() -> None:
    html = render_html(report())
    assert html.count('<th scope="col">') == 10
    assert len(re.findall(r"<ul>", html)) == 1
    assert html.count("<li") == 5


def test_linked_figures_open_their_items() -> None:
    html = render_html(report(), links={"so-lieu": "/minh-chung/?a=1&b=2"})
    assert '<a id="so-lieu" href="/minh-chung/?a=1&amp;b=2"><strong>18 buổi</strong></a>' in html


def test_every_rule_stands_under_the_document() -> None:
    for line in stylesheet().splitlines():
        if line.startswith("."):
            assert line.startswith(".vb"), line
