import { isIP } from 'node:net';
import { isSchedule } from './cron-schedule';
import { dnsSubdomain, qualifiedName, type Syntax } from './name-syntax';

const matching = (expected: string, pattern: RegExp): Syntax => ({ expected, fits: (text) => pattern.test(text) });

// Source: the validation packages of kubernetes/kubernetes, below pkg/apis.

export const schedule: Syntax = {
  expected:
    'five fields (minute, hour, day of the month, month, day of the week) such as "0 3 * * *", or a name such as @daily',
  fits: isSchedule,
};

export const timeZone: Syntax = {
  expected: 'a name of the time zone database, such as Asia/Seoul',
  fits: (text) => /^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(text) && isTimeZone(text),
};

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

export const address: Syntax = {
  expected: 'an IP address such as 10.9.8.7',
  fits: (text) => isIP(text) > 0 && !text.includes('%'),
};

export const addressBlock: Syntax = {
  expected: 'a block of addresses such as 10.9.8.0/24',
  fits: (text) => {
    const [, base = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
    return address.fits(base) && Number(bits) <= (isIP(base) === 4 ? 32 : 128);
  },
};

const SPACES_AROUND = /^\s+|\s+$/g;
/** Spaces around some blocks are taken away. */
export const paddedAddressBlock: Syntax = {
  ...addressBlock,
  fits: (text) => addressBlock.fits(text.replace(SPACES_AROUND, '')),
};

export const clusterAddress: Syntax = {
  expected: 'an IP address, or None for a headless Service',
  fits: (text) => text === 'None' || address.fits(text),
};

const isRelative = (text: string) => !text.startsWith('/') && !text.split('/').includes('..');

export const relativePath: Syntax = { expected: 'a path that begins without / and has no ..', fits: isRelative };
export const absolutePath = matching('a path that begins with /', /^\//);
export const pathWithoutParents: Syntax = {
  expected: 'a path without ..',
  fits: (text) => !text.split('/').includes('..'),
};
/** Files of a projected volume, too, may not begin with two dots. */
export const fileInVolume: Syntax = {
  expected: 'a path that begins without / and without .., and has no ..',
  fits: (text) => isRelative(text) && !text.startsWith('..'),
};

export const imageText = matching('an image without spaces around the name', /^\S(.*\S)?$/s);
/** https://www.rfc-editor.org/rfc/rfc3720#section-3.2.6.3 */
export const storageName = matching(
  'a name such as iqn.2001-04.com.example:disk1',
  /^(iqn\.\d{4}-\d{2}\.[a-z0-9.-]+(:[^,;*&$|\s]+)?|(eui|naa)\.[0-9a-f]{16,32})$/i,
);
export const headerName = matching('a header name of letters, digits and -', /^[-A-Za-z0-9]+$/);
export const sysctl = matching(
  'a kernel setting such as net.ipv4.ip_local_port_range',
  /^(?=.{1,253}$)([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/,
);
export const coreVersion = matching('v1', /^v1$/);

const withoutDot = (text: string) => text.replace(/\.$/, '');
/** A domain may end in a dot. */
export const domain: Syntax = { ...dnsSubdomain, fits: (text) => dnsSubdomain.fits(withoutDot(text)) };
/** `.` alone searches nothing but the full name, and a part may begin with an underscore. */
export const searchDomain: Syntax = {
  ...domain,
  fits: (text) => text === '.' || domain.fits(text.replace(/(^|\.)_/g, '$1')),
};

/** `example.com/name`: https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#signers */
export const domainPath: Syntax = {
  expected: 'a domain, / and a name, such as example.com/name',
  fits: (text) => {
    const slash = text.indexOf('/');
    return (
      slash > 0 &&
      dnsSubdomain.fits(text.slice(0, slash)) &&
      /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    );
  },
};

export const signerName: Syntax = {
  ...domainPath,
  fits: (text) => /^[^/]*\.[^/]*\/[^/]*$/.test(text) && domainPath.fits(text),
};

/** A domain of at most 63 letters, which may be capital letters. */
export const driverName: Syntax = {
  ...dnsSubdomain,
  fits: (text) => text.length <= 63 && dnsSubdomain.fits(text.toLowerCase()),
};

export const accountName: Syntax = { ...dnsSubdomain, fits: (text) => text === '*' || dnsSubdomain.fits(text) };

/** At least three parts: `pods.check.example.com`. */
export const webhookName: Syntax = {
  expected: 'a domain name of at least three parts, such as pods.check.example.com',
  fits: (text) => text.split('.').length > 2 && dnsSubdomain.fits(text),
};

export const lowerCaseKey: Syntax = { ...qualifiedName, fits: (text) => qualifiedName.fits(text.toLowerCase()) };

/** Resources without a domain belong to Kubernetes; a device has the domain of its vendor: nvidia.com/gpu. */
export function resourceName(...known: readonly string[]): Syntax {
  return {
    expected: `${known.join(', ')}, or a name such as nvidia.com/gpu`,
    fits: (text) =>
      qualifiedName.fits(text) && (text.includes('/') || known.includes(text) || /^hugepages-./.test(text)),
  };
}
