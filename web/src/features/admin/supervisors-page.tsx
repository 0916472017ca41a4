export function SupervisorsPage() {
  return null;
}
