import { problem } from '../../checker/problem';
import { waitFor } from '../workload/wait';

/** The folder of dumps in every pod of a backup or a restore. */
export const DUMPS = '/dumps';

/** The variables of a restore, with their defaults. A person may change the variables of one Job. */
export const RESTORE_CHOICES = { DUMP: 'newest', MODE: 'replace' } as const;

/** pg_isready needs no password, and a wrong one is no reason to wait. psql says why there is no answer. */
export const SERVER_ANSWERS = waitFor(
  '$PGHOST:$PGPORT',
  "pg_isready --quiet || PGCONNECT_TIMEOUT=3 psql --no-psqlrc --command='SELECT 1'",
);

/** The dumps of this name, `postgres-20260102T030405Z.dump`: alphabetical order is the order of time. */
export function dumpsOf(name: string): string {
  return `${name}-*.dump`;
}

/**
 * Writes the database into a file that gets its name once it has been read back to its end: half a dump never looks like
 * one.
 */
export function dumpScript(name: string): string {
  return script([
    ...SERVER_ANSWERS,
    `dump=${DUMPS}/${name}-$(date -u +%Y%m%dT%H%M%SZ).dump`,
    // The file of a killed run. A younger file may belong to a run that is writing now.
    `find ${DUMPS} -name '*.partial' -mmin +360 -exec rm {} ';'`,
    'pg_dump --format=custom --file="$dump.partial"',
    // All of it, unlike with --list, which reads the table of contents at its beginning.
    'pg_restore --file=/dev/null "$dump.partial"',
    'mv "$dump.partial" "$dump"',
    `ls -l ${DUMPS}`,
  ]);
}

/**
 * Reads a dump into a new database, and gives that the name of the one in use, which stays under another. PostgreSQL
 * refuses to rename a database that somebody is connected to, so that nothing changes under a running service.
 */
export function restoreScript(name: string): string {
  return script([
    `if [ "$DUMP" = newest ]; then DUMP=$(find ${DUMPS} -name '${dumpsOf(name)}' | sort | tail -n 1); fi`,
    'DUMP=$(basename "$DUMP")',
    `if [ ! -f "${DUMPS}/$DUMP" ]; then echo "no dump $DUMP among:" >&2; ls ${DUMPS} >&2; exit 1; fi`,
    'restored=$PGDATABASE-restored',
    'replaced=$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ)',
    ...SERVER_ANSWERS,
    'echo "reading $DUMP"',
    // The database of a killed run.
    'dropdb --maintenance-db=template1 --if-exists "$restored"',
    `trap 'dropdb --maintenance-db=template1 --if-exists "$restored"' EXIT`,
    // From template0, which nobody has changed.
    'createdb --maintenance-db=template1 --template=template0 "$restored"',
    `pg_restore --exit-on-error --no-owner --dbname="$restored" "${DUMPS}/$DUMP"`,
    'vacuumdb --quiet --analyze-only --dbname="$restored"',
    'if [ "$MODE" = rehearse ]; then',
    '  psql --no-psqlrc --dbname="$restored" --command="SELECT relname, n_live_tup FROM pg_stat_user_tables ORDER BY 1"',
    '  echo "$DUMP can be restored"',
    '  exit',
    'fi',
    `echo 'BEGIN; ALTER DATABASE :"name" RENAME TO :"replaced"; ALTER DATABASE :"restored" RENAME TO :"name"; COMMIT;' |`,
    '  psql --no-psqlrc --quiet --dbname=template1 --set=ON_ERROR_STOP=1 \\',
    '    --set=name="$PGDATABASE" --set=replaced="$replaced" --set=restored="$restored"',
    'trap - EXIT',
    'echo "$PGDATABASE is what it was in $DUMP; what it was until now is in $replaced"',
  ]);
}

/** Refuses a name that is too long for an appended time, or that a shell or libpq would need quotes for. */
export function checkDumpedDatabase(field: string, name: string): string[] {
  if (/^[\w-]{1,46}$/.test(name)) return [];
  const expected = 'a name of 1 to 46 letters, digits, "_" and "-", since a restore puts a time behind it';
  return [problem(field, expected, name)];
}

const script = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
