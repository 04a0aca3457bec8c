"""Why a file is not read, and what its sender should do. One code, one message; the codes are stable."""

from vanban.errors import ReadError

MESSAGES = {
    "empty": "Tệp không có chữ nào. Hãy kiểm tra lại tệp rồi gửi lại.",
    "too_large": "Tệp quá lớn (tối đa {limit} MB). Hãy bỏ bớt ảnh trong tệp, hoặc chỉ gửi phần văn bản chính.",
    "too_long": "Văn bản quá dài (tối đa {limit} trang). Hãy tách phần kế hoạch thành tệp riêng rồi gửi lại.",
    "too_complex": "Tệp quá phức tạp nên không đọc xong. "
    "Hãy mở tệp, chọn In → Lưu thành PDF, hoặc gửi bản Word (.docx).",
    "password_protected": "Tệp đang đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.",
    "broken_pdf": "Tệp PDF bị hỏng hoặc tải lên chưa trọn. Hãy mở thử trên máy, lưu lại rồi gửi.",
    "broken_docx": "Tệp Word (.docx) bị hỏng. Hãy mở bằng Word, chọn Lưu thành (Save As) một tệp .docx mới rồi gửi.",
    "zip_bomb": "Tệp .docx có dữ liệu nén bất thường nên không được mở. "
    "Hãy mở bằng Word, chép nội dung sang một tệp mới rồi gửi.",
    "image_not_document": "Đây là ảnh, không phải văn bản. Hệ thống chưa đọc được ảnh chụp, bản quét; "
    "hãy gửi tệp Word (.docx) hoặc PDF xuất từ Word.",
    "scanned_pdf": "PDF này là bản quét (ảnh chụp trang giấy), chưa có chữ để đọc. "
    "Hãy gửi tệp Word (.docx) hoặc PDF xuất từ Word.",
    "damaged_text": "Chữ tiếng Việt trong tệp đã mất dấu hoặc sai phông "
    "(bản quét nhận dạng lỗi, phông cũ .VnTime, VNI) "
    "hoặc văn bản không viết bằng tiếng Việt. Hãy gửi tệp Word (.docx) gốc, phông Unicode, hoặc PDF xuất từ Word.",
    "unknown_format": "Chưa đọc được loại tệp này. Hãy gửi tệp Word (.docx), PDF hoặc văn bản thuần (.txt).",
    "old_doc": "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn Lưu thành (Save As) → Word Document (.docx) "
    "rồi gửi lại.",
}


def refusal(code: str, **values: object) -> ReadError:
    """The error of a code, its message filled in."""
    return ReadError(code, MESSAGES[code].format(**values))
