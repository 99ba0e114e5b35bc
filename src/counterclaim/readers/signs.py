"""What the names of a page's classes hint at: publishing systems the world over call things alike.

The words are those of markup, not of any report's language.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORDS: Final[Mapping[str, str]] = {
    "article": "article articles story post entry artikel articulo noticia nota news",
    "body": "body content text copy richtext rte prose inhalt texto cuerpo corps bodytext "
    "articlebody articletext storybody entrycontent articlecontent articlecontents maincontent",
    "paragraph": "paragraph paragraphs para absatz parrafo",
    "lead": "lead lede intro introduction summary standfirst excerpt abstract deck dek subtitle "
    "subheadline subhead subheading chapo entradilla sumario ingress preamble description subline "
    "vorspann bajada resumen sottotitolo sub",
    "teaser": "teaser teasers card cards promo tile tiles grid feed carousel slider swiper stream "
    "latest trending popular most thumbnail thumb slick",
    "list": "list item items listing row",
    "related": "related recommend recommended recommendation recommendations more also further "
    "next prev previous readmore links similar outbrain taboola linkbox link seealso relacionadas "
    "relacionados",
    "side": "sidebar aside widget rail side column complementary",
    "caption": "caption captions credit credits image images figure figcaption photo photos picture "
    "gallery slideshow legend copyright img foto bild wp",
    "media": "media video player audio podcast embed iframe youtube map",
    "byline": "author authors byline autor autoren writer contributor contributors bio profile "
    "avatar person reporter journalist",
    "date": "date time datetime published updated timestamp dateline pubdate datum",
    "meta": "meta metadata info details infos",
    "share": "share sharing social facebook twitter whatsapp print tools toolbar bookmark follow "
    "actions action button buttons btn",
    "comment": "comment comments disqus discussion kommentar kommentare reply replies forum "
    "community respond",
    "ad": "ad ads advert advertisement adv sponsor sponsored banner affiliate commercial deal deals "
    "shop product products price buy anzeige werbung publicidad dfp",
    "subscribe": "newsletter subscribe subscription signup register registration login email donate "
    "appeal",
    "paywall": "paywall premium offer piano abo regwall support subscriber membership app",
    "nav": "nav navigation menu breadcrumb breadcrumbs header topbar pagination pager tabs toc",
    "footer": "footer bottom legal disclaimer",
    "notice": "cookie consent gdpr privacy modal popup overlay dialog notification alert message",
    "tags": "tag tags topic topics category categories keyword keywords kicker rubric rubrik "
    "label labels eyebrow",
    "title": "title headline heading hed titel titulo titre",
    "quote": "quote blockquote pullquote zitat",
    "post": "tweet instagram tiktok bluesky",
    "live": "live liveblog ticker timeline updates",
    "box": "box infobox factbox fact facts key highlights takeaways callout inset",
    "hidden": "hidden hide visually screenreader invisible offscreen noprint sr",
    "wide": "wrapper container page site layout inner outer main primary",
}

SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {word: sign for sign, words in _WORDS.items() for word in words.split()}
)
"""Which sign a word in a class, identifier, role or item property is."""
