"""The pages' texts: complete in every language, all of them used, and chosen as the reader wishes."""

import html
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from markupsafe import Markup

from tests.support.client import Client
from webapp.paths import ROOT
from webapp.web import texts
from webapp.web.tools import TOOLS, address

OTHERS = [name for name in texts.LANGUAGES if name != "en"]
SOURCES = [
    *(ROOT / "templates").glob("*.html"),
    *(ROOT / "static" / "pages").glob("*.js"),
    *(ROOT / "webapp").rglob("*.py"),
]
SCRIPTS = [path for path in SOURCES if path.suffix == ".js"]
FOR_DEVELOPERS = (
    "The page lacks ",
    "There is no picture to draw.",
)  # errors that only a wrong template or script meets
CALL = re.compile(r"""\b(?:t|rich)\(\s*(?:"([^"$]+)"(\s*~)?|'([^'$]+)'(\s*\+)?|`([^`$]+)(\$)?)""")


def used(path: Path) -> tuple[set[str], set[str]]:
    """Return the keys in calls of `t` and `rich`, and the constant beginnings of those that are put together."""
    whole, beginnings = set(), set()
    for double, tilde, single, plus, backtick, dollar in CALL.findall(path.read_text()):
        (beginnings if tilde or plus or dollar else whole).add(double or single or backtick)
    return whole, beginnings


def spots(text: texts.Text) -> set[str]:
    """Return the placeholders and tags of a text, in whichever of its forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {spot for form in forms for spot in re.findall(r"\{\w+\}|</?\w+>", form)}


@pytest.mark.parametrize("name", OTHERS)
def test_every_language_has_the_same_keys_placeholders_and_tags(name: str) -> None:
    english, other = texts.catalogue("en"), texts.catalogue(name)
    assert sorted(other) == sorted(english)
    assert {key: spots(text) for key, text in other.items()} == {key: spots(text) for key, text in english.items()}
    assert all(text for text in [*english.values(), *other.values()])


@pytest.mark.parametrize("name", texts.LANGUAGES)
def test_every_plural_has_a_general_form(name: str) -> None:
    plurals = [text for text in texts.catalogue(name).values() if isinstance(text, dict)]
    assert all("other" in text and set(text) <= {"one", "other"} for text in plurals)


@pytest.mark.parametrize("name", texts.LANGUAGES)
def test_the_keys_of_a_file_are_sorted(name: str) -> None:
    for file in (ROOT / "texts" / name).glob("*.json"):
        keys = list(json.loads(file.read_text()))
        assert keys == sorted(keys), file


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_key_that_is_used_exists(path: Path) -> None:
    whole, beginnings = used(path)
    keys = set(texts.catalogue("en"))
    assert whole <= keys
    assert [each for each in beginnings if not any(key.startswith(each) for key in keys)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_use_only_what_is_sent_to_them(path: Path) -> None:
    whole, beginnings = used(path)
    assert {key.split(".")[0] for key in whole | beginnings}.isdisjoint(texts.SERVER_ONLY)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_sentences_of_their_own(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(), flags=re.DOTALL)
    said = re.findall(r"""["'`]([A-Z][a-z]+(?: [a-z]+)+[^"'`\n]*)["'`]""", code)
    assert [each for each in said if not each.startswith(FOR_DEVELOPERS)] == []


def test_every_text_is_used() -> None:
    everything = "\n".join(path.read_text() for path in SOURCES)
    beginnings = tuple(each for path in SOURCES for each in used(path)[1])
    of_tools = {f"{tool}.{part}" for tool in TOOLS for part in ("title", "lead")}
    unused = [
        key
        for key in texts.catalogue("en")
        if not key.startswith(beginnings)
        and key not in of_tools
        and not re.search(rf"""["'`]{re.escape(key)}["'`]""", everything)
    ]
    assert unused == []


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_says_what_it_is(stranger: Client, name: str) -> None:
    title, lead = (str(texts.catalogue("en")[f"{name}.{part}"]) for part in ("title", "lead"))
    for page in (stranger.http.get("/tools").text, stranger.http.get(address(name)).text):
        assert title in html.unescape(page)
        assert lead in html.unescape(page)
        assert 'aria-current="' in page.split('<nav class="sections"')[1].split("</nav>")[0]


@pytest.mark.parametrize(
    "path,accepted,language",
    [
        ("/about", "", "en"),
        ("/about", "de", "en"),
        ("/about", "zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"),
        ("/about", "zh-Hant-HK", "zh-Hant"),
        ("/about", "en-AU,zh-TW;q=0.5", "en"),
        ("/about", "de,zh;q=0.5,en;q=0.2", "zh-Hant"),
        ("/about?lang=zh-Hant", "en", "zh-Hant"),
        ("/about?lang=en", "zh-TW", "en"),
        ("/about?lang=tlh", "zh-TW", "zh-Hant"),
        ("/about?lang=../en", "", "en"),
    ],
)
def test_the_language_is_the_addresss_or_the_browsers(
    stranger: Client, path: str, accepted: str, language: str
) -> None:
    page = stranger.http.get(path, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}">' in page
    assert str(texts.catalogue(language)["common.skip"]) in page


def test_the_language_is_remembered(stranger: Client) -> None:
    answer = stranger.http.get("/about?lang=zh-Hant")
    (cookie,) = [value for value in answer.headers.getlist("Set-Cookie") if value.startswith("language=")]
    assert "language=zh-Hant" in cookie
    assert "SameSite=Lax" in cookie
    assert '<html lang="zh-Hant">' in stranger.http.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="en">' in stranger.http.get("/?lang=en").text
    assert '<html lang="en">' in stranger.http.get("/about", headers={"Accept-Language": "zh-TW"}).text


def test_an_unknown_language_is_not_remembered(stranger: Client) -> None:
    assert "language=" not in str(stranger.http.get("/about?lang=tlh").headers.getlist("Set-Cookie"))


def test_the_links_to_other_languages_keep_the_page_and_its_query(stranger: Client) -> None:
    page = stranger.http.get("/sign-in?next=/admin&lang=en").text
    assert 'href="/sign-in?next=%2Fadmin&amp;lang=zh-Hant" lang="zh-Hant"' in page


def test_the_texts_of_the_page_cannot_end_their_script(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "for_scripts", lambda _name: {"x.y": "</script><script>alert(1)</script>"})
    assert "<script>alert(1)" not in app.test_client().get("/about").text


@pytest.fixture
def sayings(app: Flask, monkeypatch: pytest.MonkeyPatch):
    known = {
        "x.n": {"one": "{n} face", "other": "{n} faces"},
        "x.link": "Read <about>about {what}</about> & <em>be calm</em> <script>.",
    }
    monkeypatch.setattr(texts, "catalogue", lambda _name: known)
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("sayings")
def test_a_text_is_filled_and_its_plural_chosen() -> None:
    assert [texts.t("x.n", n=count) for count in (0, 1, 2)] == ["0 faces", "1 face", "2 faces"]
    with pytest.raises(KeyError):
        texts.t("x.nothing")


@pytest.mark.usefixtures("sayings")
def test_a_rich_text_keeps_its_own_tags_and_escapes_everything_else() -> None:
    with pytest.raises(KeyError, match="script"):
        texts.rich("x.link", about="/a", what="b")
    known = texts.catalogue("en")
    known["x.link"] = str(known["x.link"]).replace(" <script>", "")
    assert texts.rich("x.link", about='/a"b', what="<b>") == Markup(
        'Read <a href="/a&#34;b">about &lt;b&gt;</a> &amp; <em>be calm</em>.'
    )
