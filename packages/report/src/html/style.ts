import { createHash } from 'node:crypto';
import { DARK_SCREEN, PAPER, type Palette } from '../palette.ts';

/** How the page looks, on screen in light and dark, on a telephone, and printed. */
export const STYLE = `:root{color-scheme:light dark;${variables(PAPER)};--onDark:#fff}
@media (prefers-color-scheme:dark){:root{${variables(DARK_SCREEN)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Noto Sans","Segoe UI",system-ui,sans-serif}
main{max-width:54rem;margin:0 auto;padding:3rem 1.25rem 4rem}
h1{font-size:2.25rem;line-height:1.2;font-weight:650;margin:.25rem 0}
h2{font-size:1.35rem;font-weight:650;margin:0}
h3{font-size:1rem;font-weight:650;margin:1.75rem 0 .5rem}
p{margin:.6rem 0;max-width:44rem}
section{margin-top:2.75rem}
.mark{color:var(--accent);font-weight:650;margin:0}
.subject{color:var(--quiet);font-size:1.25rem;margin:0}
.quiet{color:var(--quiet);font-size:.875rem}
.title{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline}
.badge{color:var(--accent);font-weight:650;margin:0}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.9rem 1rem;margin:1.25rem 0 0}
.facts dt{color:var(--quiet);font-size:.8rem}
.facts dd{margin:0;font-weight:650}
header{border-bottom:1px solid var(--line);padding-bottom:1.25rem}
.notice{background:var(--surface);border-left:4px solid var(--mark);border-radius:4px;padding:.7rem 1rem;margin:1.25rem 0}
.notice h3{margin:0}
.notice p{margin:.25rem 0}
figure{margin:1rem 0 0;overflow-x:auto}
svg{display:block;width:100%;min-width:30rem;height:auto;font-family:inherit}
ol.quotes{list-style:none;margin:.5rem 0;padding:0}
.quotes li{display:grid;grid-template-columns:4rem 1fr;gap:0 .5rem;padding:.35rem 0}
.quotes .time{color:var(--accent);font-weight:650}
.quotes .note{grid-column:2;color:var(--quiet);font-size:.875rem}
q{quotes:"“" "”"}
table{border-collapse:collapse;width:100%;margin:.25rem 0}
th{color:var(--quiet);font-size:.8rem;font-weight:400}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0}
td{border-top:1px solid var(--line)}
footer{color:var(--quiet);font-size:.8rem;margin-top:3rem}
.bold{font-weight:650}
@media (min-width:44rem){.quotes li{grid-template-columns:4rem 1fr 11rem}.quotes .note{grid-column:3;text-align:right}}
@media print{main{padding:0}section,figure,table,li,.notice{break-inside:avoid}section{break-inside:auto}h2,h3{break-after:avoid}}`;

const HASH = createHash('sha256').update(STYLE).digest('base64');

/** What the page may load: its own style, and nothing else. For the header as well as inside the page. */
export const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'`;

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}
