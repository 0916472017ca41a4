/** Unary prefixes end here; longer values are written raw. */
const UNARY_LIMIT = 24;
const RAW_BITS = 54;

/** Running mean of one kind of number; picks the Rice parameter the same way on both sides. */
export class RiceModel {
  #sum: number;
  #count = 1;

  constructor(expected = 1024) {
    this.#sum = expected;
  }

  parameter(): number {
    let k = 0;
    let reach = this.#count;
    while (reach < this.#sum * 0.7 && k < 31) {
      reach *= 2;
      k++;
    }
    return k;
  }

  learn(value: number): void {
    this.#sum += value;
    this.#count++;
    // Forgetting lets the model follow a change of scale within a file.
    if (this.#count >= 128) {
      this.#sum /= 2;
      this.#count /= 2;
    }
  }
}

function zigZag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unZigZag(code: number): number {
  return code % 2 === 1 ? -(code + 1) / 2 : code / 2;
}

export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #pending = 0;
  #free = 8;

  /** The low `count` bits of a non-negative integer below 2^48. */
  bits(value: number, count: number): void {
    if (count > 24) {
      this.bits(Math.floor(value / 2 ** 24), count - 24);
      this.bits(value % 2 ** 24, 24);
      return;
    }
    let left = count;
    while (left > 0) {
      const take = Math.min(left, this.#free);
      left -= take;
      this.#pending = (this.#pending << take) | ((value >>> left) & ((1 << take) - 1));
      this.#free -= take;
      if (this.#free === 0) this.#flush();
    }
  }

  /** Seven bits a byte, low first, a set top bit says more follow; up to 2^53. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bits((rest % 128) + 128, 8);
      rest = Math.floor(rest / 128);
    }
    this.bits(rest, 8);
  }

  signedVarint(value: number): void {
    this.varint(zigZag(value));
  }

  rice(model: RiceModel, value: number): void {
    const k = model.parameter();
    const quotient = Math.floor(value / 2 ** k);
    if (quotient >= UNARY_LIMIT) {
      this.bits(2 ** UNARY_LIMIT - 1, UNARY_LIMIT);
      this.bits(value, RAW_BITS);
    } else {
      this.bits(2 ** (quotient + 1) - 2, quotient + 1);
      this.bits(value % 2 ** k, k);
    }
    model.learn(value);
  }

  signedRice(model: RiceModel, value: number): void {
    this.rice(model, zigZag(value));
  }

  finish(): Uint8Array {
    while (this.#free !== 8) this.bits(0, 1);
    return this.#bytes.slice(0, this.#length);
  }

  #flush(): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = this.#pending;
    this.#pending = 0;
    this.#free = 8;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #buffer = 0;
  #held = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(count: number): number {
    if (count > 24) {
      const high = this.bits(count - 24);
      return high * 2 ** 24 + this.bits(24);
    }
    while (this.#held < count) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError("Coverage ends too early");
      this.#buffer = ((this.#buffer << 8) | byte) >>> 0;
      this.#held += 8;
    }
    this.#held -= count;
    const value = this.#buffer >>> this.#held;
    this.#buffer = this.#held === 0 ? 0 : this.#buffer & ((1 << this.#held) - 1);
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bits(8);
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  signedVarint(): number {
    return unZigZag(this.varint());
  }

  rice(model: RiceModel): number {
    const k = model.parameter();
    let quotient = 0;
    while (quotient < UNARY_LIMIT && this.bits(1) === 1) quotient++;
    const value = quotient === UNARY_LIMIT ? this.bits(RAW_BITS) : quotient * 2 ** k + this.bits(k);
    model.learn(value);
    return value;
  }

  signedRice(model: RiceModel): number {
    return unZigZag(this.rice(model));
  }
}
