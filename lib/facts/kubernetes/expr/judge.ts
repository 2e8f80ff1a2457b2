import type { Node } from './ast';
import { check } from './check';
import { ConditionFails, NotInterpreted } from './errors';
import { evaluate } from './evaluate';
import { fold } from './fold';
import { parse } from './parser';
import { typeOf, type Type, type Value } from './values';
import type { Verdict } from '../../../plan/model/analysis';

/** The conditions of a metric. An empty text is none. */
export interface Conditions {
  /** @default - none */
  readonly successCondition?: string;
  /** @default - none */
  readonly failureCondition?: string;
}

/** Stands in for numbers that are not known, where nothing better is said. */
const ASSUMED = 0.5;

/** Conditions that are parsed once and asked about many results, as Argo asks them (utils/evaluate/evaluate.go). */
export class Judge {
  private readonly success: Condition | undefined;
  private readonly failure: Condition | undefined;

  constructor({ successCondition, failureCondition }: Conditions) {
    this.success = successCondition ? new Condition(successCondition) : undefined;
    this.failure = failureCondition ? new Condition(failureCondition) : undefined;
  }

  /** The parsed conditions; those that cannot be parsed are left out. */
  get nodes(): readonly Node[] {
    return [this.success, this.failure].flatMap((condition) => condition?.node ?? []);
  }

  /** Whether a result is asked about at all; otherwise every measurement is Successful. */
  get asks(): boolean {
    return this.success !== undefined || this.failure !== undefined;
  }

  /**
   * The verdict of a measurement with this result.
   * @param assumed stands in for numbers that are not known
   * @throws NotInterpreted where a condition is beyond what is interpreted here
   */
  verdict(result: Value, assumed = ASSUMED): Verdict {
    try {
      const good = this.success?.holds(result, assumed);
      const bad = this.failure?.holds(result, assumed);
      if (bad ?? good === false) return 'Failed';
      return (good ?? true) ? 'Successful' : 'Inconclusive';
    } catch (error) {
      if (error instanceof ConditionFails) return 'Error';
      throw error;
    }
  }
}

type Failure = ConditionFails | NotInterpreted;

/** One condition. */
class Condition {
  private readonly parsed: Node | Failure;
  private folded: Node | undefined;
  /** Whether it compiles, by the type of the result. */
  private readonly checked = new Map<string, Type | Failure>();

  constructor(text: string) {
    this.parsed = orFailure(() => parse(text));
  }

  get node(): Node | undefined {
    return this.parsed instanceof Error ? undefined : this.parsed;
  }

  /** Throws as {@link parse}, {@link check}, {@link fold} and {@link evaluate} do. */
  holds(result: Value, assumed: number): boolean {
    if (this.parsed instanceof Error) throw this.parsed;
    this.compile(this.parsed, typeOf(result));
    this.folded ??= fold(this.parsed);
    const answer = evaluate(this.folded, result, assumed);
    if (typeof answer !== 'boolean') throw new ConditionFails('expected bool');
    return answer;
  }

  private compile(node: Node, type: Type) {
    const key = JSON.stringify(type);
    const checked = this.checked.get(key) ?? orFailure(() => check(node, type));
    this.checked.set(key, checked);
    if (checked instanceof Error) throw checked;
  }
}

function orFailure<T>(run: () => T): T | Failure {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConditionFails || error instanceof NotInterpreted) return error;
    throw error;
  }
}
