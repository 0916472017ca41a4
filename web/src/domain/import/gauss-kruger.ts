/**
 * Inverse transverse Mercator of the CGCS2000 zones, Krüger's series to the sixth order in n (Karney 2011): within
 * a zone the error is far below the lattice's centimetre.
 */
const semiMajorMetres = 6_378_137;
const flattening = 1 / 298.257222101;
const n = flattening / (2 - flattening);
const n2 = n * n;
const n3 = n2 * n;
const n4 = n3 * n;
const n5 = n4 * n;
const n6 = n5 * n;
const rectifyingRadius = (semiMajorMetres / (1 + n)) * (1 + n2 / 4 + n4 / 64 + n6 / 256);
const eccentricity = Math.sqrt(flattening * (2 - flattening));
/** 1 − e². */
const polarSquare = (1 - flattening) ** 2;
const falseEastingMetres = 500_000;
const degrees = 180 / Math.PI;

const beta = [
  n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360 - (81 * n5) / 512 + (96199 * n6) / 604800,
  n2 / 48 + n3 / 15 - (437 * n4) / 1440 + (46 * n5) / 105 - (1118711 * n6) / 3870720,
  (17 * n3) / 480 - (37 * n4) / 840 - (209 * n5) / 4480 + (5569 * n6) / 90720,
  (4397 * n4) / 161280 - (11 * n5) / 504 - (830251 * n6) / 7257600,
  (4583 * n5) / 161280 - (108847 * n6) / 3991680,
  (20648693 * n6) / 638668800,
];

export type GaussKrugerZone = { centralMeridianDegrees: number; falseEastingMetres: number };

/** EPSG 4491–4554: 6° and 3° zones, with the zone's number before the easting or without. */
export function gaussKrugerZone(epsg: number): GaussKrugerZone | null {
  if (epsg >= 4491 && epsg <= 4501) return zoneWithNumber(epsg - 4491 + 13, 75 + 6 * (epsg - 4491));
  if (epsg >= 4502 && epsg <= 4512) return zoneWithoutNumber(75 + 6 * (epsg - 4502));
  if (epsg >= 4513 && epsg <= 4533) return zoneWithNumber(epsg - 4513 + 25, 75 + 3 * (epsg - 4513));
  if (epsg >= 4534 && epsg <= 4554) return zoneWithoutNumber(75 + 3 * (epsg - 4534));
  return null;
}

function zoneWithNumber(zone: number, centralMeridianDegrees: number): GaussKrugerZone {
  return { centralMeridianDegrees, falseEastingMetres: zone * 1_000_000 + falseEastingMetres };
}

function zoneWithoutNumber(centralMeridianDegrees: number): GaussKrugerZone {
  return { centralMeridianDegrees, falseEastingMetres };
}

/** Easting and northing in metres to degrees [lng, lat]. */
export function fromGaussKruger(
  zone: GaussKrugerZone,
  eastingMetres: number,
  northingMetres: number,
): [number, number] {
  const xi = northingMetres / rectifyingRadius;
  const eta = (eastingMetres - zone.falseEastingMetres) / rectifyingRadius;
  let xiPrime = xi;
  let etaPrime = eta;
  beta.forEach((coefficient, index) => {
    const order = 2 * (index + 1);
    xiPrime -= coefficient * Math.sin(order * xi) * Math.cosh(order * eta);
    etaPrime -= coefficient * Math.cos(order * xi) * Math.sinh(order * eta);
  });
  const sinhEta = Math.sinh(etaPrime);
  const cosXi = Math.cos(xiPrime);
  const tau = latitudeTangent(Math.sin(xiPrime) / Math.hypot(sinhEta, cosXi));
  return [
    zone.centralMeridianDegrees + Math.atan2(sinhEta, cosXi) * degrees,
    Math.atan(tau) * degrees,
  ];
}

/** Newton's iteration from the conformal latitude's tangent to the geographic one (Karney 2011, eq. 19–21). */
function latitudeTangent(tauPrime: number): number {
  let tau = tauPrime;
  for (let round = 0; round < 6; round += 1) {
    const sigma = Math.sinh(eccentricity * Math.atanh((eccentricity * tau) / Math.hypot(1, tau)));
    const guess = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
    const slope = (1 + polarSquare * tau * tau) / (polarSquare * Math.hypot(1, tau));
    tau += ((tauPrime - guess) / Math.hypot(1, guess)) * slope;
  }
  return tau;
}
