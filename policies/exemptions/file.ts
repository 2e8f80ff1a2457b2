import { didYouMean } from '../../lib/closest';
import type { Problem } from '../../lib/errors';
import { messageOf, textOf } from '../../lib/facts/yaml/files';
import { locate } from '../../lib/facts/yaml/locate';
import { parseText, type ParsedDocument, type Path } from '../../lib/facts/yaml/parse';
import type { ExemptionTarget, SaidExemption } from '../../lib/verdict';

/** What a file of exemptions says. */
export interface ReadExemptions {
  readonly exemptions: readonly SaidExemption[];
  /** What is wrong with it, with file and line: nothing of such a file should be used. */
  readonly problems: readonly Problem[];
}

const KEYS = ['rule', 'target', 'reason', 'owner', 'expires'] as const;
const OBJECT = ['kind', 'namespace', 'name'];
const TARGETS = ['construct', 'fingerprint', ...OBJECT];

/**
 * Reads a file of exemptions, YAML or JSON. It never throws: what is wrong is a problem with file and line.
 * @param rules ids of all rules there are: an exemption of any other is a slip of the pen
 */
export function readExemptionsFile(path: string, rules: readonly string[]): ReadExemptions {
  try {
    return readExemptions(textOf(path), path, rules);
  } catch (error) {
    const what = `${messageOf(error)}.`;
    return {
      exemptions: [],
      problems: [{ rule: 'exemptions', at: path, what, why: WHY, fix: 'name a file that can be read.' }],
    };
  }
}

const WHY = 'what it was to exempt would be found, or what it was not to exempt would be passed over.';

/** The same for a text; `path` is how people call it. */
export function readExemptions(text: string, path: string, rules: readonly string[]): ReadExemptions {
  const { documents, faults } = parseText(text.replaceAll('\0', '\uFFFD'));
  const problems: Problem[] = faults.map(({ line, column, ...fault }) => ({
    rule: 'exemptions',
    at: `${path}:${line}:${column}`,
    ...fault,
  }));
  const exemptions = documents.flatMap((document) => new Reader(path, document, rules, problems).read());
  return { exemptions: problems.length > 0 ? [] : exemptions, problems };
}

class Reader {
  private readonly path: string;
  private readonly document: ParsedDocument;
  private readonly rules: readonly string[];
  private readonly problems: Problem[];

  constructor(path: string, document: ParsedDocument, rules: readonly string[], problems: Problem[]) {
    this.path = path;
    this.document = document;
    this.rules = rules;
    this.problems = problems;
  }

  read(): readonly SaidExemption[] {
    const { value } = this.document;
    if (value === null) return [];
    const root = this.map(value, [], ['exemptions']);
    if (!root) return [];
    const { exemptions } = root;
    if (!Array.isArray(exemptions)) {
      this.report(
        ['exemptions'],
        exemptions,
        'exemptions must be a list.',
        'write `exemptions:` and below it `- rule: ...`.',
      );
      return [];
    }
    return exemptions.flatMap((one: unknown, index) => this.exemption(one, ['exemptions', index]));
  }

  private exemption(value: unknown, at: Path): SaidExemption[] {
    const map = this.map(value, at, KEYS);
    if (!map) return [];
    const rule = this.text(map, 'rule', at);
    if (rule !== undefined && !this.rules.includes(rule)) {
      this.report([...at, 'rule'], rule, 'there is no such rule.', `correct it: ${didYouMean(rule, this.rules)}`);
    }
    const target = this.target(map.target, [...at, 'target']);
    const [reason, owner, expires] = [
      this.text(map, 'reason', at),
      this.text(map, 'owner', at),
      this.text(map, 'expires', at),
    ];
    if (rule === undefined || !target || reason === undefined || owner === undefined || expires === undefined)
      return [];
    return [{ rule, target, reason, owner, expires, saidAt: this.place(at) }];
  }

  private target(value: unknown, at: Path): ExemptionTarget | undefined {
    const map = this.map(value, at, TARGETS);
    if (!map) return undefined;
    const keys = Object.keys(map);
    const texts = keys.map((key) => [key, this.text(map, key, at)] as const);
    const alone = keys.length === 1 || keys.every((key) => OBJECT.includes(key));
    if (keys.length === 0 || !alone) {
      const fix =
        'name a construct, a fingerprint, or an object by kind, namespace and name (`*` stands for anything).';
      this.report(
        at,
        undefined,
        keys.length === 0 ? 'it is about nothing.' : `${keys.join(', ')} do not go together.`,
        fix,
      );
      return undefined;
    }
    // each key is one of TARGETS and each value a text; of the three forms it is one
    return texts.some(([, text]) => text === undefined) ? undefined : Object.fromEntries(texts);
  }

  /** A value that is to be a map of these keys. */
  private map(value: unknown, at: Path, keys: readonly string[]): Record<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const name = String(at.at(-1) ?? 'a file of exemptions');
      const what = typeof at.at(-1) === 'number' ? 'an exemption must be a map.' : `${name} must be a map.`;
      this.report(at, value ?? undefined, what, `give it ${keys.join(', ')}.`);
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key))
        this.report([...at, key], key, 'there is no such key.', `correct it: ${didYouMean(key, keys)}`);
    }
    return Object.fromEntries(Object.entries(value));
  }

  private text(map: Readonly<Record<string, unknown>>, key: string, at: Path): string | undefined {
    const value = Object.hasOwn(map, key) ? map[key] : undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    if (value === undefined) this.report(at, undefined, `it has no ${key}.`, `add ${key}:.`);
    else this.report([...at, key], value, `${key} must be a text.`, 'correct the value.');
    return undefined;
  }

  private place(at: Path): string {
    const { line, column } = at.length === 0 ? this.document : locate(this.document.chunk, at);
    return `${this.path}:${line}:${column}`;
  }

  private report(at: Path, value: unknown, what: string, fix: string) {
    this.problems.push({
      rule: 'exemptions',
      at: this.place(at),
      ...(value === undefined ? {} : { value }),
      what,
      why: WHY,
      fix,
    });
  }
}
