import { markup, type Html } from './markup';
import { sentence } from './words';

/** A clause as rules write it, as a sentence; what stands between backticks is code. */
export function prose(clause: string): Html {
  const parts = sentence(clause).split('`');
  // one that is left over is a backtick
  if (parts.length % 2 === 0) return markup`${sentence(clause)}`;
  return markup`${parts.map((part, index) => (index % 2 === 0 ? part : markup`<code>${part}</code>`))}`;
}
