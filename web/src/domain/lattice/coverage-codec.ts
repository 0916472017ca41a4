import { ArcModels, readInnerVertices, writeInnerVertices } from "./arc-codec.ts";
import { type ArcUse, buildArcTopology, joinArcs } from "./arc-topology.ts";
import { BitReader, BitWriter, RiceModel } from "./bit-stream.ts";
import type { LatticeMultiPolygon, LatticeRing } from "./lattice-polygon.ts";
import { VertexTable } from "./vertex-table.ts";

/** Name of the format where it is stored (`grid_coverages.encoding`). */
export const COVERAGE_ENCODING = "arcs-v1";

const MAGIC = 0x57474331; // "WGC1"

export type CoveragePolygon = { readonly id: number; readonly polygon: LatticeMultiPolygon };

/** Models and the junctions met so far: the same on both sides after every symbol. */
class CodecState {
  readonly arcModels = new ArcModels();
  readonly id = new RiceModel(1);
  readonly parts = new RiceModel(1);
  readonly rings = new RiceModel(1);
  readonly uses = new RiceModel(6);
  readonly choice = new RiceModel(1);
  readonly start = new RiceModel(2 ** 20);
  readonly end = new RiceModel(2 ** 16);
  readonly arcs: Int32Array[] = [];
  /** Ends of arcs → junction ids; `departures[junction]` lists arc ends as arc * 2 + (1 at its far end). */
  readonly junctions = new VertexTable(1024);
  readonly departures: number[][] = [];
  readonly #used: number[] = [];
  lastX = 0;
  lastY = 0;

