"""Lost spaces are put back by what the words are; sound words are left."""

import pytest

from extract.issues import Publications
from extract.issues.spaces import mend_spaces


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("Prime MinisterViktor Orlin left", "Prime Minister Viktor Orlin left"),
        ("Yeltsintold the Duma that he would", "Yeltsin told the Duma that he would"),
        ("Brodtold the Council that he would", "Brod told the Council that he would"),
        ("Brod left; on Friday Brodmet Kral", "Brod left; on Friday Brod met Kral"),
        ("some 215disgruntled officers", "some 215 disgruntled officers"),
        ("2,000striking miners", "2,000 striking miners"),
        ("the talks inKarsk", "the talks in Karsk"),
        ("theChechen side", "the Chechen side"),
        ("TheRussian army", "The Russian army"),
        ("Chechnyaand Moscow", "Chechnya and Moscow"),
        ("Dudayevpromptly left", "Dudayev promptly left"),
        ("hewould go", "he would go"),
    ],
)
def test_lost_spaces_are_put_back(publications: Publications, glued: str, mended: str) -> None:
    assert mend_spaces(glued, publications.words)[0] == mended


@pytest.mark.parametrize(
    "text",
    [
        "McDonald met MacArthur",
        "RussiaTV and InterContinental",
        "the iPhone of PepsiCo",
        "Georgians and Russians",
        "Bertold Brecht",
        "Mehmet left and Khaled stayed",
        "Resigned to his fate",
        "Disappointed, he left",
        "the 1990s, the 3rd, 15th and 22nd",
        "50km of 20mm pipe, 300million, 5pm",
        "www.inKarsk.org and a@theBank.com",
        "mp3player2go",
        "thesis",
        "ItarTass",
    ],
)
def test_sound_words_are_left(publications: Publications, text: str) -> None:
    assert mend_spaces(text, publications.words) == (text, 0)
