// Argon2id version 0x13 with one lane (RFC 9106), for the six words of the root set: WebCrypto has no memory-hard function. Words of 64 bits
// are pairs of 32-bit halves, low half first, because BigInt would take a minute for what this does in a few seconds. It gives the page air
// between slices, so that the browser never calls it hung.
import { blake2b } from "./blake2b.js";
import { concat } from "./bytes.js";

const kVersion = 0x13, kArgon2id = 2;
const kBlockBytes = 1024, kBlockHalves = 256;
const kSlices = 4; // of a pass
const kBlocksBetweenPauses = 1024;

function number_bytes(...numbers) {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((number, i) => view.setUint32(4 * i, number, true));
  return new Uint8Array(view.buffer);
}

// H' of RFC 9106 section 3.3.
function long_hash(data, size) {
  const input = concat(number_bytes(size), data);
  if (size <= 64) return blake2b(input, size);
  const out = new Uint8Array(size);
  let piece = blake2b(input, 64), at = 0;
  for (; size - at > 64; at += 32) {
    out.set(piece.subarray(0, 32), at);
    piece = blake2b(piece, size - at - 32 > 64 ? 64 : size - at - 32);
  }
  out.set(piece, at);
  return out;
}

// High half of the product of two numbers of 32 bits, in products of 16 bits.
function high_of_product(a, b) {
  const a0 = a & 0xffff, a1 = a >>> 16, b0 = b & 0xffff, b1 = b >>> 16;
  const first = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) >>> 0;
  const second = (Math.imul(a0, b1) + (first & 0xffff)) >>> 0;
  return (Math.imul(a1, b1) + (first >>> 16) + (second >>> 16)) | 0;
}

// High half of a + b + 2 lo(a) lo(b), the sum of BLAKE2b's mixing with a product added; `sum` and `low` are its low half
// before and after the product.
function blamka_high(al, ah, bl, bh, product, sum, low) {
  const carries = (sum >>> 0 < al >>> 0 ? 1 : 0) + (low >>> 0 < sum >>> 0 ? 1 : 0);
  return (ah + bh + ((high_of_product(al, bl) << 1) | (product >>> 31)) + carries) | 0;
}

// The mixing of BlaMka on four words whose low halves stand at a, b, c and d. Spelled out, since it is done fifty million times.
function mix(v, a, b, c, d) {
  let al = v[a], ah = v[a + 1], bl = v[b], bh = v[b + 1], cl = v[c], ch = v[c + 1], dl = v[d], dh = v[d + 1];

  let product = Math.imul(al, bl), sum = (al + bl) | 0, low = (sum + (product << 1)) | 0;
  ah = blamka_high(al, ah, bl, bh, product, sum, low);
  al = low;
  let x = dl ^ al, y = dh ^ ah; // to the right by 32
  dl = y;
  dh = x;

  (product = Math.imul(cl, dl)), (sum = (cl + dl) | 0), (low = (sum + (product << 1)) | 0);
  ch = blamka_high(cl, ch, dl, dh, product, sum, low);
  cl = low;
  (x = bl ^ cl), (y = bh ^ ch); // by 24
  bl = (x >>> 24) | (y << 8);
  bh = (y >>> 24) | (x << 8);

  (product = Math.imul(al, bl)), (sum = (al + bl) | 0), (low = (sum + (product << 1)) | 0);
  ah = blamka_high(al, ah, bl, bh, product, sum, low);
  al = low;
  (x = dl ^ al), (y = dh ^ ah); // by 16
  dl = (x >>> 16) | (y << 16);
  dh = (y >>> 16) | (x << 16);

  (product = Math.imul(cl, dl)), (sum = (cl + dl) | 0), (low = (sum + (product << 1)) | 0);
  ch = blamka_high(cl, ch, dl, dh, product, sum, low);
  cl = low;
  (x = bl ^ cl), (y = bh ^ ch); // by 63
  bl = (x << 1) | (y >>> 31);
  bh = (y << 1) | (x >>> 31);

  (v[a] = al), (v[a + 1] = ah), (v[b] = bl), (v[b + 1] = bh), (v[c] = cl), (v[c + 1] = ch), (v[d] = dl), (v[d + 1] = dh);
}

// P of RFC 9106 section 3.6 over sixteen words, of which the i-th begins at `at(i)`.
function permute(v, at) {
  mix(v, at[0], at[4], at[8], at[12]);
  mix(v, at[1], at[5], at[9], at[13]);
  mix(v, at[2], at[6], at[10], at[14]);
  mix(v, at[3], at[7], at[11], at[15]);
  mix(v, at[0], at[5], at[10], at[15]);
  mix(v, at[1], at[6], at[11], at[12]);
  mix(v, at[2], at[7], at[8], at[13]);
  mix(v, at[3], at[4], at[9], at[14]);
}

