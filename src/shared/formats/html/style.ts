/** The bundle's own style sheet: a page that reads well alone, on paper and in the dark, and asks for nothing outside. */
export const styleCss = `:root {
  color-scheme: light dark;
  --text: light-dark(#1b1b18, #e9e6df);
  --quiet: light-dark(#5c5a53, #a8a49a);
  --line: light-dark(#d9d5cb, #44423c);
  --box: light-dark(#f5f2ea, #26251f);
  --page: light-dark(#fffefb, #191814);
  --link: light-dark(#0b4f87, #8fc1ef);
}
* { box-sizing: border-box; }
html { background: var(--page); color: var(--text); font: 1.125rem/1.6 Georgia, "Times New Roman", serif; }
body { margin: 0; }
article { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
a { color: var(--link); }
h1 { margin: 0 0 0.75rem; font-size: 2.25rem; line-height: 1.15; text-wrap: balance; }
h2, h3, h4 { margin: 2rem 0 0.5rem; line-height: 1.25; }
h2 { font-size: 1.4rem; }
h3 { font-size: 1.2rem; }
h4 { font-size: 1rem; }
p { margin: 0 0 1rem; }
li > p { margin-bottom: 0.35rem; }
.kicker, .byline, .times, figcaption, .author, .topics, .copyright, .fact-box, .embed, table { font-family: system-ui, sans-serif; }
.kicker { margin-bottom: 0.35rem; color: var(--quiet); font-size: 0.85rem; font-weight: 600; letter-spacing: 0.04em; }
.standfirst { color: var(--quiet); font-size: 1.25rem; line-height: 1.45; }
.byline { font-size: 0.95rem; font-style: normal; }
.times { color: var(--quiet); font-size: 0.85rem; }
.times span { margin-inline-end: 1rem; }
.dateline { font-variant-caps: all-small-caps; letter-spacing: 0.03em; }
figure { margin: 1.75rem 0; }
figure img { display: block; max-width: 100%; height: auto; }
.gallery { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 1rem; align-items: start; }
figcaption { margin-top: 0.5rem; font-size: 0.85rem; line-height: 1.45; }
.credit { color: var(--quiet); }
blockquote { margin: 1.5rem 0; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--line); }
.attribution { color: var(--quiet); }
.pull-quote { margin: 2rem 0; padding: 1rem 0; border-block: 1px solid var(--line); font-size: 1.5rem; line-height: 1.35; text-align: center; }
.pull-quote p { margin: 0; }
.fact-box { margin: 1.75rem 0; padding: 1rem 1.25rem 0.25rem; background: var(--box); font-size: 0.95rem; }
.fact-box h2 { margin: 0 0 0.5rem; font-size: 1.05rem; }
.table { margin: 1.75rem 0; overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
.embed { padding: 0.75rem 1rem; border: 1px solid var(--line); font-size: 0.9rem; overflow-wrap: anywhere; }
hr { margin: 2rem auto; width: 6rem; border: 0; border-top: 1px solid var(--line); }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.9rem; }
section.author { display: flow-root; margin-bottom: 1.25rem; }
.author h2, .topics h2 { margin: 0 0 0.25rem; font-size: 1rem; }
.portrait { float: inline-start; width: 4.5rem; height: auto; margin-inline-end: 1rem; }
.job-title { color: var(--quiet); }
.handles, .topics ul { margin: 0; padding: 0; list-style: none; }
.handles li, .topics li { display: inline-block; margin-inline-end: 1rem; }
.copyright { color: var(--quiet); }
@media print {
  :root { color-scheme: light; }
  html { font-size: 10.5pt; }
  article { max-width: none; padding: 0; }
  figure, blockquote, .fact-box, tr, section.author { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`
