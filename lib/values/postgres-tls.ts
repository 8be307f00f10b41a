import type { CaBundle } from './backing-service';
import { checkAuthorities } from './certificate';

/**
 * TLS between clients and a server outside of the cluster: the `sslmode` of libpq,
 * https://www.postgresql.org/docs/current/libpq-ssl.html
 */
export type PostgresTls =
  /** Encrypt the connection. Clients accept every server. */
  | {
      /** `require` encrypts, `verify-full` also checks the certificate of the server. */
      readonly mode: 'require';
      readonly ca?: never;
    }
  /** Encrypt the connection. Clients accept only a server with a certificate of `ca` for the dialled host. */
  | {
      readonly mode: 'verify-full';
      /**
       * The certificates of the authorities, in PEM. Amazon RDS publishes one bundle for all regions:
       * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
       */
      readonly ca: string;
    };

const CONFIG_MAP = 'postgres-ca';
const MOUNT_PATH = '/etc/postgresql-ca';
const FILE = 'ca.crt';

/** The certificates for the containers of clients; undefined without `ca`. */
export function caBundleOf({ ca }: PostgresTls): CaBundle | undefined {
  return ca === undefined ? undefined : { configMap: CONFIG_MAP, mountPath: MOUNT_PATH, file: FILE, certificates: ca };
}

/** The connection parameters of libpq for a TLS mode. */
export function tlsSettings({ mode }: PostgresTls): Readonly<Record<string, string>> {
  return { sslmode: mode, ...(mode === 'verify-full' && { sslrootcert: `${MOUNT_PATH}/${FILE}` }) };
}

/** Refuses a `ca` without a certificate in PEM. */
export function checkTls(field: string, { ca }: PostgresTls): string[] {
  return ca === undefined ? [] : checkAuthorities(`${field}.ca`, ca);
}
