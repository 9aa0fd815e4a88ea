"""Django's settings, every one from the environment or from what the house has agreed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from throughline.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
MODE = environment.mode_of(os.environ)
HOME = environment.home_of(os.environ)
DEMONSTRATION = MODE == "demonstration"

DEBUG = False
SECRET_KEY = environment.secret_key_of(os.environ, HOME, MODE)
# Keys of before still open what was sealed and signed with them; new things bear the key of now.
SECRET_KEY_FALLBACKS = environment.keys_before_of(os.environ)
ALLOWED_HOSTS = environment.hosts_of(os.environ, MODE)
HTTPS = environment.https_of(os.environ, MODE)
ADDRESS = environment.address_of(os.environ, ALLOWED_HOSTS, HTTPS)
DATABASES = {"default": environment.database_of(os.environ, HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = HOME / "files"

# The rooms, in the order in which they may know one another.
ROOMS = [
    "throughline.audit",
    "throughline.partnerships",
    "throughline.access",
    "throughline.ui",
    "throughline.documents",
    "throughline.rulebook",
    "throughline.cases",
    "throughline.messages",
    "throughline.identities",
    "throughline.notifications",
    "throughline.chronology",
    "throughline.family",
    "throughline.rapidreviews",
    "throughline.reviews",
    "throughline.commissioning",
    "throughline.proceedings",
    "throughline.voices",
    "throughline.groups",
    "throughline.findings",
    "throughline.responses",
    "throughline.actionplans",
    "throughline.national",
    "throughline.impact",
    "throughline.safeguards",
    "throughline.assurance",
    "throughline.patterns",
    "throughline.reporting",
    "throughline.letters",
    "throughline.intake",
    "throughline.casefile",
    "throughline.boards",
    "throughline.caseexport",
]
INSTALLED_APPS = [
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "throughline.access.middleware.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "throughline.ui.sent.KeepsWhatWasSent",
    "django.middleware.csrf.CsrfViewMiddleware",
    "throughline.access.middleware.Person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "throughline.access.middleware.SignedIn",
    "throughline.access.harvest.Watched",
    "throughline.access.middleware.Refusals",
]
ROOT_URLCONF = "throughline.config.urls"
WSGI_APPLICATION = "throughline.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "throughline.ui.environment.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "throughline.access.frames.in_frame",
                "throughline.notifications.frames.safety_in_frame",
                "throughline.caseexport.frames.loaded_in_frame",
            ],
        },
    },
]

# Who signs in, and how. The library's own pages are replaced by ours.
AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = ["throughline.access.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "throughline.access.adapters.AccountAdapter"
MFA_ADAPTER = "throughline.access.adapters.MFAAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords and codes are counted in access.throttle; the library's own count, by account alone, would let
    # whoever knows a password keep its owner out.
    "login_failed": "300/m/ip",
    "login": "300/m/ip",  # a whole office may share one address; wrong passwords are counted below and in throttle
    "reauthenticate": "10/m/user",
    "reset_password": "20/15m/ip,3/15m/key",
    "ask_door": "60/15m/ip",
}
# How many proxies of our own stand in front and add to X-Forwarded-For; with none, the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number_of(os.environ, "THROUGHLINE_PROXIES", 0)
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Throughline"
MFA_TOTP_TOLERANCE = 1

SESSION_ENGINE = "throughline.access.sessions"
SESSIONS_AT_MOST = 2
STEP_UP_FRESH = timedelta(minutes=5)
# More than so many within so long by one person: they are asked for a code, and administrators are told.
PAGES_AT_MOST, PAGES_WITHIN = 30, timedelta(minutes=10)
EXPORTS_AT_MOST, EXPORTS_WITHIN = 3, timedelta(hours=1)
SESSION_IDLE = timedelta(minutes=15)
SESSION_LONGEST = timedelta(hours=8)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-throughline" if HTTPS else "throughline"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "throughline.ui.views.form_too_old"

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A local or demonstration server answers on this machine only, where there is no network to protect and no HTTPS to ask
# for: the four warnings that ask for it are for a production server, which refuses to start without it.
SILENCED_SYSTEM_CHECKS = (
    [] if MODE == "production" else ["security.W004", "security.W008", "security.W011", "security.W016"]
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "report-uri": ["/csp"],
    }
}

# Where ClamAV listens; empty where there is none, and every page that takes files says so.
CLAMD = environment.clamd_of(os.environ)
# Uploads are held by the reading room's own limits; these keep a request from filling memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "throughline.documents.uploads.Quota",
    "throughline.documents.uploads.Scan",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Counts of tries are shared by all processes, so they live in the database. A small cache would throw counts away when
# somebody floods it, so it is large.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Without a mail server, letters are shown on the console, or written as files, for whoever looks after the machine.
EMAIL_HOST = os.environ.get("THROUGHLINE_SMTP_HOST", "")
MAIL = environment.mail_of(os.environ)
EMAIL_BACKEND = f"django.core.mail.backends.{environment.MAIL[MAIL]}.EmailBackend"
EMAIL_FILE_PATH = HOME / "letters"
EMAIL_PORT = environment.number_of(os.environ, "THROUGHLINE_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("THROUGHLINE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THROUGHLINE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("THROUGHLINE_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("THROUGHLINE_MAIL_FROM", "throughline@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
