import { Listeners } from '../listeners';
import { UploadTask } from './uploadTask';

/** All uploads of this visit. One runs at a time: several at once share the same line and only finish later. */
export class UploadQueue {
  readonly changed = new Listeners();
  readonly finished = new Listeners<[UploadTask]>();
  #tasks: readonly UploadTask[] = [];

  constructor() {
    addEventListener('online', () => {
      for (const task of this.#tasks) void task.wake();
    });
  }

  get tasks(): readonly UploadTask[] {
    return this.#tasks;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      if (this.#tasks.some((task) => isSame(task.file, file) && task.state !== 'done')) continue;
      const task = new UploadTask(file);
      let reported = false;
      task.changed.add(() => {
        if (task.state === 'done' && !reported) {
          reported = true;
          this.finished.notify(task);
        }
        this.#advance();
        this.changed.notify();
      });
      this.#tasks = [...this.#tasks, task];
    }
    this.#advance();
    this.changed.notify();
  }

  /** Takes a task that is over off the list; one that is not is cancelled first. */
  async remove(task: UploadTask): Promise<void> {
    this.#tasks = this.#tasks.filter((other) => other !== task);
    this.changed.notify();
    if (task.state !== 'done') await task.cancel();
  }

  #advance(): void {
    if (this.#tasks.some((task) => task.state === 'uploading')) return;
    void this.#tasks.find((task) => task.state === 'waiting')?.start();
  }
}

const isSame = (a: File, b: File): boolean => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
