import { problem } from '../checker/problem';

/**
 * A path of a public host that leads to a service, and what the service gets to see of it. There is no default:
 * whether a prefix is kept or stripped is a decision per route.
 */
export class Route {
  /** Everything below `path`; the service sees the path as the browser sent it. */
  static keep(path: string): Route {
    return new Route(path, undefined);
  }

  /**
   * This one `path`, of which the service sees what remains without `prefix`:
   * `Route.strip('/api', '/api/health')` asks the service for `/health`.
   */
  static strip(prefix: string, path: string): Route {
    return new Route(path, prefix);
  }

  private constructor(
    readonly path: string,
    private readonly prefix: string | undefined,
  ) {}

  /** The path that the service is asked for instead, or undefined where it is asked for the path itself. */
  get rewrite(): string | undefined {
    return this.prefix === undefined ? undefined : this.path.slice(this.prefix.length) || '/';
  }

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
