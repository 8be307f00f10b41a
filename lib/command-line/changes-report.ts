import { human, markdown, type Row, rowText } from '../changes';
import { identity, type Manifest } from '../checker/manifest/manifest';
import type { Place } from './bundle-files';
import { escaped, property } from './report/github';
import type { Invocation } from './run';

/** The format of consequences: for people, for a pull request, for programs, or as annotations. */
export const CHANGES_FORMATS = ['human', 'markdown', 'json', 'github'] as const;
export type ChangesFormat = (typeof CHANGES_FORMATS)[number];

/** The classes that deserve a warning. All others are notices. */
const WARNINGS = ['refused', 'data', 'needs-first', 'downtime'];

interface Report {
  readonly rows: readonly Row[];
  readonly failOn: readonly string[];
  /** The places of the manifests after the change. */
  readonly places: ReadonlyMap<Manifest, Place>;
  readonly env: Invocation['env'];
}

/** The lines of each format. */
export const REPORTS: Readonly<Record<ChangesFormat, (report: Report) => string[]>> = {
  human: ({ rows }) => (rows.length === 0 ? ['no changes'] : human(rows)),
  markdown: ({ rows, env }) => [markdown(rows, restOf(env)).trimEnd()],
  json: ({ rows }) => [JSON.stringify({ consequences: rows.map(asJson) }, undefined, 2)],
  github: (report) => report.rows.map((row) => annotation(row, report)),
};

/** The run of the workflow, as a link. */
function restOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Invocation['env']): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `[the log of the run](${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID})`;
}

function asJson({ consequence, says, objects, environments, places, causes }: Row) {
  return {
    class: consequence.id,
    says,
    objects,
    environments,
    places: places.map(({ environment, object, amount }) => ({
      environment,
      ...(object && { object: identity(object) }),
      ...(amount !== undefined && { amount }),
    })),
    causes,
  };
}

function annotation(row: Row, { failOn, places }: Report): string {
  const { id } = row.consequence;
  const level = failOn.includes(id) ? 'error' : WARNINGS.includes(id) ? 'warning' : 'notice';
  const [first] = row.places;
  const place = first?.object && places.get(first.object);
  const where = place ? `file=${property(place.file)},line=${place.lineOf(first.field)},` : '';
  return `::${level} ${where}title=${id}::${escaped([rowText(row), ...row.causes].join('\n'))}`;
}
