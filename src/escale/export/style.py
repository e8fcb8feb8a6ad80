"""The look of the page: light and dark, wide and at the width of a phone, without any outside asset."""

from __future__ import annotations

from escale.model import ClaimType

__all__ = ["STYLE"]

# Thirteen hues as far apart as they go, neighbours in the list far apart in colour.
_HUES = {kind: round(place * 360 * 5 / len(ClaimType)) % 360 for place, kind in enumerate(ClaimType)}
_TYPES = "\n".join(f".escale .t-{kind.value}{{--h:{hue}}}" for kind, hue in _HUES.items())

_BASE = """
.escale{--ink:#1c2024;--soft:#5b636b;--paper:#fff;--card:#f6f7f8;--line:#d9dde1;--l:38%;--wash:88%;--sat:70%;
color-scheme:light dark;color:var(--ink);background:var(--paper);
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){.escale{--ink:#e6e8ea;--soft:#a1a9b1;--paper:#14171a;--card:#1d2125;
--line:#343a40;--l:72%;--wash:25%;--sat:45%}}
.escale *{box-sizing:border-box}
.escale a{color:inherit}
.escale article{max-width:76rem;margin:0 auto;padding:1.25rem 1rem 2rem}
.escale h2{font-size:1.35rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
.escale .meta{color:var(--soft);margin:0 0 1rem;overflow-wrap:anywhere}
.escale .notice{border-left:4px solid var(--soft);padding:.25rem .75rem;margin:0 0 1rem}
.escale .both{display:grid;grid-template-columns:minmax(0,1fr);gap:1.25rem}
@media (min-width:56rem){.escale .both{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
.escale .claims{max-height:calc(100vh - 2rem);overflow:auto;position:sticky;top:1rem}}
.escale .text{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.8}
.escale .ev{border-bottom:2px solid hsl(var(--h) var(--sat) var(--l)/.55)}
.escale mark{color:inherit;background:hsl(var(--h) var(--sat) var(--wash));border-radius:.2em;padding:.1em 0;
font-weight:600}
.escale sup a{font-size:.7rem;font-weight:600;text-decoration:none;padding:0 .2em;scroll-margin-top:30vh;
color:hsl(var(--h) var(--sat) var(--l))}
.escale ol{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
.escale li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;
border-left:5px solid hsl(var(--h) var(--sat) var(--l));overflow-wrap:anywhere}
.escale :target{outline:2px solid currentColor;outline-offset:2px}
.escale .kind{font-weight:650;margin:0 0 .3rem;display:flex;flex-wrap:wrap;gap:.4rem;align-items:baseline}
.escale .kind a{text-decoration:none;color:hsl(var(--h) var(--sat) var(--l))}
.escale .chip{font-size:.78rem;font-weight:500;border:1px solid var(--line);border-radius:1rem;
padding:0 .55rem}
.escale .m-denied{text-decoration:line-through}
.escale .m-possible,.escale .m-planned{border-style:dashed}
.escale dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .75rem;margin:0;
font-size:.9rem}
.escale dt{color:var(--soft)}
.escale dd{margin:0}
.escale .chain{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem .4rem}
.escale .chain span+span::before{content:"→ ";color:var(--soft)}
.escale small{color:var(--soft)}
.escale details{font-size:.85rem;margin-top:.4rem}
.escale table{border-collapse:collapse}
.escale td{padding:.1rem .6rem .1rem 0;vertical-align:top}
"""

STYLE = f"{_BASE.strip()}\n{_TYPES}\n"
