import { App, type AppProps } from '../../lib/app';
import { identity } from '../../lib/inspectors/identity';
import type { Inspector } from '../../lib/inspectors/inspector';

/** What every release must pass, before whatever else an app asks for. The gates join here as one more inspector. */
const required: readonly Inspector[] = [identity];

/**
 * The app to release from: an {@link App} with the inspectors that every release must pass. It holds no policy of its
 * own, so that the same verdicts can be reached by any other host; keep it this thin.
 */
export class ReleaseApp extends App {
  constructor(props: AppProps = {}) {
    super({ ...props, inspectors: [...required, ...(props.inspectors ?? [])] });
  }
}
