import { hkdfSync, randomBytes, webcrypto } from 'node:crypto';

const { subtle } = webcrypto;

export interface RawSealed {
  iv: Buffer;
  ciphertext: ArrayBuffer;
  keyIv: Buffer;
  wrappedKey: ArrayBuffer;
}

/**
 * The control of the vault's benchmark, and nothing else: a fresh data key, HKDF-SHA512, AES-256-GCM of the token and
 * AES-256-GCM of the data key, by Node's own functions, without form, header, commitment or check.
 */
export async function createRawSeal(additionalData: Uint8Array<ArrayBuffer>) {
  const keyKey = await importKey(randomBytes(32));
  const gcm = (iv: Buffer<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData });
  return {
    async seal(plaintext: Buffer<ArrayBuffer>): Promise<RawSealed> {
      const dataKey = randomBytes(32);
      const [iv, keyIv] = [randomBytes(12), randomBytes(12)];
      const ciphertext = await subtle.encrypt(gcm(iv), await contentKeyOf(dataKey), plaintext);
      return { iv, ciphertext, keyIv, wrappedKey: await subtle.encrypt(gcm(keyIv), keyKey, dataKey) };
    },
    async open({ iv, ciphertext, keyIv, wrappedKey }: RawSealed): Promise<string> {
      const dataKey = await subtle.decrypt(gcm(keyIv as Buffer<ArrayBuffer>), keyKey, wrappedKey);
      const key = await contentKeyOf(new Uint8Array(dataKey));
      return Buffer.from(await subtle.decrypt(gcm(iv as Buffer<ArrayBuffer>), key, ciphertext)).toString(
        'utf8',
      );
    },
  };
}

function contentKeyOf(dataKey: Uint8Array<ArrayBuffer>) {
  return importKey(new Uint8Array(hkdfSync('sha512', dataKey, Buffer.alloc(0), 'bench', 32)));
}

function importKey(bytes: Uint8Array<ArrayBuffer>) {
  return subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
