/** A child that wants a code under one parent. */
export type CodeSeeker = {
  key: string;
  /** Where its label stands, lattice units. */
  x: number;
  y: number;
  /** A code it holds already (an earlier import, or its own code where that follows the scheme). */
  heldCode: string | null;
};

export type ComposeRequest = {
  parentCode: string;
  codeLength: number;
  children: readonly CodeSeeker[];
  /** Codes in use under the parent by grids that are not among `children`. */
  takenCodes?: ReadonlySet<string>;
  /** The highest sequence number to give out; 900–999 of a street belong to enterprise grids. */
  lastSequence: number;
};

/**
 * Parent's code and a sequence number, west to east in bands from north to south (standards 1.3). A code that is
 * held stays; null when the parent has more children than numbers.
 */
export function composeCodes(request: ComposeRequest): Map<string, string> | null {
  const { parentCode, codeLength, children } = request;
  const codes = new Map<string, string>();
  const taken = new Set(request.takenCodes);
  for (const child of children) {
    if (child.heldCode === null) continue;
    codes.set(child.key, child.heldCode);
    taken.add(child.heldCode);
  }
  const digits = codeLength - parentCode.length;
  let sequence = 0;
  for (const child of inReadingOrder(children.filter((each) => each.heldCode === null))) {
    let code: string;
    do {
      sequence += 1;
      if (sequence > request.lastSequence) return null;
      code = parentCode + String(sequence).padStart(digits, "0");
    } while (taken.has(code));
    codes.set(child.key, code);
  }
  return codes;
}

/** Bands from north to south, about as many as there are columns, and west to east within a band. */
export function inReadingOrder<Item extends { x: number; y: number }>(
  items: readonly Item[],
): Item[] {
  if (items.length < 2) return [...items];
  const ys = items.map((item) => item.y);
  const north = Math.max(...ys);
  const height = north - Math.min(...ys);
  const bands = Math.max(1, Math.round(Math.sqrt(items.length)));
  const bandOf = (y: number) =>
    height === 0 ? 0 : Math.min(bands - 1, Math.floor(((north - y) * bands) / height));
  return [...items].sort((a, b) => bandOf(a.y) - bandOf(b.y) || a.x - b.x || b.y - a.y);
}

/** Whether a source code is one of the product's own: digits of the right length, beginning with the parent's. */
export function followsScheme(code: string, parentCode: string, codeLength: number): boolean {
  return code.length === codeLength && /^\d+$/.test(code) && code.startsWith(parentCode);
}
