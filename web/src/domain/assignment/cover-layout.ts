/**
 * The cell-cover index in one Int32Array, so that it can be transferred, shared and patched as one:
 *
 *   header | one entry a tile | blobs of the tiles
 *
 * A tile entry below 0 is `~(owner + 1)`: one owner (0 = none) all over. Else it is where the blob is.
 * A blob: log2 of cells a side, its length, one entry a cell, leaves. A cell entry from 0 up is
 * `owner + 1`; below 0 it is `~(offset in the blob * 4 + kind of leaf)`.
 *
 * Owners are ranks in code order. A cell holds the lattice points from its lower left corner up; its
 * sides run between lattice points, at half units, so that no vertex lies on them.
 */

export const MAGIC = 0x43434f56;

/** Places in the header. */
export const AT_MAGIC = 0;
export const AT_USED = 1;
export const AT_OWNERS = 2;
export const AT_X0 = 3;
export const AT_Y0 = 4;
export const AT_TILE_SHIFT = 5;
export const AT_WIDTH = 6;
export const AT_HEIGHT = 7;
export const HEADER_WORDS = 16;

/** Blobs are padded, so that a small edit seldom moves what lies behind. */
export const BLOB_ALIGNMENT = 64;

/**
 * Shared borders, one run of vertices for each pair of neighbours, relative to the cell's centre in
 * 16 bits: owner = reference XOR (left XOR right) of every run crossed.
 */
export const NARROW_LEAF = 0;
/** The same with absolute coordinates, two words a vertex. */
export const WIDE_LEAF = 1;
/** Where polygons overlap or border on nobody: one parity for each candidate, lowest code first. */
export const LAYERED_LEAF = 2;

/** Owners are packed with a count of 7 bits above them. */
export const MAX_OWNERS = 0xff_ff_fe;
export const OWNER_MASK = 0xff_ff_ff;
export const COUNT_SHIFT = 24;
export const MAX_COUNT = 127;

export type CoverFrame = {
  /** Lower left corner: a multiple of the tile's size. */
  readonly x0: number;
  readonly y0: number;
  readonly tileShift: number;
  readonly width: number;
  readonly height: number;
};
