/** The sheet: widths, headings, the rhythm of text. */
export const PAGE = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 clamp(16px, 4vw, 48px) 64px; max-width: 1176px; background: var(--paper); color: var(--ink);
  font: 16px/1.5 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, .headline { font-family: var(--serif); text-wrap: balance; }
h1 { font-size: clamp(26px, 4vw, 38px); line-height: 1.15; margin: 0 0 6px; font-weight: 700; letter-spacing: -.01em; }
h2 { font-size: 26px; line-height: 1.2; margin: 0; }
h3 { font-size: 17px; line-height: 1.3; margin: 0 0 10px; }
h4 { font-size: 14px; margin: 18px 0 4px; }
p { margin: 0 0 8px; max-width: 76ch; text-wrap: pretty; }
a { color: var(--line); text-underline-offset: 2px; }
code { font: .92em/1.4 var(--mono); unicode-bidi: isolate; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; padding: 8px; background: var(--paper); z-index: 1; }
.masthead { padding: 36px 0 20px; border-bottom: 2px solid var(--ink); margin-bottom: 28px; }
.masthead p { color: var(--soft); margin: 0; }
.masthead .brand, .kicker { font-size: 12.5px; letter-spacing: .07em; text-transform: uppercase; color: var(--soft); margin: 0 0 6px; }
.kicker { text-transform: none; letter-spacing: 0; font-size: 13.5px; }
.rollout { padding-top: 8px; margin-bottom: 72px; }
.rollout + .rollout { border-top: 2px solid var(--ink); padding-top: 28px; }
.rollout > section { margin-top: 36px; padding-top: 14px; border-top: 1px solid var(--rule); }
.headline { font-size: clamp(19px, 2.5vw, 25px); line-height: 1.35; margin: 10px 0 12px; max-width: 54ch; text-wrap: pretty; }
.quiet, .none { color: var(--soft); font-size: 14px; }
footer { border-top: 2px solid var(--ink); padding-top: 18px; color: var(--soft); font-size: 14px; }
footer h2 { font-size: 18px; margin-bottom: 6px; color: var(--ink); }
.problems { margin: 0 0 48px; } .problems h2 { font-size: 20px; margin-bottom: 12px; }
`;
