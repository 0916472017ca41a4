/** The committed files of the demo city, as text. Same seed, same bytes. */
import { dissolve } from "../../web/src/domain/grids/dissolve.ts";
import { writeLatticeTopoJson } from "../../web/src/domain/lattice/lattice-topojson.ts";
import { drawBaseMap, LAYER_NAMES } from "./base-map/base-map.ts";
import { coverGround } from "./base-map/ground.ts";
import { drawMesh } from "./mesh/lattice-mesh.ts";
import { nameCity } from "./name-city.ts";
import { buildOrganisation } from "./organisation.ts";

export const DEMO_SEED = 2027;

/** How built-up and what cover each unit has, for the rhythm of cases; same order as the topology. */
interface GroundFile {
  readonly cover: readonly string[];
  readonly urbanity: readonly number[];
}

/** One array item a line: small enough, and a diff can be read. */
function lines(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
}

/** File name → text, in a fixed order. */
export function generateFiles(seed = DEMO_SEED): Map<string, string> {
  const model = nameCity(drawMesh(seed), seed);
  const { mesh } = model;
  const ground = coverGround(mesh, seed);
  const files = new Map<string, string>();
  const shape = { x: mesh.x, y: mesh.y, cells: mesh.cells.map((cell) => [cell.ring]) };
  const units = model.unitCodes.map((id, cell) => ({ id, polygon: dissolve(shape, [cell]) }));
  const topology = writeLatticeTopoJson({ units });
  files.set("units.topojson", `${JSON.stringify(topology)}\n`);
  files.set("grids.json", `${lines(model.nodes.filter((node) => node.level < 5))}\n`);
  const groundFile: GroundFile = {
    cover: ground.cover,
    urbanity: ground.urbanity.map((u) => Math.round(u * 100) / 100),
  };
  files.set("ground.json", `${JSON.stringify(groundFile)}\n`);
  const map = drawBaseMap(model, ground, seed);
  for (const name of LAYER_NAMES) {
    const { features } = map[name];
    files.set(
      `base-map/${name}.json`,
      `{"type":"FeatureCollection","features":${lines(features)}}\n`,
    );
  }
  const organisation = buildOrganisation(model, seed);
  const parts = Object.entries(organisation).map(([key, rows]) => `"${key}":${lines(rows)}`);
  files.set("organisation.json", `{${parts.join(",\n")}}\n`);
  return files;
}
