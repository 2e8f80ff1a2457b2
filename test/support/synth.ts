import { App, Chart, Testing } from 'cdk8s';

/** A synthesized object, loosely: expectations judge it. */
export interface Json {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- parsed-back JSON of any kind
  readonly spec: any;
}

/** An empty chart in an app of its own. */
export function emptyChart(namespace?: string): Chart {
  return new Chart(new App(), 'shop', { namespace });
}

/** The objects of one kind that a chart synthesizes. */
export function allOf(chart: Chart, kind: string): Json[] {
  return (Testing.synth(chart) as Json[]).filter((object) => object.kind === kind);
}

/** The only object of a kind, or of a kind and name. */
export function only(chart: Chart, kind: string, name?: string): Json {
  const found = allOf(chart, kind).filter((object) => name === undefined || object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(`expected one ${kind} ${name ?? ''}, found ${found.length}`);
  }
  return found[0]!;
}
