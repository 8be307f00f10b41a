import { createHash } from 'node:crypto';

/**
 * Bytes in the form that `kubeseal --raw` prints: the length of an encrypted session key, that key, and the value with its
 * tag. Random to look at, and the same at each run; no controller can open it.
 */
export function ciphertext(seed: string, length = 2 + 512 + 40): string {
  const noise = Buffer.concat(
    Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${seed} ${i}`).digest()),
  ).subarray(0, length);
  noise.writeUInt16BE(512);
  return noise.toString('base64');
}
