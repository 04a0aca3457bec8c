"""Settings: fed by the environment only, loud on nonsense. Everything has a default that serves one ward."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from lantoa.core.places import state_folder
from lantoa.core.postgres import database_urls

BASE_DIR = Path(__file__).resolve().parent
VAR = state_folder()


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} must be 1 or 0")
    return default


def _secret_key() -> str:
    """From LANTOA_SECRET_KEY, or made once and kept in the state folder, readable by its owner only."""
    given = os.environ.get("LANTOA_SECRET_KEY")
    if given:
        return given
    path = VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def _database() -> dict[str, object]:
    """Web and worker connect as the role that owns nothing; ``LANTOA_DB_ROLE=owner`` is for migrations and tests."""
    owner_url, app_url = database_urls()
    role = os.environ.get("LANTOA_DB_ROLE", "app")
    if role not in {"app", "owner"}:
        raise ImproperlyConfigured("LANTOA_DB_ROLE must be app or owner")
    url = urlsplit(owner_url if role == "owner" else app_url)
    if not url.scheme.startswith("postgres"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options: dict[str, object] = dict(parse_qsl(url.query))
    host = str(options.pop("host", url.hostname or ""))
    if role == "app" and owner_url == app_url:
        options["options"] = "-c role=lantoa_app"
    if role == "app":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""), "PASSWORD": unquote(url.password or ""),
        "HOST": host, "PORT": str(url.port or options.pop("port", "")), "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,  # after a crash of the database the pool must not hand out dead connections
    }  # fmt: skip


SECRET_KEY = _secret_key()
DEBUG = _flag("LANTOA_DEBUG", default=False)
ALLOWED_HOSTS = os.environ.get("LANTOA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = _flag("LANTOA_HTTPS", default=False)

INSTALLED_APPS = [
    "lantoa.core",
    "lantoa.communes",
    "lantoa.ledger",
    "lantoa.files",
    "lantoa.media",
    "lantoa.editing",
    "lantoa.documents",
    "lantoa.plans",
    "lantoa.citations",
    "lantoa.roster",
    "lantoa.activities",
    "lantoa.amendments",
    "lantoa.inspections",
    "lantoa.content",
    "lantoa.printed",
    "lantoa.subscribers",
    "lantoa.channels",
    "lantoa.watching",
    "lantoa.press",
    "lantoa.contributors",
    "lantoa.progress",
    "lantoa.editorial",
    "lantoa.reminders",
    "lantoa.drafting",
    "lantoa.reports",
    "lantoa.history",
    "lantoa.care",
    "lantoa.phone",
    "lantoa.portal",
    "lantoa.office",
    "lantoa.sample",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "lantoa.office.middleware.named_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lantoa.portal.middleware.public_face",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lantoa.office.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantoa.office.middleware.sent_by_script",
    "lantoa.office.middleware.refusals",
    "lantoa.phone.middleware.who_is_here",
    "lantoa.office.middleware.commune_scope",
]

ROOT_URLCONF = "lantoa.urls"
WSGI_APPLICATION = "lantoa.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "lantoa.office.context.shell",
            ]
        },
    }
]

FORM_RENDERER = "lantoa.office.forms.OfficeRenderer"

DATABASES = {"default": _database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lantoa_cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "communes.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lantoa.office.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/tai-khoan/login/"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,6/5m/key", "login": "60/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # tries are counted per address: the one that our own proxy saw
ACCOUNT_PRESERVE_USERNAME_CASING = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lan Tỏa"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "lantoa_phien"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LANTOA_ORIGINS", "").split(",") if o]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["lantoa.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60  # names carry no hash: an upgrade must show within a minute

FILES_ROOT = VAR / "files"
UPLOAD_LIMIT = 30 * 1024 * 1024
MEDIA_LIMIT = int(os.environ.get("LANTOA_MEDIA_MB", "2048")) * 1024 * 1024
"""The largest video or sound that the library takes, sent in pieces."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = VAR / "uploads"
SILENCED_SYSTEM_CHECKS = ["files.E001"]  # the upload handler makes that folder: checking a fresh clone must not
FILE_UPLOAD_HANDLERS = [
    "lantoa.files.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],  # blob: previews of chosen files
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

MAIL_HOST = os.environ.get("LANTOA_SMTP_HOST", "")
"""Without it no mail leaves the house: people are reminded on the page only, passwords are renewed by a link that the
administrator hands over."""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL_HOST
EMAIL_USE_SSL = _flag("LANTOA_SMTP_SSL", default=False)
EMAIL_PORT = int(os.environ.get("LANTOA_SMTP_PORT", "465" if EMAIL_USE_SSL else "587"))
EMAIL_HOST_USER = os.environ.get("LANTOA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LANTOA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("LANTOA_SMTP_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 20
MAIL_CA = os.environ.get("LANTOA_SMTP_CA", "")
DEFAULT_FROM_EMAIL = os.environ.get("LANTOA_MAIL_FROM", "lantoa@localhost")
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("LANTOA_SMTP_SSL and LANTOA_SMTP_TLS must not both be 1")

_HERE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
PUBLIC_URL = (os.environ.get("LANTOA_URL") or next(iter(CSRF_TRUSTED_ORIGINS), _HERE)).rstrip("/")
"""Where people reach the program: the links of mails begin with it."""

OUTWARD_SECONDS = float(os.environ.get("LANTOA_OUTWARD_SECONDS", "20"))
"""How long another service may take for one answer."""
OUTWARD_INSIDE = frozenset(o for o in os.environ.get("LANTOA_OUTWARD_INSIDE", "").split(",") if o)
"""Servers inside of the office that may be called all the same, as host:port (an own ward page, say)."""
WATCH_PAUSE_SECONDS = float(os.environ.get("LANTOA_WATCH_PAUSE", "1"))
"""Between two requests to another page that is watched; their robots.txt may ask for more."""
CHANNEL_SERVERS: dict[str, str] = dict(
    pair.partition("=")[::2] for pair in os.environ.get("LANTOA_CHANNEL_SERVERS", "").split(",") if pair
)
"""Other addresses for the services that are published to, as name=https://…: a gateway of the province, or the
stand-ins of a rehearsal. Names: zalo, zalo_sign_in, facebook, youtube, google_sign_in."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "lantoa.core.logs.Plain", "format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "lines": {"()": "lantoa.core.logs.Lines"},
    },
    "filters": {"no_secrets": {"()": "lantoa.core.logs.NoSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_secrets"]},
        "file": {
            "class": "lantoa.core.logs.Rotating",
            "formatter": "lines",
            "filters": ["no_secrets"],
            "filename": str(VAR / "log" / "lantoa.log"),
        },
    },
    "root": {"handlers": ["console", "file"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
