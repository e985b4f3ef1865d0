"""The worker reads a PDF's text while the window draws its pages: neither disturbs the other."""

from concurrent.futures import ThreadPoolExecutor

from safeguard_desktop.forms import page_picture, print_blank, text_of
from safeguard_desktop.forms.layout import layout_of
from safeguard_desktop.records import ALL_KINDS, Concern


def test_two_threads_read_at_once() -> None:
    data = print_blank(layout_of(Concern), ALL_KINDS)
    alone = text_of(data)
    with ThreadPoolExecutor(2) as pool:
        texts = [pool.submit(text_of, data) for _ in range(30)]
        pictures = [pool.submit(page_picture, data, 0, 1.0) for _ in range(30)]
        assert {text.result() for text in texts} == {alone}
        assert len({picture.result().bgrx for picture in pictures}) == 1
