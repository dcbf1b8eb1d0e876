"""The meanings of front matter keys.

They are those of Hexo, Jekyll, Hugo, Zola, Pelican, RSSHub dumps, Obsidian's and other web
clippers, and the `[#]: key:` comments of translation projects. Earlier names win over later ones.
"""

from functools import lru_cache
from typing import Literal

Meaning = Literal[
    "title",
    "title if no heading",
    "author",
    "date",
    "categories",
    "tags",
    "keywords",
    "link",
    "excerpt",
    "cover",
    "language",
    "paths",
    "aliases",
]
"""The meaning of a key."""


def _ranked(*names: str) -> dict[str, int]:
    """Return the names with their ranks; the lowest rank wins where several names occur."""
    return {name: rank for rank, name in enumerate(names)}


TITLE = _ranked("title", "headline", "post_title", "标题", "題名", "タイトル")
TITLE_IF_NO_HEADING = _ranked("subject", "name", "linktitle", "og:title")
AUTHOR = _ranked(
    "author",
    "authors",
    "byline",
    "creator",
    "dc:creator",
    "post_author",
    "writer",
    "by",
    "作者",
)
DATE = _ranked(
    "date",
    "published",
    "published_at",
    "publish_date",
    "publishdate",
    "published_date",
    "published_time",
    "published_on",
    "pubdate",
    "pub_date",
    "date_published",
    "datepublished",
    "post_date",
    "posted",
    "issued",
    "日期",
    "发布时间",
    "publishedat",
    "publisheddate",
    "created",
    "created_at",
    "createdat",
    "create_time",
    "created_time",
    "createdtime",
    "date_created",
    "datecreated",
    "creation_date",
    "date_saved",
    "saved",
    "saved_at",
    "savedat",
    "date_added",
    "dateadded",
    "time_added",
    "added",
    "added_at",
    "addedat",
    "add_date",
    "bookmarked_at",
    "clipped",
    "timestamp",
    "time",
    "datetime",
    "updated",
    "updated_at",
    "updatedat",
    "time_updated",
    "date_updated",
    "lastmod",
    "last_modified",
    "last_modified_at",
    "last_updated",
    "modified",
    "modified_at",
    "date_modified",
    "datemodified",
)
CATEGORIES = _ranked("categories", "category", "分类")
TAGS = _ranked("tags", "tag", "标签", "document_tags")
KEYWORDS = _ranked("keywords", "keyword", "topics")
LINK = _ranked(
    "link",
    "source",
    "url",
    "permalink",
    "original",
    "original_url",
    "originalurl",
    "source_url",
    "sourceurl",
    "source_link",
    "external_url",
    "canonical",
    "canonical_url",
    "canonicalurl",
    "href",
    "uri",
    "via",
    "guid",
)
EXCERPT = _ranked("excerpt", "description", "summary", "abstract", "desc", "subtitle", "摘要")
COVER = _ranked(
    "headimg",
    "thumbnail",
    "cover",
    "image",
    "photos",
    "cover_image",
    "coverimage",
    "featured_image",
    "featuredimage",
    "feature_image",
    "feature_img",
    "index_img",
    "banner_img",
    "banner",
    "top_img",
    "header_img",
    "header_image",
    "hero",
    "heroimage",
    "thumb",
    "img",
    "images",
    "photo",
)
LANGUAGE = _ranked("lang", "language", "locale")
PATHS = _ranked("path", "permalink", "url", "link", "source", "aliases")
"""Keys whose address may contain the date: `path = "2023/06/20/name"` (Zola)."""

ALIASES = _ranked("permalink", "url", "slug", "path", "aliases", "alias", "redirect_from")
"""Keys with other names and addresses of the article, which links may go by."""

_RANKS: dict[Meaning, dict[str, int]] = {
    "title": TITLE,
    "title if no heading": TITLE_IF_NO_HEADING,
    "author": AUTHOR,
    "date": DATE,
    "categories": CATEGORIES,
    "tags": TAGS,
    "keywords": KEYWORDS,
    "link": LINK,
    "excerpt": EXCERPT,
    "cover": COVER,
    "language": LANGUAGE,
    "paths": PATHS,
    "aliases": ALIASES,
}

# fmt: off
_OTHER = (
    "slug", "layout", "type", "draft", "status", "comments", "weight", "aliases", "id", "uuid",
    "series", "template", "menu", "params", "translator", "reviewer", "publisher", "collector",
    "guid", "toc", "math", "mathjax", "top", "sticky", "share", "copyright", "taxonomies",
    "extra", "cssclass", "cssclasses", "untranslated", "section", "outputs", "redirect_from",
    "sidebar", "password", "hidden", "pin", "nocomments", "disablecomments", "license",
    "alias", "public", "full_title", "document_note", "affiliation", "base_header_level",
    "latex_mode", "css", "html_header", "quotes_language", "bibtex", "revision",
)
# fmt: on

KNOWN = frozenset(
    (
        *(name for names in _RANKS.values() for name in names),
        *_OTHER,
    )
)
"""All keys that distinguish a front matter from prose with a colon in it."""

TELLING = frozenset((*TITLE, "subject", *DATE, *TAGS, *CATEGORIES, "slug", "layout", "permalink"))
"""Keys that hardly ever begin a line of prose; a front matter without a fence needs one."""

LISTS = frozenset((*CATEGORIES, *TAGS, *KEYWORDS, *AUTHOR))
"""Keys whose value may be a list written as text."""


def by_rank(values: dict[str, object], ranks: dict[str, int]) -> list[object]:
    """Return the values whose keys are in a table of ranks, the winning one first."""
    said = {normal(key): value for key, value in values.items()}
    return [said[name] for name in ranks if name in said]


@lru_cache(1000, typed=True)
def normal(key: object) -> str:
    """Return the key in the spelling of these tables: `published_at` for `Published-At`."""
    return str(key).strip().lower().replace("-", "_").replace(" ", "_")


# Cached, since the front matters of an archive have the same keys.
@lru_cache(1000)
def all_normal(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a front matter in the spelling of these tables."""
    return tuple(map(normal, written))


@lru_cache(1000)
def by_meaning(names: tuple[str, ...]) -> dict[Meaning, list[str]]:
    """Return the names that have each meaning, the winning one first."""
    found: dict[Meaning, list[str]] = {}
    for meaning, ranks in _RANKS.items():
        said = [name for name in names if name in ranks]
        if said:
            found[meaning] = sorted(said, key=ranks.__getitem__)
    return found
