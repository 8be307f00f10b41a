import type { Duration, Size } from 'cdk8s';
import { problem } from '../checker/problem';
import { checkSize } from './resources';
import { checkSeconds } from './seconds';

/** The amounts and times of the requests of a route, where the defaults of the controller do not suffice. */
export type RouteLimits = {
  /** The largest request body, above zero: for uploads. @default the controller's; 1Mi with ingress-nginx */
  readonly upload?: Size;
} & (
  | {
      /** Time to wait for an answer of the service, in whole seconds, at least 1. @default the controller's; 60 s with ingress-nginx */
      readonly timeout?: Duration;
      readonly stream?: never;
    }
  | {
      /** True for connections that stay open: a WebSocket, server-sent events. ingress-nginx closes one after an hour of silence. */
      readonly stream: true;
      readonly timeout?: never;
    }
);

/**
 * A path of a public host that leads to a service. A route has no default: each route either keeps the path of the
 * request or strips a prefix. Each route becomes a path of an Ingress, and a rule of an HTTPRoute.
 */
export class Route {
  /** Routes `path` and all paths below. The service receives the path unchanged. */
  static keep(path: string): Route {
    return new Route(path, undefined, true, {});
  }

  /**
   * Routes `path`, and no path below. The service receives the path without `prefix`:
   * `Route.strip('/api', '/api/health')` requests `/health` of the service.
   */
  static strip(prefix: string, path: string): Route {
    return new Route(path, prefix, false, {});
  }

  /**
   * Routes `path` and all paths below. The service receives the paths without `prefix`: `Route.stripTree('/api/board')`
   * requests `/` and `/posts` of the service for `/api/board` and `/api/board/posts`.
   */
  static stripTree(prefix: string, path = prefix): Route {
    return new Route(path, prefix, true, {});
  }

  private constructor(
    /** The path of the public host, such as `/api`. */
    readonly path: string,
    private readonly prefix: string | undefined,
    /** True if all paths below `path` belong to the route. */
    readonly tree: boolean,
    readonly limits: RouteLimits,
  ) {}

  /** Returns the same route with limits: `Route.keep('/files').with({ upload: Size.mebibytes(50) })`. */
  with(limits: RouteLimits): Route {
    return new Route(this.path, this.prefix, this.tree, limits);
  }

  /** The path that the service receives for `path`; undefined if the service receives each path unchanged. */
  get rewrite(): string | undefined {
    return this.prefix === undefined ? undefined : this.path.slice(this.prefix.length) || '/';
  }

  /** Refuses a path that is not absolute or has other characters, a `prefix` that does not start the path, and invalid limits. */
  problems(field: string): string[] {
    const { path, prefix, tree, limits } = this;
    if (!/^\/[A-Za-z0-9/_.-]*$/.test(path)) {
      return [problem(`${field}.path`, 'an absolute path of letters, digits, "/", "_", "." and "-"', path)];
    }
    if (/\/\/|\/\.\.?(\/|$)/.test(path)) return [problem(`${field}.path`, 'a path without "//", "/." and "/.."', path)];
    if (prefix !== undefined && !(path === prefix || path.startsWith(`${prefix}/`))) {
      return [problem(`${field}.prefix`, `a prefix of the path ${path}, such as "/api"`, prefix)];
    }
    if (tree && prefix !== undefined && path.endsWith('/')) {
      return [problem(`${field}.path`, 'a path without "/" at its end, such as "/api/board"', path)];
    }
    return [
      ...(limits.upload ? checkSize(`${field}.upload`, limits.upload) : []),
      ...(limits.timeout ? checkSeconds(`${field}.timeout`, limits.timeout, 1) : []),
    ];
  }
}
