"""Alternative text is worth nothing where it says the caption or the file's name over again."""

import pytest

from articles.text.repeating import repeats


@pytest.mark.parametrize(
    ("alt", "caption"),
    [("Мост", "Мост"), ("мост через реку", "«Мост» через реку."), ("Ёлка -  в парке!", "Елка в\u00a0парке")],
)
def test_the_caption_over_again_is_seen_through_case_and_punctuation(alt, caption):
    assert repeats(alt, caption) == "caption"


@pytest.mark.parametrize(
    ("alt", "filename"),
    [
        ("встреча в Акорде", "Встреча_в_Акорде.JPG"),
        ("Фото: 123.jpg", "123.jpg"),
        ("IMG_1234", ""),
        ("Кадр DSC0001.JPG, кадрирован", ""),
        ("PXL_20210430_140509", ""),
        ("Screenshot 20210430", ""),
        ("photo.jpeg", "another.png"),
    ],
)
def test_the_name_of_the_file_is_no_description(alt, filename):
    assert repeats(alt, "Подпись", filename) == "filename"


@pytest.mark.parametrize(
    ("alt", "caption", "filename"),
    [
        ("Двое жмут руки", "Встреча в Акорде", "IMG_1234.jpg"),
        ("Мост через реку", "Мост", "мост.jpg"),
        ("Самолет Ан-24 на полосе", "", "24.jpg"),
        ("Экран с адресом news.example", "", ""),
        ("Табло: 1234", "", ""),
        ("", "", ""),
        ("...", "...", "...jpg"),
    ],
)
def test_a_description_is_left_in_peace(alt, caption, filename):
    assert repeats(alt, caption, filename) == ""
