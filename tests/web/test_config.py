"""Settings: where they come from, and one sentence for each that cannot be used."""

import io
import re
import stat
from pathlib import Path

import pytest

from tests.support.faces import BOX, OLDER, RECOGNISER, descriptor, write_models
from tests.support.pictures import jpeg
from tools import settings as about
from webapp import create_app, data_folder
from webapp.config import PREFIX, Settings, SettingsError, load_settings, read_recognisers
from webapp.domain.faces import Box, DescribedFace, Recogniser
from webapp.domain.gallery import GalleryRules
from webapp.paths import ROOT
from webapp.services import open_services

NAMES = {*map(str.upper, Settings.model_fields), "CONFIG"}
OTHER_PROGRAMS = {"EVAL_DATA"}  # of the bench


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(PREFIX + name, raising=False)


def test_the_page_about_settings_shows_all_of_them_as_they_are() -> None:
    page = about.PAGE.read_text()
    assert about.with_table(page) == page, "run `make settings`"
    assert page.count(f"| `{PREFIX}") == len(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described_in_whole_sentences(name: str) -> None:
    description = Settings.model_fields[name].description or ""
    assert description[:1] in "`" or description[:1].isupper()
    assert description.endswith(".")


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs"])
def test_no_page_speaks_of_a_setting_that_does_not_exist(page: str) -> None:
    pages = [ROOT / page, *(ROOT / page).glob("*.md")]
    told = {name for path in pages if path.is_file() for name in re.findall(rf"\b{PREFIX}(\w+)", path.read_text())}
    assert told - NAMES - OTHER_PROGRAMS == set()


# name, as it is written in the environment and in TOML, what becomes of it
WRITTEN = [
    ("host", "0.0.0.0", '"0.0.0.0"', "0.0.0.0"),  # noqa: S104
    ("port", "8080", "8080", 8080),
    ("data_dir", "/srv/faces", '"/srv/faces"', Path("/srv/faces")),
    ("database_url", "sqlite:///x.db", '"sqlite:///x.db"', "sqlite:///x.db"),
    ("models_dir", "/srv/models", '"/srv/models"', Path("/srv/models")),
    ("open_enrolment", "true", "true", True),
    ("threshold", "0.45", "0.45", 0.45),
    ("crop", "upright", '"upright"', "upright"),
    ("log_level", "warning", '"warning"', "warning"),
    ("log_format", "text", '"text"', "text"),
    ("rate_limit_storage", "redis://cache:6379/1", '"redis://cache:6379/1"', "redis://cache:6379/1"),
    ("threads", "24", "24", 24),
    ("stop_seconds", "30", "30", 30),
    ("trusted_proxies", "2", "2", 2),
    ("isolated", "false", "false", False),
]


@pytest.mark.parametrize("name,environment,toml,value", WRITTEN, ids=[row[0] for row in WRITTEN])
def test_every_setting_is_read_from_the_environment_and_from_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, environment: str, toml: str, value: object
) -> None:
    assert getattr(load_settings(), name) != value
    file = tmp_path / "familiar.toml"
    file.write_text(f"{name} = {toml}\n")
    with monkeypatch.context() as patched:
        patched.setenv("FAMILIAR_CONFIG", str(file))
        assert getattr(load_settings(), name) == value
    monkeypatch.setenv(PREFIX + name.upper(), environment)
    assert getattr(load_settings(), name) == value


def test_no_setting_is_forgotten_above() -> None:
    assert {row[0] for row in WRITTEN} == set(Settings.model_fields)


def test_addresses_with_passwords_are_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMILIAR_RATE_LIMIT_STORAGE", "rediss:/:swordfish@cache")
    with pytest.raises(SettingsError, match="FAMILIAR_RATE_LIMIT_STORAGE cannot be what it is") as refusal:
        load_settings()
    assert "swordfish" not in str(refusal.value)
    monkeypatch.setenv("FAMILIAR_RATE_LIMIT_STORAGE", "rediss://:swordfish@cache")
    monkeypatch.setenv("FAMILIAR_DATABASE_URL", "postgresql://ada:swordfish@db/faces")
    assert "swordfish" not in repr(load_settings())


def test_defaults_need_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert (settings.host, settings.port, settings.threshold, settings.open_enrolment) == (
        "127.0.0.1",
        5000,
        0.5,
        False,
    )
    assert settings.data == tmp_path / "data"
    assert settings.database == f"sqlite:///{tmp_path}/data/familiar.db"
    assert settings.models_dir.parts[-2:] == ("static", "models")


def test_the_environment_is_stronger_than_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "familiar.toml"
    file.write_text("port = 5001\nthreshold = 0.4\nopen_enrolment = true\n")
    monkeypatch.setenv("FAMILIAR_CONFIG", str(file))
    monkeypatch.setenv("FAMILIAR_PORT", "5002")
    monkeypatch.setenv("FAMILIAR_HOST", "")
    settings = load_settings()
    assert (settings.port, settings.threshold, settings.open_enrolment) == (5002, 0.4, True)
    assert settings.host == "127.0.0.1", "an empty variable is none"


