"""What each action of the ledger says in Vietnamese. Every action that the code records stands here: a test looks.

A sentence continues "Ngày … lúc …, Nguyễn Thị Hoa …". ``%(name)s`` is a fact of the entry, put into words by
``wording``; a fact that an entry lacks reads "(không ghi)".
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # communes, people
    "commune.opened": _("bắt đầu sử dụng phần mềm cho xã, phường với %(units)s đơn vị"),
    "unit.added": _("thêm đơn vị"),
    "unit.changed": _("sửa thông tin đơn vị"),
    "unit.moved": _("đổi thứ tự đơn vị"),
    "units.added": _("thêm các đơn vị thường có (%(ids)s)"),
    "neighbourhoods.added": _("thêm tổ dân phố, thôn vào danh sách"),
    "neighbourhood.renamed": _("đổi tên tổ dân phố, thôn"),
    "neighbourhood.dropped": _("bỏ tổ dân phố, thôn khỏi danh sách"),
    "settings.changed": _("sửa thiết lập của xã, phường: %(fields)s"),
    "role.given": _("giao vai trò “%(role)s” cho %(person)s"),
    "role.changed": _("sửa đơn vị hoặc chức vụ trong vai trò “%(role)s” của %(person)s"),
    "role.ended": _("kết thúc vai trò “%(role)s” của %(person)s"),
    "invitation.made": _("tạo lời mời với vai trò “%(role)s”"),
    "invitation.accepted": _("nhận lời mời, bắt đầu sử dụng tài khoản"),
    "invitation.revoked": _("thu hồi lời mời"),
    "password.link_made": _("tạo đường dẫn đặt lại mật khẩu cho %(person)s"),
    "password.chosen": _("đặt mật khẩu mới bằng đường dẫn được cấp"),
    "person.changed": _("sửa thông tin liên hệ của mình"),
    "person.opened": _("mở xem thông tin cá nhân của người dùng"),
    "second_step.removed": _("tắt xác thực hai bước của %(person)s (người này mất điện thoại)"),
    "sessions.ended": _("đăng xuất %(person)s khỏi %(count)s thiết bị"),
    # files
    "file.stored": _("đưa vào một tệp"),
    # plans
    "plan.received": _("tải lên bản lần %(edition)s của kế hoạch"),
    "plan.read": _("đọc xong kế hoạch: %(items)s mục"),
    "plan.read_again": _("yêu cầu đọc lại kế hoạch"),
    "plan.unreadable": _("không đọc được tệp kế hoạch"),
    "plan.withdrawn": _("rút bản kế hoạch"),
    "plan.adopted": _("ban hành kế hoạch; phần mềm lập %(due)s việc đến hạn"),
    "plan.head_changed": _("sửa phần đầu kế hoạch: %(fields)s"),
    "plan.commune_confirmed": _("xác nhận kế hoạch đúng là của xã, phường mình"),
    "plan.contradiction_decided": _("chọn cách hiểu ở chỗ kế hoạch tự mâu thuẫn"),
    "plan.sure_accepted": _("nhận một lượt %(items)s mục phần mềm đọc chắc chắn"),
    "plan.accepted_unattended": _("nhận tự động %(accepted)s/%(items)s mục đọc được"),
    "plan.item_accepted": _("nhận mục phần mềm đọc được"),
    "plan.item_dropped": _("bỏ mục phần mềm đọc được"),
    "plan.item_pending": _("đưa mục về trạng thái chờ xem"),
    "plan.item_corrected": _("sửa mục phần mềm đọc được"),
    "plan.item_added": _("thêm một mục bằng tay"),
    "plan.item_merged": _("gộp mục này vào mục “%(into)s”"),
    "commitment.event_dated": _("ghi ngày của sự kiện làm mốc tính hạn: %(on_day)s"),
    "commitment.dates_set": _("ấn định các ngày phải làm: %(dates)s"),
    "due_work.assigned": _("giao việc cho %(assignee)s"),
    "due_work.waived": _("miễn việc này (có ghi lý do)"),
    "due_work.restored": _("bỏ miễn, việc trở lại danh sách phải làm"),
    "counts.mended": _("đếm lại ban đêm và sửa số đếm của %(wrong)s kỳ"),
    "due_work.planned": _("lập việc dự kiến vào các ngày %(days)s"),
    "due_work.planned_again": _("dời việc dự kiến sang ngày %(day)s"),
    "due_work.plan_dropped": _("bỏ việc dự kiến ngày %(day)s"),
    # activities
    "activity.logged": _("ghi hoạt động, mức minh chứng %(grade)s"),
    "activity.changed": _("sửa hoạt động: %(changed)s"),
    "activity.evidence_added": _("thêm minh chứng"),
    "activity.counted_for": _("chọn lại kỳ được tính của hoạt động"),
    "activity.withdrawn": _("rút hoạt động (không còn được tính, vẫn xem được)"),
    # reminders
    "reminders.round_done": _("đến giờ nhắc việc ngày %(on_day)s: %(told)s người được nhắc"),
    "reminders.round_dropped": _("bỏ qua lần nhắc việc ngày %(on_day)s vì đã quá muộn"),
    "reminders.nudged": _("đôn đốc %(person)s"),
    "reminders.chosen": _("chọn cách nhận nhắc việc; nhận thư: %(by_mail)s"),
    "reminders.stopped": _("%(person)s thôi nhận thư nhắc việc bằng đường dẫn trong thư"),
    "reminders.set": _("đặt giờ nhắc việc %(at)s, trước hạn %(days_ahead)s ngày; đang bật: %(is_on)s"),
    "reminders.letter_made": _("soạn công văn đôn đốc gửi %(units)s"),
    "digest.drawn": _("lập nhắc việc cho %(person)s: %(items)s việc"),
    "digest.sending": _("bắt đầu gửi thư nhắc việc, lần %(attempt)s"),
    "digest.sent": _("máy chủ thư đã nhận thư nhắc việc"),
    "digest.refused": _("thư nhắc việc bị từ chối"),
    "digest.unknown": _("không rõ thư nhắc việc đã đến chưa; không gửi lại"),
    "digest.to_confirm": _("máy dừng giữa lúc gửi thư nhắc việc; cần hỏi người nhận"),
    "digest.page_only": _("chỉ nhắc trên trang, không gửi thư"),
    "digest.dropped": _("bỏ thư nhắc việc chưa gửi vì đã muộn hoặc người nhận đã thôi làm việc"),
    "digest.put_off": _("máy chủ thư chưa nhận, sẽ gửi lại sau"),
    "reminder_link.opened": _("mở xem việc bằng đường dẫn trong thư nhắc"),
    "reminder_link.tried": _("gửi trả lời qua đường dẫn trong thư nhắc, lần %(number)s"),
    "reminder.answered": _("trả lời nhắc việc; qua đường dẫn trong thư: %(by_link)s"),
    "reminder.handled": _("ghi là đã xử lý đề nghị hỗ trợ"),
    "calendar_feed.made": _("tạo địa chỉ lịch riêng"),
    "calendar_feed.revoked": _("thu hồi địa chỉ lịch riêng"),
    # reports
    "report.asked": _("yêu cầu lập báo cáo, kỳ đến hết ngày %(period_end)s"),
    "report.made": _("lập xong báo cáo"),
    "report.opened": _("mở xem hoặc tải báo cáo đã ban hành"),
    "bundle.opened": _("tải bộ minh chứng"),
    # care
    "backup.asked": _("yêu cầu sao lưu ngay"),
    "backup.downloaded": _("tải bản sao lưu về máy"),
    "job.retried": _("cho chạy lại một việc nền bị lỗi"),
}

NOBODY = _("Phần mềm")
UNKNOWN_ACTION = _("thực hiện thao tác “%(action)s”")
