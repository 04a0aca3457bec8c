"""The same article for ours and for WordPress: about 600 words of a made-up ward."""

TITLE = "Phường Hoa Mai: nộp hồ sơ hộ tịch tại nhà, nhận kết quả qua bưu chính"
_ONE = (
    "Từ tháng 12, người dân phường Hoa Mai có thể nộp hồ sơ đăng ký khai sinh, khai tử và cấp bản sao trích lục hộ tịch "
    "trên Cổng Dịch vụ công quốc gia mà không phải đến Trung tâm Phục vụ hành chính công. Hồ sơ được tiếp nhận cả ngoài "
    "giờ hành chính; kết quả gửi về tận nhà qua bưu chính công ích, hoặc nhận bản điện tử có chữ ký số."
)
_TWO = (
    "Theo kế hoạch tuyên truyền cải cách hành chính năm nay, mỗi tổ dân phố có ít nhất hai thành viên tổ công nghệ số cộng "
    "đồng hướng dẫn tại chỗ. Người cao tuổi, người chưa có điện thoại thông minh được hỗ trợ tại nhà văn hóa vào sáng thứ "
    "Bảy hằng tuần. Cán bộ một cửa gọi điện báo khi hồ sơ thiếu giấy tờ, không để người dân phải đi lại nhiều lần."
)
_THREE = (
    "Trong ba tháng thí điểm tại năm tổ dân phố, hơn tám phần mười hồ sơ được trả trước hạn. Nhiều gia đình cho biết việc "
    "điền tờ khai dễ hơn họ nghĩ vì phần lớn thông tin đã có sẵn từ cơ sở dữ liệu quốc gia về dân cư. Phường sẽ công khai "
    "kết quả từng tháng trên bảng “Phường hứa gì, đã làm được gì” để người dân theo dõi và góp ý."
)
PARAGRAPHS = [_ONE, _TWO, _THREE]
