import { type Measurement, ratio } from './measure';
import { CDK8S, CHANGED, KUSTOMIZE, NPM, SYNTH, scaled } from './subjects';

/** What one subject may take, as a multiple of another: the only figures that mean the same on every machine. */
export interface Target {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly most: number;
}

const environments = (what: string, one: string, most: number): Target => ({ what, one, other: KUSTOMIZE, most });

export const SMALL: readonly Target[] = [
  environments('all environments, all rules', SYNTH, 0.8),
  environments('the same, after a change of one value', CHANGED, 0.5),
  environments('through npm', NPM, 1.2),
  environments('through the CLI of cdk8s', CDK8S, 2),
];

/** Many services, and how the time grows from a tenth of them. */
export function large(services: number): Target[] {
  const [stock, off, on] = [scaled('stock', services), scaled('off', services), scaled('on', services)];
  return [
    { what: `${services} services, rules off`, one: off, other: stock, most: 0.41 },
    { what: `${services} services, rules on`, one: on, other: stock, most: 0.66 },
    {
      what: `growth from ${services / 10} to ${services} services, rules on`,
      one: on,
      other: scaled('on', services / 10),
      most: 11,
    },
  ];
}

export interface Result extends Target {
  /** Undefined where one of the two could not be measured. */
  readonly ratio: number | undefined;
}

export function resultsOf(targets: readonly Target[], measurements: readonly Measurement[]): Result[] {
  const find = (name: string) => measurements.find((measurement) => measurement.name === name);
  return targets.map((target) => {
    const [one, other] = [find(target.one), find(target.other)];
    return { ...target, ratio: one && other && ratio(one, other) };
  });
}
