/** Metres of one lattice unit along a meridian, on the sphere that Turf measures with. */
const metresPerUnit = ((Math.PI / 180) * 6_371_008.8) / 1e7;

/** Square metres of a doubled lattice area at a latitude (planar: a city is small). */
export function squareMetresOf(doubledArea: number, latitudeDegrees: number): number {
  const scale = metresPerUnit * metresPerUnit * Math.cos((latitudeDegrees * Math.PI) / 180);
  return (doubledArea / 2) * scale;
}

/** Lattice area (not doubled) of so many square metres. */
export function latticeAreaOf(squareMetres: number, latitudeDegrees: number): number {
  return squareMetres / squareMetresOf(2, latitudeDegrees);
}
