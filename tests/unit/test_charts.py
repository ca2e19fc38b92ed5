"""Pictures: valid, labelled, the same bytes each time, and readable in light and dark."""

import re
from base64 import b64decode
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.views.bar import threshold_bar
from alliance_lessons.views.base import STATIC
from alliance_lessons.views.chart import GAP, Axis, Line, apart, line_chart, ticks, value_at
from alliance_lessons.views.drawing import DASHES, TONES, WIDTH, Picture
from alliance_lessons.views.strips import Strip, strips

SVG = "{http://www.w3.org/2000/svg}"
LIGHT, DARK = "#ffffff", "#212121"  # the backgrounds of JupyterLab's two themes


def chart(**changes):
    lines = (Line("keep", ((1, 100), (12, 329)), 0), Line("break", ((1, 160), (12, 252)), 1))
    parts = {"lines": lines, "x": Axis("Quarter", (1, 12)), "y": Axis("k€", (0, 200, 400))}
    return line_chart("c", "Totals", "Keep is ahead.", **{**parts, **changes})


PICTURES = {
    "chart": chart(),
    "guided": chart(guide=(3, "quarter 3"), crosses=[2, 5]),
    "bar": threshold_bar("b", "Chance", "Needed: 50 %.", 50, "needed: 50 %", 70, 40),
    "bar-none": threshold_bar("b", "Chance", "None.", None, "nothing is enough", 0),
    "bar-edges": threshold_bar("b", "Chance", "All.", 100, "needed: 100 %", 100, 0),
    "strips": strips("s", "Moves", (Strip("You", "CCDC", (1,)), Strip("Partner A", ""))),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("alone", [False, True])
def test_a_picture_is_xml_with_a_title_and_words_tied_to_it(picture: Picture, alone):
    root = ElementTree.fromstring(picture.svg(alone))
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert (title.text, words.text) == (picture.title, picture.words)
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_words_stay_inside_the_picture(picture: Picture):
    for one in ElementTree.fromstring(picture.svg()).iter(f"{SVG}text"):
        x, wide = float(one.get("x")), len(one.text) * 8.6
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[
            one.get("text-anchor", "start")
        ]
        assert start >= -2, one.text
        assert start + wide <= WIDTH + 12, one.text  # the estimate of a letter is generous


def test_text_is_12_pixels_on_a_phone():
    """420 pixels of page leave some 278 to a picture in JupyterLab (measured)."""
    size = float(ElementTree.fromstring(chart().svg()).get("font-size"))
    assert size * 278 / WIDTH >= 12


def test_the_same_picture_is_the_same_bytes():
    assert chart().svg() == chart().svg()
    assert not re.search(r"\d\.\d\d", re.sub(r"<desc.*?/desc>", "", chart().svg())), "one decimal"


def test_a_picture_alone_brings_its_light_background_and_asks_for_nothing():
    source = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', chart().img())
    svg = b64decode(source[1]).decode()
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    assert root.get("width")
    assert root.get("height")
    assert "href" not in svg
    assert 'alt="Totals"' in chart().img()


def test_marked_up_words_stay_words():
    picture = Picture("p", "<b>", "a & b", 10, "")
    assert ElementTree.fromstring(picture.svg()).find(f"{SVG}desc").text == "a & b"
    assert "<b>" not in picture.img()


def test_lines_differ_without_colour():
    root = ElementTree.fromstring(chart().svg())
    drawn = [one for one in root.iter(f"{SVG}polyline") if one.get("stroke-width") == "3"]
    assert len({one.get("stroke-dasharray") for one in drawn}) == 2
    assert len(set(DASHES)) == len(TONES)
    assert {"keep", "break"} <= {one.text for one in root.iter(f"{SVG}text")}


def test_a_slip_is_a_cross_and_a_word():
    svg = PICTURES["strips"].svg()
    assert "went wrong" in svg
    assert "You: give, give (went wrong), hold back, give." in PICTURES["strips"].words
    assert "went wrong" not in strips("s", "Moves", (Strip("You", "CD"),)).svg()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_colours_are_readable_in_light_dark_and_alone():
    css = (STATIC / "simulation.css").read_text("utf-8")
    light, dark = re.findall(r"\{([^{}]*--al-tone-0:[^{}]*)\}", css)
    for background, block in ((LIGHT, light), (DARK, dark)):
        colours = dict(re.findall(r"--al-(tone-\d|faint): (#[0-9a-f]{6})", block))
        assert set(colours) == {"tone-0", "tone-1", "tone-2", "faint"}
        for name, colour in colours.items():
            least = 3 if name == "faint" else 4.5  # lines, and text
            assert contrast(colour, background) >= least, (name, colour)
    fallbacks = [re.search(r"#[0-9a-f]{6}", tone)[0] for tone in TONES]
    assert fallbacks == re.findall(r"--al-tone-\d: (#[0-9a-f]{6})", light)


@given(st.lists(st.floats(0, 200), max_size=6))
def test_labels_keep_their_distance(places):
    moved = sorted(apart(places, 1000))
    assert all(b - a >= GAP - 1 for a, b in pairwise(moved))
    assert len(moved) == len(places)


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_ticks_cover_their_span(one, other):
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high - 1e-6
    assert 2 <= len(found) <= 8
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_a_line_has_a_height_between_its_points():
    assert value_at(((0, 0), (1, 10), (2, 10)), 0.5) == 5
    assert value_at(((1, 7),), 3) == 7
