import { problem, Unquoted } from '../checker/problem';

/** How a service brings its database to the state that its code expects. */
export class Migration {
  /**
   * Alembic, 1.17.1 or newer, for its `--check-heads`. It refuses a database that is ahead, too: to go back to an image,
   * its migrations are downgraded first.
   */
  static alembic(): Migration {
    return new Migration(['alembic', 'upgrade', 'head'], ['alembic', 'current', '--check-heads']);
  }

  constructor(
    /** Migrates; does nothing where nothing is left to do. In the image of the service, without a shell. */
    readonly command: readonly string[],
    /** Exits with 0 once the database is in a state that this image can live with, and with anything else before. */
    readonly applied: readonly string[],
  ) {}

  problems(field: string): string[] {
    return Object.entries({ command: this.command, applied: this.applied })
      .filter(([, words]) => words.length === 0)
      .map(([name]) => problem(`${field}.${name}`, 'a program to run', new Unquoted('no words')));
  }
}
