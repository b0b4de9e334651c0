// BLAKE2b without a key (RFC 7693), because WebCrypto has none and Argon2 is built on it. For inputs of a few kilobytes; not made to be fast.

const kBlockBytes = 128, kRounds = 12;
const kMask = (1n << 64n) - 1n;
const kStart = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const kOrder = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const kColumns = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];

function rotate(value, bits) {
  return ((value >> bits) | (value << (64n - bits))) & kMask;
}

function mix(v, [a, b, c, d], x, y) {
  v[a] = (v[a] + v[b] + x) & kMask;
  v[d] = rotate(v[d] ^ v[a], 32n);
  v[c] = (v[c] + v[d]) & kMask;
  v[b] = rotate(v[b] ^ v[c], 24n);
  v[a] = (v[a] + v[b] + y) & kMask;
  v[d] = rotate(v[d] ^ v[a], 16n);
  v[c] = (v[c] + v[d]) & kMask;
  v[b] = rotate(v[b] ^ v[c], 63n);
}

function compress(state, block, counted, is_last) {
  const words = new BigUint64Array(16);
  const view = new DataView(block.buffer, block.byteOffset, kBlockBytes);
  for (let i = 0; i < 16; ++i) words[i] = view.getBigUint64(8 * i, true);
  const v = [...state, ...kStart];
  v[12] ^= BigInt(counted);
  if (is_last) v[14] ^= kMask;
  for (let round = 0; round < kRounds; ++round) {
    const order = kOrder[round % kOrder.length];
    kColumns.forEach((column, i) => mix(v, column, words[order[2 * i]], words[order[2 * i + 1]]));
  }
  for (let i = 0; i < 8; ++i) state[i] ^= v[i] ^ v[i + 8];
}

// `size` bytes, at most 64.
export function blake2b(data, size) {
  const state = [...kStart];
  state[0] ^= 0x01010000n ^ BigInt(size);
  const blocks = Math.max(1, Math.ceil(data.length / kBlockBytes));
  for (let i = 0; i < blocks; ++i) {
    const block = new Uint8Array(kBlockBytes);
    block.set(data.subarray(i * kBlockBytes, (i + 1) * kBlockBytes));
    const is_last = i === blocks - 1;
    compress(state, block, is_last ? data.length : (i + 1) * kBlockBytes, is_last);
  }
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => digest.setBigUint64(8 * i, word, true));
  return new Uint8Array(digest.buffer, 0, size);
}
