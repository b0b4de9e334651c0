// The CBOR profile of every record (core/record/FORMAT.md, CBOR profile), twin of core/record/cbor.h: a gate that refuses whatever has not the
// one encoding that it may have, in the same order and under the same names as the programs. It never repairs. Numbers are BigInt where they
// may pass 2^53.
import { compare, equal, from_utf8 } from "./bytes.js";
import { demand, refuse } from "./refusal.js";

const kDepthMax = 8; // arrays and maps inside each other; a tag does not count
const kItemBytesMax = 1 << 20;
const kPairsMax = 64;
const kTagSign1 = 18n;
const kIntegerMax = (1n << 63n) - 1n;

const kUnsigned = 0, kNegative = 1, kBytes = 2, kText = 3, kArray = 4, kMap = 5, kTag = 6, kSimple = 7;
const kKinds = ["unsigned", "negative", "bytes", "text", "array", "map", "tag"];
const kFalse = 20n, kTrue = 21n, kNull = 22n, kIndefinite = 31;

export class Reader {
  constructor(input) {
    this.input = input;
    this.offset = 0;
    this.frames_ = [];
  }

  // unsigned, negative, bytes, text, array, map, tag, boolean or null: kind of the next item.
  peek() {
    const head = this.read_head_();
    if (head.major < kSimple) return kKinds[head.major];
    if (head.argument === kFalse || head.argument === kTrue) return "boolean";
    if (head.argument === kNull) return "null";
    return this.refuse_("cbor_forbidden");
  }

  integer() {
    const head = this.read_head_();
    if (head.major !== kUnsigned && head.major !== kNegative) {
      this.peek();
      this.refuse_("cbor_wrong_kind");
    }
    if (head.argument > kIntegerMax) this.refuse_("cbor_integer_range");
    this.accept_(head.size, true);
    return head.major === kUnsigned ? head.argument : -1n - head.argument;
  }

  unsigned_integer() {
    const head = this.expect_(kUnsigned);
    this.accept_(head.size, true);
    return head.argument;
  }

  integer_in(min, max) {
    const at = this.offset;
    const value = this.integer();
    demand(value >= min && value <= max, "record_value_invalid", { at, text: String(value) });
    return value;
  }

  // For counts, enumerations and times, which all lie far below 2^53.
  number_in(min, max) {
    return Number(this.integer_in(min, max));
  }

  bytes() {
    return this.string_(kBytes);
  }

  text() {
    const at = this.offset;
    const head = this.expect_(kText);
    const content = this.content_(head);
    const text = from_utf8(content);
    demand(text !== null, "cbor_text_invalid", { at });
    this.accept_(head.size + content.length, true);
    return text;
  }

  array() {
    return this.open_(kArray);
  }

  map() {
    return this.open_(kMap);
  }

  array_of(count) {
    const at = this.offset;
    const found = this.array();
    demand(found === count, "record_value_invalid", { at, text: String(found) });
  }

  fixed(size) {
    const content = this.bytes();
    if (content.length !== size) this.refuse_("record_value_invalid", String(content.length));
    return content;
  }

  null() {
    if (this.peek() !== "null") this.refuse_("cbor_wrong_kind");
    this.accept_(1, false);
  }

  // A tag is part of the item that follows it, so it takes no place in an array of its own.
  sign1_tag() {
    const head = this.expect_(kTag);
    if (head.argument !== kTagSign1) this.refuse_("cbor_forbidden", String(head.argument));
    const frame = this.frames_.at(-1);
    if (frame && frame.is_map && frame.items_left % 2 === 0) this.refuse_("cbor_forbidden");
    this.offset += head.size;
  }

  // The next item with all that it holds, checked like everything else, as its encoded bytes.
  item() {
    const start = this.offset;
    const depth = this.frames_.length;
    this.skip_();
    while (this.frames_.length > depth) this.skip_();
    return this.since(start);
  }

  since(offset) {
    return this.input.subarray(offset, this.offset);
  }

  finish() {
    demand(this.frames_.length === 0, "cbor_truncated", { at: this.offset });
    demand(this.offset === this.input.length, "cbor_trailing", { at: this.offset });
  }

  refuse_(code, text) {
    refuse(code, { at: this.offset, text });
  }

  read_head_() {
    if (this.offset >= this.input.length) this.refuse_("cbor_truncated");
    const first = this.input[this.offset];
    const head = { major: first >> 5, argument: BigInt(first & 0x1f), size: 1 };
    const short = first & 0x1f;
    if (short < 24) return head;
    if (short === kIndefinite) this.refuse_([kUnsigned, kNegative, kTag].includes(head.major) ? "cbor_malformed" : "cbor_indefinite");
    if (short > 27) this.refuse_("cbor_malformed");
    if (head.major === kSimple) this.refuse_("cbor_forbidden");
    const extra = 1 << (short - 24);
    if (this.input.length - this.offset - 1 < extra) this.refuse_("cbor_truncated");
    head.argument = 0n;
    for (let i = 1; i <= extra; ++i) head.argument = (head.argument << 8n) | BigInt(this.input[this.offset + i]);
    head.size = 1 + extra;
    const shortest = extra === 1 ? 24n : 1n << BigInt(4 * extra);
    if (head.argument < shortest) this.refuse_("cbor_not_shortest");
    return head;
  }

