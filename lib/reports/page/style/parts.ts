/** Tables, findings, figures, lists: what other reports can use as well. */
export const PARTS = `
.scroll table + table { margin-top: 18px; } .scroll { overflow-x: auto; margin: 8px 0 20px; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.4; min-width: 100%; overflow-wrap: normal; }
caption { text-align: left; color: var(--soft); padding: 0 0 6px; }
th, td { text-align: left; vertical-align: top; padding: 7px 18px 7px 0; border-top: 1px solid var(--rule); font-weight: 400; }
td, th[scope=row] { min-width: 5em; max-width: 26em; overflow-wrap: break-word; }
th[scope=col] { border-top: 0; border-bottom: 1px solid var(--ink); color: var(--soft); font-size: 13px; white-space: nowrap; vertical-align: bottom; }
${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `.n${n} :is(th, td):nth-child(${n})`).join(', ')} { text-align: right; }
th small, td small { display: block; color: var(--soft); font-size: 12.5px; }
td ul { margin: 0; padding: 0; list-style: none; }
.overview { margin-bottom: 56px; } .overview table { font-size: 13.5px; } .overview th[scope=row] { min-width: 10em; } .overview :is(th, td) { padding-right: 12px; } .overview th[scope=col] { white-space: normal; }
th button { all: unset; cursor: pointer; } th button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
th button::after { content: '↕'; opacity: .45; margin-left: 4px; }
th[aria-sort=ascending] button::after { content: '↑'; opacity: 1; } th[aria-sort=descending] button::after { content: '↓'; opacity: 1; }
.tag { font-weight: 600; white-space: nowrap; margin-right: 4px; }
.outcome { white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.findings { list-style: none; margin: 0; padding: 0; display: grid; gap: 16px; }
.findings li { display: grid; grid-template-columns: 26px minmax(0, 1fr); gap: 10px; }
.findings p { margin: 0; } .findings p + p { margin-top: 2px; }
.sign { width: 22px; height: 22px; border: 1.5px solid currentColor; border-radius: 50%; text-align: center; font: 700 13px/19px var(--sans); margin-top: 1px; }
.sign.plain { color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px 22px; margin: 16px 0 22px; }
.figures div { border-top: 1px solid var(--rule); padding-top: 8px; } .figures dt { font-size: 13px; color: var(--soft); }
.figures dd { margin: 0; } .figures b { display: block; font: 600 25px/1.25 var(--serif); } .figures dd span { display: block; font-size: 13px; line-height: 1.35; color: var(--soft); }
.assumed { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 0 32px; margin: 0 0 16px; font-size: 14px; }
.assumed div { display: flex; justify-content: space-between; gap: 12px; border-top: 1px solid var(--rule); padding: 5px 0; }
.assumed dt { color: var(--soft); } .assumed dd { margin: 0; text-align: right; }
.lines { margin: 0; padding-left: 20px; font-size: 14px; }
.data summary { cursor: pointer; padding: 3px 0; font-size: 14px; color: var(--soft); width: fit-content; } .data[open] summary { margin-bottom: 12px; }
`;
