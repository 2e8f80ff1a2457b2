import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { simplePattern } from '../../../lib/facts/kubernetes/pattern';

/** Labels of an alert as far as its rule says them; what else it has, its query brings. */
export type AlertLabels = Readonly<Record<string, string>>;

/** Whether somebody is told: undefined where labels that the query brings decide it. */
export interface Told {
  readonly told: boolean | undefined;
  /** Receivers that would get it, and tell nobody. */
  readonly silent: readonly string[];
}

/** What an AlertmanagerConfig makes of an alert of its own namespace. */
export function toldBy(config: Item, labels: AlertLabels): Told {
  const spec = Field.of(config, () => undefined).at('spec');
  const silent = new Set(
    spec
      .at('receivers')
      .list()
      .filter((receiver) => receiver.entries().every(([key, one]) => !key.endsWith('Configs') || isEmpty(one)))
      .flatMap((receiver) => receiver.at('name').text() ?? []),
  );
  const { sure, perhaps } = receiversIn(spec.at('route'), labels, undefined);
  const heard = sure.some((name) => !silent.has(name));
  const mayBe = perhaps.some((name) => !silent.has(name));
  return { told: heard ? true : mayBe ? undefined : false, silent: sure.filter((name) => silent.has(name)) };
}

interface Receivers {
  readonly sure: readonly string[];
  readonly perhaps: readonly string[];
}

const NONE: Receivers = { sure: [], perhaps: [] };

/** The first child that matches has it, and its siblings behind only if it says `continue`; without one, the route itself. */
function receiversIn(route: Field, labels: AlertLabels, inherited: string | undefined): Receivers {
  const matches = matchesAll(route, labels);
  if (!route.exists || matches === false) return NONE;
  const own = route.at('receiver').text() ?? inherited;
  const sure: string[] = [];
  const perhaps: string[] = [];
  let [taken, open] = [false, false];
  for (const child of route.at('routes').list()) {
    const fits = matchesAll(child, labels);
    if (fits === false) continue;
    const found = receiversIn(child, labels, own);
    (open ? perhaps : sure).push(...found.sure);
    perhaps.push(...found.perhaps);
    taken ||= fits === true;
    open ||= fits === undefined;
    if (fits === true && child.at('continue').boolean() !== true) break;
  }
  if (own !== undefined && !taken) (open ? perhaps : sure).push(own);
  return matches === undefined ? { sure: [], perhaps: [...sure, ...perhaps] } : { sure, perhaps };
}

function matchesAll(route: Field, labels: AlertLabels): boolean | undefined {
  const answers = route
    .at('matchers')
    .list()
    .map((matcher) => matchesOne(matcher, labels));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function matchesOne(matcher: Field, labels: AlertLabels): boolean | undefined {
  const [name, value = ''] = [matcher.at('name').text() ?? '', matcher.at('value').text()];
  const given = Object.hasOwn(labels, name) ? labels[name] : undefined;
  if (given === undefined || given.includes('{{')) return undefined;
  const type = matcher.at('matchType').text() ?? (matcher.at('regex').boolean() === true ? '=~' : '=');
  if (type === '=' || type === '!=') return (given === value) === (type === '=');
  // Alertmanager's patterns match the whole text; what only Go understands is not known
  const found = simplePattern(value, { anchored: true })?.test(given);
  return type === '!~' && found !== undefined ? !found : found;
}

function isEmpty(field: Field): boolean {
  return field.list().length === 0;
}
