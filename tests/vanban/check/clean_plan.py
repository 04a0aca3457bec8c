# ruff: noqa: E501  (the lines of a plan are as an official would have them)
"""A whole plan that the linter has nothing to say of; each test breaks one thing in it."""

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG BẠCH MAI

Số: 09/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bạch Mai, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026 trên địa bàn phường Bạch Mai

Căn cứ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025;
Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa.
Ủy ban nhân dân phường Bạch Mai ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao nhận thức của cán bộ, công chức và Nhân dân phường Bạch Mai về cải cách hành chính (CCHC).
2. Yêu cầu
Tuyên truyền kịp thời, đúng nội dung, phù hợp với từng nhóm đối tượng.
II. NỘI DUNG TUYÊN TRUYỀN
a) Chủ trương của Đảng, chính sách pháp luật của Nhà nước về CCHC;
b) Kết quả thực hiện CCHC của phường;
c) Các mô hình mới, cách làm hay;
d) Dịch vụ công trực tuyến;
đ) Phản ánh, kiến nghị của người dân;
e) Chuyển đổi số.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Chủ trì biên tập và phát ít nhất 02 tin, bài mỗi tháng trên hệ thống truyền thanh phường.
- Tổng hợp kết quả (chi tiết tại Phụ lục kèm theo), báo cáo Ủy ban nhân dân phường trước ngày 05 tháng cuối của quý.
2. Trung tâm Phục vụ hành chính công
- Niêm yết công khai đầy đủ thủ tục hành chính trước ngày 31/3/2026.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường
Vận động đoàn viên, hội viên tham gia giám sát việc thực hiện Kế hoạch.
Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026 trên địa bàn phường Bạch Mai. Yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- UBND thành phố Hà Nội;
- Đảng ủy, HĐND phường;
- Ủy ban MTTQ Việt Nam phường;
- Các phòng, ban, đơn vị thuộc phường;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Mẫu

PHỤ LỤC
Danh mục nhiệm vụ
"""
