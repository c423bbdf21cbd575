"""Where originals lie: on the disk, with no address on the site."""

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Files that no visitor can ask for; only renditions made from them are public."""

    def url(self, name: str | None) -> str:
        raise ValueError("An original has no public address.")
