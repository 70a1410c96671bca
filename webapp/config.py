"""Settings: defaults, then a TOML file named by FAMILIAR_CONFIG, then FAMILIAR_* environment variables."""

import ipaddress
import json
import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from webapp.domain.faces import Recogniser
from webapp.domain.recognisers import AUTO
from webapp.paths import ROOT

PREFIX = "FAMILIAR_"


class SettingsError(Exception):
    """A setting that cannot be used; the message is one sentence that names it."""


class Settings(BaseSettings):
    """Everything that an operator can choose."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    host: str = Field(
        "127.0.0.1",
        description="Another address serves HTTPS with a self-signed certificate, because a webcam needs it.",
    )
    port: int = Field(5000, ge=0, le=65535, description="`0` takes any free port.")
    data_dir: Path = Field(Path("data"), description="Database, photos and keys; readable by you alone.")
    database_url: str = Field(
        "", repr=False, description="The database, as SQLAlchemy writes it; SQLite in the data folder unless set."
    )
    models_dir: Path = Field(ROOT / "static" / "models", description="The networks, as set-up converts them.")
    open_enrolment: bool = Field(
        False, description="`true` lets visitors offer photos; they count only once an administrator approves."
    )
    threshold: float = Field(
        0.5, gt=0, le=2, description="The distance below which a face is known. Smaller is stricter."
    )
    crop: str = Field(
        AUTO,
        description="How faces are cut out for their descriptor: `upright` (more accurate) or `face-api` "
        "(as face-api.js does). `auto`: as the gallery's descriptors were made, and `upright` in a new one.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info",
        description="The least that is logged. `debug` adds what exceptions say, **which may hold names**; "
        "nothing else does.",
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="`json`: one object a line; `text`: for people. `auto`: text on a terminal, else JSON."
    )
    rate_limit_storage: str = Field(
        "memory://",
        repr=False,
        pattern=r"^(memory|rediss?)://",
        description="Where attempts to sign in are counted: in the process, or in Redis (`redis://host:6379/0`), where "
        "they outlive a restart. While Redis is away the process counts.",
    )
    threads: int = Field(
        96, ge=4, le=1024, description="How many requests are worked on at once. Each open page keeps one busy."
    )
    stop_seconds: int = Field(
        8, ge=1, le=600, description="How long requests under way may take to finish after SIGTERM."
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=10,
        description="How many proxies stand in front, each of which sets X-Forwarded-For, -Proto and -Host. With 0 "
        "these headers are ignored; **with more than there are, anybody can invent an address**.",
    )
    isolated: bool = Field(
        True,
        description="Whether pages are cross-origin isolated, which WebAssembly needs to use several threads. `false` "
        "where they must stand beside what other sites serve.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first."""
        file = os.environ.get(f"{PREFIX}CONFIG")
        files = (TomlConfigSettingsSource(settings_cls, file),) if file else ()
        return (init_settings, env_settings, *files)

    @property
    def data(self) -> Path:
        """The data folder as a full path."""
        return self.data_dir.expanduser().resolve()

    @property
    def database(self) -> str:
        """The database's address; a file in the data folder unless one is set."""
        return self.database_url or f"sqlite:///{self.data / 'familiar.db'}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def scheme(self) -> str:
        """`http` on this machine alone; `https` elsewhere, because browsers give a webcam to nothing less."""
        return "http" if self.is_loopback else "https"


def load_settings(**overrides: Any) -> Settings:
    """Return the settings. Raises SettingsError with one sentence on a bad value, name or file."""
    file = os.environ.get(f"{PREFIX}CONFIG")
    if file and not Path(file).is_file():
        raise SettingsError(f"{PREFIX}CONFIG names {file}, which is not a file.")
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(map(str, first["loc"])).upper()
        if first["type"] == "extra_forbidden":
            raise SettingsError(f"There is no setting {name}.") from error
        given = f" {first['input']!r}" if _may_be_shown(first["loc"]) else " what it is"
        raise SettingsError(f"{name} cannot be{given}: {first['msg']}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}.") from error


def _may_be_shown(place: tuple[int | str, ...]) -> bool:
    """Whether a setting's value may be said aloud: an address with a password in it may not."""
    field = Settings.model_fields.get(str(place[0])) if place else None
    return field is None or field.repr


def read_recognisers(models: Path) -> dict[str, Recogniser]:
    """Return the recognisers that the networks offer, by the crop that they see; the first is the default.

    Raises SettingsError where the networks are missing.
    """
    path = models / "face_recognition" / "spec.json"
    try:
        spec = json.loads(path.read_text())
        return {crop["name"]: Recogniser(spec["name"], crop["version"]) for crop in spec["crops"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"The networks are missing ({path} cannot be read): run `make serve` to make them."
        ) from error
