"""Pictures: each with whoever made it, and what may be done with it."""

from articles.models.photo import DigitalSource
from articles.pages.photographs import Figure

# https://schema.org/IPTCDigitalSourceEnumeration
SOURCES: dict[str, str] = {
    DigitalSource.MACHINE: "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    DigitalSource.COMPOSITE: "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
}


def image_object(figure: Figure) -> dict:
    """An ImageObject; empty while the photo has no file.

    https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    """
    file = figure.shot.largest
    if file is None:
        return {}
    said = {
        "@type": "ImageObject",
        "contentUrl": file.canonical,
        "width": file.width,
        "height": file.height,
        "caption": figure.caption,
        **credited(figure),
        "license": figure.origin.licence_url,
        "acquireLicensePage": figure.origin.licensor_url,
        "digitalSourceType": SOURCES.get(figure.origin.digital_source_type),
    }
    return {name: value for name, value in said.items() if value}


def credited(figure: Figure) -> dict:
    """The credit as it is read on the page, whose sign belongs to the notice alone.

    Whoever is named apart is so only while the library still says what was frozen.
    """
    origin = figure.origin
    text = figure.credit.removeprefix("© ")
    said: dict[str, str | dict] = {"creditText": text, "copyrightNotice": origin.copyright_notice or figure.credit}
    if text == origin.credit:
        kind = "Person" if origin.creator else "Organization"
        said["creator"] = {"@type": kind, "name": origin.creator or origin.agency}
    return said
