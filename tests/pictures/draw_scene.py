"""Draws the bundled picture; ``python tests/pictures/draw_scene.py`` writes it again, whole and small.

Flat areas, gradients, slanted edges, stripes, bricks and a chequered roof: something for a filter to find.
"""

from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 224
FOLDER = Path(__file__).parents[2] / "dsviz" / "content" / "pictures"
FILE, SMALL_FILE = FOLDER / "scene.png", FOLDER / "scene-64.rgb"
SMALL = 64


def scene() -> np.ndarray:
    """The picture: shape (SIDE, SIDE, 3), uint8."""
    row, column = np.mgrid[:SIDE, :SIDE]
    picture = np.zeros((SIDE, SIDE, 3), dtype=np.float64)
    picture[:] = np.stack([110 + row * 0.6, 165 + row * 0.35, 235 - row * 0.1], axis=-1)
    hills, meadow = 118 + 14 * np.sin(column / 26), row > 138
    paint(picture, row > hills, (92, 122, 92))
    mountain = row > 34 + np.abs(column - 150) * 0.95
    paint(picture, mountain, (126, 118, 124))
    paint(picture, mountain & (row < 62 + 6 * np.sin(column / 3)), (240, 242, 246))
    paint(picture, meadow, (88, 148, 66))
    paint(picture, meadow & ((column + row // 3) % 9 < 3), (70, 126, 52))
    paint(picture, (row - 38) ** 2 + (column - 48) ** 2 < 22**2, (250, 206, 62))
    house(picture, row, column)
    tree(picture, row, column)
    water = ((row - 196) / 15) ** 2 + ((column - 62) / 50) ** 2 < 1
    paint(picture, water, (58, 112, 178))
    paint(picture, water & ((row + np.round(2 * np.sin(column / 5))) % 6 < 2), (132, 178, 222))
    return np.rint(picture).clip(0, 255).astype(np.uint8)


def small() -> np.ndarray:
    """The picture in 64 x 64, each pixel the rounded mean of 3.5 x 3.5: shape (SMALL, SMALL, 3), uint8."""
    # Every pixel is taken twice each way, so that the means are over whole ones.
    fine = scene().repeat(2, axis=0).repeat(2, axis=1).astype(np.float64)
    blocks = fine.reshape(SMALL, 2 * SIDE // SMALL, SMALL, 2 * SIDE // SMALL, 3)
    return np.floor(blocks.mean(axis=(1, 3)) + 0.5).astype(np.uint8)


def house(picture: np.ndarray, row: np.ndarray, column: np.ndarray) -> None:
    """A brick wall, a chequered roof, a window with bars and a door."""
    wall = (row >= 112) & (row < 176) & (column >= 84) & (column < 148)
    mortar = (row % 8 == 0) | ((column + 6 * (row // 8 % 2)) % 12 == 0)
    paint(picture, wall, (182, 84, 64))
    paint(picture, wall & mortar, (222, 206, 190))
    roof = (row >= 78) & (row < 112) & (np.abs(column - 116) < (row - 72) * 1.05)
    paint(picture, roof, (72, 60, 84))
    paint(picture, roof & ((row // 6 + column // 6) % 2 == 0), (112, 96, 124))
    window = (row >= 122) & (row < 142) & (column >= 92) & (column < 112)
    paint(picture, window, (250, 238, 170))
    paint(picture, window & ((row % 10 == 2) | (column % 10 == 2)), (60, 52, 48))
    paint(picture, (row >= 140) & (row < 176) & (column >= 122) & (column < 138), (74, 48, 36))


def tree(picture: np.ndarray, row: np.ndarray, column: np.ndarray) -> None:
    """A trunk and a speckled crown."""
    paint(picture, (row >= 140) & (row < 190) & (np.abs(column - 188) < 5), (98, 66, 42))
    crown = (row - 122) ** 2 + ((column - 188) * 1.1) ** 2 < 30**2
    paint(picture, crown, (34, 96, 44))
    paint(picture, crown & ((row * 7 + column * 13) % 11 < 3), (84, 150, 62))


def paint(picture: np.ndarray, where: np.ndarray, colour: tuple[int, int, int]) -> None:
    """Colour the places of a mask."""
    picture[where] = colour


if __name__ == "__main__":
    Image.fromarray(scene()).save(FILE, optimize=True)
    SMALL_FILE.write_bytes(small().tobytes())
