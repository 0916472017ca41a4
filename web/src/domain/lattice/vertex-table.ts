/** Lattice points to dense ids, in order of first sight: open addressing over typed arrays. */
export class VertexTable {
  xs: Int32Array;
  ys: Int32Array;
  size = 0;
  #slots: Int32Array;
  #mask: number;

  constructor(expected: number) {
    let capacity = 16;
    while (capacity < expected * 2) capacity *= 2;
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
    this.xs = new Int32Array(Math.max(8, expected));
    this.ys = new Int32Array(Math.max(8, expected));
  }

  /** Id of (x, y), or -1. */
  find(x: number, y: number): number {
    const slot = this.#slotOf(x, y);
    return this.#slots[slot] ?? -1;
  }

  /** Id of (x, y), made when new. */
  add(x: number, y: number): number {
    const slot = this.#slotOf(x, y);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    const id = this.size++;
    if (id >= this.xs.length) this.#growPoints();
    this.xs[id] = x;
    this.ys[id] = y;
    this.#slots[slot] = id;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #slotOf(x: number, y: number): number {
    const mask = this.#mask;
    const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const id = this.#slots[slot] ?? -1;
      if (id < 0 || (this.xs[id] === x && this.ys[id] === y)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growPoints(): void {
    const length = this.xs.length * 2;
    const xs = new Int32Array(length);
    const ys = new Int32Array(length);
    xs.set(this.xs);
    ys.set(this.ys);
    this.xs = xs;
    this.ys = ys;
  }

  #growSlots(): void {
    const capacity = this.#slots.length * 2;
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
    for (let id = 0; id < this.size; id++) {
      this.#slots[this.#slotOf(this.xs[id] ?? 0, this.ys[id] ?? 0)] = id;
    }
  }
}
