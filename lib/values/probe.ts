import { Duration } from 'cdk8s';
import { problem, Unquoted, unknownWord } from '../checker/problem';
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

/** The timing of a probe, and the port. */
export interface ProbeOptions extends ProbeTiming {
  /** The name of one of the `ports` of the workload. @default the port that the program serves on */
  readonly port?: string;
}

/** Ports of a container by name. The first port is the port that the program serves on. */
export type Ports = Readonly<Record<string, number>>;

/** Each timing with the lowest number of seconds that Kubernetes accepts. */
const TIMINGS = [
  ['initialDelay', 0],
  ['period', 1],
  ['timeout', 1],
] as const;

/** Seconds between two startup probes. */
const STARTUP_PERIOD = 5;

type Question =
  | { readonly path: string }
  | { readonly command: readonly string[] }
  | { readonly grpc: { readonly service?: string } }
  | 'connect';

/**
 * A liveness or readiness probe of a container. A probe has no port number: the construct fills in the port of the
 * container, and a named port is one of the container's, so no probe can use a wrong port. cdk8s-plus has another class of
 * the same name.
 */
export class Probe {
  /** Sends `GET path` to the container. A status from 200 to 399 is a success. */
  static http(path: string, options: ProbeOptions = {}): Probe {
    return new Probe({ path }, options);
  }

  /** Opens a TCP connection to the container. An open connection is a success, and no other server has a part in it. */
  static tcp(options: ProbeOptions = {}): Probe {
    return new Probe('connect', options);
  }

  /** Calls the gRPC Health Checking Protocol of the container, for one service of the program or for all services. */
  static grpc({ service, ...options }: ProbeOptions & { readonly service?: string } = {}): Probe {
    return new Probe({ grpc: service === undefined ? {} : { service } }, options);
  }

  /** Runs a command in the container, without a shell. Exit code 0 is a success. */
  static exec(command: readonly string[], timing: ProbeTiming = {}): Probe {
    return new Probe({ command }, timing);
  }

  private constructor(
    private readonly question: Question,
    private readonly timing: ProbeOptions,
  ) {}

  /** The path of an HTTP probe; undefined for any other probe. */
  get path(): string | undefined {
    return this.question !== 'connect' && 'path' in this.question ? this.question.path : undefined;
  }

  /** The shortest time from the start of the container to the first success, in seconds. */
  get leastSeconds(): number {
    return this.timing.initialDelay ? seconds(this.timing.initialDelay) : 0;
  }

  /** The same probe as a startup probe: the container may take this long to the first success. */
  duringStartup(longest: Duration): Probe {
    const { port, timeout } = this.timing;
    return new Probe(this.question, {
      ...(port !== undefined && { port }),
      ...(timeout && { timeout }),
      period: Duration.seconds(STARTUP_PERIOD),
      failureThreshold: Math.ceil(seconds(longest) / STARTUP_PERIOD),
    });
  }

  /** Renders the probe of a container with the given ports. */
  toKube(ports: Ports): k8s.Probe {
    const { initialDelay, period, timeout, failureThreshold } = this.timing;
    return {
      ...this.handler(ports),
      ...(initialDelay && { initialDelaySeconds: seconds(initialDelay) }),
      ...(period && { periodSeconds: seconds(period) }),
      ...(timeout && { timeoutSeconds: seconds(timeout) }),
      ...(failureThreshold !== undefined && { failureThreshold }),
    };
  }

  private handler(ports: Ports): Pick<k8s.Probe, 'exec' | 'grpc' | 'httpGet' | 'tcpSocket'> {
    const { question } = this;
    if (question !== 'connect' && 'command' in question) return { exec: { command: [...question.command] } };
    const [name = ''] = [this.timing.port, ...Object.keys(ports)].filter((each) => each !== undefined);
    if (question !== 'connect' && 'grpc' in question) return { grpc: { port: ports[name] ?? 0, ...question.grpc } };
    const port = k8s.IntOrString.fromString(name);
    return question === 'connect' ? { tcpSocket: { port } } : { httpGet: { path: question.path, port } };
  }

  /** Refuses a path that is not absolute, a port that the container lacks, and a timing that Kubernetes rejects. */
  problems(field: string, ports: Ports): string[] {
    const problems = this.checkPort(`${field}.port`, Object.keys(ports));
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

  private checkPort(field: string, known: readonly string[]): string[] {
    const { port } = this.timing;
    if (this.question !== 'connect' && 'command' in this.question) return [];
    if (port === undefined ? known.length > 0 : known.includes(port)) return [];
    if (port !== undefined && known.length > 0) return [unknownWord(field, known, port)];
    return [problem(field, 'a port of the workload, or a probe by a command', port ?? new Unquoted('none'))];
  }
}
