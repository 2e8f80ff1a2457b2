import { unknown, type Known } from '../../../plan/model/known';
import type { Field } from '../field';

/** `sleep 15`, alone or last in a shell's line of commands, with or without its unit. */
const SLEEP = /^(?:.*[;&]\s*)?(?:\/(?:usr\/)?bin\/)?sleep\s+(\d+(?:\.\d+)?)s?\s*;?\s*$/;

/** Seconds that a `preStop` hook takes before the container is told to stop. */
export function preStopSeconds(hook: Field): Known<number> {
  const sleep = hook.at('sleep', 'seconds').integer({ least: 0 });
  if (sleep !== undefined) return sleep;
  const command = hook
    .at('exec', 'command')
    .list()
    .flatMap((word) => word.text() ?? []);
  const line =
    command[0] !== undefined && /(?:^|\/)(?:ba|da|a)?sh$/.test(command[0]) ? command.at(-1) : command.join(' ');
  const seconds = SLEEP.exec(line ?? '')?.[1];
  return seconds === undefined ? unknown('how long its preStop hook takes') : Number(seconds);
}

/** Seconds that a startup probe lets a container take at most: Kubernetes' defaults are 3 failures, 10 s apart. */
export function startupSeconds(probe: Field): number {
  const [failures, period] = [probe.at('failureThreshold'), probe.at('periodSeconds')];
  const delay = probe.at('initialDelaySeconds').integer({ least: 0 }) ?? 0;
  return delay + (failures.integer({ least: 1 }) ?? 3) * (period.integer({ least: 1 }) ?? 10);
}
