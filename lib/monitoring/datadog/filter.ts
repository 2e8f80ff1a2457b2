import type { Matcher } from '../../slo';
import { Cannot } from '../cannot';

/** What a tag may have in it; Datadog turns other signs into underscores. A place that Argo fills later counts as one. */
const TAG_VALUE = /^(?:[\w\-.:/*]|\{\{args\.[\w-]+\}\})+$/;

/** Conditions on tags, with the words AND, OR and NOT: Datadog lets nobody mix them with the signs `,` and `!`. */
export function conditions(matchers: readonly Matcher[]): string {
  return matchers.map(condition).join(' AND ');
}

/** `{...}` behind the name of a metric. */
export function scope(matchers: readonly Matcher[]): string {
  return `{${matchers.length > 0 ? conditions(matchers) : '*'}}`;
}

function condition({ label, operator, value }: Matcher): string {
  const isPattern = operator === '=~' || operator === '!~';
  const isNegative = operator === '!=' || operator === '!~';
  const tag = label === 'le' ? 'upper_bound' : label;
  const globs = isPattern ? globsOf(value, label) : [value];
  const terms = globs.map((glob) => `${tag}:${tagValue(glob, label)}`);
  const any = terms.length === 1 ? terms.join('') : `(${terms.join(' OR ')})`;
  return isNegative ? `NOT ${any}` : any;
}

/** Datadog keeps tags in lower case. */
function tagValue(value: string, label: string): string {
  if (!TAG_VALUE.test(value)) {
    throw new Cannot(
      `Datadog has no tag ${JSON.stringify(`${label}:${value}`)}: tags are letters, digits and _ - : . /. Write the query yourself as \`raw.datadog\`.`,
    );
  }
  return value
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.toLowerCase()))
    .join('');
}

/**
 * A regular expression as patterns with `*`, the only wildcard there is: alternatives, optional groups, and dots. `5..`
 * becomes `5*`, which is the same for what has three digits anyway.
 */
function globsOf(pattern: string, label: string): readonly string[] {
  const optional = /\(([^()|]*)\)\?/.exec(pattern);
  if (optional) {
    const [group, inside = ''] = optional;
    return [pattern.replace(group, ''), pattern.replace(group, inside)].flatMap((each) => globsOf(each, label));
  }
  return pattern.split('|').map((alternative) => {
    const glob = alternative
      .replaceAll('\\.', '\0')
      .replace(/\{\{[^}]*\}\}/g, (place) => place.replaceAll('.', '\0'))
      .replace(/\.[+*]|\.+/g, '*')
      .replaceAll('\0', '.');
    if (/[\\()[\]?+^$]/.test(glob)) {
      throw new Cannot(
        `Datadog matches tags by * alone, and ${label}=~${JSON.stringify(pattern)} needs more: list the values as "a|b", or write the query yourself as \`raw.datadog\`.`,
      );
    }
    return glob;
  });
}
