"""Many requests at once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from tests.storage.conftest import Home
from tests.support.faces import described
from tests.support.pictures import jpeg
from webapp.domain.errors import NotFound
from webapp.domain.pages import PageQuery


def test_many_writers_at_once_all_succeed(home: Home) -> None:
    with ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda index: home.gallery.add_person(f"Person {index}"), range(80)))
    assert home.gallery.people("", PageQuery()).total == 80
    assert len({person.id for person in people}) == 80


def test_a_photo_shared_by_coming_and_going_references_is_there_whenever_a_row_needs_it(home: Home) -> None:
    photo = jpeg()

    def come_and_go(index: int) -> None:
        person = home.gallery.add_person(f"Person {index}")
        reference = home.gallery.enrol(person.id, BytesIO(photo), described(index))
        assert home.gallery.photo(reference.id)
        home.gallery.remove_person(person.id)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(come_and_go, range(30)))
    assert home.files() == set()


def test_enrolling_somebody_who_is_deleted_meanwhile_leaves_nothing(home: Home) -> None:
    people = [home.gallery.add_person(f"Person {index}") for index in range(10)]

    def enrol(person_id: str) -> bool:
        try:
            home.gallery.enrol(person_id, BytesIO(jpeg()), described())
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(enrol, person.id) for person in people]
        done += [pool.submit(home.gallery.remove_person, person.id) for person in people]
        for each in done:
            each.result()
    assert home.gallery.store.photos_in_use() == set()
    assert home.files() == set()