@pytest.mark.parametrize(
    "name,value,words",
    [
        ("PORT", "70000", "FAMILIAR_PORT cannot be '70000'"),
        ("PORT", "http", "FAMILIAR_PORT cannot be 'http'"),
        ("THRESHOLD", "0", "FAMILIAR_THRESHOLD cannot be '0'"),
        ("THRESHOLD", "nan", "FAMILIAR_THRESHOLD cannot be 'nan'"),
        ("LOG_LEVEL", "loud", "FAMILIAR_LOG_LEVEL cannot be 'loud'"),
        ("LOG_FORMAT", "xml", "FAMILIAR_LOG_FORMAT cannot be 'xml'"),
        ("RATE_LIMIT_STORAGE", "memcached://x", "FAMILIAR_RATE_LIMIT_STORAGE cannot be"),
        ("THREADS", "1", "FAMILIAR_THREADS cannot be '1'"),
        ("STOP_SECONDS", "0", "FAMILIAR_STOP_SECONDS cannot be '0'"),
        ("TRUSTED_PROXIES", "-1", "FAMILIAR_TRUSTED_PROXIES cannot be '-1'"),
        ("OPEN_ENROLMENT", "perhaps", "FAMILIAR_OPEN_ENROLMENT cannot be 'perhaps'"),
        ("CONFIG", "/nowhere/familiar.toml", "FAMILIAR_CONFIG names /nowhere/familiar.toml"),
    ],
)
def test_a_bad_value_gets_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(f"FAMILIAR_{name}", value)
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "content,words", [("prot = 1", "There is no setting FAMILIAR_PROT."), ("port = ", "not valid TOML")]
)
def test_a_bad_file_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, words: str
) -> None:
    file = tmp_path / "familiar.toml"
    file.write_text(content)
    monkeypatch.setenv("FAMILIAR_CONFIG", str(file))
    with pytest.raises(SettingsError, match=words):
        load_settings()


@pytest.mark.parametrize(
    "host,scheme",
    [
        ("127.0.0.1", "http"),
        ("127.0.0.2", "http"),
        ("::1", "http"),
        ("localhost", "http"),
        ("0.0.0.0", "https"),  # noqa: S104
        ("192.168.1.5", "https"),
        ("example.org", "https"),
    ],
)
def test_only_this_machine_is_served_without_https(host: str, scheme: str) -> None:
    assert load_settings(host=host).scheme == scheme


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"name": "x"}'])
def test_missing_networks_get_one_sentence_with_the_cure(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        spec = tmp_path / "face_recognition" / "spec.json"
        spec.parent.mkdir()
        spec.write_text(content)
    with pytest.raises(SettingsError, match="make serve"):
        read_recognisers(tmp_path)


def test_the_networks_say_which_recognisers_there_are(tmp_path: Path) -> None:
    offered = read_recognisers(write_models(tmp_path / "models"))
    assert list(offered.items()) == [("upright", RECOGNISER), ("face-api", OLDER)]


@pytest.mark.parametrize(
    ("crop", "enrolled", "chosen"),
    [
        ("auto", [], RECOGNISER),
        ("auto", [OLDER], OLDER),
        ("auto", [RECOGNISER, OLDER, OLDER], OLDER),
        ("auto", [Recogniser("face_recognition", "of another time")], RECOGNISER),
        ("upright", [OLDER], RECOGNISER),
        ("face-api", [], OLDER),
    ],
)
def test_a_gallery_keeps_the_recogniser_of_its_descriptors(
    crop: str, enrolled: list[Recogniser], chosen: Recogniser, tmp_path: Path
) -> None:
    models = write_models(tmp_path / "models")
    folder = tmp_path / "data"
    data_folder.prepare(folder)
    first = open_services(load_settings(data_dir=folder, models_dir=models))
    person = first.gallery.add_person("Ada")
    for recogniser in enrolled:
        face = DescribedFace(Box(**BOX), descriptor(1), recogniser)
        gallery = first.gallery
        gallery.rules = GalleryRules(recogniser, 0.5)
        gallery.enrol(person.id, io.BytesIO(jpeg()), face)
    first.engine.dispose()
    again = open_services(load_settings(data_dir=folder, models_dir=models, crop=crop))
    assert again.gallery.rules.recogniser == chosen
    again.engine.dispose()


def test_a_crop_that_is_not_offered_is_refused(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, models_dir=write_models(tmp_path / "models"), crop="oval")
    with pytest.raises(SettingsError, match="FAMILIAR_CROP cannot be 'oval': choose auto, upright, face-api"):
        open_services(settings)


def test_the_data_folder_is_private_and_keeps_its_key(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    key = data_folder.prepare(data)
    assert len(key) == 32
    assert data_folder.prepare(data) == key
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert data_folder.prepare(tmp_path / "other") != key


def test_a_data_folder_that_is_a_file_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(SettingsError, match=r"data folder .* cannot be used"):
        data_folder.prepare(tmp_path / "data")


@pytest.mark.parametrize("url", ["nonsense", "nodatabase://x", "sqlite:////nowhere/at/all.db"])
def test_a_database_that_cannot_be_used_gets_one_sentence(tmp_path: Path, url: str) -> None:
    models = write_models(tmp_path / "models")
    with pytest.raises(SettingsError, match="cannot be used") as refusal:
        create_app(load_settings(data_dir=tmp_path / "data", models_dir=models, database_url=url))
    assert "\n" not in str(refusal.value)
