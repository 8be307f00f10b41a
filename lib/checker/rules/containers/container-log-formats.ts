import type { Bundle, Container } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { entryPath } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import { DOCKER_FOLDER, LOG_FORMATS, type LogFormat } from '../../programs/log-formats';
import { type Finding, quoted, type Rule } from '../../rule';

/** A collector of logs reads the format that the nodes write. */
export const containerLogFormats: Rule = {
  id: 'container-log-formats',
  answer: 'risk',
  why: 'containerd and CRI-O write the time, the stream and a flag before each line, where Docker wrote JSON: a parser for Docker leaves all lines as they are',
  example:
    'ConfigMap default/logs: data[fluent-bit.conf]: expected multiline.parser cri, since the pod does not mount the folder of Docker, received "multiline.parser docker" [container-log-formats]',
  about: ['fluent', 'promtail', 'opentelemetry-collector'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const format = LOG_FORMATS.find(({ image }) => image.test(imageWord(container)));
      return format === undefined || readsDocker(container) ? [] : inFiles(bundle, container, format);
    }),
};

/** True if the pod mounts the folder of Docker, as a collector needs on nodes of Docker. */
const readsDocker = ({ template }: Container): boolean =>
  listAt(template.spec, 'volumes').some((volume) => {
    const path = stringAt(volume, 'hostPath', 'path');
    return path !== undefined && DOCKER_FOLDER.test(path.replace(/(?<=.)\/+$/, ''));
  });

function inFiles(
  bundle: Bundle,
  container: Container,
  { part, reads, docker, except, expected }: LogFormat,
): Finding[] {
  return mountedFiles(bundle, container).flatMap(({ made, kind, files }) =>
    [...files].flatMap(([name, text = '']) => {
      if (kind === 'Secret' || !reads.test(text)) return [];
      const parts = text.replace(/^[ \t]*#.*$/gm, '').split(part);
      const wrong = parts.find((each) => reads.test(each) && docker.test(each) && !except.test(each));
      if (wrong === undefined) return [];
      const received = quoted((docker.exec(wrong)?.[0] ?? '').trim().replace(/\s+/g, ' '));
      const whole = `${expected}, since the pod does not mount the folder of Docker`;
      return [{ object: made, field: entryPath('data', name), expected: whole, received }];
    }),
  );
}
