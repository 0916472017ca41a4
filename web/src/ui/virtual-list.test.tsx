import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { VirtualList } from "./virtual-list.tsx";

const rows = Array.from({ length: 5000 }, (_, index) => index);
const draw = (onNearEnd?: () => void, count = rows.length) =>
  render(
    <VirtualList
      rows={rows.slice(0, count)}
      rowHeightPx={50}
      keyOf={(row) => row}
      renderRow={(row) => <span>row {row}</span>}
      label="list"
      onNearEnd={onNearEnd}
    />,
  );

test("of five thousand rows only those in sight exist", () => {
  draw();
  expect(screen.getAllByRole("listitem").length).toBeLessThan(40);
});

test("a row says its place in the whole list to those who cannot see it", () => {
  draw();
  const [first] = screen.getAllByRole("listitem");
  expect(first).toHaveAttribute("aria-setsize", "5000");
  expect(first).toHaveAttribute("aria-posinset", "1");
});

test("the next page is asked for when the end comes near, not before", () => {
  const far = vi.fn();
  draw(far);
  expect(far).not.toHaveBeenCalled();
  const near = vi.fn();
  draw(near, 8);
  expect(near).toHaveBeenCalled();
});
