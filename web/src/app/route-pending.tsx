import { BootScreen } from "./boot-screen.tsx";

export function RoutePending() {
  return <BootScreen code={null} />;
}
