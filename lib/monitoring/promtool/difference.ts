/** Something that was expected or found: labels, and a value where it is no alert. */
interface Found {
  readonly labels: ReadonlyMap<string, string>;
  readonly value: string;
}

/** One assertion of a test that did not hold. */
const ASSERTION =
  /^ *(?:alertname: .*|expr: .*), time: (.*?), *\n *exp: ?([^]*?)\n *got: ?([^]*?)(?=\n *\n|\n *name: |$(?![^]))/gm;
const LABELS = /\{((?:\w+="(?:[^"\\]|\\.)*"(?:, )?)*)\} ?([-+.\dEeNaIinf]*)/g;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const ANNOTATIONS = /^ *Annotations:\{.*$/gm;

/** Labels by which people know an alert. */
const TELLING = ['severity', 'window'];

/** So many assertions are shown of one test. */
const MOST = 3;

/**
 * What promtool expected and got, a line each, without the labels that are the same everywhere; undefined where it says
 * something else.
 */
export function difference(output: string): string | undefined {
  const told = [...output.matchAll(ASSERTION)].map(([said, time = '', expected = '', got = '']) => {
    const metric = /expr: "(?:round\()?([\w:]+)/.exec(said)?.[1];
    return [`${metric ?? 'alerts'} at ${time}`, ...bothSides(expected, got)];
  });
  if (told.length === 0) {
    return undefined;
  }
  const left = told.length - MOST;
  return [...told.slice(0, MOST).flat(), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

function bothSides(expected: string, got: string): readonly string[] {
  const [left, right] = [foundIn(expected), foundIn(got)];
  const all = [...left, ...right];
  const telling = (label: string) =>
    TELLING.includes(label) || new Set(all.map(({ labels }) => labels.get(label))).size > 1;
  const said = (found: readonly Found[]) =>
    found.length === 0
      ? 'nothing'
      : found
          .map(({ labels, value }) =>
            [...labels]
              .filter(([label]) => telling(label))
              .map(([label, text]) => (TELLING.includes(label) ? text : `${label}="${text}"`))
              .concat(value === '' ? [] : [`= ${Number(value)}`])
              .join(' '),
          )
          .join(', ');
  const sides = [`  expected ${said(left)}`, `  got ${said(right)}`];
  return said(left) === said(right) ? [...sides, '  and the annotations differ'] : sides;
}

function foundIn(text: string): readonly Found[] {
  return [...text.replace(ANNOTATIONS, '').matchAll(LABELS)].map(([, inside = '', value = '']) => ({
    labels: new Map([...inside.matchAll(LABEL)].map(([, label = '', text = '']) => [label, text])),
    value,
  }));
}
