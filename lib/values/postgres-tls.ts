import { problem, Unquoted } from '../checker/problem';
import type { CaBundle } from './backing-service';

/** How a client secures its connection to a server outside of the cluster: libpq's `sslmode`. */
export type PostgresTls =
  /** Encrypted; the server may be anybody. */
  | { readonly mode: 'require'; readonly ca?: never }
  /** Encrypted, and the server has the name that was dialled, by the word of an authority. */
  | {
      readonly mode: 'verify-full';
      /** Certificates of the authorities, in PEM: RDS publishes one bundle for all regions. */
      readonly ca: string;
    };

const CONFIG_MAP = 'postgres-ca';
const MOUNT_PATH = '/etc/postgresql-ca';
const FILE = 'ca.crt';

/** The certificates that every client is to find. */
export function caBundleOf({ ca }: PostgresTls): CaBundle | undefined {
  return ca === undefined ? undefined : { configMap: CONFIG_MAP, mountPath: MOUNT_PATH, file: FILE, certificates: ca };
}

/** What libpq is told: https://www.postgresql.org/docs/current/libpq-ssl.html */
export function tlsSettings({ mode }: PostgresTls): Readonly<Record<string, string>> {
  return { sslmode: mode, ...(mode === 'verify-full' && { sslrootcert: `${MOUNT_PATH}/${FILE}` }) };
}

export function checkTls(field: string, { ca }: PostgresTls): string[] {
  if (ca === undefined || /^-----BEGIN CERTIFICATE-----\n/m.test(ca)) return [];
  return [problem(`${field}.ca`, 'certificates in PEM (-----BEGIN CERTIFICATE-----)', new Unquoted('none'))];
}
