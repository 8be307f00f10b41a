import type { Container } from '../../bundle/bundle';
import { commandLine, commands, execCommand, program } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { listAt, valueAt } from '../../manifest/manifest';
import { LACKING_IMAGES, type Lack } from '../../programs/image-contents';
import { type Finding, quoted, type Rule } from '../../rule';

/** A command starts a program that its image holds. */
export const programsInImages: Rule = {
  id: 'programs-in-images',
  answer: 'broken',
  why: 'an image holds the programs of its maker, and few others: a command with another one ends with "executable file not found"',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].readinessProbe: expected mongosh, since mongo:7.0 holds no mongo, received "mongo" [programs-in-images]',
  check: ({ containers }) =>
    containers.flatMap((container) => {
      const lacks = lacksOf(container);
      return lacks.length === 0 ? [] : missing(container, lacks);
    }),
};

function lacksOf(container: Container): readonly Lack[] {
  const [name, reference] = [imageName(container), imageReference(container)];
  const major = Number(/^(\d+)(?=[.-]|$)/.exec(reference?.tag ?? '')?.[1] ?? Number.NaN);
  return LACKING_IMAGES.filter(
    ({ image, tag, since }) =>
      image.test(name) &&
      (tag === undefined || tag.test(reference?.tag ?? '')) &&
      (since === undefined || major >= since),
  );
}

function missing(container: Container, lacks: readonly Lack[]): Finding[] {
  const { spec, path, template } = container;
  const own = listAt(spec, 'command').length > 0 ? 'command' : 'args';
  const lines = [
    { field: own, line: commandLine(container) },
    ...[...PROBES, 'lifecycle.postStart', 'lifecycle.preStop'].map((field) => {
      return { field, line: execCommand(valueAt(spec, ...field.split('.'))) };
    }),
  ];
  return lines.flatMap(({ field, line }) => {
    // A script that installs programs, or asks for them, knows what the image holds.
    if (line.some((word) => /\b(apk|apt|apt-get|microdnf|pip|npm)\s|command -v|which |\/dev\/tcp|<<|#!/.test(word)))
      return [];
    const [first = []] = [line];
    const found = [program(first), ...commands(line).map(program)];
    const lack = lacks.find(({ programs }) => found.some((each) => programs.test(each)));
    const name = found.find((each) => lack?.programs.test(each));
    if (mounts(container).some(({ mountPath }) => /(^|\/)bin(\/|$)/.test(mountPath))) return [];
    if (lack === undefined || name === undefined || !starts(line, name)) return [];
    const image = `${imageReference(container)?.repository}:${imageReference(container)?.tag ?? 'latest'}`;
    const expected = `${lack.instead}, since ${image} holds no ${name}`;
    return [{ object: template.owner, field: `${path}.${field}`, expected, received: quoted(name) }];
  });
}

/** False for a program of the caller's own: from a volume, or fetched by the script itself. */
const starts = (line: readonly string[], name: string): boolean =>
  !line.some(
    (word) =>
      (word.includes(`/${name}`) && !/^\/(usr\/)?(local\/)?bin\//.test(word)) ||
      new RegExp(
        `\\b(alias|chmod|cp|curl|install|ln|mv|tar|wget)\\b[^;&|\\n]*\\b${name}\\b|\\bPATH=|^\\s*${name}\\s*\\(\\)`,
        'm',
      ).test(word),
  );
