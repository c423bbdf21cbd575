from datetime import UTC, datetime

import pytest
from django.utils import timezone

from newsroom.templatetags.newsroom import offset


@pytest.mark.parametrize(
    ("zone", "moment", "said"),
    [
        ("Asia/Almaty", datetime(2024, 2, 29, 17, 59, tzinfo=UTC), "UTC+6"),
        ("Asia/Almaty", datetime(2024, 3, 1, 0, 0, tzinfo=UTC), "UTC+5"),
        ("Asia/Kolkata", datetime(2024, 3, 1, tzinfo=UTC), "UTC+5:30"),
        ("America/St_Johns", datetime(2024, 1, 1, tzinfo=UTC), "UTC−3:30"),
        ("UTC", datetime(2024, 1, 1, tzinfo=UTC), "UTC+0"),
    ],
)
def test_a_time_names_the_offset_that_the_newsroom_had_on_that_day(zone, moment, said):
    with timezone.override(zone):
        assert offset(moment) == said
