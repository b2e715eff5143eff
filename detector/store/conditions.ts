/** The conditions of one statement, with the values of its parameters in their order. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Each `?` stands for one of the values. */
  add(condition: string, ...values: readonly unknown[]): void {
    const left = [...values];
    this.parts.push(condition.replaceAll('?', () => this.place(left.shift())));
  }

  /** Takes a value outside of the conditions; returns what stands for it. */
  place(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** The same conditions, to add further ones to. */
  copy(): Conditions {
    const copy = new Conditions();
    copy.values.push(...this.values);
    copy.parts.push(...this.parts);
    return copy;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' and ');
  }
}
