/**
 * Colours by what they mean. Blue and vermilion keep apart for every kind of colour blindness; nothing is said by colour
 * alone.
 */
export const THEME = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --card: #f4f2ec; --ink: #1d1f24; --soft: #5b5f68; --rule: #dcd8cd; --grid: #e6e2d8;
  --line: #1f4e79; --area: #1f4e7924; --bad: #b8420f; --bad-area: #d55e0033; --good: #0b6e5c; --wait: #7d5a00;
  --error: #7a3b8f; --other: #7f838c; --hatch: #1d1f2424; --edge: #82796a; --focus: #0b62d6;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --card: #1e2127; --ink: #e9e7e1; --soft: #a3a7b0; --rule: #353942; --grid: #2a2e35;
    --line: #8ab8e6; --area: #8ab8e62e; --bad: #ff9766; --bad-area: #ff8a5238; --good: #5cc9b0; --wait: #e6b84a;
    --error: #cf9be0; --other: #7f848e; --hatch: #e9e7e12b; --edge: #858b97; --focus: #8ab8ff;
  }
}
`;
