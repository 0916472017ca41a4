import { create } from "zustand";

type Shown = "palette" | "keys" | null;

export const usePaletteStore = create<{
  shown: Shown;
  show: (shown: Shown) => void;
}>((set) => ({
  shown: null,
  show: (shown) => set({ shown }),
}));
