"""Runs the web application under gunicorn in this process."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication

from records.settings import Settings


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """One process group of request threads; it ends when its parent does."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings = self._settings
        for name, value in {
            "bind": f"{settings.bind_host}:{settings.bind_port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": settings.web_threads,
            # A long upload over a slow line is no hang; gthread workers answer the arbiter meanwhile.
            "timeout": 120,
            "graceful_timeout": 10,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - gunicorn's advice: a heartbeat file must not touch disk
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application after the fork, so that no connection is shared."""
        from web.app import create_app
        from web.warm import keep_what_is_loaded

        app = create_app(self._settings)
        keep_what_is_loaded()
        return app
