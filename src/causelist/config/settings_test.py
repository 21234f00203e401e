"""Settings for the tests: the same, but for speed of hashing and where mail goes."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("CAUSELIST_HOME", tempfile.mkdtemp(prefix="causelist-test-"))
os.environ.setdefault("CAUSELIST_SECRET_KEY", "only-for-tests-" + "x" * 40)

from causelist.config.settings import *  # noqa: F403 -- the home must be set before settings are read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- whitenoise warns when it is missing
