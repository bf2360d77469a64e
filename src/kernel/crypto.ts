import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** One version of the master key: 32 bytes. */
export interface Key {
  readonly version: number;
  readonly secret: Buffer;
}

/** Which versions are written: by {@link Crypto.seal}, and by {@link Crypto.hash}. */
export interface InForce {
  readonly seals: number;
  readonly hashes: number;
}

/** What protects personal numbers. `std` is AES-256-GCM and HMAC-SHA-256 (NIST SP 800-38D, RFC 2104). */
export interface Crypto {
  /** Encrypts one value: version byte, 12-byte nonce, ciphertext, 16-byte tag. The same text never looks the same twice. */
  seal(text: string): Buffer;
  /** Opens what {@link seal} made, under any version. Throws when a byte was changed or the key is another. */
  open(sealed: Buffer): string;
  /**
   * Keyed hash for exact search and uniqueness, as it is to be written: 32 bytes, from the second version on with the
   * version before them. `purpose` keeps an ID from being matched against a phone. To look a number up, {@link hashes}.
   */
  hash(purpose: HashPurpose, text: string): Buffer;
  /** Every form in which the number may stand in the database now: one, and one more while keys are being rotated. */
  hashes(purpose: NumberPurpose, text: string): Buffer[];
  /** `stored`, and what it is or will be lifted to. The last is the same for every form of one number: compare by it. */
  variants(purpose: NumberPurpose, stored: Buffer): Buffer[];
  /** Versions of the key at hand, the oldest first. */
  versions(): readonly number[];
  /** A key of 32 bytes for another use (cookies, chains): of the oldest version, so that it stays, or of the one given. */
  derive(purpose: string, version?: number): Buffer;
}

/** A {@link Crypto} whose keys change while it is in use (kernel/keys). */
export interface TurningCrypto extends Crypto {
  turn(keys: readonly Key[], inForce: InForce): void;
}

export const HASH_PURPOSES = ['id', 'phone', 'token', 'code'] as const;
export type HashPurpose = (typeof HASH_PURPOSES)[number];

/** Numbers that are few enough to be tried out by whoever has the key: their hashes rotate. Secrets drawn at random need not. */
export const NUMBER_PURPOSES = ['id', 'phone'] as const;
export type NumberPurpose = (typeof NUMBER_PURPOSES)[number];

const NONCE_BYTES = 12;
const HASH_BYTES = 32;

/** The version of a stored hash: the first has no byte for it. 0 for what is no hash. */
export function hashVersion(stored: Buffer): number {
  if (stored.length === HASH_BYTES) return 1;
  return stored.length === HASH_BYTES + 1 ? stored[0]! : 0;
}

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

/** Key objects are made once: made anew from bytes for each value they are most of its cost (9 against 2 µs a hash). */
function keysOf({ version, secret }: Key) {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `zhijia:${purpose}`, 32));
  const hashing = HASH_PURPOSES.map(
    (purpose) => [purpose, createSecretKey(derive(`hash:${purpose}`))] as const,
  );
  return { version, derive, sealing: createSecretKey(derive('seal:v1')), hashing: new Map(hashing) };
}

type Keys = ReturnType<typeof keysOf>;

/**
 * The standard provider over the versions of a master key, the oldest first (RFC 5869 derives one key for each use).
 * A hash of version n is the HMAC under its key of that of version n - 1: a stored one is lifted without the number, and
 * whoever has only an older key can compute nothing. So older keys are kept, and harmless.
 */
export function stdCrypto(given: readonly Key[], using: InForce = newestOf(given)): TurningCrypto {
  let keys = given.map(keysOf);
  let inForce = using;
  const nextNonce = nonces();
  const mac = (key: Keys, purpose: HashPurpose, data: string | Buffer): Buffer =>
    createHmac('sha256', key.hashing.get(purpose)!).update(data).digest();
  const lift = (key: Keys, purpose: NumberPurpose, below: Buffer): Buffer =>
    Buffer.concat([Buffer.from([key.version]), mac(key, purpose, below.subarray(-HASH_BYTES))]);
  const need = (version: number): Keys => {
    const key = keys.find((one) => one.version === version);
    if (!key) throw new Error(`sealed value has an unknown version: ${version}`);
    return key;
  };
  function upTo(version: number, purpose: NumberPurpose, lowest: Buffer): Buffer[] {
    const forms = [lowest];
    for (const key of keys)
      if (key.version > hashVersion(lowest) && key.version <= version)
        forms.push(lift(key, purpose, forms.at(-1)!));
    return forms;
  }
  const newest = (): number => keys.at(-1)!.version;
  return {
    seal(text) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', need(inForce.seals).sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([inForce.seals]), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed.length < 29) throw new Error('sealed value has an unknown version');
      const { sealing } = need(sealed[0]!);
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString('utf8');
    },
    hash(purpose, text) {
      const first = mac(keys[0]!, purpose, text);
      if (inForce.hashes === keys[0]!.version || !isNumber(purpose)) return first;
      return upTo(inForce.hashes, purpose, first).at(-1)!;
    },
    hashes(purpose, text) {
      const forms = upTo(newest(), purpose, mac(keys[0]!, purpose, text));
      return forms.length === 1 ? forms : forms.filter((form) => hashVersion(form) >= inForce.hashes);
    },
    variants: (purpose, stored) => (hashVersion(stored) === 0 ? [stored] : upTo(newest(), purpose, stored)),
    versions: () => keys.map(({ version }) => version),
    derive: (purpose, version = keys[0]!.version) => need(version).derive(purpose),
    turn(next, now) {
      keys = next.map(keysOf);
      inForce = now;
    },
  };
}

function isNumber(purpose: HashPurpose): purpose is NumberPurpose {
  return (NUMBER_PURPOSES as readonly string[]).includes(purpose);
}

function newestOf(keys: readonly Key[]): InForce {
  const { version } = keys.at(-1)!;
  return { seals: version, hashes: version };
}

/** Compares without telling by its duration where two values differ. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
