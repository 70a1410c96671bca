"""Lists in parts have no gaps and no repeats, whatever is added or deleted meanwhile."""

from collections.abc import Callable
from io import BytesIO

import pytest

from tests.storage.conftest import Home
from tests.support.faces import described
from tests.support.pictures import jpeg
from webapp.domain.errors import BadCursor
from webapp.domain.faces import Box
from webapp.domain.pages import Page, PageQuery


def walk(read: Callable[[PageQuery], Page], limit: int, between: Callable[[int], object] = lambda _: None) -> list:
    items, cursor, parts = [], None, 0
    while True:
        page = read(PageQuery(limit, cursor))
        items.extend(page.items)
        if page.next is None:
            return items
        cursor, parts = page.next, parts + 1
        between(parts)


def test_people_are_in_the_order_of_their_names_whatever_the_case(home: Home) -> None:
    for name in ("bo", "Ada", "\u00c9mile", "ada", "Zoe", "Bo"):
        home.gallery.add_person(name)
    names = [person.name.casefold() for person in walk(lambda page: home.gallery.people("", page), 2)]
    assert names == ["ada", "ada", "bo", "bo", "zoe", "\u00e9mile"]


def test_people_added_and_deleted_between_the_parts_cause_no_gap_and_no_repeat(home: Home) -> None:
    before = [home.gallery.add_person(f"Person {index:02}") for index in range(20)]

    def disturb(parts: int) -> None:
        home.gallery.add_person(f"Person 00 and a half {parts}")
        home.gallery.add_person(f"Zoe {parts}")
        home.gallery.remove_person(before[parts - 1].id)

    seen = [person.id for person in walk(lambda page: home.gallery.people("", page), 5, disturb)]
    assert len(seen) == len(set(seen))
    assert {person.id for person in before} <= set(seen)


def test_many_of_the_same_name_are_all_listed_once(home: Home) -> None:
    made = {home.gallery.add_person("Ada").id for _ in range(7)}
    seen = [person.id for person in walk(lambda page: home.gallery.people("ada", page), 2)]
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize("query,found", [("LOVE", 1), ("%", 1), ("_", 0), ("", 3), ("  ada ", 2), ("nobody", 0)])
def test_search_is_for_a_part_of_the_name_and_knows_no_wildcards(home: Home, query: str, found: int) -> None:
    for name in ("Ada Lovelace", "Ada", "100 %"):
        home.gallery.add_person(name)
    page = home.gallery.people(query, PageQuery())
    assert (len(page.items), page.total) == (found, found)


def test_references_and_submissions_come_oldest_first(home: Home) -> None:
    person = home.gallery.add_person("Ada")
    made = [home.gallery.enrol(person.id, BytesIO(jpeg()), described(seed)).id for seed in range(5)]
    read = walk(lambda page: home.gallery.store.references(person.id, page), 2)
    assert [reference.id for reference in read] == made
    offered = [home.inbox.submit("Bo", BytesIO(jpeg()), Box(1, 1, 9, 9)).id for _ in range(5)]
    assert [submission.id for submission in walk(home.gallery.store.submissions, 2)] == offered


@pytest.mark.parametrize("cursor", ["", "x", "!!!", "e30", "WzFd", "WyJhIl0", "\u00e9", "W" * 5000])
def test_a_cursor_from_elsewhere_is_refused(home: Home, cursor: str) -> None:
    with pytest.raises(BadCursor):
        home.gallery.people("", PageQuery(10, cursor))


def test_a_cursor_of_another_list_is_refused(home: Home) -> None:
    person = home.gallery.add_person("Ada")
    home.gallery.add_person("Bo")
    cursor = home.gallery.people("", PageQuery(1)).next
    with pytest.raises(BadCursor):
        home.gallery.store.references(person.id, PageQuery(1, cursor))
