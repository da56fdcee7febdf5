"""The one list of endpoints that answer without a log-in; a test walks every route against it."""

from __future__ import annotations

PUBLIC = frozenset(
    {
        "static",  # style sheets, scripts, fonts: the log-in page needs them
        "home.choose_language",  # people choose a language before they log in
        "auth.login",  # the way in
        "health.alive",  # for the process's supervisor: says only that it answers
        "health.ready",  # for the load balancer: says only whether database and store answer
        "api.openapi",  # the API's description holds no data
        "api.docs",  # as above, for people
    }
)
