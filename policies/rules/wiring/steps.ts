/** CEL that asks about each step of a canary, as `s`; true where there are none. */
export function everyStep(condition: string): string {
  const there = ['spec.strategy', 'spec.strategy.canary', 'spec.strategy.canary.steps'].map(
    (path) => `!has(object.${path})`,
  );
  return `${there.join(' || ')} || object.spec.strategy.canary.steps.all(s, ${condition})`;
}
