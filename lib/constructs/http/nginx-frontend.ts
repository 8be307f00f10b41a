import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Probe } from '../../values/probe';
import { HttpService } from './http-service';
import type { ServiceProps } from './service-props';

export interface NginxFrontendProps extends ServiceProps {
  /**
   * The port that nginx listens on, 1024 to 65535. An image made for port 80 needs `listen 8080;` in its configuration,
   * or `nginxinc/nginx-unprivileged` as its base.
   *
   * @default 8080
   */
  readonly port?: number;
  /** User id of the process. @default 101, `nginx` in the official images */
  readonly uid?: number;
}

/**
 * Static files and a single-page application behind nginx, as a user without root rights.
 *
 * Renders what HttpService renders, with probes on `/`, and empty volumes where nginx keeps its process id and its
 * buffers. The official images stop on SIGQUIT, on which nginx finishes what it has begun.
 */
export class NginxFrontend extends HttpService {
  constructor(scope: Construct, id: string, { port = 8080, uid = 101, ...props }: NginxFrontendProps) {
    super(scope, id, {
      ...props,
      port,
      uid,
      hasShell: true,
      writable: ['/tmp', '/var/cache/nginx', '/var/run'],
      liveness: Probe.http('/', { initialDelay: Duration.seconds(10), period: Duration.seconds(10) }),
      readiness: Probe.http('/', { initialDelay: Duration.seconds(5), period: Duration.seconds(5) }),
    });
  }
}
