"""A plan whose file is a picture and whose text has doubtful words: as the reader of scans gives it."""

import io
import re
from dataclasses import replace

from PIL import Image

from lantoa.communes.models import Commune
from lantoa.plans.actions.intake import receive_plan
from lantoa.plans.actions.reading import save_reading
from lantoa.plans.document import read_corrected
from lantoa.plans.models import PlanVersion
from tests.plans.samples import PLAN
from vanban.corrections import source_as_dict
from vanban.readers import open_source
from vanban.source import Line, Sheet, Source, Uncertain, Word

SPOILT = PLAN.replace("tối thiểu 02 lần/tháng", "tối thiểu 0Z lần/tháng").replace("30/6/2025", "30/8/2025")
DOUBTS = (
    ("0Z", "figures_differ", ("02",)),
    ("30/8/2025", "figures_differ", ("30/6/2025",)),
    ("Biên tập", "unsure", ()),
)


def paper(shade: int = 250) -> bytes:
    """A PDF of one blank picture, A4 at 50 dots an inch; each shade of grey is another file."""
    target = io.BytesIO()
    Image.new("L", (413, 585), shade).save(target, "PDF", resolution=50)
    return target.getvalue()


def source() -> Source:
    """The text with its doubts; every line has a place on page 1."""
    plain = open_source(SPOILT.encode())
    lines = tuple(_placed(number, line) for number, line in enumerate(plain.lines))
    doubts = tuple(_doubt(plain.text, *one) for one in DOUBTS)
    words = tuple(Word(one.start, one.end, 1, one.box, 0.5) for one in doubts if one.box)
    return replace(
        plain, format="scan", lines=lines, uncertain=doubts, words=words,
        sheets=(Sheet(1, "picture", 595.0, 842.0, 0, 0.94),),
        notes=("Văn bản được nhận dạng từ ảnh.",),
    )  # fmt: skip


def _placed(number: int, line: Line) -> Line:
    top = 30.0 + 14 * number
    return replace(line, box=(60.0, top, 540.0, top + 12))


def _doubt(text: str, words: str, kind: str, others: tuple[str, ...]) -> Uncertain:
    found = re.search(re.escape(words), text)
    assert found
    row = text.count("\n", 0, found.start())
    box = (200.0, 30.0 + 10 * row, 240.0, 42.0 + 10 * row)
    return Uncertain(*found.span(), kind, 0.5, others, 1, box)  # type: ignore[arg-type]


def scanned(commune: Commune) -> PlanVersion:
    """Read and in review. Needs the commune's scope."""
    file = paper(250 - PlanVersion.objects.count())
    version = receive_plan(commune=commune, upload=file, name="ban-quet.pdf", by=None)
    save_reading(version_id=version.pk, read=read_corrected(source_as_dict(source()), lambda *_words: None))
    return PlanVersion.objects.select_related("plan", "file").get(pk=version.pk)
