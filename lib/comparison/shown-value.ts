import { Duration, Size } from 'cdk8s';
import { Cpu } from '../kubernetes';
import { Image } from '../values/image';
import { Password } from '../values/password';

/** A value of an environment in one line. Of a password, the kind of place that the password comes from, and no more. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '–';
  if (value instanceof Password) return value.from;
  if (value instanceof Image) return value.reference;
  if (value instanceof Size) return value.asString();
  if (value instanceof Duration) return value.toHumanString();
  if (value instanceof Cpu) return value.amount;
  if (Array.isArray(value)) return value.map(shownValue).join(', ') || 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${shownValue(part)}`)
    .join(', ');
}
