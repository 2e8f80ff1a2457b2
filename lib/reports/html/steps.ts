import type { CanaryScale, Known, Step } from '../../plan';
import { clip } from '../page/markup';
import { isNotKnown, known, time } from '../page/words';

/** A step in a word or two, for the strip below a curve. */
export function stepLabel(step: Step): string {
  switch (step.kind) {
    case 'setWeight':
      return share(step.weight);
    case 'pause':
      return step.seconds === 'indefinite' ? 'pause' : `pause ${known(step.seconds, time)}`;
    case 'analysis':
      return 'analysis';
    case 'experiment':
      return 'experiment';
    case 'setCanaryScale':
      return 'scale';
    case 'setHeaderRoute':
      return 'header route';
    case 'setMirrorRoute':
      return 'mirror';
    case 'plugin':
      return clip(step.name, 20);
  }
}

/** A step in full. */
export function stepWords(step: Step): string {
  switch (step.kind) {
    case 'setWeight':
      return `set weight ${share(step.weight)}`;
    case 'pause':
      return step.seconds === 'indefinite' ? 'pause until a person resumes' : `pause ${known(step.seconds, time)}`;
    case 'analysis':
      return `analysis ${step.analysis.name}`;
    case 'experiment':
      return `experiment with ${step.experiment.templates.map((template) => template.name).join(', ')}`;
    case 'setCanaryScale':
      return `set canary scale: ${scale(step.scale)}`;
    case 'setHeaderRoute':
      return step.matches === 0 ? `remove header route ${step.name}` : `header route ${step.name}`;
    case 'setMirrorRoute':
      return step.matches === 0
        ? `remove mirror route ${step.name}`
        : `mirror ${share(step.percentage)} as ${step.name}`;
    case 'plugin':
      return `plugin ${step.name}`;
  }
}

function share(weight: Known<number>): string {
  return isNotKnown(weight) ? 'unknown weight' : `${weight} %`;
}

function scale(to: CanaryScale): string {
  if ('replicas' in to) return known(to.replicas, (replicas) => `${replicas} pods`);
  return 'weight' in to ? `${share(to.weight)} of all pods` : 'as the weight asks for';
}
