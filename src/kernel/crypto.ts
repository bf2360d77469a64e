import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What protects personal numbers. `std` is AES-256-GCM and HMAC-SHA-256 (NIST SP 800-38D, RFC 2104). */
export interface Crypto {
  /** Encrypts one value: version byte, 12-byte nonce, ciphertext, 16-byte tag. The same text never looks the same twice. */
  seal(text: string): Buffer;
  /** Opens what {@link seal} made. Throws when a byte was changed or the key is another. */
  open(sealed: Buffer): string;
  /** Keyed hash for exact search and uniqueness: 32 bytes. `purpose` keeps an ID from being matched against a phone. */
  hash(purpose: HashPurpose, text: string): Buffer;
  /** A key of 32 bytes for another library (cookies, tokens). */
  derive(purpose: string): Buffer;
}

export const HASH_PURPOSES = ['id', 'phone', 'token', 'code'] as const;
export type HashPurpose = (typeof HASH_PURPOSES)[number];

/** First byte of a sealed value, so that keys and algorithms can be rotated while old values stay readable. */
const VERSION = 1;

const NONCE_BYTES = 12;

/** Random nonces, drawn from the system for many at once: for one alone that costs as much as sealing. */
function nonces(): () => Buffer {
  let pool = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === pool.length) [pool, used] = [randomBytes(NONCE_BYTES * 256), 0];
    used += NONCE_BYTES;
    return pool.subarray(used - NONCE_BYTES, used);
  };
}

/** The standard provider over a 32-byte master key (RFC 5869 derives one key for each use). */
export function stdCrypto(master: Buffer): Crypto {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, '', `zhijia:${purpose}`, 32));
  // Key objects are made once: made anew from bytes for each value they are most of its cost (9 against 2 µs a hash).
  const sealing = createSecretKey(derive('seal:v1'));
  const hashing = new Map(
    HASH_PURPOSES.map((purpose) => [purpose, createSecretKey(derive(`hash:${purpose}`))]),
  );
  const nextNonce = nonces();
  return {
    seal(text) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== VERSION || sealed.length < 29) throw new Error('sealed value has an unknown version');
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString('utf8');
    },
    hash: (purpose, text) => createHmac('sha256', hashing.get(purpose)!).update(text).digest(),
    derive,
  };
}

/** Compares without telling by its duration where two values differ. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
