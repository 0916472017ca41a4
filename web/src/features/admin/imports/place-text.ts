/** Longitude and latitude in degrees, to a decimetre: for a surveyor's tool. */
export function placeText({ x, y }: { x: number; y: number }): string {
  return `${(x / 1e7).toFixed(6)}, ${(y / 1e7).toFixed(6)}`;
}
