import type { Container } from '../../bundle/bundle';
import { execCommand, program } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Images with nothing but the application. */
const BARE = /(^|\/)blux2\/hello-server$|^gcr\.io\/distroless\/|distroless$|(^|\/)chainguard\/static$|(^|\/)pause$/;

/** Programs of a shell, absent from such images. */
const TOOLS = new Set([
  ...['sh', 'bash', 'ash', 'dash', 'busybox', 'sleep', 'cat', 'echo', 'ls', 'test', '[', 'true', 'touch', 'rm'],
  ...['grep', 'ps', 'pgrep', 'kill', 'pkill', 'killall', 'wget', 'curl', 'nc'],
]);

const ADVICE = {
  'lifecycle.preStop': 'sleep.seconds, for which the kubelet needs no shell (from Kubernetes 1.30)',
  'lifecycle.postStart': 'no hook',
  startupProbe: 'an httpGet, tcpSocket or grpc probe',
  readinessProbe: 'an httpGet, tcpSocket or grpc probe',
  livenessProbe: 'an httpGet, tcpSocket or grpc probe',
};

/** Hooks and probes start only commands of their image. */
export const hookNeedsShell: Rule = {
  id: 'hook-needs-shell',
  answer: 'risk',
  why: 'in an image without a shell an exec hook fails at once, so the pod stops without the wait; an exec probe never succeeds',
  example:
    'Deployment default/api: spec.template.spec.containers[api].lifecycle.preStop.exec.command: expected sleep.seconds, for which the kubelet needs no shell (from Kubernetes 1.30): blux2/hello-server holds no shell, received "sleep" [hook-needs-shell]',
  about: ['blux2/hello-server', 'distroless', 'chainguard/static', 'pause'],
  check: ({ containers }) =>
    containers.flatMap((container) => {
      const image = bareImage(container);
      if (image === undefined) return [];
      return Object.entries(ADVICE).flatMap(([place, advice]): Finding[] => {
        const command = execCommand(valueAt(container.spec, ...place.split('.')));
        if (!TOOLS.has(program(command))) return [];
        return [
          {
            object: container.template.owner,
            field: `${container.path}.${place}.exec.command`,
            expected: `${advice}: ${image} holds no shell`,
            // Only the program: its arguments may be nobody's business.
            received: quoted(command[0]),
          },
        ];
      });
    }),
};

/** The image of a container, if known to be bare. The `debug` tags of distroless images have a shell. */
function bareImage(container: Container): string | undefined {
  const { repository = '', tag = '' } = imageReference(container) ?? {};
  if (/debug/.test(tag)) return undefined;
  return BARE.test(repository) || /distroless$/.test(tag) ? repository : undefined;
}
