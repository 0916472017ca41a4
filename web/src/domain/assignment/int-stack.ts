/** A growing Int32Array; `words` is exact up to `length` and moves when it grows. */
export class IntStack {
  words: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.words = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.words.length) this.reserve(this.length + 1);
    this.words[this.length++] = value;
  }

  /** Room for `capacity` words in all. */
  reserve(capacity: number): void {
    if (capacity <= this.words.length) return;
    const grown = new Int32Array(Math.max(capacity, Math.ceil(this.words.length * 1.5)));
    grown.set(this.words.subarray(0, this.length));
    this.words = grown;
  }
}
