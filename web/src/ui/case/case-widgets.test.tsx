import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, test, vi } from "vitest";
import { startI18n } from "../../i18n/i18n.ts";
import { ChainLadder } from "./chain-ladder.tsx";
import { ClockBadge } from "./clock-badge.tsx";
import { StateTag } from "./state-tag.tsx";
import { SupervisorSlots } from "./supervisor-slots.tsx";

startI18n("zh-CN");

const chain = [
  {
    grid_id: 1,
    level: 1,
    name: "示范市",
    name_en: "Demo City",
    code: "9901",
    leaders: [
      { post: "main_leader", subject: "", name: "周宁", phone: "19900000001", unit_name: null },
    ],
  },
  {
    grid_id: 9,
    level: 4,
    name: "北街社区",
    name_en: "",
    code: "990101001",
    leaders: [
      { post: "direct_responsible", subject: "", name: "李敏", phone: null, unit_name: null },
    ],
  },
];

const violationsOf = async (container: HTMLElement) =>
  (await axe.run(container, { rules: { region: { enabled: false } } })).violations.map(
    (violation) => violation.id,
  );

test("a click on a name of the chain selects its grid, a number is a call", async () => {
  const onSelectGrid = vi.fn();
  const { container } = render(<ChainLadder chain={chain} onSelectGrid={onSelectGrid} />);
  await userEvent.click(screen.getByRole("button", { name: "北街社区" }));
  expect(onSelectGrid).toHaveBeenCalledWith(9);
  expect(screen.getByRole("link", { name: /周宁/ })).toHaveAttribute("href", "tel:19900000001");
  expect(await violationsOf(container)).toEqual([]);
});

test("who may not see a number gets none, and no empty link", () => {
  render(<ChainLadder chain={chain.slice(1)} onSelectGrid={() => {}} />);
  expect(screen.getByText("李敏")).toBeInTheDocument();
  expect(screen.queryByRole("link")).toBeNull();
});

test("three slots are always shown, a vacancy by name", async () => {
  const { container } = render(
    <SupervisorSlots
      slots={[
        {
          slot: 2,
          name: "王强",
          phone: "1",
          status: "absent",
          substitute: { name: "赵云", phone: null, reason: "休假" },
        },
      ]}
    />,
  );
  const items = screen.getAllByRole("listitem");
  expect(items).toHaveLength(3);
  expect(items.map((item) => within(item).queryByText("空缺") !== null)).toEqual([
    true,
    false,
    true,
  ]);
  expect(screen.getByText("顶岗：赵云")).toBeInTheDocument();
  expect(await violationsOf(container)).toEqual([]);
});

test("overdue is said in words, not by colour alone", () => {
  const clock = { state: "handling", suspended: false, reportedAtS: 0, deadlineAtS: 1000 };
  render(<ClockBadge clock={clock} nowS={1000 + 3 * 3600 + 20 * 60} />);
  expect(screen.getByText("超期 3 小时 20 分")).toBeInTheDocument();
});

test("a state this client does not know is shown as it is", () => {
  render(<StateTag state="brand_new" />);
  expect(screen.getByText("brand_new")).toBeInTheDocument();
});
