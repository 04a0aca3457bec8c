"""Documents of all kinds that no rule was made with: text, Word and PDF. Good ones have no remark, the others exactly
those that were judged true (docs/reference/linter-others.md)."""

from pathlib import Path

import pytest

from tests.vanban.check.others_docx import plan_of_cat_hai
from vanban.plan import read_document
from vanban.readers import open_source

OTHERS = Path(__file__).parent / "others"
CAT_HAI = "contradiction_deadline contradiction_frequency contradiction_lead row_gap target_without_lead"
EXPECTED = {
    "bao-cao-mttq.txt": "",
    "bao-cao-phuong-hoa-lu.txt": "",
    "bao-cao-tinh-gia-lai.txt": "",
    "bao-cao-xa-loi.txt": (
        "another_commune appendix_missing archive_missing authority_form capital_after_semicolon "
        "citation_kind date_form deputy_alone end_mark gone_level kind_case nation_wrong number_form "
        "numbering_gap numbering_gap signer_degree space_before_mark space_missing typo typo"
    ),
    "bien-ban-hop-thon.txt": "",
    "cat-hai.pdf": CAT_HAI,
    "cong-van-phuong-loi.txt": (
        "asked_not_ordered authority_form citation_issuer date_form day_impossible end_mark gone_level "
        "nation_wrong number_form numbering_gap place_name reference_broken signer_degree "
        "syllable_impossible word_twice"
    ),
    "cong-van-trung-tam.txt": "",
    "cong-van-xa-tam-dao.txt": "",
    "giay-moi-loi.txt": "archive_missing authority_form date_form day_impossible number_kind title_stop",
    "giay-moi-phuong-cua-lo.txt": "",
    "huong-dan-mttq-tinh.txt": "",
    "ke-hoach-dang-uy-phuong-dong-hoi.txt": "",
    "ke-hoach-h2-xa.txt": "target_without_lead",
    "ke-hoach-loi-2.txt": (
        "asked_not_ordered asked_not_ordered authority_missing citation_date_unverified "
        "citation_replaced citation_two_dates closing_scrambled contradiction_year copied_higher "
        "end_mark gone_body gone_level recipient_missing target_unmeasurable target_without_lead "
        "target_without_period"
    ),
    "ke-hoach-mttq-xa-nam-dan.txt": "target_without_lead",
    "ke-hoach-phong.txt": "target_without_lead task_without_deadline",
    "ke-hoach-tinh-lao-cai.txt": "",
    "ke-hoach-xa-hung-nguyen.txt": (
        "another_commune appendix_missing archive_missing asked_not_ordered authority_form basis_marks "
        "bracket_open citation_date_unverified citation_issuer closing_scrambled contradiction_year "
        "date_form deputy_alone end_mark gone_level marker_glued number_form numbering_gap people_small "
        "recipient_missing signer_degree space_before_mark target_unmeasurable target_without_lead "
        "task_without_deadline tone_mixed typo word_twice"
    ),
    "nghi-quyet-hdnd.txt": "",
    "quyet-dinh-dac-khu-ly-son.txt": "",
    "quyet-dinh-phuong-loi.txt": (
        "basis_marks citation_replaced citation_replaced_unverified end_mark gone_level number_kind "
        "numbering_gap place_name"
    ),
    "thong-bao-loi.txt": "authority_form citation_issuer contradiction_name gone_level number_form numbering_gap",
    "thong-bao-xa-ea-kar.txt": "",
    "to-trinh-loi.txt": "gone_body number_kind people_small reference_without_so space_before_mark typo",
    "to-trinh-phong-vhxh.txt": "",
    "cat-hai.docx": CAT_HAI,
}
"""Codes, sorted, in each file."""


@pytest.mark.parametrize("name", EXPECTED)
def test_the_remarks_are_those_that_were_judged(name: str) -> None:
    data = plan_of_cat_hai() if name.endswith(".docx") else (OTHERS / name).read_bytes()
    found = read_document(open_source(data, name)).findings
    assert sorted(one.code for one in found) == EXPECTED[name].split()


def test_every_document_is_tried() -> None:
    assert {path.name for path in OTHERS.iterdir()} <= set(EXPECTED)
