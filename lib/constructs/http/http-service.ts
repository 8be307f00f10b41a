import type { Construct } from 'constructs';
import type { Pods } from '../../checker/connection';
import { unknownWord } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import type { CallableService } from '../../values/callable-service';
import { checkExposure, type Exposure } from '../../values/exposure';
import { DEFAULT_SHUTDOWN } from '../../values/graceful-shutdown';
import { DeployedWorkload } from '../workload/deployed-workload';
import { HttpExposure } from './http-exposure';
import type { HttpServiceProps } from './service-props';

/** The name of the container port, by which probes and Service find it. */
const PORT_NAME = 'http';

/** Clients need not know what the container listens on: every Service answers here. */
const SERVICE_PORT = 80;

/**
 * A program that answers HTTP, in any language. FastApiService and NginxFrontend are thin layers over it.
 *
 * Renders a Deployment (rolling update that never takes a pod away before its successor answers), a Service on port 80
 * that leads to the container port `http`, a ServiceAccount without a token, and, where asked for, ConfigMaps, Secrets,
 * HorizontalPodAutoscaler, PodDisruptionBudget, Ingress, NetworkPolicy, Role and a Job that migrates its database. Checks all
 * props, and reports all problems together.
 *
 * A program that exits because a backing service refuses its first connection (lib/constructs/workload/wait.ts says when)
 * is restarted by the kubelet in the same pod. No request reaches the pod before its readiness probe succeeds, so a restart
 * at the start of a pod costs seconds, and nothing waits for servers here.
 */
export class HttpService extends DeployedWorkload implements CallableService {
  /** `http://<name>.<namespace>.svc.cluster.local`: the URL of the Service, valid in every namespace. */
  readonly url: string;
  readonly port: number;

  constructor(scope: Construct, id: string, props: HttpServiceProps) {
    const { port, portVariable, shutdown = DEFAULT_SHUTDOWN, exposure, env = [] } = props;
    const told = portVariable === undefined ? [] : [{ name: portVariable, value: String(port) }];
    super(scope, id, { ...props, shutdown, env: [...told, ...env] }, { [PORT_NAME]: port });
    this.url = `http://${this.namespace.host(this.name)}`;
    this.port = port;
    const further = Object.entries(this.ports).slice(1);
    new k8s.KubeService(this, 'service', {
      metadata: this.metadata(),
      spec: {
        selector: this.selector,
        ports: [[PORT_NAME, SERVICE_PORT] as const, ...further].map(([name, number]) => {
          return { name, port: number, targetPort: k8s.IntOrString.fromString(name) };
        }),
      },
    });
    if (exposure) this.expose(exposure, port);
  }

  /** The service on one of its further `ports`; the URL is `<host>:<port>`, the form that gRPC clients take. */
  at(portName: string): CallableService {
    const { peer, ports } = this;
    const port = ports[portName] ?? Number.NaN;
    if (ports[portName] === undefined)
      this.node.addValidation({ validate: () => [unknownWord('at', Object.keys(ports), portName)] });
    return {
      url: `${this.namespace.host(this.name)}:${port}`,
      peer,
      port,
      allowCallsFrom: (caller) => this.allowFrom(caller, port),
    };
  }

  allowCallsFrom(caller: Pods): void {
    this.allowFrom(caller, this.port);
  }

  protected override portField(name: string): string {
    return name === PORT_NAME ? 'port' : super.portField(name);
  }

  private expose(exposure: Exposure, port: number): void {
    const { namespace, labels } = this;
    this.node.addValidation({ validate: () => checkExposure('exposure', exposure, namespace.cluster) });
    const service = { name: this.name, port: SERVICE_PORT };
    const { sources } = new HttpExposure(this, 'exposure', { namespace, labels, exposure, service });
    for (const source of sources) this.allowFrom(source, port);
  }
}
