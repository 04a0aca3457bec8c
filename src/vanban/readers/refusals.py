"""Why a file is not read, and what its sender should do. One code, one message; the codes are stable."""

from vanban.errors import ReadError

MESSAGES = {
    "empty": "Tệp không có chữ nào. Hãy kiểm tra lại tệp rồi gửi lại.",
    "too_large": "Tệp quá lớn (tối đa {limit} MB). Hãy bỏ bớt ảnh trong tệp, hoặc chỉ gửi phần văn bản chính.",
    "too_long": "Văn bản quá dài (tối đa {limit} trang). Hãy tách phần kế hoạch thành tệp riêng rồi gửi lại.",
    "too_complex": "Tệp quá phức tạp nên không đọc xong. "
    "Hãy mở tệp, chọn In → Lưu thành PDF, hoặc gửi bản Word (.docx).",
    "endless_word": "Trong tệp có một đoạn dài hơn {limit} ký tự liền nhau, không có dấu cách nào, nên không đọc như "
    "văn bản được. Hãy mở tệp, xóa đoạn đó (thường là mã hoặc ký tự lạ dán nhầm), lưu lại rồi gửi.",
    "password_protected": "Tệp đang đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.",
    "broken_pdf": "Tệp PDF bị hỏng hoặc tải lên chưa trọn. Hãy mở thử trên máy, lưu lại rồi gửi.",
    "broken_docx": "Tệp Word (.docx) bị hỏng. Hãy mở bằng Word, chọn Lưu thành (Save As) một tệp .docx mới rồi gửi.",
    "zip_bomb": "Tệp .docx có dữ liệu nén bất thường nên không được mở. "
    "Hãy mở bằng Word, chép nội dung sang một tệp mới rồi gửi.",
    "broken_picture": "Ảnh bị hỏng hoặc tải lên chưa trọn. Hãy mở thử ảnh trên máy, lưu lại dạng JPEG rồi gửi.",
    "picture_too_large": "Ảnh quá lớn (tối đa {limit} triệu điểm ảnh). "
    "Hãy quét lại ở 300 dpi, hoặc thu nhỏ ảnh rồi gửi.",
    "picture_too_small": "Ảnh quá nhỏ nên không đọc được chữ. "
    "Hãy chụp gần hơn, mỗi trang một ảnh, hoặc quét ở 300 dpi.",
    "picture_too_slim": "Ảnh quá dài và hẹp, không phải một trang giấy (có thể là ảnh chụp màn hình cuộn). "
    "Hãy cắt thành từng trang rồi gửi, hoặc gửi tệp gốc.",
    "only_pictures": "Tệp Word này chỉ có ảnh quét, không có chữ. Hãy mở bằng Word, chọn Lưu thành (Save As) → PDF "
    "rồi gửi tệp PDF: phần mềm sẽ nhận dạng chữ trong ảnh.",
    "not_photos": "Chỉ ghép được nhiều tệp khi tất cả là ảnh chụp các trang của một văn bản (JPEG, PNG, HEIC, TIFF). "
    "Hãy bỏ tệp không phải ảnh, hoặc gửi riêng tệp đó.",
    "not_a_scan": "Tệp này đã có chữ để tìm, không phải bản quét. Hãy dùng chính tệp đó.",
    "ocr_missing": "Đây là bản quét hoặc ảnh chụp, mà máy này chưa có bộ nhận dạng chữ tiếng Việt. Hãy gửi tệp Word "
    "(.docx) hoặc PDF xuất từ Word; hoặc nhờ người quản trị cài gói tesseract-ocr-script-viet.",
    "damaged_text": "Chữ tiếng Việt trong tệp đã mất dấu hoặc sai phông "
    "(bản quét nhận dạng lỗi, phông cũ .VnTime, VNI) "
    "hoặc văn bản không viết bằng tiếng Việt. Hãy gửi tệp Word (.docx) gốc, phông Unicode, hoặc PDF xuất từ Word.",
    "unknown_format": "Chưa đọc được loại tệp này. Hãy gửi tệp Word (.docx), PDF, ảnh chụp hoặc văn bản thuần (.txt).",
    "old_doc": "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn Lưu thành (Save As) → Word Document (.docx) "
    "rồi gửi lại.",
}


def refusal(code: str, **values: object) -> ReadError:
    """The error of a code, its message filled in."""
    return ReadError(code, MESSAGES[code].format(**values))


LONGEST_WORD = 2000
"""Characters without a blank. An address has some hundreds, a line of dots too; what is longer is no writing, and
patterns that look from every letter to the end of its word would take minutes for it."""


def check_words(text: str) -> None:
    """Raise ReadError ``endless_word`` for what holds a word without end."""
    if max(map(len, text.split()), default=0) > LONGEST_WORD:
        raise refusal("endless_word", limit=f"{LONGEST_WORD:,}".replace(",", "."))
