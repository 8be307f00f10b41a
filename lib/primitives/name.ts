import { problem } from './problem';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const HOST = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses what cannot be a DNS label (RFC 1123), the form Kubernetes wants for namespaces, Services and ports. */
export function checkDnsLabel(field: string, value: string): string[] {
  if (LABEL.test(value) && value.length <= 63) return [];
  return [
    problem(field, 'a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit)', value),
  ];
}

/** Refuses what cannot be a host name: DNS labels joined by dots, 253 characters at most. */
export function checkHostName(field: string, value: string): string[] {
  if (HOST.test(value) && value.length <= 253) return [];
  return [problem(field, 'a host name in lower case, such as "wealist.example.com"', value)];
}

/** Refuses what cannot be a TCP port. A process without root rights and capabilities cannot open one below 1024. */
export function checkUnprivilegedPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1024 && value <= 65535) return [];
  return [problem(field, 'a port that a non-root process can open (a whole number from 1024 to 65535)', value)];
}

/** Refuses what cannot be the port of a Service. */
export function checkPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return [];
  return [problem(field, 'a port (a whole number from 1 to 65535)', value)];
}
