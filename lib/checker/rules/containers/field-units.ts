import { commandLine } from '../../bundle/containers/command-line';
import { listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** Units behind a number, each with the divisors for the unit. */
const UNITS = /^(k|m|g|t|Ki?B|Mi?B|Gi?B|K|M|G|T|Mi|Gi|Ki)(?![A-Za-z])/;

/** Variables with a number that a program takes as bytes, or as whole cores. */
const NUMBERS: readonly (readonly [name: RegExp, resource: RegExp, unit: string])[] = [
  // https://pkg.go.dev/runtime#hdr-Environment_Variables
  [/^GOMEMLIMIT$/, /\.memory$/, 'bytes'],
  [/^GOMAXPROCS$/, /\.cpu$/, 'cores'],
  // https://www.openmp.org/spec-html/5.0/openmpse50.html, https://docs.rs/rayon, https://nodejs.org/api/cli.html
  [/^((OMP|MKL|OPENBLAS|NUMEXPR|RAYON|JULIA|TOKENIZERS)_NUM_THREADS|TOKIO_WORKER_THREADS)$/, /\.cpu$/, 'cores'],
  [/^(UV_THREADPOOL_SIZE|WEB_CONCURRENCY|POLARS_MAX_THREADS)$/, /\.cpu$/, 'cores'],
];

/** An amount of memory that a container reads is in the unit that stands behind the amount. */
export const fieldUnits: Rule = {
  id: 'field-units',
  answer: 'broken',
  why: 'without a divisor, a variable holds the bytes of a limit: with an m behind them, a program asks for a million times as much, and stops',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[LIMIT].valueFrom.resourceFieldRef.divisor: expected 1Mi, since "m" stands behind the number in -Xmx$(LIMIT)m, received nothing [field-units]',
  about: ['resourceFieldRef'],
  check: ({ containers }) =>
    containers.flatMap(({ spec, path, template, ...container }): Finding[] => {
      const own = listItems(spec, path, 'env');
      const texts = [
        ...commandLine({ spec, path, template, ...container }),
        ...own.flatMap(({ item }) => stringAt(item, 'value') ?? []),
      ];
      return own.flatMap(({ item, path: place }): Finding[] => {
        const source = valueAt(item, 'valueFrom', 'resourceFieldRef');
        const name = stringAt(item, 'name') ?? '';
        const [resource, divisor] = [stringAt(source, 'resource') ?? '', valueAt(source, 'divisor')];
        const number = NUMBERS.find(([names, resources]) => names.test(name) && resources.test(resource));
        if (number !== undefined && (quantity(divisor ?? 1) ?? 1) !== 1) {
          const field = `${place}.valueFrom.resourceFieldRef.divisor`;
          const expected = `1, since ${name} is a number of ${number[2]}`;
          return [{ object: template.owner, field, expected, received: quoted(divisor) }];
        }
        if (!/(memory|storage)$/.test(resource) || !/^\w+$/.test(name)) return [];
        if ((quantity(divisor ?? 1) ?? 1) > 1) return [];
        const used = texts.map((text) => usesOf(text, name)).find(([written]) => written !== undefined);
        const [written, behind] = used ?? [];
        const isNamed = /_(MI|MIB|MB)$/.test(name);
        if (behind === undefined && !isNamed) return [];
        const why = behind === undefined ? `${name} is named so` : `"${behind}" stands behind the number in ${written}`;
        return [
          {
            answer: behind === undefined ? 'risk' : undefined,
            object: template.owner,
            field: `${place}.valueFrom.resourceFieldRef.divisor`,
            expected: `1${(behind ?? 'M').slice(0, 1).toUpperCase()}i, since ${why}`,
            received: quoted(divisor),
          },
        ];
      });
    }),
};

/** The word with a variable, and the unit behind the variable. */
function usesOf(text: string, name: string): readonly [written?: string | undefined, behind?: string | undefined] {
  for (const form of [`$(${name})`, `\${${name}}`]) {
    const at = text.indexOf(form);
    if (at < 0) continue;
    const [unit] = UNITS.exec(text.slice(at + form.length, at + form.length + 4)) ?? [];
    const start = /\S*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? '';
    if (unit !== undefined) return [`${start}${form}${unit}`, unit];
  }
  // `-Xmx$((LIMIT * 3 / 4))m`
  const [written, unit] = new RegExp(`\\S*\\$\\(\\([^()"]*\\b${name}\\b[^()"]*\\)\\)(m|g)\\b`, 'i').exec(text) ?? [];
  return [written, unit];
}
