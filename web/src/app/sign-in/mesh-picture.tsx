import { useMemo } from "react";
import styles from "./sign-in.module.css";

const COLUMNS = 15;
const ROWS = 13;
const CELL = 60;

type Point = readonly [number, number];
type Cell = { key: string; path: string; shade: number };

/** A fixed, repeatable jitter in −0.5…0.5: the picture is the same for everybody. */
function jitter(column: number, row: number, salt: number): number {
  const wave = Math.sin(column * 127.1 + row * 311.7 + salt * 74.7) * 43758.5453;
  return wave - Math.floor(wave) - 0.5;
}

/** Corners are shared by their cells, like the borders of real grids. */
function corner(column: number, row: number): Point {
  return [
    (column + jitter(column, row, 1) * 0.62 + (row % 2) * 0.28) * CELL,
    (row + jitter(column, row, 2) * 0.62) * CELL,
  ];
}

function buildCells(): Cell[] {
  const cells: Cell[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const ring = [
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
      ];
      const path = `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
      cells.push({ key: `${column}-${row}`, path, shade: jitter(column, row, 3) + 0.5 });
    }
  }
  return cells;
}

/** The border of a block of cells: streets are drawn over communities by their weight. */
function buildBorder(step: number): string {
  const lines: string[] = [];
  for (let row = 0; row <= ROWS; row += step) {
    lines.push(line(Array.from({ length: COLUMNS + 1 }, (_, column) => corner(column, row))));
  }
  for (let column = 0; column <= COLUMNS; column += step) {
    lines.push(line(Array.from({ length: ROWS + 1 }, (_, row) => corner(column, row))));
  }
  return lines.join("");
}

function line(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
}

/** A city by grid: communities, streets, districts, one of them chosen. Only a picture. */
export function MeshPicture() {
  const cells = useMemo(buildCells, []);
  const streets = useMemo(() => buildBorder(3), []);
  const districts = useMemo(() => buildBorder(6), []);
  return (
    <svg
      className={styles.mesh}
      viewBox="30 30 800 700"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {cells.map(({ key, path, shade }) => (
        <path key={key} d={path} className={styles.cell} fillOpacity={0.02 + shade * 0.1} />
      ))}
      <path d={streets} className={styles.street} />
      <path d={districts} className={styles.district} />
      {cells
        .filter(({ key }) => key === "8-5")
        .map(({ key, path }) => (
          <g key={key}>
            <path d={path} className={styles.chosenHalo} />
            <path d={path} className={styles.chosen} />
          </g>
        ))}
    </svg>
  );
}
