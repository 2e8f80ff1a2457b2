import type { IConstruct } from 'constructs';
import type { OutputFile } from './layout';
import type { TextFile } from './write';

/** The kind of metadata by which a construct says that it has files; one name, whatever copy of this module says it. */
const FILES = 'stepgate/files';

/** Files that belong beside the manifests, made when they are written. */
type FileMaker = () => readonly TextFile[];

/**
 * Lets `App.synth` write further files into the output folder, with and as the manifests: all or nothing. They belong in
 * folders of their own, where `kubectl apply -f` does not look for manifests.
 */
export function addFiles(construct: IConstruct, make: FileMaker): void {
  construct.node.addMetadata(FILES, make);
}

/** What all constructs of an app add. */
export function addedFiles(constructs: readonly IConstruct[]): OutputFile[] {
  return constructs.flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === FILES)
      .flatMap(({ data }) => (data as FileMaker)()) // nobody else writes metadata of this kind
      .map((file) => ({ ...file, source: node.path })),
  );
}