  departuresFrom(x: number, y: number): readonly number[] {
    const junction = this.junctions.find(x, y);
    if (junction < 0) return [];
    // Most arcs are used once each way: those still free in this direction come first.
    const all = this.departures[junction] ?? [];
    const free = all.filter((departure) => (this.#used[departure] ?? 0) === 0);
    return free.length === all.length
      ? all
      : [...free, ...all.filter((departure) => (this.#used[departure] ?? 0) > 0)];
  }

  depart(x: number, y: number, departure: number): void {
    const junction = this.junctions.add(x, y);
    const list = this.departures[junction];
    if (list === undefined) this.departures[junction] = [departure];
    else list.push(departure);
  }

  addArc(xy: Int32Array): void {
    const arc = this.arcs.push(xy) - 1;
    this.depart(xy[0] ?? 0, xy[1] ?? 0, arc * 2);
    this.depart(xy[xy.length - 2] ?? 0, xy[xy.length - 1] ?? 0, arc * 2 + 1);
  }

  markUsed(departure: number): void {
    this.#used[departure] = (this.#used[departure] ?? 0) + 1;
  }
}

const toUse = (departure: number): ArcUse => ({
  arc: departure >> 1,
  reversed: departure % 2 === 1,
});

function directed(use: ArcUse, arcs: readonly Int32Array[]): Int32Array {
  const xy = arcs[use.arc];
  if (xy === undefined) throw new RangeError(`No arc ${use.arc}`);
  if (!use.reversed) return xy;
  const turned = new Int32Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    turned[i] = xy[xy.length - 2 - i] ?? 0;
    turned[i + 1] = xy[xy.length - 1 - i] ?? 0;
  }
  return turned;
}

class CoverageWriter {
  readonly #out = new BitWriter();
  readonly #state = new CodecState();
  /** Arc of the topology → arc of the file: its number and whether it was written the other way round. */
  readonly #written = new Map<number, ArcUse>();
  readonly #source: readonly Int32Array[];

  constructor(source: readonly Int32Array[], polygonCount: number) {
    this.#source = source;
    this.#out.bits(MAGIC, 32);
    this.#out.varint(polygonCount);
  }

  polygon(id: number, idBefore: number, parts: readonly (readonly (readonly ArcUse[])[])[]): void {
    const { id: idModel, parts: partsModel, rings: ringsModel } = this.#state;
    this.#out.signedRice(idModel, id - idBefore);
    this.#out.rice(partsModel, parts.length);
    for (const part of parts) {
      this.#out.rice(ringsModel, part.length);
      for (const ring of part) this.#ring(ring);
    }
  }

  finish(): Uint8Array {
    return this.#out.finish();
  }

  #ring(uses: readonly ArcUse[]): void {
    const state = this.#state;
    this.#out.rice(state.uses, uses.length);
    const first = uses[0];
    if (first === undefined) return;
    const head = directed(first, this.#source);
    const startX = head[0] ?? 0;
    const startY = head[1] ?? 0;
    this.#out.signedRice(state.start, startX - state.lastX);
    this.#out.signedRice(state.start, startY - state.lastY);
    state.lastX = startX;
    state.lastY = startY;
    let x = startX;
    let y = startY;
    uses.forEach((use, index) => {
      const path = directed(use, this.#source);
      this.#use(use, path, x, y, index === uses.length - 1 ? [startX, startY] : null);
      x = path[path.length - 2] ?? 0;
      y = path[path.length - 1] ?? 0;
    });
  }

  #use(use: ArcUse, path: Int32Array, x: number, y: number, end: [number, number] | null): void {
    const state = this.#state;
    const known = this.#written.get(use.arc);
    if (known !== undefined) {
      const departure = known.arc * 2 + (known.reversed === use.reversed ? 0 : 1);
      this.#out.rice(state.choice, state.departuresFrom(x, y).indexOf(departure) + 1);
      state.markUsed(departure);
      return;
    }
    this.#out.rice(state.choice, 0);
    this.#out.rice(state.arcModels.vertexCount, path.length / 2);
    if (end === null) {
      this.#out.signedRice(state.end, (path[path.length - 2] ?? 0) - x);
      this.#out.signedRice(state.end, (path[path.length - 1] ?? 0) - y);
    }
    writeInnerVertices(this.#out, state.arcModels, path);
    this.#written.set(use.arc, { arc: state.arcs.length, reversed: use.reversed });
    state.markUsed(state.arcs.length * 2);
    state.addArc(path);
  }
}

/**
 * Any polygons, shared borders once, lossless: decoding gives the same rings in the same order and
 * direction (a ring may start at another of its vertices). Ids are non-negative integers.
 */
export function encodeCoverage(polygons: readonly CoveragePolygon[]): Uint8Array {
  const topology = buildArcTopology(polygons.map(({ polygon }) => polygon));
  const writer = new CoverageWriter(topology.arcs, polygons.length);
  let idBefore = 0;
  polygons.forEach(({ id }, index) => {
    writer.polygon(id, idBefore, topology.polygons[index] ?? []);
    idBefore = id;
  });
  return writer.finish();
}

function readUse(
  input: BitReader,
  state: CodecState,
  at: { x: number; y: number },
  end: { x: number; y: number } | null,
): ArcUse {
  const choice = input.rice(state.choice);
  if (choice > 0) {
    const departure = state.departuresFrom(at.x, at.y)[choice - 1];
    if (departure === undefined) throw new RangeError("Coverage names an arc that is not there");
    state.markUsed(departure);
    return toUse(departure);
  }
  const count = input.rice(state.arcModels.vertexCount);
  if (count < 2) throw new RangeError("Coverage has an arc without two ends");
  const xy = new Int32Array(count * 2);
  xy[0] = at.x;
  xy[1] = at.y;
  xy[2 * count - 2] = end === null ? at.x + input.signedRice(state.end) : end.x;
  xy[2 * count - 1] = end === null ? at.y + input.signedRice(state.end) : end.y;
  readInnerVertices(input, state.arcModels, xy);
  const arc = state.arcs.length;
  state.markUsed(arc * 2);
  state.addArc(xy);
  return { arc, reversed: false };
}

function readRing(input: BitReader, state: CodecState): LatticeRing {
  const count = input.rice(state.uses);
  if (count === 0) return new Int32Array(0);
  state.lastX += input.signedRice(state.start);
  state.lastY += input.signedRice(state.start);
  const start = { x: state.lastX, y: state.lastY };
  let at = start;
  const uses: ArcUse[] = [];
  for (let i = 0; i < count; i++) {
    const use = readUse(input, state, at, i === count - 1 ? start : null);
    uses.push(use);
    const xy = state.arcs[use.arc] ?? new Int32Array(2);
    const last = use.reversed ? 0 : xy.length - 2;
    at = { x: xy[last] ?? 0, y: xy[last + 1] ?? 0 };
  }
  return joinArcs(uses, state.arcs);
}

/** Polygons keyed by id, in the order they were encoded. */
export function decodeCoverage(bytes: Uint8Array): Map<number, LatticeMultiPolygon> {
  const input = new BitReader(bytes);
  if (input.bits(32) !== MAGIC) throw new RangeError(`Not a coverage (${COVERAGE_ENCODING})`);
  const count = input.varint();
  const state = new CodecState();
  const polygons = new Map<number, LatticeMultiPolygon>();
  let id = 0;
  for (let i = 0; i < count; i++) {
    id += input.signedRice(state.id);
    const parts: LatticeRing[][] = [];
    const partCount = input.rice(state.parts);
    for (let part = 0; part < partCount; part++) {
      const rings: LatticeRing[] = [];
      const ringCount = input.rice(state.rings);
      for (let ring = 0; ring < ringCount; ring++) rings.push(readRing(input, state));
      parts.push(rings);
    }
    polygons.set(id, parts);
  }
  return polygons;
}
