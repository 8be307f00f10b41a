import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Finding, quoted, type Rule } from '../../rule';

/** The names of migrations that a program reads, and names that are meant for one and are passed over. */
const FORMS: readonly { readonly program: RegExp; readonly wrong: RegExp; readonly expected: string }[] = [
  // https://documentation.red-gate.com/fd/migrations-271585107.html
  {
    program: /(^|\/|\s)flyway(\s|$)/,
    wrong: /^(?!(?:[VUB][\d._]+|R)__.+\.sql$)(?:[VvUu]_{0,2}\d[\w.-]*|[Rr]_[\w.-]*)\.sql$/,
    expected: 'a name such as V2__add_users.sql, with V in capitals and two underscores',
  },
  // https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md
  {
    program: /(^|\/|\s)migrate(\s|$)/,
    wrong: /^(?!\d+_.+\.(?:up|down)\.\w+$)\d+_[\w-]+\.sql$/,
    expected: 'a name that ends in .up.sql or .down.sql',
  },
];

/** A migration has a name that its program reads. */
export const migrationsNamed: Rule = {
  id: 'migrations-named',
  answer: 'broken',
  why: 'a program of migrations passes over a file with another name without a word: the table is never made, and the next release does not find the column',
  example:
    'Job default/migrate: spec.template.spec.containers[flyway].volumeMounts[sql]: expected a name such as V2__add_users.sql, with V in capitals and two underscores, received "V2_users.sql" [migrations-named]',
  about: ['.sql'],
  check: (bundle) => bundle.containers.flatMap((container) => passedOver(bundle, container)),
};

function passedOver(bundle: Bundle, container: Container): Finding[] {
  const started = `${imageName(container)} ${commandLine(container).join(' ')}`;
  const forms = FORMS.filter(({ program }) => program.test(started));
  if (forms.length === 0) return [];
  return mountedFiles(bundle, container).flatMap(({ files, path }) =>
    [...files.keys()].flatMap((file): Finding[] => {
      const form = forms.find(({ wrong }) => wrong.test(file));
      return form === undefined
        ? []
        : [{ object: container.template.owner, field: path, expected: form.expected, received: quoted(file) }];
    }),
  );
}
