/** The looks of a report's page. The elements bring their own, and take the colours from here. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --convlens-ink: light-dark(#1c1e21, #e9e7e2);
  --convlens-paper: light-dark(#ffffff, #16181b);
  --convlens-muted: light-dark(#5b6067, #a6aaaf);
  --convlens-line: light-dark(#dddcd7, #3a3e43);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 2.5rem 1.25rem 4rem;
  max-width: 62rem;
  color: var(--convlens-ink);
  background: var(--convlens-paper);
  font: 400 1rem/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.9rem; font-weight: 650; line-height: 1.2; text-wrap: balance; }
h2 { margin: 0 0 1rem; padding-top: .6rem; border-top: 2px solid var(--convlens-ink); font-size: 1.3rem; font-weight: 650; }
h3 { margin: 0 0 .4rem; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0; text-wrap: pretty; }
a { color: inherit; text-decoration-color: var(--convlens-muted); text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid currentcolor; outline-offset: 3px; border-radius: 2px; }
.lede { margin-top: .5rem; color: var(--convlens-muted); max-width: 44rem; }
nav { margin-top: 1.75rem; padding: .6rem 0; border-block: 1px solid var(--convlens-line); font-size: .9rem; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav > ol > li { display: grid; grid-template-columns: 15rem 1fr; gap: 0 1rem; padding: .15rem 0; }
nav ol ol { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
nav .part { font-weight: 600; }
nav a { display: inline-block; min-width: 24px; min-height: 24px; }
@media (max-width: 40rem) {
  nav > ol > li { grid-template-columns: 1fr; padding: .3rem 0; }
}
section.part { margin-top: 3.5rem; }
article { margin-top: 2.25rem; scroll-margin-top: 1rem; }
h2 + article { margin-top: 0; }
.live { display: block; }
.still { margin: 0; }
.still + .still { margin-top: 2rem; }
.still svg { display: block; margin: .75rem 0; max-width: 100%; height: auto; }
.finding { font-size: 1.05rem; max-width: 44rem; }
.quality { margin-top: .25rem; max-width: 44rem; font-size: .9rem; color: var(--convlens-muted); }
.method, footer { font-size: .85rem; color: var(--convlens-muted); }
footer { margin-top: 4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; }
th, td { padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--convlens-line); vertical-align: baseline; }
td:first-child { min-width: 12rem; }
@media print {
  :root {
    color-scheme: light;
    --convlens-ink: #000;
    --convlens-paper: #fff;
    --convlens-muted: #333;
    --convlens-line: #999;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  article, .still { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`.trim();
