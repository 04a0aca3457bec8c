"""Addresses of this room."""

from django.urls import path

from lantoa.plans import excel
from lantoa.plans.views import elements, findings, intake, items, plan, review, scan, standing

urlpatterns = [
    path("", intake.plans, name="plans_list"),
    path("tai-len/", intake.upload, name="plans_upload"),
    path("<int:pk>/", plan.show, name="plans_show"),
    path("<int:pk>/excel/", excel.commitments, name="plans_excel"),
    path("<int:pk>/noi-dung/", plan.contents, name="plans_contents"),
    path("<int:pk>/van-ban/", plan.document, name="plans_document"),
    path("<int:pk>/lich-su/", plan.history, name="plans_history"),
    path("<int:pk>/ban-moi/", intake.upload, name="plans_new_edition"),
    path("<int:pk>/doc/", intake.reading, name="plans_reading"),
    path("<int:pk>/doc-lai/", intake.again, name="plans_read_again"),
    path("<int:pk>/bo/", intake.withdraw, name="plans_withdraw"),
    path("<int:pk>/ra-soat/", review.review, name="plans_review"),
    path("<int:pk>/doi-chieu/", scan.scan, name="plans_scan"),
    path("<int:pk>/doi-chieu/ghi/", scan.correct, name="plans_scan_correct"),
    path("<int:pk>/doi-chieu/tim-duoc-chu.pdf", scan.searchable, name="plans_scan_searchable"),
    path("<int:pk>/doi-chieu/trang-<int:page>.jpg", scan.picture, name="plans_scan_picture"),
    path("<int:pk>/phan-dau/", review.head, name="plans_head"),
    path("<int:pk>/dung-don-vi/", review.confirm, name="plans_confirm_commune"),
    path("<int:pk>/dong-y-muc-ro/", review.accept_all_sure, name="plans_accept_sure"),
    path("<int:pk>/mau-thuan/<int:one>/", review.contradiction, name="plans_contradiction"),
    path("<int:pk>/muc/them/", items.add, name="plans_item_add"),
    path("<int:pk>/muc/<int:item>/", items.show, name="plans_item"),
    path("<int:pk>/muc/<int:item>/quyet-dinh/", items.decide, name="plans_item_decide"),
    path("<int:pk>/muc/<int:item>/dung-lai/", items.reuse, name="plans_item_reuse"),
    path("<int:pk>/muc/<int:item>/sua/", items.edit, name="plans_item_edit"),
    path("<int:pk>/muc/<int:item>/gop/", items.merge, name="plans_item_merge"),
    path("<int:pk>/noi-dung/sua/", elements.listed, name="plans_elements"),
    path("<int:pk>/noi-dung/them/", elements.add, name="plans_element_add"),
    path("<int:pk>/noi-dung/<int:element>/sua/", elements.edit, name="plans_element_edit"),
    path("<int:pk>/noi-dung/<int:element>/bo/", elements.drop, name="plans_element_drop"),
    path("<int:pk>/nhan-xet/<slug:key>/bo-qua/", findings.set_aside, name="plans_finding_dismiss"),
    path("<int:pk>/nhan-xet/<slug:key>/lay-lai/", findings.restore, name="plans_finding_restore"),
    path("lua-chon-da-nho/", standing.remembered, name="plans_standing"),
    path("lua-chon-da-nho/<int:pk>/quen/", standing.forget_choice, name="plans_standing_forget"),
    path("lua-chon-da-nho/ten/<int:pk>/quen/", standing.forget_name, name="plans_alias_forget"),
    path("<int:pk>/ban-hanh/", plan.adopt, name="plans_adopt"),
]
