/** One dot on this many square pixels is still a map; more is a wall of pins. */
const pixelsPerPoint = 1500;
/** A level of hysteresis, or dots would flicker in and out at the limit. */
const hysteresis = 1.25;

export interface Density {
  pointsInView: number;
  widthPixels: number;
  heightPixels: number;
  shownNow: boolean;
}

/** Whether single cases may be drawn, or counts by grid must speak for them. */
export function shouldShowPoints(density: Density): boolean {
  const room = (density.widthPixels * density.heightPixels) / pixelsPerPoint;
  return density.pointsInView <= (density.shownNow ? room * hysteresis : room);
}