  expect_(major) {
    const head = this.read_head_();
    if (head.major === major) return head;
    this.peek();
    return this.refuse_("cbor_wrong_kind");
  }

  // In a map keys and values alternate; an even number of items left means that a key is due.
  accept_(size, may_be_key) {
    const frame = this.frames_.at(-1);
    if (frame) {
      if (frame.is_map && frame.items_left % 2 === 0) this.check_key_(frame, this.input.subarray(this.offset, this.offset + size), may_be_key);
      --frame.items_left;
    }
    this.offset += size;
    this.leave_complete_();
  }

  check_key_(frame, key, may_be_key) {
    if (!may_be_key) this.refuse_("cbor_forbidden");
    if (frame.last_key && equal(frame.last_key, key)) this.refuse_("cbor_key_twice");
    if (frame.last_key && compare(frame.last_key, key) > 0) this.refuse_("cbor_key_order");
    frame.last_key = key;
  }

  leave_complete_() {
    while (this.frames_.length > 0 && this.frames_.at(-1).items_left === 0) this.frames_.pop();
  }

  content_(head) {
    if (head.argument > kItemBytesMax) this.refuse_("cbor_too_large");
    const start = this.offset + head.size, size = Number(head.argument);
    if (this.input.length - start < size) this.refuse_("cbor_truncated");
    return this.input.subarray(start, start + size);
  }

  string_(major) {
    const head = this.expect_(major);
    const content = this.content_(head);
    this.accept_(head.size + content.length, false);
    return content;
  }

  open_(major) {
    const head = this.expect_(major);
    const is_map = major === kMap;
    if (is_map && head.argument > kPairsMax) this.refuse_("cbor_too_large");
    if (this.frames_.length === kDepthMax) this.refuse_("cbor_too_deep");
    const bytes_left = this.input.length - this.offset - head.size;
    // Every item takes at least a byte: a count that cannot be true is refused before anyone walks over it.
    if (head.argument > Math.floor(bytes_left / (is_map ? 2 : 1))) this.refuse_("cbor_truncated");
    const count = Number(head.argument);
    const frame = this.frames_.at(-1);
    if (frame) {
      if (frame.is_map && frame.items_left % 2 === 0) this.refuse_("cbor_forbidden"); // a key that is neither number nor text
      --frame.items_left;
    }
    this.offset += head.size;
    this.frames_.push({ items_left: count * (is_map ? 2 : 1), is_map, last_key: null });
    this.leave_complete_();
    return count;
  }

  skip_() {
    switch (this.peek()) {
      case "unsigned":
        return this.unsigned_integer();
      case "negative":
        return this.accept_(this.read_head_().size, true);
      case "bytes":
        return this.bytes();
      case "text":
        return this.text();
      case "array":
        return this.array();
      case "map":
        return this.map();
      case "boolean":
        return this.accept_(1, false);
      case "null":
        return this.refuse_("cbor_forbidden"); // only a detached payload is one, and that is asked for by name
      default:
        this.sign1_tag();
        if (this.peek() !== "array") this.refuse_("cbor_malformed");
        return this.array();
    }
  }
}

// The keys of one map, asked for in the order in which they must stand. A key that stands there and was not asked for is unknown.
export class Fields {
  constructor(reader) {
    this.reader_ = reader;
    this.pairs_left_ = reader.map();
    this.pending_ = null;
  }

  has(key) {
    this.look_();
    if (this.pending_ !== BigInt(key)) return false;
    this.pending_ = null;
    return true;
  }

  need(key) {
    demand(this.has(key), "record_key_missing", { at: this.reader_.offset, key });
  }

  close() {
    this.look_();
    demand(this.pending_ === null, "record_key_unknown", { at: this.reader_.offset, key: String(this.pending_) });
  }

  look_() {
    if (this.pending_ !== null || this.pairs_left_ === 0) return;
    this.pending_ = this.reader_.integer();
    --this.pairs_left_;
  }
}

const kTextMax = 256;

// A text of 1..limit bytes: what is empty is absent.
export function read_text(reader, limit = kTextMax) {
  const start = reader.offset;
  const text = reader.text();
  const encoded = reader.since(start).length;
  const size = encoded - (encoded <= 24 ? 1 : encoded <= 257 ? 2 : encoded <= 65_538 ? 3 : 5);
  demand(size > 0 && size <= limit, "record_value_invalid", { at: reader.offset });
  return text;
}

// A list of 1..limit items, each read by `read`.
export function read_list(reader, limit, read) {
  const count = reader.array();
  demand(count > 0 && count <= limit, "record_value_invalid", { at: reader.offset });
  const items = [];
  for (let i = 0; i < count; ++i) items.push(read(reader));
  return items;
}

export const kTimeMaxMs = 253_402_300_799_999; // end of the year 9999

export function read_time_ms(reader) {
  return reader.number_in(0, kTimeMaxMs);
}

// ---- writing, for the few things that are hashed or signed without having been sent: heads of strings, thumbprints, the root set

export function head_bytes(major, argument) {
  if (argument < 24) return Uint8Array.of((major << 5) | argument);
  if (argument < 0x100) return Uint8Array.of((major << 5) | 24, argument);
  if (argument < 0x10000) return Uint8Array.of((major << 5) | 25, argument >> 8, argument & 0xff);
  return Uint8Array.of((major << 5) | 26, argument >>> 24, (argument >> 16) & 0xff, (argument >> 8) & 0xff, argument & 0xff);
}
