import type { ReadProblem } from '../../facts/kubernetes';
import { messageOf, textOf } from '../../facts/yaml/files';
import { locate } from '../../facts/yaml/locate';
import { parseText, type ParsedDocument, type Path } from '../../facts/yaml/parse';
import type { Assumptions } from '../../plan';
import { didYouMean } from '../../closest';
import { ASSUMPTION_INPUTS } from './inputs';
import { isNotOne } from './quantity';

/** What a file of assumptions says. */
export interface ReadAssumptions {
  /** `defaults:`, for all rollouts. */
  readonly assumptions: Partial<Assumptions>;
  /** `rollouts:`, by `name` or `namespace/name`. */
  readonly rollouts: Readonly<Record<string, Partial<Assumptions>>>;
  /** What is wrong with it, with file and line: nothing of such a file should be used. */
  readonly problems: readonly ReadProblem[];
}

/** Reads a file of assumptions, YAML or JSON. It never throws: what is wrong is a problem with file and line. */
export function readAssumptionsFile(path: string): ReadAssumptions {
  try {
    return readAssumptions(textOf(path), path);
  } catch (error) {
    const problem: Fault = {
      what: `${messageOf(error)}.`,
      why: 'it was named as the file of assumptions.',
      fix: 'name a file that can be read.',
    };
    return { assumptions: {}, rollouts: {}, problems: [{ ...ERROR, at: path, path, ...problem }] };
  }
}

type Fault = Pick<ReadProblem, 'what' | 'why' | 'fix'> & { readonly value?: unknown };

const ERROR = { rule: 'assumptions', severity: 'error' } as const;
const SECTIONS = ['defaults', 'rollouts'];

/** The same for a text; `path` is how people call it. */
export function readAssumptions(text: string, path: string): ReadAssumptions {
  const { documents, faults } = parseText(text.replaceAll('\0', '\uFFFD'));
  const problems: ReadProblem[] = faults.map(({ line, column, ...fault }) => placed(path, line, column, fault));
  const [document, second] = documents;
  if (second) problems.push(placed(path, second.line, second.column, SECOND));
  if (!document || document.value === null) return { assumptions: {}, rollouts: {}, problems };
  const reader = new Reader(path, document, problems);
  return { ...reader.read(), problems };
}

const SECOND: Fault = {
  what: 'there is a second document.',
  why: 'which of the two counts would be a guess.',
  fix: 'keep one.',
};

function placed(path: string, line: number, column: number, fault: Fault): ReadProblem {
  return { ...ERROR, at: `${path}:${line}:${column}`, path, line, column, ...fault };
}

class Reader {
  private readonly path: string;
  private readonly document: ParsedDocument;
  private readonly problems: ReadProblem[];

  constructor(path: string, document: ParsedDocument, problems: ReadProblem[]) {
    this.path = path;
    this.document = document;
    this.problems = problems;
  }

  read(): Omit<ReadAssumptions, 'problems'> {
    const sections = this.map(this.document.value, []);
    for (const key of Object.keys(sections)) {
      if (!SECTIONS.includes(key)) this.unknownKey([key], key, SECTIONS);
    }
    const rollouts = Object.entries(this.map(sections.rollouts, ['rollouts'])).map(
      ([name, values]) => [name, this.values(values, ['rollouts', name])] as const,
    );
    return { assumptions: this.values(sections.defaults, ['defaults']), rollouts: Object.fromEntries(rollouts) };
  }

  private values(value: unknown, at: Path): Partial<Assumptions> {
    const found = Object.entries(this.map(value, at)).flatMap(([key, written]) => {
      const input = ASSUMPTION_INPUTS.find((one) => one.key === key);
      if (!input) {
        const keys = ASSUMPTION_INPUTS.map((one) => one.key);
        this.unknownKey([...at, key], key, keys);
        return [];
      }
      const plain = typeof written === 'string' || typeof written === 'number';
      const read = plain
        ? input.read(String(written))
        : { expected: (input.read('') as { expected: string }).expected };
      if (!isNotOne(read)) return [[input.name, read] as const];
      this.report([...at, key], {
        value: written,
        what: `${key} must be ${read.expected}.`,
        why: 'another number would be planned with than you mean.',
        fix: 'correct the value.',
      });
      return [];
    });
    // each value was read by the reader of its own name
    return Object.fromEntries(found);
  }

  private map(value: unknown, at: Path): Readonly<Record<string, unknown>> {
    if (value === undefined || value === null) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
    this.report(at, {
      value,
      what: `${at.length === 0 ? 'the file' : at.join('.')} must be a map.`,
      why: 'there is nothing to find by name in it.',
      fix: 'write `key: value` lines.',
    });
    return {};
  }

  private unknownKey(at: Path, key: string, known: readonly string[]) {
    this.report(at, {
      value: key,
      what: 'there is no such key.',
      why: 'it would be passed over, and a default taken without a word.',
      fix: `correct it: ${didYouMean(key, known)}`,
    });
  }

  private report(at: Path, fault: Fault) {
    const { line, column } = locate(this.document.chunk, at);
    this.problems.push(placed(this.path, line, column, fault));
  }
}
