"""Settings: Django's, derived from the configuration. Deny by default."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from zhuisu.server.config import LOOPBACK, config, secret_key
from zhuisu.server.keyfiles import log_key_path, witness_signer
from zhuisu.server.mail import mail_settings
from zhuisu.server.postgres import locate

CONFIG = config()

DEBUG = False
SECRET_KEY = secret_key(CONFIG)
SECRET_KEY_FALLBACKS = list(CONFIG.old_secret_keys)
ALLOWED_HOSTS = list(CONFIG.hosts) or ([*LOOPBACK[:2], "[::1]", "testserver"] if CONFIG.bind in LOOPBACK else ["*"])

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "oauth2_provider",
    "zhuisu.ledger",
    "zhuisu.registry",
    "zhuisu.access",
    "zhuisu.supervision",
    "zhuisu.recall",
    "zhuisu.casework",
    "zhuisu.figures",
    "zhuisu.rating",
    "zhuisu.planning",
    "zhuisu.recording",
    "zhuisu.labelling",
    "zhuisu.enrolling",
    "zhuisu.exchange",
    "zhuisu.portal",
    "zhuisu.console.apps.ConsoleConfig",
    "zhuisu.console.apps.SiteConfig",
    "zhuisu.work",
    "zhuisu.server",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "zhuisu.server.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "zhuisu.server.assets.Assets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "zhuisu.server.nul.NoNul",
]

ROOT_URLCONF = "zhuisu.server.urls"
WSGI_APPLICATION = "zhuisu.server.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """Where the database is, with a pool a process: a connection for each request handled at once, and some."""
    dsn = CONFIG.database_url or locate(CONFIG.home, CONFIG.postgres_bin).dsn()
    stated = conninfo_to_dict(dsn)
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    rest = {name: value for name, value in stated.items() if name not in named}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{theirs: str(stated.get(ours) or "") for ours, theirs in named.items()},
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**rest, "pool": {"min_size": 1, "max_size": CONFIG.threads + 4, "timeout": 15, "max_idle": 300}},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CONFIG.time_zone
LANGUAGE_COOKIE_NAME = "zhuisu_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.home / "static"
STORAGES = {"staticfiles": {"BACKEND": "zhuisu.server.assets.HashedAssets"}}
WHITENOISE_USE_FINDERS = True  # under their own names until they were collected

# Bodies are read as streams by the views that want them; nothing else may be large.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # a page that was pasted into a field is told so, and not lost
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
INCOMING = CONFIG.home / "incoming"  # where large bodies wait to be captured, beside the data

# Accounts are the users of OAuth and of the console. Django's groups and permissions are not used: `has_perm` answers
# by kind and scopes. A session is of the console or of an enterprise's screens, and ends after eight idle hours.
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["zhuisu.console.passwords.Passwords"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("name",)}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # how long an invitation is good
LOGIN_URL = "/admin/login/"
OVER_TLS = (
    CONFIG.address.startswith("https://") if CONFIG.address else bool(CONFIG.hosts) or CONFIG.bind not in LOOPBACK
)
SESSION_COOKIE_NAME = "zhuisu_session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = OVER_TLS
OTP_TOTP_ISSUER = "Zhuisu"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", "zhuisu.access.secrets.RandomSecretHasher"]
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # client credentials, and nothing else
    "OAUTH2_VALIDATOR_CLASS": "zhuisu.access.oauth.Validator",
    "SCOPES_BACKEND_CLASS": "zhuisu.access.oauth.AccountScopes",
    "ACCESS_TOKEN_GENERATOR": "zhuisu.access.oauth.new_token",
    "ACCESS_TOKEN_EXPIRE_SECONDS": CONFIG.token_seconds,
    "CLIENT_SECRET_HASHER": "random_secret",
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # hashes of tokens are stored, not tokens
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
}
ADDRESS = CONFIG.address
DEMO_DOOR = CONFIG.demo_door
WEBHOOK_NETWORKS = CONFIG.delivers_to()
TRUSTED_PROXIES = CONFIG.believes()  # read by zhuisu.access.addresses alone

# As the witness of other logs: whose checkpoints are cosigned, and with which key.
WITNESS_FOR = CONFIG.witness_for
WITNESS_SIGNER = witness_signer(CONFIG)
LOG_KEY_FILE = log_key_path(CONFIG)  # read by the process that signs certificates

# How holders of recalled goods are told. Without a mail server and an SMS gateway, what would be sent is kept in files.
OUTBOX = CONFIG.home / "outbox"
globals().update(mail_settings(CONFIG.email_url, OUTBOX / "email"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.email_from
SMS_URL, SMS_TOKEN = CONFIG.sms_url, CONFIG.sms_token
SMS_SENDER = (
    CONFIG.sms_sender or f"zhuisu.recall.channels.{'sms_http.HttpSender' if SMS_URL else 'sms_file.FileSender'}"
)
HOLIDAYS = CONFIG.home / "holidays.toml"
NOTICE_COURIER = "zhuisu.exchange.subscriptions.notifying.post"
NOTICE_ADDRESS = ADDRESS or f"http://{CONFIG.bind}:{CONFIG.port}"

PROCRASTINATE_IMPORT_PATHS = ["zhuisu.capture.tasks"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = OVER_TLS
CSRF_TRUSTED_ORIGINS = [CONFIG.address] if CONFIG.address else []  # a proxy speaks TLS, and this server does not
CSRF_FAILURE_VIEW = "zhuisu.console.views.refused.csrf_refused"
CSRF_COOKIE_SAMESITE = "Strict"

PORTAL_EXAMPLES = CONFIG.home / "examples.json"
CITY_MAP = CONFIG.home / "map.geojson"  # outlines of districts that an operator may supply: see docs/figures-city.md

CAPTURE_BYTES = CONFIG.capture_bytes
CAPTURE_INLINE_BYTES = CONFIG.capture_inline_bytes
CAPTURE_EVENTS = CONFIG.capture_events
CAPTURE_ONLOOKERS = ["zhuisu.recall.selling.look"]  # who warns of what is captured: see zhuisu.capture.onlookers

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "zhuisu.server.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "zhuisu": {"level": CONFIG.log_level.upper()},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "procrastinate": {"level": "WARNING"},
        "oauthlib": {"level": "ERROR"},
        "oauth2_provider": {"level": "ERROR"},
        # A refused request is answered, and no event of the server.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        # A pool that cannot connect says so at every attempt; the request that waited for it says it once.
        "psycopg.pool": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
