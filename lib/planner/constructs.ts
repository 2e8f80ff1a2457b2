import { Node, type IConstruct } from 'constructs';
import { renderApp } from '../synth/render';
import { planItems, type Planned, type PlannerOptions } from './planner';

/**
 * Plans what is in code: every Rollout and Deployment at or below a construct, such as a `ProgressiveService`, a
 * `Rollout`, a chart or an app. The whole app it belongs to is rendered, because templates, autoscalers and Services
 * may be anywhere in it; nothing is written.
 *
 * @throws Error with all messages, if a validation in the app fails
 */
export function planConstructs(scope: IConstruct, options: PlannerOptions = {}): Planned {
  const items = renderApp(Node.of(scope).root).charts.flatMap(({ objects }) => objects.map(({ item }) => item));
  const { reports, templates, problems } = planItems(items, options);
  const { path } = Node.of(scope);
  const isBelow = (place: string | undefined) =>
    path === '' || place === path || place?.startsWith(`${path}/`) === true;
  return {
    reports: reports.filter(({ plan }) => isBelow(plan.identity.source)),
    templates: templates.filter(({ source }) => isBelow(source)),
    problems: problems.filter((problem) => isBelow(problem.path)),
  };
}
