import type { Bundle, Container } from '../../bundle/bundle';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Setting, setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { entryPath } from '../../manifest/field-path';
import { identity, type Manifest } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { MADE_KINDS, type MadeKind } from '../../programs/made-names';
import { type Finding, quoted, type Rule } from '../../rule';

/** A name of a bucket, a topic or a subject is one that somebody makes, if each maker is known. */
export const madeNamesUsed: Rule = {
  id: 'made-names-used',
  answer: 'risk',
  why: 'a server that makes nothing by itself refuses a bucket, a topic or a subject that nobody has made: what one program writes, the other never sees',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[BUCKET].value: expected a bucket that Job default/setup makes (uploads), received "files" [made-names-used]',
  about: ['bucket', 'arn:aws:s3', 'topic', 'nats'],
  check: (bundle) => MADE_KINDS.flatMap((kind) => ofKind(bundle, kind)),
};

interface Maker {
  readonly container: Container;
  readonly names: readonly string[];
  readonly services: ReadonlySet<Manifest>;
}

function ofKind(bundle: Bundle, kind: MadeKind): Finding[] {
  const makers = bundle.containers.flatMap((container) => makerOf(bundle, container, kind));
  const names = makers.flatMap((maker) => maker.names);
  // The name of a thing that a variable tells is not known.
  if (names.length === 0 || names.some((name) => !/^[\w.*>-]+$/.test(name))) return [];
  const isClosed =
    kind.closed === undefined ||
    bundle.containers.some((container) => /^false$/i.test(setting(bundle, container, kind.closed ?? [])?.value ?? ''));
  if (!isClosed || bundle.ofKind(kind.operated ?? '').length > 0) return [];
  const expected = `a ${kind.what} that ${identity(makers[0]?.container.template.owner as Manifest)} makes (${names.join(', ')})`;
  return [...strayUses(bundle, kind, makers, names, expected), ...strayRights(bundle, kind, makers, names, expected)];
}

function makerOf(bundle: Bundle, container: Container, { sign, made, own = [] }: MadeKind): Maker[] {
  const whole = scriptOf(bundle, container);
  const script = sign.test(whole) ? unrolled(whole) : '';
  const told = setting(bundle, container, own)?.value ?? '';
  const names = [
    ...[...script.matchAll(made)].flatMap(([, ...groups]) => groups.filter((group) => group !== undefined)),
    told,
  ].flatMap(namesOf);
  if (names.length === 0) return [];
  const services = [
    ...servicesOf(bundle, container, [script, ...settings(bundle, container).map(({ value }) => value)]),
    ...(told === ''
      ? []
      : bundle.ofKind('Service').filter((each) => podsBehind(bundle, each).includes(container.template))),
  ];
  return [{ container, names, services: new Set(services) }];
}

/** A loop over words makes a thing for each word. */
function unrolled(script: string): string {
  const whole = script.replaceAll('\\\n', ' ');
  const [, name, words = ''] = /\bfor\s+(\w+)\s+in\s+([^;\n$`]+?)\s*[;\n]\s*do\b/.exec(whole) ?? [];
  if (name === undefined) return whole;
  const use = new RegExp(`\\$\\{?${name}\\b\\}?`, 'g');
  return words
    .split(/\s+/)
    .map((word) => whole.replace(use, word))
    .join('\n');
}

/** The names among the words of a command: without options, quotes and the alias of a server. */
const namesOf = (words: string): string[] =>
  words
    .split(/[\s,]+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .filter((word) => word !== '' && !/^-|^\d*[<>]/.test(word))
    .map((word) => word.replace(/^.*\/(?=.)|\/$/g, ''));

const servicesOf = (bundle: Bundle, { template }: Container, values: readonly string[]): Manifest[] =>
  values
    .flatMap((value) => [...hostsIn({ key: undefined, value }), ...hostsIn({ key: 'HOST', value })])
    .flatMap(({ name }) => ClusterDns.of(bundle).answer(name, template.namespace)?.service ?? []);

function strayUses(
  bundle: Bundle,
  kind: MadeKind,
  makers: readonly Maker[],
  names: readonly string[],
  expected: string,
): Finding[] {
  const { used, beside, except } = kind;
  const services = new Set(makers.flatMap((maker) => [...maker.services]));
  const isMaker = new Set(makers.map(({ container }) => container.template));
  const users = [...settingsNamed(bundle, used)].filter(([container]) => !isMaker.has(container.template));
  const isIdle = names.some((name) => !users.some(([, all]) => all.some(({ value }) => fits(name, value))));
  const found = users.flatMap(([container, all]) => {
    const uses = all.filter(({ name, value }) => except?.test(name) !== true && /^[a-z][\w.-]*$/i.test(value));
    const stray = uses.filter(({ value }) => !names.some((name) => fits(name, value)));
    if (stray.length === 0) return [];
    const values = settings(bundle, container).map(({ value }) => value);
    if (!servicesOf(bundle, container, values).some((service) => services.has(service))) return [];
    // A program that uses one of the things may make the others itself.
    const isOther =
      !isIdle ||
      stray.length < uses.length ||
      (beside && !settings(bundle, container).some(({ name }) => beside.test(name)));
    return stray.filter(({ value }) => !isOther || names.some((name) => isTypo(firstOf(value), firstOf(name))));
  });
  const once = new Map(found.map((each) => [`${each.object.kind} ${each.object.metadata.name} ${each.field}`, each]));
  return [...once.values()].map(({ object, field, value, secret }: Setting) => {
    return { object, field, expected, received: secret ? 'another name' : quoted(value) };
  });
}

const firstOf = (name: string): string => name.split('.', 1)[0] ?? name;

/** Wildcards of NATS: `*` stands for one word, `>` for the rest. */
function fits(pattern: string, name: string): boolean {
  const [words, others] = [pattern.split('.'), name.split('.')];
  const end = words.indexOf('>');
  const isSame = (end < 0 ? words.length === others.length : others.length > end) || pattern === name;
  return (
    isSame && (end < 0 ? words : words.slice(0, end)).every((word, index) => word === '*' || word === others[index])
  );
}

/** The policy of a maker speaks of the things that the maker makes. */
function strayRights(
  bundle: Bundle,
  { rights }: MadeKind,
  makers: readonly Maker[],
  names: readonly string[],
  expected: string,
): Finding[] {
  if (rights === undefined) return [];
  return makers.flatMap(({ container }) =>
    mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].flatMap(([file, text = '']): Finding[] => {
        const arns = [...text.matchAll(rights)].map(([, name = '']) => name);
        const stray = arns.find((name) => !names.includes(name) && names.some((other) => isTypo(name, other)));
        if (stray === undefined) return [];
        return [{ object: made, field: entryPath('data', file), expected, received: quoted(stray) }];
      }),
    ),
  );
}
