"""The web application: `create_app(settings)` puts its parts together."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from records.settings import Settings
from records.settings import settings as process_settings
from web import api, errors, guards, health, screens, security
from web.auth import limits, login_manager, own_tokens
from web.auth import views as auth_views
from web.data import CONFIG_KEY
from web.images import views as image_views
from web.intake import resumable, upload

csrf = CSRFProtect()

# Ids in addresses end where every database's and every JSON reader's integers do.
_MAX_ID = 2**53


class _Id(IntegerConverter):
    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_MAX_ID)


# Form fields beside the files: a note, an office, a token. Files themselves go to disk as they come.
_MAX_FIELDS_BYTES = 1_000_000
_MAX_PARTS = 5_000


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for `settings`, those of the process when None."""
    settings = settings or process_settings()
    app = Flask(__name__)
    app.url_map.converters["int"] = _Id
    app.config.update(
        {
            CONFIG_KEY: settings,
            "MAX_CONTENT_LENGTH": settings.max_request_bytes,
            "MAX_FORM_MEMORY_SIZE": _MAX_FIELDS_BYTES,
            "MAX_FORM_PARTS": _MAX_PARTS,
            # The session ends it; a form left open over lunch must not fail.
            "WTF_CSRF_TIME_LIMIT": None,
            "TEMPLATES_AUTO_RELOAD": False,
        }
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    login_manager.init(app, settings)
    errors.init(app)
    # Who asks must be known before the guard decides.
    app.before_request(api.identify)
    guards.init(app)
    csrf.init_app(app)
    limits.init(app, settings)
    security.init(app, https=settings.secure_cookies)
    for blueprint in (
        auth_views.blueprint,
        health.blueprint,
        image_views.blueprint,
        own_tokens.blueprint,
        resumable.blueprint,
        upload.blueprint,
    ):
        app.register_blueprint(blueprint)
    api.register(app)
    # API calls carry a token and never a cookie, so no other site can make a browser send them.
    csrf.exempt(api.blueprint)
    screens.register(app)
    return app
