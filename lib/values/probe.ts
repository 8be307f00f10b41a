import type { Duration } from 'cdk8s';
import { problem } from '../checker/problem';
import { k8s } from '../kubernetes';
import { checkSeconds, seconds } from './seconds';
import { checkWholeNumber } from './whole-number';

/** How often and how patiently a probe asks. What is left out is not rendered: Kubernetes' own default holds. */
export interface ProbeTiming {
  /** Wait after the container's start, in whole seconds. @default 0 s */
  readonly initialDelay?: Duration;
  /** Time between two questions, in whole seconds, at least 1. @default 10 s */
  readonly period?: Duration;
  /** Time to answer, in whole seconds, at least 1. @default 1 s */
  readonly timeout?: Duration;
  /** Failures in a row that count, at least 1. @default 3 */
  readonly failureThreshold?: number;
}

/** Each with the least that Kubernetes accepts. */
const TIMINGS = [
  ['initialDelay', 0],
  ['period', 1],
  ['timeout', 1],
] as const;

type Question = { readonly path: string } | { readonly command: readonly string[] } | 'connect';

/**
 * A question to a container. It names no port: the container that is asked has one, and a probe cannot
 * knock at another.
 */
export class Probe {
  /** Asks `GET path`; 200 to 399 is a yes. */
  static http(path: string, timing: ProbeTiming = {}): Probe {
    return new Probe({ path }, timing);
  }

  /** Opens a connection, and is content if that succeeds: no other server has a part in the answer. */
  static tcp(timing: ProbeTiming = {}): Probe {
    return new Probe('connect', timing);
  }

  /** Runs a command in the container; exit code 0 is a yes. */
  static exec(command: readonly string[], timing: ProbeTiming = {}): Probe {
    return new Probe({ command }, timing);
  }

  private constructor(
    private readonly question: Question,
    private readonly timing: ProbeTiming,
  ) {}

  /** The path that is asked for; undefined if the question is another one. */
  get path(): string | undefined {
    return this.question !== 'connect' && 'path' in this.question ? this.question.path : undefined;
  }

  /** The least time between a container's start and its first yes, in seconds. */
  get leastSeconds(): number {
    return this.timing.initialDelay ? seconds(this.timing.initialDelay) : 0;
  }

  /** The probe of a container whose port has this name. */
  toKube(portName: string): k8s.Probe {
    const { initialDelay, period, timeout, failureThreshold } = this.timing;
    const port = k8s.IntOrString.fromString(portName);
    return {
      ...(this.question === 'connect'
        ? { tcpSocket: { port } }
        : 'path' in this.question
          ? { httpGet: { path: this.question.path, port } }
          : { exec: { command: [...this.question.command] } }),
      ...(initialDelay && { initialDelaySeconds: seconds(initialDelay) }),
      ...(period && { periodSeconds: seconds(period) }),
      ...(timeout && { timeoutSeconds: seconds(timeout) }),
      ...(failureThreshold !== undefined && { failureThreshold }),
    };
  }

  problems(field: string): string[] {
    const problems: string[] = [];
    if (this.path !== undefined && !/^\/\S*$/.test(this.path)) {
      problems.push(problem(`${field}.path`, 'an absolute path such as "/health"', this.path));
    }
    for (const [name, least] of TIMINGS) {
      const given = this.timing[name];
      if (given) problems.push(...checkSeconds(`${field}.${name}`, given, least));
    }
    const { failureThreshold } = this.timing;
    if (failureThreshold !== undefined) {
      problems.push(...checkWholeNumber(`${field}.failureThreshold`, failureThreshold));
    }
    return problems;
  }
}
