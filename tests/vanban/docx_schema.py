"""What Word insists on in a DOCX and LibreOffice forgives: order of children, unique ids, references that resolve.

The orders are those of ECMA-376-1:2016 (wml.xsd): CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_TrPr (free), CT_SectPr.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
        "headers cellIns cellDel cellMerge tcPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "lvl": (
        "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
}  # fmt: skip
TWICE = {"headerReference", "footerReference", "tr", "bookmarkStart", "bookmarkEnd"}


def faults(data: bytes) -> list[str]:
    """What a strict reader would refuse; empty for a sound document."""
    package = zipfile.ZipFile(BytesIO(data))
    names = package.namelist()
    roots = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = [f"{name} stands twice" for name, times in Counter(names).items() if times > 1]
    found += _content_types(names, roots)
    found += _relationships(names, roots)
    for name, root in roots.items():
        if name.startswith("word/"):
            found += [f"{name}: {fault}" for fault in (*_orders(root), *_cells(root), *_ids(root))]
    return found + list(_references(roots))


def _content_types(names: list[str], roots: dict[str, etree._Element]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{TYPES}Default")}
    parts = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{TYPES}Override")}
    for name in names:
        if name != "[Content_Types].xml" and name not in parts and name.rsplit(".", 1)[-1].lower() not in endings:
            yield f"{name} has no content type"
    yield from (f"content type of {part}, which is not there" for part in parts - set(names))


def _relationships(names: list[str], roots: dict[str, etree._Element]) -> Iterator[str]:
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        base = posixpath.dirname(folder)
        ids = [one.get("Id") for one in root.iter(f"{RELS}Relationship")]
        yield from (f"{name}: {one} twice" for one, times in Counter(ids).items() if times > 1)
        for one in root.iter(f"{RELS}Relationship"):
            target = one.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            if one.get("TargetMode") != "External" and path not in names:
                yield f"{name}: {target} is not there"
        owner = roots.get(posixpath.join(base, file.removesuffix(".rels")))
        used = _used(owner) if owner is not None else set()
        yield from (f"{name}: {one} is used and not there" for one in used - set(ids))
    for name, root in roots.items():
        rels = posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")
        if not name.endswith(".rels") and rels not in roots and _used(root):
            yield f"{name} refers to parts and has no relationships"


def _used(root: etree._Element) -> set[str]:
    return {value for one in root.iter() for key, value in one.attrib.items() if str(key).startswith(R)}


def _orders(root: etree._Element) -> Iterator[str]:
    for kind, order in ORDER.items():
        places = {word: at for at, word in enumerate(order.split())}
        for one in root.iter(f"{W}{kind}"):
            said = [etree.QName(child).localname for child in one if str(child.tag).startswith(W)]
            if unknown := [word for word in said if word not in places]:
                yield f"w:{kind} has {unknown}"
                continue
            if [places[word] for word in said] != sorted(places[word] for word in said) and kind != "tbl":
                yield f"w:{kind} out of order: {said}"
            if twice := [word for word, times in Counter(said).items() if times > 1 and word not in TWICE]:
                yield f"w:{kind} has {twice} twice"


def _cells(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            if sum(int(span.get(f"{W}val", "1")) if span is not None else 1 for span in spans) != columns:
                yield "a row has not as many cells as its table has columns"
    body = root.find(f"{W}body")
    if body is not None and body[-1].tag != f"{W}sectPr":
        yield "the body does not end with its section"


def _ids(root: etree._Element) -> Iterator[str]:
    marks = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    pictures = [one.get("id") for one in root.iter(f"{DRAWING}docPr")]
    for kind, values in (("bookmark", marks), ("bookmark end", ends), ("bookmark name", names), ("picture", pictures)):
        yield from (f"{kind} {one} twice" for one, times in Counter(values).items() if times > 1)
    if set(marks) != set(ends):
        yield f"bookmarks {set(marks) ^ set(ends)} do not begin and end"
    yield from (f"bookmark name {one} is too long for Word" for one in names if len(one or "") > 40)


def _references(roots: dict[str, etree._Element]) -> Iterator[str]:
    """Numbering and styles that paragraphs name exist."""
    document, styles = roots["word/document.xml"], roots["word/styles.xml"]
    numbering = roots.get("word/numbering.xml")
    there = {} if numbering is None else {one.get(f"{W}numId"): one for one in numbering.findall(f"{W}num")}
    kinds = [] if numbering is None else [one.get(f"{W}abstractNumId") for one in numbering.findall(f"{W}abstractNum")]
    yield from (f"abstract numbering {one} twice" for one, times in Counter(kinds).items() if times > 1)
    for number, one in there.items():
        kind = one.find(f"{W}abstractNumId")
        if kind is None or kind.get(f"{W}val") not in kinds:
            yield f"numbering {number} has no abstract numbering"
    known = {one.get(f"{W}styleId") for one in styles.findall(f"{W}style")}
    parts = (
        document,
        styles,
        *(root for name, root in roots.items() if name.startswith(("word/header", "word/footer"))),
    )
    for part in parts:
        for one in part.iter(f"{W}numId"):
            if one.get(f"{W}val") != "0" and one.get(f"{W}val") not in there:
                yield f"numbering {one.get(f'{W}val')} is not there"
        for one in part.iter(*(f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))):
            if one.get(f"{W}val") not in known:
                yield f"style {one.get(f'{W}val')} is not there"
