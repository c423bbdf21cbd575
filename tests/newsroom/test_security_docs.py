"""docs/security.md says what is there: every line of the standard, and tests that there are."""

import re

from django.conf import settings

PAGE = settings.BASE_DIR / "docs" / "security.md"
LEVEL_1 = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3
4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5
11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
""".split()
"""Of OWASP ASVS 5.0.0."""
NOT_HERE = {"4.4.1", "10.4.1 to 10.4.5"}


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line[:3].strip("| ").isdigit()
    ]


def test_each_line_of_the_first_level_stands_in_the_table():
    listed = [row[0] for row in rows()]
    at = listed.index("10.4.1 to 10.4.5")

    assert listed[:at] + [f"10.4.{number}" for number in range(1, 6)] + listed[at + 1 :] == LEVEL_1


def test_each_line_is_shown_by_tests_that_there_are():
    for line, _asked, _here, shown in rows():
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", shown)
        assert named or line in NOT_HERE, line
        for path, name in named:
            assert f"\ndef {name}(" in (settings.BASE_DIR / "tests" / path).read_text(), f"{line}: {path}::{name}"


def test_the_proxy_speaks_tls_12_and_13_alone():
    configuration = "".join(path.read_text() for path in (settings.BASE_DIR / "deploy" / "nginx").glob("*.conf"))

    assert set(re.findall(r"ssl_protocols ([^;]+);", configuration)) == {"TLSv1.2 TLSv1.3"}
