"""On one's own machine a letter is a file, and a mail program opens it."""

from email import message_from_bytes, policy

from django.core.mail import EmailMessage, get_connection


def test_each_letter_is_a_file_of_its_own_that_a_mail_program_reads(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    connection = get_connection("newsroom.letters_on_disk.EmailBackend")
    connection.open()
    connection.close()
    letters = [EmailMessage(f"Мост {number}", "Текст.", to=[f"{number}@post.example"]) for number in range(2)]

    assert connection.send_messages(letters) == 2

    files = sorted((tmp_path / "mail").iterdir())
    read = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]
    assert {each.suffix for each in files} == {".eml"}
    assert sorted(each["Subject"] for each in read) == ["Мост 0", "Мост 1"]
    assert {each.get_content().strip() for each in read} == {"Текст."}
