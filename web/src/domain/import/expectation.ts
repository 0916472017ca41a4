/**
 * Compares recorded labels with what the assignment found; rows without a label do not count. A nearest grid is a
 * guess within the accuracy: it is counted apart and agrees with nothing.
 */
export class Expectation {
  private rows = 0;
  private agreeing = 0;
  private nearby = 0;

  add(label: string, found: { sourceCode: string | null; isInside: boolean }): void {
    this.rows += 1;
    if (label !== found.sourceCode) return;
    if (found.isInside) this.agreeing += 1;
    else this.nearby += 1;
  }

  /** Share is rounded to four decimals: it is read as a percentage with two. */
  result(): { rows: number; agree: number; share: number; nearest_agree: number } {
    const share = this.rows === 0 ? 0 : Math.round((this.agreeing / this.rows) * 10_000) / 10_000;
    return { rows: this.rows, agree: this.agreeing, share, nearest_agree: this.nearby };
  }
}
