# ruff: noqa: E501  (the lines of the plans are as an official would have them)
"""Plans of our own writing, in the genre but laid out otherwise than the real ones: for testing that the reader reads for
the genre and not for a file."""

XA = """ỦY BAN NHÂN DÂN
XÃ ĐÔNG HẢI

Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Đông Hải, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Tuyên truyền cải cách hành chính nhà nước năm 2026 trên địa bàn xã Đông Hải

Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh Quảng Ninh về tuyên truyền cải cách hành chính; Nghị định số 118/2025/NĐ-
CP ngày 09/6/2025 của Chính phủ; xét đề nghị của Phòng Văn hóa - Xã hội,
UBND xã Đông Hải xây dựng Kế hoạch với các nội dung sau:

I. MỤC TIÊU
1. Mục tiêu chung
Nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính.
2. Chỉ tiêu
- Mỗi tháng đăng ít nhất 04 tin, bài trên Trang thông tin điện tử xã và 08 bài đăng trên Zalo OA của xã.
- Phát tối thiểu 02 (hai) lượt/tuần trên hệ thống loa truyền thanh các thôn.
- Từ 90% trở lên hồ sơ thủ tục hành chính được nộp trực tuyến.
- Tổ chức 01 cuộc thi trực tuyến tìm hiểu cải cách hành chính trong quý III/2026.
- In, cấp phát 1.500 tờ rơi đến các hộ gia đình.
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Tuyên truyền trên Zalo OA
1.1. Thiết lập chuyên mục cải cách hành chính trên Zalo OA của xã.
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Đơn vị phối hợp: Văn phòng HĐND và UBND; Trung tâm Phục vụ hành chính công.
- Thời gian hoàn thành: Trước ngày 31/3/2026.
1.2. Tổ chức hội nghị đối thoại giữa Chủ tịch UBND xã với người dân. Đơn vị chủ trì: Văn phòng HĐND và UBND. Thời gian: Quý II, quý IV.
1.3. Khuyến khích các thôn thành lập nhóm Zalo để tuyên truyền.
III. TỔ CHỨC THỰC HIỆN
1. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Văn phòng HĐND và UBND hướng dẫn thực hiện Kế hoạch; trước ngày 20 hằng tháng tổng hợp kết quả báo cáo UBND xã.
2. Phòng Kinh tế có trách nhiệm bố trí kinh phí theo quy định.
3. Công an xã, Ban Chỉ huy Quân sự xã: Tuyên truyền đến cán bộ, chiến sĩ trong năm 2026.
4. Trưởng các thôn
a) Phát thanh tin, bài trên loa truyền thanh thôn theo lịch phân công.
b) Phản ánh ý kiến của người dân về UBND xã chậm nhất 05 ngày làm việc kể từ ngày nhận được.
5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể:
+ Vận động đoàn viên, hội viên sử dụng dịch vụ công trực tuyến.
+ Giám sát việc thực hiện Kế hoạch.
Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026. Yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- UBND tỉnh (b/c);                      CHỦ TỊCH
- Đảng ủy, HĐND xã;
- Các thôn;
- Lưu: VT.

Trần Văn Mẫu
"""

WRAPPED = """UBND PHƯỜNG AN BÌNH

KẾ HOẠCH
Thực hiện công tác tuyên truyền cải cách hành chính quý IV năm 2025

Thực hiện Kế hoạch cải cách hành chính của phường năm 2025, UBND phường An Bình ban
hành Kế hoạch như sau:
A. MỤC ĐÍCH, YÊU CẦU
1/ Mục đích: Giúp cán bộ, công chức, viên chức và người dân nắm được chủ trương về
cải cách hành chính.
2/ Yêu cầu: Thông tin chính xác, kịp thời.
B. NỘI DUNG TUYÊN TRUYỀN
1) Tuyên truyền Luật Cán bộ, công chức số 80/2025/QH15; Nghị quyết số
57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Đề án 06 và dịch vụ công trực tuyến.
2) Tuyên truyền các chỉ số SIPAS, PAPI.
C. HÌNH THỨC TUYÊN TRUYỀN
• Tuyên truyền bằng ít nhất một trong các hình thức: pano, băng rôn, sân khấu hóa.
• Qua fanpage Facebook, bảng tin công cộng tại các tổ dân phố.
D. PHÂN CÔNG TRÁCH NHIỆM
1) Văn phòng HĐND&UBND phường:
- Theo dõi, đôn đốc các phòng, ban; tổng hợp báo cáo UBND phường trước ngày 15 của
tháng cuối quý.
- Niêm yết công khai 100% thủ tục hành chính tại Trung tâm Phục vụ hành chính công.
2) Các phòng chuyên môn thuộc UBND phường căn cứ chức năng, nhiệm vụ được giao, xây
dựng ít nhất 01 phóng sự và 03 tin, bài trong quý IV/2025.
3) Đài Truyền thanh phường
Bố trí khung giờ phát thanh, mỗi tuần phát tối thiểu 03 buổi.
4) Đoàn Thanh niên phường, Hội Phụ nữ phường: Tổ chức ra quân hướng dẫn người dân cài
đặt ứng dụng VNeID từ ngày 01/10/2025 đến ngày 15/12/2025.
E. KINH PHÍ
Từ nguồn ngân sách phường được giao năm 2025.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Thử
"""

TABLED = """KẾ HOẠCH
Tuyên truyền cải cách hành chính 6 tháng đầu năm 2026 của xã Tân Lập

Căn cứ Quyết định số 09/QĐ-UBND ngày 06 tháng 01 năm 2026 của UBND xã Tân Lập;
UBND xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao hiệu quả tuyên truyền đến người dân các thôn, bản.
II. NHIỆM VỤ CỤ THỂ
Có phụ lục chi tiết kèm theo.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội chủ trì tham mưu thực hiện Kế hoạch này.
2. Trung tâm Cung ứng dịch vụ công: phát tin, bài thường xuyên trên hệ thống truyền thanh.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Thị Ví Dụ
PHỤ LỤC
DANH MỤC NHIỆM VỤ
"""
TABLE = (
    ("STT", "Nội dung công việc", "Sản phẩm", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn"),
    ("I", "Công tác chỉ đạo", "", "", "", ""),
    ("1", "Ban hành Kế hoạch tuyên truyền", "Kế hoạch của UBND xã", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trước 20/01/2026"),
    ("2", "Đăng 02 tin, bài trên Trang thông tin điện tử xã", "Tin, bài", "Trung tâm Cung ứng dịch vụ công", "", "Hằng tháng"),
    ("3", "Tổ chức lớp tập huấn cho công chức", "", "", "Các thôn", "Tháng 4/2026"),
    ("4", "Báo cáo kết quả thực hiện", "Báo cáo", "Phòng Văn hóa - Xã hội", "Các đơn vị", "Hằng quý, 6 tháng"),
)  # fmt: skip
