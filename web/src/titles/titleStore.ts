import { deleteTitle, getTitle, isFinished, listTitles, newerOf, retryTitle, type Title } from '../api';
import { Listeners } from '../listeners';
import { describeError, ProblemError } from '../problem';
import { EventScheduler } from './eventScheduler';
import { titleStreams } from './titleEvents';
import { mergeFirstPage, sortTitles, worthWatching } from './titleList';

const busyPollMilliseconds = 4000;
const calmPollMilliseconds = 20_000;

/** The titles as the server has them, kept up to date while the page is seen. */
export class TitleStore {
  readonly changed = new Listeners();
  readonly #scheduler: EventScheduler;
  #titles = new Map<string, Title>();
  #nextCursor: string | null = null;
  #loaded = false;
  #error: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** What changed while the list was asked for: news that its answer may not have yet. */
  readonly #touched = new Set<string>();

  constructor() {
    this.#scheduler = new EventScheduler(
      titleStreams(
        (title) => this.#put(title),
        (id) => void this.refreshTitle(id),
      ),
    );
    document.addEventListener('visibilitychange', () => {
      if (!this.#running) return;
      if (document.hidden) this.#sleep();
      else this.#wake();
    });
  }

  get titles(): readonly Title[] {
    return sortTitles(this.#titles.values());
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get hasMore(): boolean {
    return this.#nextCursor !== null;
  }

  /** Why the list may be out of date, or null. */
  get error(): string | null {
    return this.#error;
  }

  start(): void {
    this.#running = true;
    this.#wake();
  }

  stop(): void {
    this.#running = false;
    this.#sleep();
  }

  async loadMore(): Promise<void> {
    if (this.#nextCursor === null) return;
    const page = await listTitles(this.#nextCursor);
    this.#nextCursor = page.nextCursor;
    for (const title of page.items) this.#titles.set(title.id, title);
    this.#update();
  }

  /** Asks for one title; one that is gone leaves the list. */
  async refreshTitle(id: string): Promise<void> {
    try {
      this.#put(await getTitle(id));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 404) return; // The next poll tells.
      this.#drop(id);
    }
  }

  async delete(id: string): Promise<void> {
    await deleteTitle(id);
    this.#drop(id);
  }

  async retry(id: string): Promise<void> {
    await retryTitle(id);
    await this.refreshTitle(id);
  }

  #wake(): void {
    this.#scheduler.resume();
    void this.#poll();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    this.#scheduler.suspend();
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer);
    this.#touched.clear();
    try {
      const page = await listTitles(null);
      const first = !this.#loaded;
      const before = this.#titles;
      this.#titles = mergeFirstPage(before, page);
      for (const id of this.#touched) {
        const newer = before.get(id);
        if (newer === undefined) this.#titles.delete(id);
        else this.#titles.set(id, newer);
      }
      if (first) this.#nextCursor = page.nextCursor;
      this.#loaded = true;
      this.#error = null;
    } catch (error) {
      this.#error = describeError(error);
    }
    this.#update();
    if (!this.#running || document.hidden) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#poll(), this.#pollDelay());
  }

  #pollDelay(): number {
    const { live } = this.#scheduler;
    const unseen = this.titles.some((title) => !isFinished(title) && !live.has(title.id));
    return unseen || this.#error !== null ? busyPollMilliseconds : calmPollMilliseconds;
  }

  #put(title: Title): void {
    this.#titles.set(title.id, newerOf(this.#titles.get(title.id), title));
    this.#touched.add(title.id);
    this.#update();
  }

  #drop(id: string): void {
    this.#titles.delete(id);
    this.#touched.add(id);
    this.#update();
  }

  #update(): void {
    this.#scheduler.want(worthWatching([...this.#titles.values()]));
    this.changed.notify();
  }
}
