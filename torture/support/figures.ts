/** What was measured many times. */
export class Figures {
  readonly #values: number[] = [];
  readonly #unit: string;

  constructor(unit: string) {
    this.#unit = unit;
  }

  add(value: number): void {
    this.#values.push(value);
  }

  #at(share: number): number {
    const sorted = [...this.#values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  }

  median(): number {
    return this.#at(0.5);
  }

  /** Median, 95th percentile and largest. */
  summary(): string {
    const round = (value: number) => `${Math.round(value)} ${this.#unit}`;
    return `median ${round(this.#at(0.5))}, p95 ${round(this.#at(0.95))}, largest ${round(this.#at(1))}`;
  }
}
