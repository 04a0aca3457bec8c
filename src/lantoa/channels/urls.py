"""Addresses of this room, below /kenh/."""

from django.urls import path

from lantoa.channels.views import accounts, callbacks, log, publishing

urlpatterns = [
    path("", accounts.account_list, name="channels_accounts"),
    path("them/", accounts.account_add, name="channels_account_add"),
    path("<int:pk>/", accounts.account_change, name="channels_account"),
    path("<int:pk>/kiem-tra/", accounts.account_check, name="channels_account_check"),
    path("<int:pk>/bat-tat/", accounts.account_switch, name="channels_account_switch"),
    path("tra-loi/<str:token>/", callbacks.answered, name="channels_answered"),
    path("phat-hanh/<int:pk>/", publishing.publish, name="channels_publish"),
    path("phat-hanh/<int:pk>/dinh-chinh/", publishing.correct, name="channels_correct"),
    path("phat-hanh/<int:pk>/thu-hoi/", publishing.recall, name="channels_recall"),
    path("nhat-ky/", log.log, name="channels_log"),
    path("nhat-ky/<int:pk>/", log.delivery, name="channels_delivery"),
    path("nhat-ky/<int:pk>/huy/", log.cancel, name="channels_cancel"),
    path("nhat-ky/<int:pk>/phat-lai/", log.repeat, name="channels_repeat"),
    path("nhat-ky/<int:pk>/da-lam/", log.take_over, name="channels_take_over"),
    path("nhat-ky/<int:pk>/da-gui/", log.sent_by_hand, name="channels_sent_by_hand"),
    path("nhat-ky/<int:pk>/thu-hoi/", log.recall, name="channels_recall_one"),
]
