import { createContext, type ReactNode, useContext } from "react";
import { createPortal } from "react-dom";

/** Places in the shell that a screen fills: where it is, what it can be searched for, what it may do. */
export type SlotName = "breadcrumb" | "search" | "actions";
export type SlotNodes = Record<SlotName, HTMLElement | null>;

export const ShellSlotsContext = createContext<SlotNodes>({
  breadcrumb: null,
  search: null,
  actions: null,
});

/** Draws its children into the named place of the top bar, for as long as it is mounted. */
export function ShellSlot({ name, children }: { name: SlotName; children: ReactNode }) {
  const node = useContext(ShellSlotsContext)[name];
  return node ? createPortal(children, node) : null;
}
