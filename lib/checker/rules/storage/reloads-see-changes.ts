import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { type MountedFiles, mountedFiles } from '../../bundle/containers/mounted-files';
import { entriesAt, identity } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Images and words of programs that have another program read its files again. */
const IMAGES =
  /(^|\/)(prometheus-config-reloader|configmap-reload|config-reloader|nats-server-config-reloader|k8s-sidecar)$/;
const WORDS =
  /\b(pkill|killall|kill)\s+-(s\s+)?(HUP|SIGHUP|1|USR1|USR2)\b|\bnginx\s+-s\s+reload\b|\/-\/reload\b|\binotifywait\b|\bhaproxy\b.{0,200}-sf\b/;

/** A file that is read again is mounted in a way in which the file changes. */
export const reloadsSeeChanges: Rule = {
  id: 'reloads-see-changes',
  answer: 'risk',
  why: 'a file that is mounted by subPath never changes in a running container: the program is told to read its file again, and reads the old one',
  example:
    'Deployment default/web: spec.template.spec.containers[web].volumeMounts[conf]: expected the folder of ConfigMap site without subPath, since container reload has the file read again, received subPath "site.conf" [reloads-see-changes]',
  about: ['subPath'],
  check: (bundle) => bundle.templates.flatMap((template) => [...stale(bundle, template), ...expired(bundle, template)]),
};

/** cert-manager writes a certificate anew some weeks before its end, unless another program restarts the pods then. */
function expired(bundle: Bundle, { owner: object, containers, annotations }: PodTemplate): Finding[] {
  const marks = [...Object.keys(annotations), ...entriesAt(object, 'metadata', 'annotations').map(([key]) => key)];
  if (/Job$/.test(object.kind) || marks.some((key) => /reload|restart/i.test(key))) return [];
  return containers
    .filter(({ init }) => !init)
    .flatMap((container) => mountedFiles(bundle, container))
    .filter(({ subPath, made }) => subPath !== undefined && made.kind === 'Certificate')
    .map(({ path: field, configMap, subPath, made }) => ({
      object,
      field,
      expected: `the folder of Secret ${configMap} without subPath, since ${identity(made)} is renewed`,
      received: `subPath ${JSON.stringify(subPath)}`,
    }));
}

function stale(bundle: Bundle, { owner: object, containers }: PodTemplate): Finding[] {
  const running = containers.filter(({ init }) => !init);
  if (running.length < 2) return [];
  const all = running.map((container) => ({ container, files: mountedFiles(bundle, container) }));
  return all.flatMap(({ container: reloader, files }) => {
    const texts = [
      commandLine(reloader).join(' '),
      ...files.flatMap((mounted) => [...mounted.files.values()].map((text) => text ?? '')),
    ];
    if (!IMAGES.test(imageName(reloader)) && !texts.some((text) => WORDS.test(text))) return [];
    const watched = new Set(files.map(identityOf));
    return all
      .filter(({ container }) => container !== reloader)
      .flatMap((each) => each.files)
      .filter((mounted) => mounted.subPath !== undefined && watched.has(identityOf(mounted)))
      .map(({ path: field, kind, configMap, subPath }) => ({
        object,
        field,
        expected: `the folder of ${kind} ${configMap} without subPath, since container ${reloader.name} has the file read again`,
        received: `subPath ${JSON.stringify(subPath)}`,
      }));
  });
}

const identityOf = ({ kind, configMap }: MountedFiles): string => `${kind} ${configMap}`;
