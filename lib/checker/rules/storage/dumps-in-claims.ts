import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { takenVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { claimedVolumes, type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { DUMP, TAKEN } from '../../programs/dumps';
import { type Finding, quoted, type Rule } from '../../rule';

/** The file to which a script writes. */
const OUTPUT = /(?:>|\s-f|--(?:file|result-file|archive|out|output|rdb)[= ]|snapshot save)\s*["']?(\/[\w./-]+)/g;

/** A job writes its dump into the claim that it mounts. */
export const dumpsInClaims: Rule = {
  id: 'dumps-in-claims',
  answer: 'broken',
  why: 'a dump that is written beside the claim is gone with its pod: each job succeeds, and the claim stays empty',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].command: expected a file below /backup, where the claim is mounted, for pg_dump, received "/tmp/shop.sql" [dumps-in-claims]',
  about: ['persistentVolumeClaim'],
  check: (bundle) =>
    bundle.templates.filter(({ owner }) => /Job$/.test(owner.kind)).flatMap((template) => beside(bundle, template)),
};

const isBelow = (file: string, { mountPath }: Mount): boolean => `${file}/`.startsWith(`${mountPath}/`);

function beside(bundle: Bundle, template: PodTemplate): Finding[] {
  const { owner, containers } = template;
  const claims = new Set(claimedVolumes(template).map(({ name }) => name));
  const places = containers.flatMap(mounts).filter(({ volume }) => claims.has(volume));
  if (places.length === 0 || isNamed(bundle, template, places)) return [];
  return containers.flatMap((container): Finding[] => {
    const script = commandLine(container).join(' ');
    const [, dump] = DUMP.exec(script) ?? [];
    if (dump === undefined || TAKEN.test(script.replaceAll(new RegExp(DUMP, 'g'), ''))) return [];
    const inside = mounts(container);
    const file = [...script.matchAll(OUTPUT)]
      .map(([, path = '']) => path)
      .find((path) => !path.startsWith('/dev/') && !inside.some((mount) => isBelow(path, mount)));
    if (file === undefined) return [];
    const expected = `a file below ${places[0]?.mountPath}, where the claim is mounted, for ${dump}`;
    return [{ object: owner, field: `${container.path}.command`, expected, received: quoted(file) }];
  });
}

/** True if the pods say the place of a claim anywhere beside the mount. */
function isNamed(bundle: Bundle, { containers }: PodTemplate, places: readonly Mount[]): boolean {
  const said = containers.map(({ spec, ...container }) => [
    { ...(spec as object), volumeMounts: undefined },
    mountedFiles(bundle, { spec, ...container }).map(({ files }) => [...files]),
    takenVariables(bundle, { spec, ...container }).map(({ value }) => value),
  ]);
  const text = JSON.stringify(said);
  return places.some(({ mountPath }) => text.includes(mountPath));
}
