import { meetsAll, type Demand, type Labels } from './selector';

/** Something that selects by labels, and where it looks. */
export interface Selecting<T> {
  readonly value: T;
  readonly demands: readonly Demand[];
  /** Namespaces in which it selects. Undefined among them: in any, or nobody has said yet in which. */
  readonly namespaces: readonly (string | undefined)[];
}

interface Entry<T> extends Selecting<T> {
  readonly order: number;
}

/** Entries by label. */
type Shelf<T> = Map<string, Entry<T>[]>;

/** Under which those stand that demand no certain value of any label. */
const NO_LABEL = '';

/**
 * Finds what selects some labels without asking everything that selects. Each stands under the rarest label that it demands:
 * what all objects of an app have in common, such as `app.kubernetes.io/part-of`, tells nothing apart.
 */
export class SelectorIndex<T> {
  private readonly everywhere: Shelf<T> = new Map();
  private readonly byNamespace = new Map<string | undefined, Shelf<T>>();

  constructor(all: readonly Selecting<T>[]) {
    const counts = new Map<string, number>();
    for (const label of all.flatMap(({ demands }) => demands.flatMap(labelsOf))) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    all.forEach((selecting, order) => {
      const entry = { ...selecting, order };
      for (const label of rarest(selecting.demands, counts)) {
        put(this.everywhere, label, entry);
        for (const namespace of new Set(selecting.namespaces)) put(this.shelfOf(namespace), label, entry);
      }
    });
  }

  /** What selects these labels in a namespace, in its order; where no namespace is said, any may be meant. */
  selecting(labels: Labels, namespace: string | undefined): readonly T[] {
    const shelves =
      namespace === undefined ? [this.everywhere] : [this.byNamespace.get(namespace), this.byNamespace.get(undefined)];
    const own = Object.entries(labels).map(([key, value]) => labelOf(key, value));
    const found = shelves.flatMap((shelf) =>
      [NO_LABEL, ...own].flatMap((label) =>
        (shelf?.get(label) ?? []).filter(({ demands }) => meetsAll(demands, labels)),
      ),
    );
    return [...new Set(found.sort((one, other) => one.order - other.order).map(({ value }) => value))];
  }

  private shelfOf(namespace: string | undefined): Shelf<T> {
    const shelf = this.byNamespace.get(namespace) ?? new Map<string, Entry<T>[]>();
    this.byNamespace.set(namespace, shelf);
    return shelf;
  }
}

/** The labels of the demand that the fewest others make too. */
function rarest(demands: readonly Demand[], counts: ReadonlyMap<string, number>): readonly string[] {
  const weigh = (labels: readonly string[]) => labels.reduce((sum, label) => sum + (counts.get(label) ?? 0), 0);
  const choices = demands.map(labelsOf).filter((labels) => labels.length > 0);
  const [first, ...others] = choices;
  if (!first) return [NO_LABEL];
  return others.reduce((best, labels) => (weigh(labels) < weigh(best) ? labels : best), first);
}

function labelsOf({ key, oneOf = [] }: Demand): readonly string[] {
  return [...new Set(oneOf.map((value) => labelOf(key, value)))];
}

function labelOf(key: string, value: unknown): string {
  // a map can have a `toString` of its own, which is no function
  return `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

function put<T>(shelf: Shelf<T>, label: string, entry: Entry<T>) {
  const entries = shelf.get(label);
  if (entries) entries.push(entry);
  else shelf.set(label, [entry]);
}
