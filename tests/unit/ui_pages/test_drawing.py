from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.settings import Places
from ui.album import Album
from ui.drawing import draw_first_start, draw_sign_in
from ui.stage import HEIGHT, WIDTH, Stage


def test_the_way_in_is_drawn_page_by_page(qapp: QApplication, tmp_path: Path) -> None:
    lines: list[str] = []
    album = Album(tmp_path / "out", lines.append)
    for draw in (draw_first_start, draw_sign_in):
        with Stage(qapp, Places.below(tmp_path / "home"), album) as stage:
            draw(stage)
    assert lines[0] == "001-first-start-welcome.png"
    assert lines[-1] == f"{album.count:03}-sign-in.png"
    pictures = [QImage(str(tmp_path / "out" / line)) for line in lines]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(WIDTH, HEIGHT)}


def test_a_folder_that_cannot_be_written_is_said(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageTrouble, match="could not be made"):
        Album(tmp_path / "file" / "out", print).add(QPixmap(4, 4), "page")
