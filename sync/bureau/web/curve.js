// Points of edwards25519 (RFC 8032), for what WebCrypto does not tell: whether a key is a point of the main subgroup, and signatures in
// browsers whose WebCrypto has no Ed25519 yet. It only ever sees public keys and signatures, so it need not run in constant time.

const kPrime = (1n << 255n) - 19n;
const kOrder = (1n << 252n) + 27742317777372353535851937790883648493n; // of the main subgroup
const kMask = (1n << 255n) - 1n;

function mod(value) {
  const rest = value % kPrime;
  return rest < 0n ? rest + kPrime : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let square = base; exponent > 0n; exponent >>= 1n, square = (square * square) % kPrime)
    if (exponent & 1n) result = (result * square) % kPrime;
  return result;
}

const kD = mod(-121665n * power(121666n, kPrime - 2n));
const kRootOfMinusOne = power(2n, (kPrime - 1n) / 4n);
const kIdentity = { x: 0n, y: 1n, z: 1n, t: 0n };

function from_little_endian(bytes) {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; --i) value = (value << 8n) | BigInt(bytes[i]);
  return value;
}

// Extended coordinates; the formulas of RFC 8032 section 5.1.4, which hold for every pair of points.
function add(p, q) {
  const a = ((p.y - p.x) * (q.y - q.x)) % kPrime, b = ((p.y + p.x) * (q.y + q.x)) % kPrime;
  const c = (((2n * p.t * q.t) % kPrime) * kD) % kPrime, d = (2n * p.z * q.z) % kPrime;
  const e = b - a, f = d - c, g = d + c, h = b + a;
  return { x: (e * f) % kPrime, y: (g * h) % kPrime, z: (f * g) % kPrime, t: (e * h) % kPrime };
}

function double(p) {
  const a = (p.x * p.x) % kPrime, b = (p.y * p.y) % kPrime, c = (2n * p.z * p.z) % kPrime;
  const h = a + b, sum = p.x + p.y, e = h - ((sum * sum) % kPrime), g = a - b, f = c + g;
  return { x: (e * f) % kPrime, y: (g * h) % kPrime, z: (f * g) % kPrime, t: (e * h) % kPrime };
}

function multiply(scalar, point) {
  let result = kIdentity;
  for (const bit of scalar.toString(2)) {
    result = double(result);
    if (bit === "1") result = add(result, point);
  }
  return result;
}

function is_identity(p) {
  return mod(p.x) === 0n && mod(p.y - p.z) === 0n;
}

// The point of 32 bytes in the one encoding that it has, or null.
function decode(bytes) {
  const encoded = from_little_endian(bytes), y = encoded & kMask, sign = encoded >> 255n;
  if (y >= kPrime) return null;
  const u = mod(y * y - 1n), v = mod(kD * y * y + 1n);
  const v3 = (v * v * v) % kPrime;
  let x = (u * v3 * power((u * v3 * v3 * v) % kPrime, (kPrime - 5n) / 8n)) % kPrime;
  const square = (v * x * x) % kPrime;
  if (square === mod(-u)) x = (x * kRootOfMinusOne) % kPrime;
  else if (square !== u) return null;
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = mod(-x);
  return { x, y, z: 1n, t: (x * y) % kPrime };
}

function encode(p) {
  const inverse = power(mod(p.z), kPrime - 2n);
  const x = mod(p.x * inverse), y = mod(p.y * inverse);
  let value = y | ((x & 1n) << 255n);
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; ++i, value >>= 8n) bytes[i] = Number(value & 0xffn);
  return bytes;
}

const kBase = decode(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66)));

function is_small(point) {
  return is_identity(double(double(double(point))));
}

// As libsodium's crypto_core_ed25519_is_valid_point: canonical, on the curve, not of small order, of the main subgroup.
export function is_main_subgroup_point(bytes) {
  const point = decode(bytes);
  return point !== null && !is_small(point) && is_identity(multiply(kOrder, point));
}

// What libsodium refuses before it computes anything: an S that is not below the order, an R that is no point or of small order.
export function is_sound_signature(signature) {
  if (from_little_endian(signature.subarray(32)) >= kOrder) return false;
  const r = decode(signature.subarray(0, 32));
  return r !== null && !is_small(r);
}

// R = S B - h A to the byte, for a key of the main subgroup and h = SHA-512(R, A, message).
export function verify_by_hand(key, signature, hash) {
  const a = decode(key);
  const h = from_little_endian(hash) % kOrder;
  const s = from_little_endian(signature.subarray(32));
  const minus_a = { x: mod(-a.x), y: a.y, z: 1n, t: mod(-a.t) };
  const r = encode(add(multiply(s, kBase), multiply(h, minus_a)));
  return r.every((byte, i) => byte === signature[i]);
}
