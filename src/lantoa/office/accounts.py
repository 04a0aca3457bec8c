"""Sign-in rules on top of the library, and its words in Vietnamese (it brings none)."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up alone: people come by invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng hoạt động. Xin liên hệ người quản trị của xã, phường."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "incorrect_code": _("Mã chưa đúng hoặc đã hết hạn. Xin nhập mã đang hiện trên điện thoại."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "invalid_login": _("Chưa đăng nhập được. Xin kiểm tra tên đăng nhập và mật khẩu."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không dùng được nữa."),
        "too_many_login_attempts": _(
            "Đã nhập sai quá nhiều lần. Xin chờ 5 phút rồi đăng nhập lại; "
            "nếu quên mật khẩu, xin liên hệ người quản trị của xã, phường."
        ),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "username_taken": _("Tên đăng nhập này đã có người dùng."),
        "rate_limited": _("Đã thử quá nhiều lần. Xin chờ ít phút rồi làm lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """Two-factor sign-in with an authenticator and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Không tắt được bảo mật hai lớp."),
        "cannot_generate_recovery_codes": _("Xin bật ứng dụng xác thực trước khi tạo mã dự phòng."),
        "incorrect_code": _("Mã chưa đúng hoặc đã hết hạn. Xin nhập mã đang hiện trên điện thoại."),
    }
