/** On paper: black on white, nothing cut in two, the scenario that is chosen. */
export const PRINT = `
@media (forced-colors: active) { .switch input:checked + label { outline: 3px solid Highlight; } }
@media print {
  :root { --paper: #fff; --card: #f1f1f1; --ink: #000; --soft: #444; --rule: #bbb; --grid: #ddd; --line: #1f4e79;
    --area: #1f4e7924; --bad: #b8420f; --bad-area: #d55e0033; --good: #0b6e5c; --wait: #7d5a00; --hatch: #0003; }
  body { padding: 0; max-width: none; font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .skip, th button::after { display: none; } a { color: inherit; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; } summary { list-style: none; } summary::-webkit-details-marker { display: none; }
  .quiet, .none, .kicker, .findings dl, .scroll table { font-size: 9.5pt; } .masthead { padding-top: 0; }
  .rollout { break-before: page; } .overview + .rollout, main > .rollout:first-child { break-before: auto; }
  figure, .figures, .findings li, tr, .switch label { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  .switch { grid-template-columns: repeat(5, 1fr); } .scroll { overflow: visible; }
}
`;
