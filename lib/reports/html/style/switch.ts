/** A choice of panels by radio buttons, without a script. Where a browser lacks :has, all panels show. */
export function switching(choices: number): string {
  const shown = Array.from({ length: choices }, (_, index) => `.rollout:has(.k${index}:checked) .p${index}`);
  return `
.switch { border: 0; margin: 26px 0 26px; padding: 0; min-width: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(158px, 1fr)); gap: 10px; position: relative; }
.switch legend { padding: 0 0 8px; font-weight: 600; font-size: 17px; }
.switch input { position: absolute; opacity: 0; width: 1px; height: 1px; margin: 0; }
.switch label { display: flex; flex-direction: column; gap: 5px; padding: 9px 11px 8px; border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; font-size: 13px; line-height: 1.3; background: var(--paper); }
.switch label:hover { border-color: var(--soft); }
.switch .case { font-weight: 600; flex: 1; }
.switch input:checked + label { background: var(--card); border-color: var(--ink); box-shadow: inset 0 -3px 0 var(--ink); }
.switch input:focus-visible + label { outline: 3px solid var(--focus); outline-offset: 2px; }
.switch .outcome { white-space: normal; }
.panel + .panel { margin-top: 48px; }
@supports selector(:has(*)) {
  .panel { display: none; margin: 0 !important; }
  ${shown.length === 0 ? '.none-shown' : shown.join(', ')} { display: block; }
}
@media (max-width: 520px) { .switch { grid-template-columns: 1fr 1fr; gap: 8px; } }
`;
}
