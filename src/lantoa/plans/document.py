"""A file of a plan read from beginning to end: bytes in, everything that the review needs out. Writes nothing."""

from collections.abc import Callable

from lantoa.plans.actions.reading import Read
from vanban.blocks import read_blocks
from vanban.errors import ReadError
from vanban.plan import read_plan
from vanban.propose import propose_targets
from vanban.readers import open_source

Progress = Callable[[int, str], None]

NOT_A_PLAN = ReadError(
    "not_a_plan",
    "Tài liệu này không giống một kế hoạch: không thấy chỉ tiêu hay nhiệm vụ nào. "
    "Hãy kiểm tra xem có gửi nhầm tệp không, rồi chọn đúng tệp kế hoạch.",
)


def read_document(data: bytes, name: str, tell: Progress) -> Read:
    """Bytes of a PDF, DOCX or text file → reading, proposals, paragraphs.

    ``tell`` hears per cent and what is being done. Raises ``ReadError`` with a message for the official.
    """
    tell(10, "Đang mở tệp và đọc chữ")
    source = open_source(data, name)
    tell(45, f"Đã đọc {source.pages} trang, đang tìm chỉ tiêu và nhiệm vụ")
    reading = read_plan(source)
    if not reading.targets and not reading.tasks:
        raise NOT_A_PLAN
    tell(80, "Đang chuẩn bị trang rà soát")
    proposals = [proposal.as_dict() for proposal in propose_targets(reading)]
    paragraphs = [(block.start, block.end, block.mark.value) for block in read_blocks(source)]
    return Read(reading.as_dict(), proposals, paragraphs)
