/// The look of the report: calm in daylight, calm at night, and on A4.
///
/// Verdicts differ in word, mark and shade, never in colour alone. Every pair of colours has a contrast of 4.5 to 1 or more
/// (WCAG 2.2, 1.4.3). On paper everything is smaller, and a card may go on overleaf: kept together, each would take a page.
enum HTMLStyle {
    static let sheet = """
        :root{color-scheme:light dark;--page:#fbfaf8;--card:#fff;--ink:#1f2328;--soft:#57606a;--line:#dedbd5;--link:#0b57a4;
        --good:#0f6b3c;--good-bg:#e3f3e8;--heed:#7a5200;--heed-bg:#fbf0d3;--bad:#a11c1c;--bad-bg:#fbe4e1;--open:#4a3f86;--open-bg:#ebe8f8}
        @media(prefers-color-scheme:dark){:root{--page:#15171a;--card:#1d2024;--ink:#e7e5e1;--soft:#a5abb3;--line:#363b41;--link:#7fb5ef;
        --good:#7fd6a2;--good-bg:#15301f;--heed:#ecc66a;--heed-bg:#352a10;--bad:#ff9d94;--bad-bg:#3c1a18;--open:#bcb2f4;--open-bg:#282347}}
        *{box-sizing:border-box}html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main,header,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
        a{color:var(--link);text-underline-offset:.15em}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
        h1,h2,h3{line-height:1.25;text-wrap:balance}h1{font-size:1.75rem;margin:.15rem 0 .5rem}h2{font-size:1.25rem;margin:2.75rem 0 .85rem}h3{font-size:1.05rem;margin:0 0 .4rem}
        p{margin:.4rem 0}.soft{color:var(--soft)}small,.small{font-size:.875rem}code{font:.9em ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .verdict{margin:2rem 0 1rem;padding:1.5rem 1.75rem;border-radius:14px;border:1px solid currentColor}
        .verdict .word{font-size:.95rem;font-weight:650;letter-spacing:.06em;text-transform:uppercase;margin:0}
        .verdict h1,.verdict p.ink{color:var(--ink)}
        .good{color:var(--good);background:var(--good-bg)}.heed{color:var(--heed);background:var(--heed-bg)}
        .bad{color:var(--bad);background:var(--bad-bg)}.open{color:var(--open);background:var(--open-bg)}
        .tag{display:inline-block;padding:.1rem .6rem;border-radius:99px;font-size:.875rem;font-weight:600;white-space:nowrap}
        .card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.1rem 1.35rem;margin:0 0 1rem}
        .card:target{border-color:var(--link);box-shadow:0 0 0 2px var(--link)}
        dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.25rem;margin:.25rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}table{border-collapse:separate;border-spacing:3px;width:100%}
        th{font-weight:600;text-align:left;padding:.35rem .6rem;vertical-align:bottom}th small{display:block;font-weight:400;color:var(--soft)}
        .map td{padding:0;min-width:6.5rem}.map td a{display:block;padding:.6rem .7rem;border-radius:8px;text-decoration:none;font-weight:600;font-size:.9rem}
        .map td a:hover{text-decoration:underline}.plain{border-spacing:0}.plain th,.plain td{border-bottom:1px solid var(--line);padding:.45rem .6rem;text-align:left;vertical-align:top}
        .reasons{list-style:none;padding:0;margin:.6rem 0 0}.reasons li{padding:.5rem 0 .5rem 4.25rem;border-top:1px solid var(--line);position:relative}
        .reasons li>b{position:absolute;left:0;top:.55rem;font-size:.8rem;padding:.05rem .5rem;border-radius:99px;min-width:3.4rem;text-align:center}
        .reasons .where{display:block;color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}.plainmark{background:var(--page);color:var(--soft);border:1px solid var(--line)}
        ol.why{padding-left:1.3rem}ol.why li{margin:.6rem 0}svg{display:block;width:100%;height:auto}svg text{font:12px system-ui,"DejaVu Sans",sans-serif;fill:var(--soft)}
        .lane{fill:var(--line)}.tick{fill:var(--link)}footer{margin-top:3rem;padding-bottom:3rem;border-top:1px solid var(--line);padding-top:1rem;overflow-wrap:anywhere}
        @media(max-width:40rem){main,header,footer{padding:0 .9rem}.verdict{padding:1.1rem 1.1rem}h1{font-size:1.4rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}
        .reasons li{padding-left:0;padding-top:2.1rem}.map td{min-width:5.5rem}.card{padding:.9rem 1rem}}
        @media print{@page{size:A4;margin:16mm}:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;
        --good:#0f6b3c;--good-bg:#e3f3e8;--heed:#7a5200;--heed-bg:#fbf0d3;--bad:#a11c1c;--bad-bg:#fbe4e1;--open:#4a3f86;--open-bg:#ebe8f8}
        html{font-size:12px}body{font-size:9pt;line-height:1.4;-webkit-print-color-adjust:exact;print-color-adjust:exact}main,header,footer{max-width:none;padding:0}
        .skip,nav{display:none}.verdict{margin-top:0}h2{margin-top:1.6rem}.scroll{overflow:visible}a{text-decoration:none}
        .card{padding:.5rem 1rem}.reasons li{padding:.2rem 0 .2rem 4.75rem}.reasons li>b{top:.25rem}.reasons .where{display:inline}
        .reasons li,tr,.verdict{break-inside:avoid}h2,h3{break-after:avoid}p,li{orphans:3;widows:3}}
        """
}
