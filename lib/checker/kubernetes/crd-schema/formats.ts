import { isIP, isIPv4, isIPv6 } from 'node:net';
import { isBase64 } from '../../manifest/base64';
import { dnsLabel, dnsSubdomain, type Syntax } from '../name-syntax';

const HOST =
  /^[a-z0-9\p{S}\p{L}](?:-?[a-z0-9\p{S}\p{L}]){0,62}$|^(?:[a-z0-9\p{S}\p{L}](?:[a-z0-9\-\p{S}\p{L}]{0,61}[a-z0-9\p{S}\p{L}])?\.)+[a-z\p{L}]{2,63}$/iu;
const DURATION =
  /\d+\s*(?:ns|nano|us|µs|micro|ms|milli|s|sec|m|min|h|hr|hour|d|day|w|wk|week)(?![A-Za-zµ])|\d+\s*(?:nano|micro|milli|sec|min|hour|day|week)/i;

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  byte: { expected: 'text in base64', fits: (text) => text !== '' && isBase64(text) },
  cidr: { expected: 'an address block such as 10.0.0.0/8', fits: isBlock },
  date: { expected: 'a date such as 2026-01-31', fits: isDate },
  datetime: { expected: 'a time such as 2026-01-31T12:00:00Z', fits: isDateTime },
  duration: { expected: 'a duration such as 30s', fits: (text) => /^[-+]?0$/.test(text) || DURATION.test(text) },
  email: { expected: 'an e-mail address', fits: (text) => /^[^@]*[^@\s]@[^@\s]+$/.test(text) },
  hostname: { expected: 'a host name', fits: (text) => text.length <= 255 && HOST.test(text) },
  ipv4: { expected: 'an IPv4 address', fits: isIPv4 },
  ipv6: { expected: 'an IPv6 address', fits: isIPv6 },
  k8slongname: dnsSubdomain,
  k8sshortname: dnsLabel,
  mac: {
    expected: 'a MAC address',
    fits: (text) => /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}([:-][0-9a-f]{2}){0,2}$/i.test(text),
  },
  uri: { expected: 'a URI, or a path that begins with a slash', fits: isUri },
  uuid: uuid('[0-9a-f]{4}', '[0-9a-f]{4}'),
  uuid3: uuid('3[0-9a-f]{3}', '[0-9a-f]{4}'),
  uuid4: uuid('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
  uuid5: uuid('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
};

/** Formats of texts that API servers test, without dashes. All other formats restrict nothing. */
export const FORMATS: ReadonlyMap<string, Syntax> = new Map(Object.entries(SYNTAXES));

function isBlock(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  const family = isIP(address);
  return more.length === 0 && family > 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

function isDate(text: string): boolean {
  const [, year, month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return Number(day) >= 1 && Number(day) <= (days[Number(month) - 1] ?? 0);
}

function isDateTime(text: string): boolean {
  const [, date = ''] = /^(.{10})t([01]\d|2[0-3]):[0-5]\d:[0-5]\d(.\d+)?(z|[-+]\d\d:\d\d)$/i.exec(text) ?? [];
  return isDate(date);
}

function isUri(text: string): boolean {
  const absolute = /^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(text);
  const authority = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  return absolute && !/\p{Cc}|%(?![0-9a-f]{2})/iu.test(text) && !/[\s<>"]/.test(authority);
}

function uuid(third: string, fourth: string): Syntax {
  const whole = new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i');
  return { expected: 'a UUID', fits: (text) => whole.test(text) };
}
