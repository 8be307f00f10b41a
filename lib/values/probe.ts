import type { Duration } from 'cdk8s';
import { problem } from '../checker/problem';
import { k8s } from '../kubernetes';
import { checkSeconds, seconds } from './seconds';
import { checkWholeNumber } from './whole-number';

/**
 * Timing of a probe. A missing value is not rendered, so the default of Kubernetes applies:
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export interface ProbeTiming {
  /** Time from the start of the container to the first probe, in whole seconds, at least 0. @default 0 s */
  readonly initialDelay?: Duration;
  /** Time between two probes, in whole seconds, at least 1. @default 10 s */
  readonly period?: Duration;
  /** Time for the container to answer, in whole seconds, at least 1. @default 1 s */
  readonly timeout?: Duration;
  /** Consecutive failures before Kubernetes reacts, at least 1. @default 3 */
  readonly failureThreshold?: number;
}

/** Each timing with the lowest number of seconds that Kubernetes accepts. */
const TIMINGS = [
  ['initialDelay', 0],
  ['period', 1],
  ['timeout', 1],
] as const;

type Question = { readonly path: string } | { readonly command: readonly string[] } | 'connect';

/**
 * A liveness or readiness probe of a container. A probe has no port, since the construct fills in the port of the
 * container: no probe can use a wrong port. cdk8s-plus has another class of the same name.
 */
export class Probe {
  /** Sends `GET path` to the container. A status from 200 to 399 is a success. */
  static http(path: string, timing: ProbeTiming = {}): Probe {
    return new Probe({ path }, timing);
  }

  /** Opens a TCP connection to the container. An open connection is a success, and no other server has a part in it. */
  static tcp(timing: ProbeTiming = {}): Probe {
    return new Probe('connect', timing);
  }

  /** Runs a command in the container, without a shell. Exit code 0 is a success. */
  static exec(command: readonly string[], timing: ProbeTiming = {}): Probe {
    return new Probe({ command }, timing);
  }

  private constructor(
    private readonly question: Question,
    private readonly timing: ProbeTiming,
  ) {}

  /** The path of an HTTP probe; undefined for any other probe. */
  get path(): string | undefined {
    return this.question !== 'connect' && 'path' in this.question ? this.question.path : undefined;
  }

  /** The shortest time from the start of the container to the first success, in seconds. */
  get leastSeconds(): number {
    return this.timing.initialDelay ? seconds(this.timing.initialDelay) : 0;
  }

  /** Renders the probe of a container with the given port name. */
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

  /** Refuses a path that is not absolute, and a timing that Kubernetes rejects. */
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
