import type { DefaultProps } from "@deck.gl/core";
import { ScatterplotLayer, type ScatterplotLayerProps } from "@deck.gl/layers";

/** Bits of a dot's kind, read by the shader. */
export const dotKind = {
  stageMask: 7,
  overdue: 8,
  suspended: 16,
  dimmed: 32,
  hollow: 64,
  dark: 128,
} as const;

interface CaseDotProps {
  /** Bits of `dotKind`, one byte a case. */
  getKind?: unknown;
}

const defaultProps: DefaultProps<CaseDotProps & ScatterplotLayerProps<unknown>> = {
  getKind: { type: "accessor", value: 0 },
};

const vertexDeclaration = `
in float instanceKinds;
out float vKind;
`;

/**
 * Shape as well as colour: overdue is a diamond, suspended is hatched; the ring tells the stage by its pattern
 * (intake a broken loose ring, dispatch a loose ring, handling a close ring, check two rings) and by its colour.
 */
const fragmentMain = `
  int kind = int(vKind + 0.5);
  int stage = kind & 7;
  vec2 at = unitPosition * outerRadiusPixels;
  float far = length(at);
  float reach = (kind & 8) != 0 ? max((abs(at.x) + abs(at.y)) * 0.86, far * 0.6) : far;
  float edge = outerRadiusPixels - 0.9;
  bool isLoose = stage == 0 || stage == 1 || stage == 3;
  float ringWidth = stage == 2 ? 1.4 : 1.1;
  float fillEdge = isLoose ? edge - 2.3 : edge - ringWidth;
  float turn = atan(at.y, at.x) / 6.2831853 + 0.5;
  bool isGap = stage == 0 && fract(turn * 4.0 + 0.125) < 0.42;
  vec4 halo = vec4((kind & 128) != 0 ? vec3(0.05, 0.07, 0.09) : vec3(1.0), vFillColor.a);
  vec4 fill = (kind & 64) != 0 ? halo : vFillColor;
  if ((kind & 16) != 0 && fract((at.x + at.y) / 3.6) > 0.5) fill = halo;
  float inHalo = 1.0 - smoothstep(edge + 0.1, edge + 0.9, reach);
  float inRing = 1.0 - smoothstep(edge - 0.4, edge + 0.4, reach);
  float inGap = 1.0 - smoothstep(edge - ringWidth - 0.4, edge - ringWidth + 0.4, reach);
  float inFill = 1.0 - smoothstep(fillEdge - 0.4, fillEdge + 0.4, reach);
  float inCore = 1.0 - smoothstep(fillEdge - 1.7, fillEdge - 0.9, reach);
  fragColor = mix(halo, isGap ? halo : vLineColor, inRing);
  fragColor = mix(fragColor, halo, inGap);
  if (stage == 3) {
    fragColor = mix(fragColor, vLineColor, inFill);
    fragColor = mix(fragColor, fill, inCore);
  } else {
    fragColor = mix(fragColor, fill, inFill);
  }
  fragColor.a *= inHalo * ((kind & 32) != 0 ? 0.28 : 1.0);
  if (fragColor.a < 0.01) discard;
`;

/** Dots of cases from typed arrays: one instance a case, drawn in one call. */
export class CaseDotLayer extends ScatterplotLayer<unknown, CaseDotProps> {
  static override layerName = "CaseDotLayer";
  static override defaultProps = defaultProps;

  override getShaders() {
    const shaders = super.getShaders();
    return {
      ...shaders,
      inject: {
        ...shaders.inject,
        "vs:#decl": vertexDeclaration,
        "vs:#main-end": "vKind = instanceKinds;",
        "fs:#decl": "in float vKind;",
        "fs:#main-end": fragmentMain,
      },
    };
  }

  override initializeState(): void {
    super.initializeState();
    this.getAttributeManager()?.addInstanced({
      instanceKinds: { size: 1, accessor: "getKind", defaultValue: 0 },
    });
  }
}
