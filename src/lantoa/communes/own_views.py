"""Pages of a person alone: coming in by a link, and one's own account."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lantoa.communes import invitation_actions, queries
from lantoa.communes.access import Actor
from lantoa.communes.models import Invitation, Person
from lantoa.communes.people_forms import JoinForm, NewPasswordForm, OwnDetailsForm
from lantoa.communes.rules import BAD_LINK, commune_of_token, suggested_login_name
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.core.throttle import too_often

TRIES, TRIES_SECONDS = 30, 300


@never_cache
@sensitive_post_parameters()
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Come in by a link: make an account, take the role with the account one has, or choose a new password."""
    if request.method == "POST" and _too_often(request):
        return render(request, "429.html", status=429)
    try:
        with scope([commune_of_token(token)]):
            invitation = invitation_actions.usable_invitation(token)
            if invitation.person_id is not None:
                return _choose_password(request, token, invitation)
            if request.user.is_authenticated:
                return _join_as(request, token, invitation)
            return _join(request, token, invitation)
    except Refused as refused:
        return _closed(request, refused)


def _too_often(request: HttpRequest) -> bool:
    source = get_adapter(request).get_client_ip(request)
    return too_often("invitation", str(source), times=TRIES, seconds=TRIES_SECONDS)


def _closed(request: HttpRequest, refused: Refused) -> HttpResponse:
    """One page for whatever is wrong with the link. Looking for links by trial is slowed down."""
    if refused.code != "invitation_unusable":
        raise refused
    status = 429 if _too_often(request) else 404
    template = "429.html" if status == 429 else "communes/accept_closed.html"
    return render(request, template, {"message": BAD_LINK}, status=status)


def _join(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"username": suggested_login_name(invitation.name)})
    if form.is_valid():
        data = form.cleaned_data
        person = invitation_actions.accept_as_new(
            token=token, username=data["username"], password=data["password1"], phone=data["phone"]
        )
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session["commune"] = invitation.commune_id
        messages.success(request, _("Chào mừng %s. Tài khoản đã sẵn sàng.") % person.name)
        return redirect("/")
    return render(request, "communes/accept.html", {"form": form, "invitation": invitation})


def _join_as(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]
    if request.method == "POST":
        invitation_actions.accept_as(token=token, person=person)
        request.session["commune"] = invitation.commune_id
        messages.success(request, _("Đã nhận vai trò ở %s.") % invitation.commune.in_text)
        return redirect("/")
    return render(request, "communes/accept_as.html", {"invitation": invitation, "who": person})


def _choose_password(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    assert invitation.person is not None  # noqa: S101 - the caller looked
    form = NewPasswordForm(request.POST or None, person=invitation.person)
    if form.is_valid():
        invitation_actions.choose_new_password(token=token, password=form.cleaned_data["password1"])
        messages.success(request, _("Đã đặt mật khẩu mới. Xin đăng nhập."))
        return redirect(settings.LOGIN_URL)
    return render(request, "communes/new_password.html", {"form": form, "who": invitation.person})


@login_required
def own_account(request: HttpRequest) -> HttpResponse:
    """One's own name and addresses, roles, and ways to password, two-factor sign-in and language."""
    person: Person = request.user  # type: ignore[assignment]
    actor: Actor | None = getattr(request, "actor", None)
    form = OwnDetailsForm.of(person, request.POST or None)
    roles = list(queries.roles_of(person)) if actor else []
    if form.is_valid():
        seat = roles[0] if roles else None
        invitation_actions.change_own_details(person=person, seat=seat, **form.cleaned_data)
        messages.success(request, _("Đã lưu thông tin của anh/chị."))
        return redirect("communes_account")
    return render(request, "communes/account.html", {"form": form, "roles": roles, "person": person})
