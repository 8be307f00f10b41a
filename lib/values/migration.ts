import { problem, Unquoted } from '../checker/problem';

/**
 * The commands that migrate the database of a service. An HttpService runs `command` in a Job, and `applied` in an init
 * container of each pod, so that a new pod starts only after the migration.
 */
export class Migration {
  /**
   * The commands of Alembic, 1.17.1 or newer: older versions have no `--check-heads`
   * (https://alembic.sqlalchemy.org/en/latest/changelog.html). Alembic also rejects a database that is ahead of the
   * image: downgrade the database before you go back to an older image.
   */
  static alembic(): Migration {
    return new Migration(['alembic', 'upgrade', 'head'], ['alembic', 'current', '--check-heads']);
  }

  constructor(
    /**
     * The command that migrates the database, run in the image of the service without a shell. If the database is up to
     * date, the command must change nothing.
     */
    readonly command: readonly string[],
    /** The command that exits with 0 once the database suits the image, and with another code before. */
    readonly applied: readonly string[],
  ) {}

  /** Refuses a command without words. */
  problems(field: string): string[] {
    return Object.entries({ command: this.command, applied: this.applied })
      .filter(([, words]) => words.length === 0)
      .map(([name]) => problem(`${field}.${name}`, 'a command of at least one word', new Unquoted('no words')));
  }
}
