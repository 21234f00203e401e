"""Django's settings. What an operator may change is read in `env.py` and listed in `docs/guide/operate.md`."""

from __future__ import annotations

import os
from email.utils import parseaddr

from causelist.config import env

BASE = env.PROJECT / "src" / "causelist"
HOME = env.home()

DEBUG = env.flag("CAUSELIST_DEBUG", default=False)
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.words("CAUSELIST_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CAUSELIST_ORIGINS", "")
SITE_URL = os.environ.get("CAUSELIST_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DEMONSTRATION = env.flag("CAUSELIST_DEMONSTRATION", default=False)  # every page says that its data is invented

INSTALLED_APPS = [
    "causelist.config.admin_site.CauselistAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "causelist.runtime",
    "causelist.accounts",
    "causelist.parties",
    "causelist.works",
    "causelist.record",
    "causelist.notices",
    "causelist.cases",
    "causelist.filing",
    "causelist.statistics",
    "causelist.search",
    "causelist.web",
    "causelist.public",
    "causelist.desk",
    "causelist.api",
    "causelist.gateway",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Deny by default: a view is public only where it says so with @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "causelist.config.urls"
WSGI_APPLICATION = "causelist.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "causelist.web.context.site",
            ],
        },
    },
]

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What a process may forget, each for itself; limits and sessions are in the record store.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "public:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE / "web" / "locale"]
TIME_ZONE = os.environ.get("CAUSELIST_TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "evidence"

globals().update(env.mail(demonstration=DEMONSTRATION))  # EMAIL_BACKEND, EMAIL_HOST, …
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_address("CAUSELIST_FROM", "registry@causelist.test")

# Mail in: where the listener stands, and the address it takes mail for.
MAIL_IN = env.place("CAUSELIST_MAIL_IN", "127.0.0.1", 8025)
MAIL_ADDRESS = env.mail_address(
    "CAUSELIST_MAIL_ADDRESS", f"complaints@{parseaddr(DEFAULT_FROM_EMAIL)[1].partition('@')[2]}"
)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = False  # the proxy in front decides
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
# Proxies of ours in front, each of which adds the address it saw to X-Forwarded-For; 0 believes no such header.
PROXIES = env.number("CAUSELIST_PROXIES", 0, most=10)
# Requests a minute to the API: for each network address without a token, for each token, and letters for each token.
API_LIMIT_ADDRESS = env.number("CAUSELIST_API_LIMIT_ADDRESS", 300, least=1)
API_LIMIT_TOKEN = env.number("CAUSELIST_API_LIMIT_TOKEN", 1200, least=1)
API_LIMIT_LETTERS = env.number("CAUSELIST_API_LIMIT_LETTERS", 120, least=1)

# A letter pasted or sent to the API: larger ones come in by `causelist import`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CAUSELIST_LOG_LEVEL", "WARNING")},
}
