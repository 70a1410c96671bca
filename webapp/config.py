"""Settings: defaults, then a TOML file named by FAMILIAR_CONFIG, then FAMILIAR_* environment variables."""

import ipaddress
import json
import os
import tomllib
from pathlib import Path
from typing import Any

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

    host: str = "127.0.0.1"
    port: int = Field(5000, ge=0, le=65535)
    data_dir: Path = Path("data")
    database_url: str = ""
    open_enrolment: bool = False
    threshold: float = Field(0.5, gt=0, le=2)
    crop: str = AUTO
    models_dir: Path = ROOT / "static" / "models"

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
        raise SettingsError(f"{name} cannot be {first['input']!r}: {first['msg']}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}.") from error


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
