import { isKubeObject } from '../facts/item';
import { listed } from '../facts/kubernetes/list';
import type { OutputFile } from './layout';
import type { RenderedApp } from './render';

/** The file that leads objects back to their constructs. */
export const CONSTRUCT_PATHS = 'construct-paths.json';

/** What names an object: a Rollout and a Service may share their name. */
export function pathKey(subject: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}): string {
  const { apiVersion, kind, namespace, name = '' } = subject;
  return `${apiVersion}/${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/**
 * Construct paths by what names an object; those of cdk8s are by metadata.name alone, of which the last wins.
 * @param exemptions what constructs say, for the validations of the CLI
 */
export function constructPaths({ charts }: RenderedApp, exemptions: readonly object[]): OutputFile {
  const paths = charts.flatMap(({ objects }) =>
    objects.flatMap(({ item: { object, origin } }) =>
      listed(object)
        .filter(isKubeObject)
        .map(({ apiVersion, kind, metadata }) => [pathKey({ apiVersion, kind, ...metadata }), origin.path] as const),
    ),
  );
  return {
    path: CONSTRUCT_PATHS,
    text: JSON.stringify({ paths: Object.fromEntries(paths), exemptions }),
    source: 'app',
  };
}
