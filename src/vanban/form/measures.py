"""The measures of an official page, in millimetres and points. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I-II."""

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP = BOTTOM = 20.0
LEFT, RIGHT = 30.0, 15.0
PAGE_NUMBER_FROM_TOP = 10.0
CONTACT_FROM_BOTTOM = 7.0

TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_WIDTH_LANDSCAPE = PAGE_HEIGHT - LEFT - RIGHT
HEAD_LEFT, HEAD_RIGHT = 65.0, 100.0
"""Widths of the two columns of the head; quốc hiệu in 13 pt bold is 95.7 mm wide."""
SIGN_LEFT, SIGN_RIGHT = 73.0, 92.0
"""Nơi nhận and the signature: "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI" in 14 pt bold is 88 mm wide."""

FIRST_LINE = 12.7
