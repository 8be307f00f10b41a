import { entryPath } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import type { Bundle, Container } from '../bundle';
import { mountedFiles } from './mounted-files';

/** A file that a container mounts, of a ConfigMap or of a Secret. Never to be printed. */
export interface FileText {
  readonly object: Manifest;
  readonly field: string;
  readonly name: string;
  /** Undefined if unknown. */
  readonly text: string | undefined;
}

/** The files that a container mounts, with the texts of Secrets. */
export function fileTexts(bundle: Bundle, container: Container): FileText[] {
  return mountedFiles(bundle, container).flatMap(({ kind, configMap, made: object, files }) => {
    const values = kind === 'Secret' ? bundle.secret(container.template.namespace, configMap)?.values : undefined;
    return [...files].map(([name, text]) => {
      const value = values?.find(({ key }) => key === name);
      return { object, name, text: text ?? value?.value, field: value?.field ?? entryPath('data', name) };
    });
  });
}
