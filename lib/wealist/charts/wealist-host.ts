import type { Exposure } from '../..';
import type { Environment } from '../environments/environment';

/** The public host that the frontend and the API share: each brings routes of its own. */
export function wealistHost({ hosts, certificates }: Environment): Omit<Exposure, 'routes'> {
  return { host: hosts.wealist, ...(certificates && { tls: { secretName: certificates.wealist } }) };
}
