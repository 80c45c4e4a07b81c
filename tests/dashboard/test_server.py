"""The gate in front of every route: this machine only, with its headers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.server import LocalGate, build, first_page, is_local, security_headers
from queries.errors import BadSetting
from queries.settings import settings


async def inner(scope, receive, send):  # noqa: ARG001 - the shape of an application
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def request(path="/", host="127.0.0.1:8501", peer="127.0.0.1", kind="http", **headers):
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    return {"type": kind, "path": path, "headers": named, "client": (peer, 5000) if peer else None, "method": "GET"}


def run(asked):
    """In a thread of its own: a browser test of the same worker keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, asked).result()


def answer(scope):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    run(LocalGate(inner)(scope, receive, send))
    return sent[0]


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost"])
def test_this_machine_is_let_in_under_its_own_names(host):
    assert is_local(request(host=host))


@pytest.mark.parametrize(
    "scope",
    [
        request(peer="10.0.0.7"),
        request(peer=None),
        request(peer="testclient"),
        request(host="cockpit.example:8501"),
        request(host="127.0.0.1.evil.example"),
        request(host=""),
        request(x_forwarded_for="127.0.0.1"),
        request(forwarded="for=127.0.0.1"),
        request(x_real_ip="127.0.0.1"),
        request(via="1.1 proxy"),
    ],
)
def test_anybody_else_and_any_proxy_is_refused(scope):
    assert answer(scope)["status"] == 403
    assert answer({**scope, "type": "websocket"}) == {"type": "websocket.close", "code": 1008}


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_figures_about_the_server_are_closed(path):
    assert answer(request(path=path))["status"] == 404


@pytest.mark.parametrize("scope", [request(), request(peer="10.0.0.7"), request(path="/_stcore/metrics")])
def test_every_answer_carries_the_headers(scope):
    headers = {name.decode(): value.decode() for name, value in answer(scope)["headers"]}
    assert headers.items() >= security_headers().items()


def test_the_policy_lets_no_picture_or_script_in_from_elsewhere():
    policy = security_headers()["content-security-policy"]
    assert "img-src 'self' data: blob:;" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy


def test_the_first_page_carries_our_name_style_and_language():
    from starlette.applications import Starlette
    from starlette.routing import Route

    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    app = Starlette(routes=[Route("/", first_page)])
    run(app({**request(accept_language="zh-CN,zh"), "query_string": b"", "root_path": ""}, receive, send))
    page = sent[1]["body"].decode()
    assert '<html lang="zh-CN">' in page
    assert "<title>RM Cockpit</title><style>.stApp {" in page


def test_the_server_refuses_to_start_in_an_unknown_mode(monkeypatch):
    monkeypatch.setenv("RM_COCKPIT_MODE", "open")
    settings.cache_clear()
    with pytest.raises(BadSetting, match="RM_COCKPIT_MODE"):
        build()
    settings.cache_clear()
