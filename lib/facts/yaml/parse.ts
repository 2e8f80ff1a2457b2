import { isSeq, parseDocument, type Document, type Node } from 'yaml';
import { Converter } from './convert';
import { FaultAt, type Fault } from './fault';
import { positionIn, type Position } from './position';
import { QuickReader } from './quick';
import { splitDocuments, type Chunk } from './split';

/** One document that could be read. */
export interface ParsedDocument {
  readonly chunk: Chunk;
  /** Plain JSON. */
  readonly value: unknown;
  /** Where its content begins. */
  readonly line: number;
  readonly column: number;
  /** Where the elements of a list stand, e.g. under `['items']`. */
  positionsIn(path: Path): readonly Position[];
}

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** Everything in a text. */
export interface ParsedText {
  readonly documents: readonly ParsedDocument[];
  readonly faults: readonly Fault[];
}

/** Reads YAML, and JSON as the YAML it is: as many documents as there are. What cannot be read is a fault, never thrown. */
export function parseText(text: string): ParsedText {
  const documents: ParsedDocument[] = [];
  const faults: Fault[] = [];
  const quickly = new QuickReader();
  for (const chunk of splitDocuments(text)) {
    const found = parseChunk(chunk, quickly);
    if ('value' in found) {
      documents.push(found);
    } else {
      // a spread would be one argument for each, and there can be more than a call takes
      for (const fault of found.faults) faults.push(fault);
    }
  }
  return { documents, faults };
}

/** Characters of one document: an API server takes 3 MiB an object. */
const LONGEST = 8 * 1024 * 1024;

/** Lines, commas and brackets: what becomes a node takes a thousand times its text. */
const MOST_PARTS = 1_000_000;

/** Brackets that are open at once: so many the parser can still be asked about, and finds them nested too deeply. */
const MOST_OPEN = 100_000;

function parseChunk(chunk: Chunk, quickly: QuickReader): ParsedDocument | { faults: Fault[] } {
  const tooDeepAt = deepIn(chunk.text);
  if (tooDeepAt !== undefined) return { faults: [faultAt(chunk, new FaultAt(tooDeepAt, TOO_DEEP))] };
  if (chunk.text.length > LONGEST || partsIn(chunk.text) > MOST_PARTS) {
    return { faults: [faultAt(chunk, new FaultAt(0, TOO_LARGE))] };
  }
  const quick = quickly.read(chunk.text);
  if (quick) {
    return {
      chunk,
      value: quick.value,
      ...firstPosition(chunk, quick.offset),
      positionsIn: (path) => positionsIn(chunk, compose(chunk), path),
    };
  }
  try {
    const document = compose(chunk);
    const wrong = document.errors[0];
    if (wrong) {
      // the library reports its own exhaustion as an error of the text
      const fault = /call stack/i.test(wrong.message) ? TOO_DEEP : syntax(chunk, wrong.message);
      return { faults: [faultAt(chunk, new FaultAt(wrong.pos[0], fault))] };
    }
    const converter = new Converter();
    const value = converter.convert(document);
    if (converter.faults.length > 0) {
      return { faults: converter.faults.map((found) => faultAt(chunk, found)) };
    }
    return {
      chunk,
      value,
      ...position(chunk, document.contents),
      positionsIn: (path) => positionsIn(chunk, document, path),
    };
  } catch (error) {
    return { faults: [faultAt(chunk, readError(error))] };
  }
}

const TOO_DEEP = {
  what: 'it is nested too deeply.',
  why: 'no Kubernetes object is nested like that.',
  fix: 'unfold it.',
};

const TOO_LARGE = {
  what: `the document is larger than ${LONGEST / 1024 / 1024} MiB, or has more than ${MOST_PARTS} lines and values.`,
  why: 'no API server takes an object of half that size, and reading it would fill the memory.',
  fix: 'put the objects of a list into documents of their own, with `---` between them.',
};

function partsIn(text: string): number {
  if (text.length <= MOST_PARTS) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (PARTS.has(text.charCodeAt(at))) count++;
  }
  return count;
}

/** Where too many brackets are open; those in texts count too, where they all but balance. */
function deepIn(text: string): number | undefined {
  if (text.length <= MOST_OPEN) return undefined;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // `{` and `[`, whose closing ones come two places behind
    if (code === 0x7b || code === 0x5b) open++;
    else if (code === 0x7d || code === 0x5d) open--;
    if (open > MOST_OPEN) return at;
  }
  return undefined;
}

const PARTS = new Set([...'\n,[{?'].map((character) => character.charCodeAt(0)));

function compose({ text }: Chunk): Document {
  return composeText(text);
}

/** The nodes of a text. Scalars stay text here: what they mean is Kubernetes' business, not that of YAML 1.2. */
export function composeText(text: string): Document {
  return parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
}

function syntax({ text }: Chunk, message: string) {
  const helm = text.includes('{{');
  return {
    what: `${message.trim().replace(/\.$/, '')}.`,
    why: helm
      ? 'it is no YAML; with `{{` in it, it may be a template.'
      : 'it is no YAML, so nothing of this document can be read.',
    fix: helm
      ? 'render it first, as with `helm template`, or put quotes around `{{ }}`.'
      : 'mend the line, or what opens before it.',
  };
}

function readError(error: unknown): FaultAt {
  if (error instanceof FaultAt) {
    return error;
  }
  if (error instanceof RangeError) {
    return new FaultAt(0, TOO_DEEP);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new FaultAt(0, { what: `it cannot be read: ${message}.`, why: 'the reader gave up.', fix: 'simplify it.' });
}

function faultAt(chunk: Chunk, { offset, fault }: FaultAt): Fault {
  return { ...positionIn(chunk, offset), ...fault };
}

function position(chunk: Chunk, node: Node | null | undefined): Position {
  return positionIn(chunk, node?.range?.[0] ?? 0);
}

/** The same without the line starts of the whole text, as most texts are never asked for another place. */
function firstPosition({ text, firstLine }: Chunk, offset: number): Position {
  let [line, start] = [firstLine, 0];
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

function positionsIn(chunk: Chunk, document: Document, path: Path): Position[] {
  const list = document.getIn(path, true);
  return isSeq(list) ? list.items.map((item) => position(chunk, item as Node | null)) : [];
}