const kRows = Array.from({ length: 8 }, (_, row) => Int32Array.from({ length: 16 }, (_, i) => 32 * row + 2 * i));
const kColumns = Array.from({ length: 8 }, (_, column) => Int32Array.from({ length: 16 }, (_, i) => 4 * column + 32 * (i >> 1) + 2 * (i & 1)));

class Filler {
  constructor(blocks, passes) {
    this.blocks = blocks;
    this.passes = passes;
    this.memory = new Int32Array(blocks * kBlockHalves);
    this.mixed_ = new Int32Array(kBlockHalves);
    this.work_ = new Int32Array(kBlockHalves);
    this.addresses_ = new Int32Array(kBlockHalves);
    this.input_ = new Int32Array(kBlockHalves);
  }

  block(index) {
    return this.memory.subarray(index * kBlockHalves, (index + 1) * kBlockHalves);
  }

  // G: next = G(a, b), or next ^= G(a, b) from the second pass on.
  fill(next, a, b, is_first_pass) {
    const { mixed_: mixed, work_: work } = this;
    for (let i = 0; i < kBlockHalves; ++i) work[i] = mixed[i] = a[i] ^ b[i];
    for (const row of kRows) permute(work, row);
    for (const column of kColumns) permute(work, column);
    if (is_first_pass) for (let i = 0; i < kBlockHalves; ++i) next[i] = mixed[i] ^ work[i];
    else for (let i = 0; i < kBlockHalves; ++i) next[i] ^= mixed[i] ^ work[i];
  }

  // Addresses that depend on nothing secret: the first half of the first pass, 128 at a time (section 3.4.1.2).
  address(pass, slice, index) {
    if (index % 128 === 0 || (pass === 0 && slice === 0 && index === 2)) {
      const counter = Math.floor(index / 128) + 1;
      this.input_.fill(0);
      [pass, 0, slice, this.blocks, this.passes, kArgon2id, counter].forEach((value, i) => (this.input_[2 * i] = value));
      const zero = new Int32Array(kBlockHalves), middle = new Int32Array(kBlockHalves);
      this.fill(middle, zero, this.input_, true);
      this.fill(this.addresses_, zero, middle, true);
    }
    return this.addresses_[2 * (index % 128)] >>> 0;
  }

  // Which earlier block the next one is mixed with (section 3.4.2).
  reference(pass, slice, index, pseudo_random) {
    const segment = this.blocks / kSlices;
    const area = pass === 0 ? slice * segment + index - 1 : this.blocks - segment + index - 1;
    const square = (BigInt(pseudo_random) * BigInt(pseudo_random)) >> 32n;
    const back = Number((BigInt(area) * square) >> 32n);
    const start = pass === 0 || slice === kSlices - 1 ? 0 : (slice + 1) * segment;
    return (start + area - 1 - back) % this.blocks;
  }

  step(pass, slice, index) {
    const at = slice * (this.blocks / kSlices) + index;
    const before = this.block((at + this.blocks - 1) % this.blocks);
    const is_blind = pass === 0 && slice < kSlices / 2;
    const pseudo_random = is_blind ? this.address(pass, slice, index) : before[0] >>> 0;
    this.fill(this.block(at), before, this.block(this.reference(pass, slice, index, pseudo_random)), pass === 0);
  }
}

function halves_of(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true));
}

// `memory_kib` is a multiple of 4. `pause` is awaited now and then.
export async function argon2id({ password, salt, memory_kib, passes, size }, pause) {
  const parameters = number_bytes(1, size, memory_kib, passes, kVersion, kArgon2id, password.length);
  const first = blake2b(concat(parameters, password, number_bytes(salt.length), salt, number_bytes(0, 0)), 64);
  const filler = new Filler(memory_kib, passes);
  for (const i of [0, 1]) filler.block(i).set(halves_of(long_hash(concat(first, number_bytes(i, 0)), kBlockBytes)));
  let until_pause = kBlocksBetweenPauses;
  for (let pass = 0; pass < passes; ++pass)
    for (let slice = 0; slice < kSlices; ++slice)
      for (let index = pass === 0 && slice === 0 ? 2 : 0; index < memory_kib / kSlices; ++index) {
        filler.step(pass, slice, index);
        if (--until_pause > 0) continue;
        until_pause = kBlocksBetweenPauses;
        await pause();
      }
  const last = filler.block(memory_kib - 1);
  return long_hash(number_bytes(...last), size);
}
