import { expect, test } from "vitest";
import { MESH_BOX, makeNoisyMesh } from "../../scripts/bench/noisy-mesh.ts";
import { seededRandom } from "../../scripts/bench/seeded-random.ts";
import { CoverEditor } from "../../web/src/domain/assignment/cell-cover.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";

const mesh = makeNoisyMesh({
  cells: 600,
  seed: 5,
  box: MESH_BOX,
  stepsPerEdge: 8,
  islandEvery: 30,
});

/** One vertex of a ring moved a little: an edit of one side only, so it overlaps or leaves a gap. */
function nudge(polygon: LatticeMultiPolygon, random: () => number): LatticeMultiPolygon {
  return polygon.map((part, partIndex) =>
    part.map((ring, ringIndex) => {
      if (partIndex + ringIndex > 0) return ring;
      const moved = ring.slice();
      const at = 2 * Math.floor((random() * ring.length) / 2);
      moved[at] = (ring[at] ?? 0) + Math.floor(random() * 4000) - 2000;
      moved[at + 1] = (ring[at + 1] ?? 0) + Math.floor(random() * 4000) - 2000;
      return moved;
    }),
  );
}

test("a patched index is byte for byte the one built afresh", () => {
  const random = seededRandom(9);
  const polygons = [...mesh];
  const editor = new CoverEditor(polygons);
  for (let edit = 0; edit < 40; edit++) {
    const rank = Math.floor(random() * polygons.length);
    polygons[rank] = edit % 8 === 7 ? [] : nudge(mesh[rank] ?? [], random);
    editor.replace(rank, polygons[rank]);
    if (edit % 5 === 4) {
      const isEqual = Buffer.compare(editor.toBytes(), new CoverEditor(polygons).toBytes()) === 0;
      expect(isEqual, `after edit ${edit}`).toBe(true);
    }
  }
});

test("an edit inside the frame is done in place, one that changes the frame builds anew", () => {
  const editor = new CoverEditor(mesh);
  expect(editor.replace(300, nudge(mesh[300] ?? [], seededRandom(1)))).toBe(true);
  const far = [[Int32Array.of(0, 0, 9_000_000, 0, 9_000_000, 9_000_000)]];
  expect(editor.replace(300, far)).toBe(false);
  const polygons = mesh.map((polygon, rank) => (rank === 300 ? far : polygon));
  expect(Buffer.compare(editor.toBytes(), new CoverEditor(polygons).toBytes())).toBe(0);
});
