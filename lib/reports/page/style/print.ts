/** On paper: black on white, nothing cut in two, the scenario that is chosen. */
export const PRINT = `
@media (forced-colors: active) { .switch input:checked + label { outline: 3px solid Highlight; } }
@media print {
  :root { --paper: #fff; --card: #f1f1f1; --ink: #000; --soft: #444; --rule: #bbb; --grid: #ddd; --line: #1f4e79;
    --area: #1f4e7924; --bad: #b8420f; --bad-area: #d55e0033; --good: #0b6e5c; --wait: #7d5a00; --hatch: #0003; }
  body { padding: 0; max-width: none; font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .skip, th button::after { display: none; } a { color: inherit; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; } summary { list-style: none; } summary::-webkit-details-marker { display: none; }
  .quiet, .none, .kicker, .findings dl { font-size: 9.5pt; } .masthead { padding-top: 0; }
  .rollout { break-before: page; } .overview + .rollout, main > .rollout:first-child { break-before: auto; }
  figure, .figures, .findings li, tr, .switch label { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  .switch, .figures { grid-template-columns: repeat(5, 1fr); gap: 8px 12px; } .figures b { font-size: 16pt; }
  .scroll table, .overview table { font-size: 8.5pt; } th, td, .overview :is(th, td) { padding: 3px 9px 3px 0; min-width: 0; } td > ul { min-width: 15em; } thead { break-inside: avoid; } th[scope=col], .outcome { white-space: normal; } th[scope=col], th small, td small { font-size: inherit; }
  .scroll { overflow: visible; }
}
`;
