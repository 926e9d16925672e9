"""What a page of a site has: its language, title, headings, landmarks; and what it loads from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser

from tei.appraise.facts import PageFacts

#: What every page should have, by the element or attribute that it is known by.
WANTED = ("lang", "title", "viewport", "main", "skip", "h1", "alt", "policy")
_LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "video": "src",
    "audio": "src",
}
_NAMED = ("canonical", "alternate", "license", "author", "up", "prev", "next")  # links that load nothing


class _Page(HTMLParser):
    """Notes what a page has while it is read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.has: set[str] = {"alt"}
        self.outside: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        told = {name: value or "" for name, value in attrs}
        if tag in ("main", "h1", "title"):
            self.has.add(tag)
        if tag == "html" and told.get("lang"):
            self.has.add("lang")
        if tag == "meta" and told.get("name") == "viewport":
            self.has.add("viewport")
        if tag == "meta" and told.get("http-equiv", "").lower() == "content-security-policy":
            self.has.add("policy")
        if tag == "a" and told.get("href", "").startswith("#") and "main" not in self.has:
            self.has.add("skip")
        if tag == "img" and "alt" not in told:
            self.has.discard("alt")
            self.has.add("no alt")
        if tag == "script" and told.get("type") == "application/ld+json":
            self.has.add("json-ld")
        self._loads(tag, told)

    def _loads(self, tag: str, told: dict[str, str]) -> None:
        address = told.get(_LOADING.get(tag, ""), "")
        if tag == "link" and set(told.get("rel", "").split()) & set(_NAMED):
            return
        if address.startswith(("http:", "https:", "//")):
            self.outside[address] = None


def page(file: str, data: bytes) -> PageFacts:
    """The facts of a page, which is called `file`."""
    reader = _Page()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    has = reader.has - {"alt"} if "no alt" in reader.has else reader.has
    return PageFacts(file, frozenset(has - {"no alt"}), tuple(reader.outside))
