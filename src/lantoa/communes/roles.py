"""Who may do what: permissions are an enum, roles are data (mission "The people")."""

from enum import StrEnum

from vanban.vocabulary import Labelled


class Permission(StrEnum):
    """One thing that a person may be allowed to do in a commune."""

    SEE = "see"
    UPLOAD_PLAN = "upload_plan"
    REVIEW_PLAN = "review_plan"
    ADOPT_PLAN = "adopt_plan"
    ASSIGN_WORK = "assign_work"
    SET_DATES = "set_dates"
    LOG_ACTIVITY = "log_activity"
    LOG_FOR_OTHERS = "log_for_others"
    WITHDRAW_ANY_ACTIVITY = "withdraw_any_activity"
    ACCEPT_EVIDENCE = "accept_evidence"
    IMPORT_ACTIVITIES = "import_activities"
    INSPECT = "inspect"
    MAKE_REPORT = "make_report"
    DRAFT_UNIT_REPORT = "draft_unit_report"
    SIGN_REPORT = "sign_report"
    DRAFT_PLAN = "draft_plan"
    APPROVE_PLAN = "approve_plan"
    ISSUE_PLAN = "issue_plan"
    WRITE_CONTENT = "write_content"
    EDIT_CONTENT = "edit_content"
    APPROVE_CONTENT = "approve_content"
    PUBLISH_CONTENT = "publish_content"
    SEND_NEWS = "send_news"
    BUNDLE_EVIDENCE = "bundle_evidence"
    MANAGE_COMMUNE = "manage_commune"
    MANAGE_PEOPLE = "manage_people"


class Role(Labelled):
    """Vai trò của một người trong một xã, phường."""

    LEADER = "leader", "Lãnh đạo UBND"
    PLAN_OWNER = "plan_owner", "Người phụ trách kế hoạch"
    OFFICER = "officer", "Công chức, viên chức"
    EDITOR = "editor", "Biên tập viên, phát thanh viên"
    CONTRIBUTOR = "contributor", "Cộng tác viên"
    CLERK = "clerk", "Văn thư"
    INSPECTOR = "inspector", "Người kiểm tra"
    PROVINCE_OFFICIAL = "province_official", "Công chức cấp tỉnh"
    ADMINISTRATOR = "administrator", "Quản trị"


P = Permission
_SEE = frozenset({P.SEE})
_OFFICER = _SEE | {P.LOG_ACTIVITY, P.IMPORT_ACTIVITIES, P.DRAFT_UNIT_REPORT, P.WRITE_CONTENT}
_EDITS = frozenset({P.EDIT_CONTENT, P.PUBLISH_CONTENT})
_OWNER = _OFFICER | {
    P.DRAFT_PLAN, P.ISSUE_PLAN, P.UPLOAD_PLAN, P.REVIEW_PLAN, P.ADOPT_PLAN, P.ASSIGN_WORK, P.SET_DATES,
    P.LOG_FOR_OTHERS, P.WITHDRAW_ANY_ACTIVITY, P.MAKE_REPORT, P.ACCEPT_EVIDENCE,
    P.BUNDLE_EVIDENCE, P.INSPECT,
}  # fmt: skip

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LEADER: _SEE
    | {
        P.ADOPT_PLAN,
        P.ASSIGN_WORK,
        P.SET_DATES,
        P.MAKE_REPORT,
        P.LOG_ACTIVITY,
        P.ACCEPT_EVIDENCE,
        P.SIGN_REPORT,
        P.APPROVE_PLAN,
        P.APPROVE_CONTENT,
        P.ISSUE_PLAN,
        P.BUNDLE_EVIDENCE,
        P.INSPECT,
    },
    Role.PLAN_OWNER: _OWNER | _EDITS | {P.MANAGE_COMMUNE},
    Role.OFFICER: _OFFICER | {P.DRAFT_PLAN},
    Role.EDITOR: _OFFICER | _EDITS,
    Role.CONTRIBUTOR: frozenset({P.LOG_ACTIVITY, P.SEND_NEWS}),
    Role.CLERK: _SEE | {P.ISSUE_PLAN},
    Role.INSPECTOR: _SEE | {P.BUNDLE_EVIDENCE, P.INSPECT},
    Role.PROVINCE_OFFICIAL: _SEE | {P.BUNDLE_EVIDENCE},
    Role.ADMINISTRATOR: _SEE | {P.MANAGE_COMMUNE, P.MANAGE_PEOPLE},
}


def permissions_of(roles: frozenset[str]) -> frozenset[Permission]:
    """All permissions that the roles give together; an unknown role gives none."""
    given: frozenset[Permission] = frozenset()
    for role in Role:
        if role.value in roles:
            given |= ROLE_PERMISSIONS[role]
    return given
