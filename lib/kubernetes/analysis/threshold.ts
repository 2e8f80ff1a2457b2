/**
 * A number, or text such as `{{args.threshold}}` that Argo replaces with one before it evaluates the condition.
 */
export type ThresholdValue = number | string;

/** A question asked of each sample of a measurement. Closed set: use the factories. */
export class Threshold {
  /** The question about the expression `sample`. */
  readonly on: (sample: string) => string;
  /** The numbers it compares with: checked to be finite, or references to arguments. */
  readonly values: readonly ThresholdValue[];

  private constructor(values: readonly ThresholdValue[], on: (sample: string) => string) {
    this.values = values;
    this.on = on;
  }

  /** sample >= value */
  static atLeast(value: ThresholdValue): Threshold {
    return new Threshold([value], (sample) => `${sample} >= ${value}`);
  }

  /** sample <= value */
  static atMost(value: ThresholdValue): Threshold {
    return new Threshold([value], (sample) => `${sample} <= ${value}`);
  }

  /** sample > value */
  static above(value: ThresholdValue): Threshold {
    return new Threshold([value], (sample) => `${sample} > ${value}`);
  }

  /** sample < value */
  static below(value: ThresholdValue): Threshold {
    return new Threshold([value], (sample) => `${sample} < ${value}`);
  }

  /** low <= sample <= high */
  static between(low: ThresholdValue, high: ThresholdValue): Threshold {
    return new Threshold([low, high], (sample) => `${sample} >= ${low} && ${sample} <= ${high}`);
  }

  /**
   * Any question in Argo's expression language: ``Threshold.expression((x) => `${x} % 2 == 0`)``. It is only ever asked
   * of a sample that is there and is a finite number.
   */
  static expression(on: (sample: string) => string): Threshold {
    return new Threshold([], on);
  }
}
