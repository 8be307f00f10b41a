import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpService, Probe, problem, type ServiceProps } from '../..';

export type HelloServerProps = ServiceProps;

/** On this tag every `GET /`, a probe's too, starts an allocation that never ends; no memory limit cures it. */
const LEAKING_TAG = '1.7';

/**
 * `blux2/hello-server`: a Go program in an image `FROM scratch`, with no shell and no user of its own.
 *
 * Renders what HttpService renders, with probes on `/`, the one path that every tag answers, as user 1000. Waits before
 * SIGTERM in the kubelet, since no command can run in the image. Refuses a cluster older than Kubernetes 1.30, which has
 * no such wait, and the tag 1.7, whose `/` leaks memory.
 */
export class HelloServer extends HttpService {
  constructor(scope: Construct, id: string, props: HelloServerProps) {
    const timing = { period: Duration.seconds(5), timeout: Duration.seconds(1), failureThreshold: 3 };
    super(scope, id, {
      ...props,
      port: 8080,
      uid: 1000,
      hasShell: false,
      writable: [],
      readiness: Probe.http('/', { initialDelay: Duration.seconds(5), ...timing }),
      liveness: Probe.http('/', { initialDelay: Duration.seconds(10), ...timing }),
    });
    this.node.addValidation({
      validate: () => {
        const { tag } = props.image;
        return tag === LEAKING_TAG ? [problem('image.tag', 'a tag other than 1.7, whose "/" leaks memory', tag)] : [];
      },
    });
  }
}
