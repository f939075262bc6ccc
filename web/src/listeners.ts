/** Those who want to know when something changed. */
export class Listeners<T extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...args: T) => void>();

  /** Adds a listener; the answer removes it. */
  add(listener: (...args: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(...args: T): void {
    for (const listener of [...this.#listeners]) listener(...args);
  }
}
