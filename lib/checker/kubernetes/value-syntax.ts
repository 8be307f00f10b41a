import { isIP } from 'node:net';
import { isSchedule } from './cron-schedule';
import { dnsLabel, dnsSubdomain, from, qualifiedName, type Syntax } from './name-syntax';

const matching = (expected: string, pattern: RegExp): Syntax => ({ expected, fits: (text) => pattern.test(text) });

// Source: the validation packages of kubernetes/kubernetes, below pkg/apis.

export const schedule: Syntax = {
  expected:
    'five fields (minute, hour, day of the month, month, day of the week) such as "0 3 * * *", or a name such as @daily',
  fits: isSchedule,
};

export const timeZone: Syntax = {
  expected: 'a name of the time zone database, such as Asia/Seoul',
  // The server compares letter by letter, and no name has five capital letters in a row.
  fits: (text) => /^(?!.*[A-Z]{5})[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(text) && isTimeZone(text),
};

/** The list costs little, and lacks UTC and other names of the same zones. The first format of a process takes 30 ms. */
function isTimeZone(timeZone: string): boolean {
  if (timeZone === 'Etc/UTC' || Intl.supportedValuesOf('timeZone').includes(timeZone)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** Go reads leading zeros as decimal numbers: `010` is 10. */
const withoutZeros = (text: string) => (text.includes(':') ? text : text.replace(/(^|\.)0+(?=\d)/g, '$1'));

const isAddress = (text: string): boolean => isIP(text) > 0 && !text.includes('%');
const isMapped = (text: string): boolean => /^::ffff:\d+\./i.test(text);

const EXACT_ADDRESS: Syntax = {
  expected: 'an IP address such as 10.9.8.7',
  fits: (text) => isAddress(text) && !isMapped(text),
};
const EXACT_BLOCK: Syntax = {
  expected: 'a block of addresses such as 10.9.8.0/24, without bits behind the prefix',
  fits: (text) => isBlock(text) && !isMapped(text) && isFirst(text),
};

/** StrictIPCIDRValidation */
export const address = from('1.36', EXACT_ADDRESS, { ...EXACT_ADDRESS, fits: (text) => isAddress(withoutZeros(text)) });
export const addressBlock = from('1.36', EXACT_BLOCK, { ...EXACT_BLOCK, fits: (text) => isBlock(withoutZeros(text)) });

/** APIs that are newer than leading zeros. */
export const exactBlock = EXACT_BLOCK;

function isBlock(text: string): boolean {
  const [, base = '', bits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  return isAddress(base) && Number(bits) <= (isIP(base) === 4 ? 32 : 128);
}

/** True for the first address of a block: 10.9.8.0/24, not 10.9.8.7/24. */
function isFirst(block: string): boolean {
  const [base = '', prefix = ''] = block.split('/');
  const width = isIP(base) === 4 ? 32 : 128;
  return numberOf(base) % 2n ** BigInt(width - Number(prefix)) === 0n;
}

function numberOf(address: string): bigint {
  if (!address.includes(':')) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

const SPACES_AROUND = /^\s+|\s+$/g;
/** Spaces around some blocks are taken away. */
export const paddedAddressBlock = over(addressBlock, (fits) => (text) => fits(text.replace(SPACES_AROUND, '')));

export const clusterAddress: Syntax = {
  ...over(address, (fits) => (text) => text === 'None' || fits(text)),
  expected: 'an IP address, or None for a headless Service',
};

/** A syntax in all versions, with another condition. */
function over(syntax: Syntax, change: (fits: Syntax['fits']) => Syntax['fits']): Syntax {
  const { before } = syntax;
  const older = before?.syntax && { ...before.syntax, fits: change(before.syntax.fits) };
  return { ...syntax, fits: change(syntax.fits), ...(before && { before: { ...before, syntax: older } }) };
}

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

/** https://www.rfc-editor.org/rfc/rfc3720#section-3.2.6.3 */
export const storageName = matching(
  'a name such as iqn.2001-04.com.example:disk1',
  /^(iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+|eui\.[A-Za-z0-9]{16}|naa\.[A-Za-z0-9]{32})$/,
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

/** A request of a claim, or a request among several. */
export const requestName: Syntax = {
  expected: 'the name of a request, or two such names with / between',
  fits: (text) => text.split('/').length <= 2 && text.split('/').every(dnsLabel.fits),
};

export const poolName: Syntax = {
  expected: 'DNS names with / between, at most 253 letters',
  fits: (text) => text.length <= 253 && text.split('/').every(dnsSubdomain.fits),
};
