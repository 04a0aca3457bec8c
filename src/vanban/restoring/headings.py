"""Roman numerals of headings, set right by their order: an engine reads "III." as "I1II.", "IH." or "HI."."""

import re

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
HEADING = re.compile(r"(?m)^[ \t]*([IVXHLTUÌĨ1l|Ị]{1,5})\.[ \t]*(?=[^\Wa-z\d_][^a-z\n]{2})")


def mended_numerals(text: str) -> dict[int, str]:
    """Where a heading's numeral begins → what it must be. Only those that are wrong; a sound one counts on from where
    it is, so that a number that the plan itself has skipped stays skipped."""
    out: dict[int, str] = {}
    before = 0
    for match in HEADING.finditer(text):
        read = match[1]
        if read in NUMERALS and NUMERALS.index(read) + 1 >= before:
            before = NUMERALS.index(read) + 1
            continue
        if read.isdigit() or before >= len(NUMERALS) or (not before and not read.startswith("I")):
            continue
        out[match.start(1)] = NUMERALS[before]
        before += 1
    return out
