"""An application on a data folder of its own, and a browser that is signed in."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support.client import ADMIN, PASSWORD, Client
from tests.support.faces import write_models
from webapp import create_app
from webapp.config import load_settings
from webapp.domain.clock import new_id, now
from webapp.domain.users import User
from webapp.services import Services
from webapp.storage.passwords import ArgonPasswords
from webapp.storage.users import SqlUserStore

MakeApp = Callable[..., Flask]


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[MakeApp]:
    made: list[Flask] = []
    models = write_models(tmp_path / "models")

    def make(**settings: Any) -> Flask:
        app = create_app(load_settings(**{"data_dir": tmp_path / "data", "models_dir": models, **settings}))
        made.append(app)
        return app

    yield make
    for app in made:
        parts(app).engine.dispose()


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    app = make_app()
    add_admin(app)
    return app


@pytest.fixture
def client(app: Flask) -> Client:
    client = Client(app)
    assert client.sign_in().status_code == 200
    return client


@pytest.fixture
def stranger(app: Flask) -> Client:
    client = Client(app)
    client.renew_token()
    return client


@cache
def password_hash() -> str:
    """The admin's password, hashed once for all tests: the hash is slow on purpose."""
    return ArgonPasswords().hash(PASSWORD)


def add_admin(app: Flask) -> None:
    SqlUserStore(parts(app).engine).add_user(User(new_id(), ADMIN, now(), operator=True), password_hash())


def parts(app: Flask) -> Services:
    return app.extensions["familiar"]
