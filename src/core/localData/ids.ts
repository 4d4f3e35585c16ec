/** The two functions that ids are made with; both give 32 bytes. A text stands for its UTF-8. */
export interface Hashes {
  sha256(text: string): Uint8Array;
  hmacSha256(key: Uint8Array, data: string | Uint8Array): Uint8Array;
}

/** Half of an id, in bytes. */
const half = 16;

/**
 * The id, in hexadecimal, that local development derives from a name in a namespace (`chat-Room`). The first half is keyed by
 * the namespace and made of the name, the second is made of the first, so that an id of another namespace is refused.
 * Measured with workerd 1.20261117.1; deployed Workers have another key.
 */
export function idFromName(hashes: Hashes, namespace: string, name: string): string {
  const key = hashes.sha256(namespace);
  const first = hashes.hmacSha256(key, name).slice(0, half);
  const second = hashes.hmacSha256(key, first).slice(0, half);
  return [...first, ...second].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
