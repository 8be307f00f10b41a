import { type Measurement, ratio } from './measure';
import { CDK8S, CHANGED, KUSTOMIZE, NPM, SYNTH, scaled } from './subjects';

/** What one subject may take, as a multiple of another: the only figures that mean the same on every machine. */
export interface Target {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly most: number;
  /** What is taken for a regression, on a machine that does other things, too. */
  readonly alarm: number;
}

const environments = (what: string, one: string, most: number, alarm: number): Target => {
  return { what, one, other: KUSTOMIZE, most, alarm };
};

export const SMALL: readonly Target[] = [
  environments('all environments, all rules', SYNTH, 0.8, 1.6),
  environments('the same, after a change of one value', CHANGED, 0.5, 2.5),
  environments('through npm', NPM, 1.2, 2.5),
  environments('through the CLI of cdk8s', CDK8S, 2, 6),
];

/** Many services, and how the time grows from fewer of them. */
export function large(fewer: number, services: number): Target[] {
  const [stock, off, on] = [scaled('stock', services), scaled('off', services), scaled('on', services)];
  return [
    { what: `${services} services, rules off`, one: off, other: stock, most: 0.41, alarm: 0.9 },
    { what: `${services} services, rules on`, one: on, other: stock, most: 0.66, alarm: 1.5 },
    {
      what: `growth from ${fewer} to ${services} services, rules on`,
      one: on,
      other: scaled('on', fewer),
      most: 11,
      // In proportion, 8 times as many take less than 8 times as long: to start takes the same time.
      alarm: 9,
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
