import { problem } from '../checker/problem';

/**
 * A path of a public host that leads to a service. A route has no default: each route either keeps the path of the
 * request or strips a prefix. Each route becomes a path of an Ingress.
 */
export class Route {
  /** Routes `path` and all paths below. The service receives the path unchanged. */
  static keep(path: string): Route {
    return new Route(path, undefined);
  }

  /**
   * Routes `path`, and no path below. The service receives the path without `prefix`:
   * `Route.strip('/api', '/api/health')` requests `/health` of the service.
   */
  static strip(prefix: string, path: string): Route {
    return new Route(path, prefix);
  }

  private constructor(
    /** The path of the public host, such as `/api`. */
    readonly path: string,
    private readonly prefix: string | undefined,
  ) {}

  /** The path that the service receives; undefined if the service receives the path unchanged. */
  get rewrite(): string | undefined {
    return this.prefix === undefined ? undefined : this.path.slice(this.prefix.length) || '/';
  }

  /** Refuses a path that is not absolute or has other characters, and a `prefix` that does not start the path. */
  problems(field: string): string[] {
    if (!/^\/[A-Za-z0-9/_.-]*$/.test(this.path)) {
      return [problem(`${field}.path`, 'an absolute path of letters, digits, "/", "_", "." and "-"', this.path)];
    }
    if (this.prefix !== undefined && !(this.path === this.prefix || this.path.startsWith(`${this.prefix}/`))) {
      return [problem(`${field}.prefix`, `a prefix of the path ${this.path}, such as "/api"`, this.prefix)];
    }
    return [];
  }
}
