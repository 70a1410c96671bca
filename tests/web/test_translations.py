"""Nothing stays English on a page in another language: templates, errors, model cards."""

import json
import re
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from converter import cards, registry
from converter.card_texts import TEXTS
from tests.support.client import ADMIN, Client
from tests.support.languages import is_english
from tests.web.conftest import MakeApp, parts
from tests.web.test_pages import PAGES
from tests.web.test_statuses import kinds
from webapp.paths import ROOT
from webapp.web import errors, texts, translations

CHINESE = "zh-Hant"
SPOKEN = {"aria-label", "title", "placeholder", "alt", "data-title"}
SILENT = {"script", "style", "code"}
VOID = {"meta", "link", "input", "img", "br", "hr", "use", "path"}


class Said(HTMLParser):
    """Collects what a page says: its texts and the attributes that are shown or read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = [("", True)]
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take in the attributes; what is silent or English on purpose is not heard."""
        values = dict(attributes)
        heard = self._open[-1][1] and tag not in SILENT and values.get("lang") != "en"
        if heard:
            self.texts += [value or "" for name, value in attributes if name in SPOKEN]
            self.texts += [values.get("content") or ""] if values.get("name") == "description" else []
        if tag not in VOID:
            self._open.append((tag, heard))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that were never closed."""
        while tag in [each for each, _ in self._open] and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        if self._open[-1][1]:
            self.texts.append(data.strip())


def forgotten(page: str) -> list[str]:
    return [text for text in Said(page).texts if is_english(text)]


def put_all_models(folder: Path) -> None:
    """Write the card of every network, with made-up sizes, and a spec of every detector."""
    measured = cards.read_measured()
    figures = {"parameters": 12, "multiplyAdds": 7_000_000_000, "bytes": 3_000_000, "per": "window"}
    for network in registry.NETWORKS:
        about: dict[str, Any] = {"name": network.name, "title": network.title, "task": network.task}
        told = {"library": network.library, "source": network.source, "licence": network.licence}
        found = {"parity": [], "accuracy": [], **measured.get(network.name, {})}
        (folder / network.name).mkdir(exist_ok=True)
        card = about | told | figures | found | asdict(TEXTS[network.name])
        (folder / network.name / "card.json").write_text(json.dumps(card))


def test_english_is_told_from_names() -> None:
    assert is_english("Show more")
    assert is_english("未使用 WebGL：it gave wrong numbers")
    assert not is_english("JPEG、PNG 或 WebP，每張最大 32 MB")
    assert not is_english("MIT")
    assert forgotten('<p>好<br>吧<b title="Close">x</b><code>make it so</code></p><i lang="en">English</i>Left') == [
        "Close",
        "Left",
    ]


@pytest.mark.parametrize("path", [*PAGES, "/admin", "/setup?token=spent", "/nowhere"])
@pytest.mark.parametrize("who", ["stranger", "client"])
def test_no_page_says_anything_in_english(request: pytest.FixtureRequest, tmp_path: Path, path: str, who: str) -> None:
    reader: Client = request.getfixturevalue(who)
    put_all_models(tmp_path / "models")
    join = "&" if "?" in path else "?"
    page = reader.http.get(f"{path}{join}lang={CHINESE}", headers={"Accept": "text/html"}, follow_redirects=True).text
    assert f'<html lang="{CHINESE}">' in page
    assert forgotten(page.replace(f">{ADMIN}<", "><")) == []


def test_open_enrolment_and_both_set_up_forms_are_translated(make_app: MakeApp) -> None:
    app = make_app(open_enrolment=True)
    accounts = parts(app).accounts
    first = Client(app).http.get(f"/setup?token={accounts.setup_token()}&lang={CHINESE}").text
    wrong = {"name": "Ada", "password": "short", "again": "short"}
    client = Client(app)
    client.renew_token()
    url = f"/setup?token={accounts.setup_token()}&lang={CHINESE}"
    refused = client.http.post(url, data={**wrong, "csrf_token": client.token}).text
    assert "少於 12 個字元" in refused
    for page in (first, refused, Client(app).http.get(f"/enrol?lang={CHINESE}").text):
        assert forgotten(page) == []


@pytest.fixture
def chinese(app: Flask):
    with app.test_request_context(f"/?lang={CHINESE}"):
        yield


@pytest.mark.usefixtures("chinese")
def test_every_refusal_is_translated() -> None:
    sentences = [kind.sentence for kind in kinds()] + [message for _, message in errors._HTTP.values()]
    assert [each for each in sentences if is_english(translations.translated(each))] == []


@pytest.mark.usefixtures("chinese")
def test_what_fills_a_refusal_is_translated_too() -> None:
    said = translations.translated("This name cannot be used: it is longer than 100 characters.")
    assert said == "不能使用這個姓名：超過 100 個字元。"
    assert (
        translations.translated("There is no such person; it may have been deleted.")
        == "找不到這個人物，可能已被刪除。"
    )
    assert translations.translated("A sentence of nobody.") == "A sentence of nobody."


def written() -> str:
    """Return what is written elsewhere: sources with their strings in one piece, and the measured figures."""
    sources = [path for folder in ("webapp", "converter") for path in (ROOT / folder).rglob("*.py")]
    pieces = "\n".join(path.read_text() for path in [*sources, ROOT / "converter" / "measured.json"])
    return re.sub(r'"\s+"', "", pieces)


def test_a_translation_keeps_the_placeholders_of_a_text_that_exists() -> None:
    everything = written()
    for file in (ROOT / "texts" / CHINESE / "elsewhere").glob("*.json"):
        for english, text in json.loads(file.read_text()).items():
            assert sorted(texts.VALUE.findall(english)) == sorted(texts.VALUE.findall(text)), english
            constant = texts.VALUE.split(english)[::2]
            assert [each for each in constant if each not in everything] == [], english


@pytest.mark.parametrize(
    "headers,cookie,said",
    [
        ({}, "", "There is nothing at this address."),
        ({"Accept-Language": "de"}, "", "There is nothing at this address."),
        ({"Accept-Language": "zh-TW"}, "", "這個網址沒有任何內容。"),
        ({"Accept-Language": "en"}, CHINESE, "這個網址沒有任何內容。"),
    ],
)
def test_the_api_refuses_in_english_unless_asked_otherwise(
    stranger: Client, headers: dict[str, str], cookie: str, said: str
) -> None:
    if cookie:
        stranger.http.set_cookie("language", cookie)
    answer = stranger.http.get("/api/v1/nowhere", headers=headers)
    assert answer.json["error"] == {"code": "not-found", "message": said}


def test_a_person_gets_a_page_and_a_program_a_sentence(stranger: Client) -> None:
    page = stranger.http.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is nothing at this address." in page.text
    assert 'href="/"' in page.text
    program = stranger.http.get("/nowhere", headers={"Accept": "*/*"})
    assert (program.status_code, program.mimetype) == (404, "text/plain")
    assert program.text == "There is nothing at this address.\n"
