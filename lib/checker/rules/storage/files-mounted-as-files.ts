import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Finding, quoted, type Rule } from '../../rule';

/** Endings of files, and none of folders: `/etc/nginx/conf.d` is a folder. */
const FILE =
  /\.(cfg|cnf|conf|crt|env|hcl|html|ini|js|json|key|lua|pem|php|properties|py|rules|sh|sql|toml|txt|xml|ya?ml)$/;
const FOLDER = /(\.d|\/provisioning\/\w+|\/(conf|config|certs|initdb|scripts|sites-enabled|templates))$/;

/** A file of a ConfigMap or Secret is mounted as a file. */
export const filesMountedAsFiles: Rule = {
  id: 'files-mounted-as-files',
  answer: 'broken',
  why: 'without subPath, a volume is a folder, whatever its path looks like: a program that opens app.ini finds a folder of that name',
  example:
    'Deployment default/api: spec.template.spec.containers[api].volumeMounts[config]: expected subPath "app.ini", since /etc/app/app.ini is a folder otherwise, received none [files-mounted-as-files]',
  check: (bundle) => bundle.containers.flatMap((container) => misshapen(bundle, container)),
};

function misshapen(bundle: Bundle, container: Container): Finding[] {
  const { owner: object } = container.template;
  return mountedFiles(bundle, container).flatMap(({ mountPath, subPath, names, path: field }): Finding[] => {
    const last = mountPath.slice(mountPath.lastIndexOf('/') + 1);
    const [only] = names ?? [];
    // The folder may be named after the only file, whatever the file is called.
    const file = names?.has(last) ? last : names?.size === 1 && endOf(only ?? '') === endOf(last) ? only : undefined;
    if (subPath === undefined && FILE.test(last) && file !== undefined) {
      const expected = `subPath ${quoted(file)}, since ${mountPath} is a folder otherwise`;
      return [{ object, field, expected, received: 'none' }];
    }
    if (subPath === undefined || names?.has(subPath) !== true || !FOLDER.test(mountPath) || FOLDER.test(`/${subPath}`))
      return [];
    const expected = `${mountPath}/${subPath}, since a file takes the place of the folder otherwise`;
    return [{ object, field: `${field}.mountPath`, expected, received: quoted(mountPath) }];
  });
}

const endOf = (name: string): string => FILE.exec(name)?.[1] ?? name;
