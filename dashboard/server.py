"""The server around `streamlit_app.py`: gate, headers and compression for every route, on the loopback address."""

import base64
import hashlib
import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import streamlit as st
from brotli_asgi import BrotliMiddleware
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import theme, words
from dashboard.pages import PAGES
from queries.settings import HOME, settings

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
PROXY_HEADERS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


@cache
def _streamlit_page() -> str:
    return files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")


async def first_page(request: Request) -> HTMLResponse:
    """Streamlit's own page with our name, language and style in its head: what comes later finds its room kept."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "zh")
    lang = "zh-CN" if asked.startswith("zh") else "en"
    head = f"<title>{words.PRODUCT.en}</title>{theme.style_sheet()}"
    page = _streamlit_page().replace('<html lang="en">', f'<html lang="{lang}">').replace("<title>Streamlit</title>", head)
    return HTMLResponse(page, headers={"cache-control": "no-cache"})


async def to_the_root(request: Request) -> RedirectResponse:
    """The first page stands at the root; Streamlit knows no other address of it."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def _inline_scripts() -> Iterable[str]:
    """The hashes of the scripts that Streamlit's own page carries, so that no other inline script runs."""
    for script in re.findall(r"<script>(.*?)</script>", _streamlit_page(), re.DOTALL):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def security_headers() -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *_inline_scripts()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }


class LocalGate:
    """Lets nobody in but this machine: not another address, not another host name, not a proxy. Adds the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        if not is_local(scope):
            await self._refuse(403, scope, receive, guarded)
        elif scope["path"].startswith(CLOSED):
            await self._refuse(404, scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await PlainTextResponse(f"{words.REFUSED.zh} {words.REFUSED.en}", status)(scope, receive, send)


def is_local(scope: Scope) -> bool:
    """Whether both the peer and the name it asked for are this machine's, and nobody stands between."""
    headers = Headers(scope=scope)
    peer = scope.get("client")
    if any(name in headers for name in PROXY_HEADERS) or not peer or not _is_loopback(peer[0]):
        return False
    return urlsplit(f"//{headers.get('host', '')}").hostname in LOCAL_HOSTS


def is_local_session() -> bool:
    """The same asked of the running session, for a bare `streamlit run`, which has no gate in front."""
    headers = st.context.headers
    host = urlsplit(f"//{headers.get('host', 'localhost')}").hostname
    return st.context.ip_address is None and host in LOCAL_HOSTS and not any(name in headers for name in PROXY_HEADERS)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def build() -> st.App:
    """The application. Reading the settings first makes an unusable one refuse to start."""
    settings()
    pages = [Route(path, first_page) for path in ("/", *(f"/{page.key}" for page in PAGES[1:]))]
    pages.append(Route(f"/{PAGES[0].key}", to_the_root))
    outer_first = [Middleware(LocalGate), Middleware(BrotliMiddleware, quality=5, minimum_size=1000)]
    return st.App(HOME / "streamlit_app.py", routes=pages, middleware=outer_first)


def serve(port: int) -> None:
    build().run(config={"server.address": "127.0.0.1", "server.port": port, "server.headless": True})
