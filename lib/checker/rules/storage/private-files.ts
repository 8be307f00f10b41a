import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { securityContext } from '../../bundle/containers/security-context';
import { valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Programs that refuse a file which others may read: the words before the file, and the bits that may not be set. */
const FILES = [
  // https://www.mongodb.com/docs/manual/core/security-internal-authentication/: with fsGroup, the group reads.
  {
    program: 'mongod',
    pattern: /--keyFile[= ]+(\/\S+)|\bkeyFile:\s*["']?(\/[^\s"']+)/,
    closed: 0o037,
    copied: 0o077,
    most: '0400',
  },
  // https://www.postgresql.org/docs/current/ssl-tcp.html: 0640 is allowed, as root owns the file.
  {
    program: 'PostgreSQL',
    pattern: /\bssl_key_file\s*=\s*["']?(\/[^\s"']+)/,
    closed: 0o037,
    copied: 0o077,
    most: '0640',
  },
  // https://www.postgresql.org/docs/current/libpq-pgpass.html
  { program: 'libpq', pattern: /^PGPASSFILE=(\/\S+)/, closed: 0o077, copied: 0o077, most: '0400' },
];
/** https://man.openbsd.org/ssh: ssh refuses a key of its own user that others may read. */
const SSH_KEY = /(^|\/)(id_(rsa|ed25519|ecdsa|dsa)|ssh-privatekey|identity)$/;
const SSH = /\b(ssh|scp|sftp|rsync|git|ansible(-playbook)?)\b/;

/** A key is for the eyes of its program alone. */
export const privateFiles: Rule = {
  id: 'private-files',
  answer: 'broken',
  why: 'some programs refuse a key or a password that others could read, and end with "permissions are too open"',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].volumeMounts[key]: expected mode 0400 for /etc/mongo/keyfile, since mongod refuses a file that others may read, received 0644 [private-files]',
  about: ['keyFile', 'key_file', 'PGPASSFILE', 'ssh-privatekey', 'identity', 'id_'],
  check: (bundle) => bundle.containers.flatMap((container) => open(bundle, container)),
};

function open(bundle: Bundle, container: Container): Finding[] {
  const { template } = container;
  const files = mountedFiles(bundle, container);
  const line = commandLine(container).join(' ');
  const told = [
    line,
    ...ownVariables(bundle, container).flatMap(({ name, value, secret }) => (secret ? [] : `${name}=${value}`)),
    ...files.flatMap((mounted) => [...mounted.files.values()].map((text) => text ?? '')),
  ];
  const named = FILES.flatMap((each) =>
    told.flatMap((text) => {
      const [, first, second] = each.pattern.exec(text) ?? [];
      const file = first ?? second;
      return file === undefined ? [] : [{ ...each, file }];
    }),
  );
  return [...named.flatMap(({ file, ...each }) => [...inVolume(file, each), ...inScript(file, each)]), ...sshKeys()];

  type Owner = Omit<(typeof FILES)[number], 'pattern'>;

  function found(
    field: string,
    file: string,
    { most, program }: Pick<Owner, 'most' | 'program'>,
    mode: number,
  ): Finding {
    const expected = `mode ${most} for ${file}, since ${program} refuses a file that others may read`;
    return { object: template.owner, field, expected, received: `0${mode.toString(8)}` };
  }

  function inVolume(file: string, owner: Owner): Finding[] {
    return files.flatMap(({ mountPath, subPath, modes, path }) =>
      [...modes]
        .filter(
          ([name, mode]) =>
            (mode & owner.closed) !== 0 && (subPath === undefined ? `${mountPath}/${name}` : mountPath) === file,
        )
        .map(([, mode]) => found(path, file, owner, mode)),
    );
  }

  /** `chmod 0644 file` in a container that prepares the file. */
  function inScript(file: string, owner: Owner): Finding[] {
    return template.containers.flatMap((each) => {
      const script = commandLine(each).join(' ');
      // The copy of another owner than root is for the owner alone.
      const closed = /\bchown\s/.test(script) ? owner.copied : owner.closed;
      return [...script.matchAll(/\bchmod\s+(0?[0-7]{3})\s+(\/[^\s;&|"']+)/g)]
        .filter(([, mode, name]) => name === file && (Number.parseInt(mode ?? '0', 8) & closed) !== 0)
        .map(([, mode]) => found(`${each.path}.command`, file, owner, Number.parseInt(mode ?? '0', 8)));
    });
  }

  /** The owner of the files is root: for another user, ssh asks nothing. */
  function sshKeys(): Finding[] {
    const isRoot =
      (securityContext(container, 'runAsUser') ?? 0) === 0 && securityContext(container, 'runAsNonRoot') !== true;
    const group = valueAt(template.spec, 'securityContext', 'fsGroup') === undefined ? 0 : 0o040;
    const scripts = [line, ...files.flatMap((mounted) => [...mounted.files.values()].map((text) => text ?? ''))].join(
      '\n',
    );
    if (!isRoot || !SSH.test(scripts) || /\b(chmod|install|ssh-add)\b/.test(scripts)) return [];
    return files
      .filter(({ kind }) => kind === 'Secret')
      .flatMap(({ mountPath, modes, path }) =>
        [...modes]
          .filter(([name, mode]) => SSH_KEY.test(name) && ((mode | group) & 0o077) !== 0)
          .map(([name, mode]) => found(path, `${mountPath}/${name}`, { most: '0400', program: 'ssh' }, mode)),
      );
  }
}
