import { h, setAttribute, setText } from '../dom';
import { formatBytes, formatPercent, formatTimeLeft, keepTogether } from '../format';
import { announce } from '../ui/announcer';
import { icon } from '../ui/icons';
import { ProgressBar } from '../ui/progressBar';
import type { UploadTask } from './uploadTask';

/** One upload on the page: name, bar, figures, and what can be done about it. */
export class UploadRow {
  readonly element: HTMLElement;
  readonly #bar = new ProgressBar('upload-progress', 'Upload progress');
  readonly #figures = h('p', { class: 'upload-figures muted' });
  readonly #note = h('p', { class: 'upload-note' });
  readonly #toggle = h('button', { class: 'button button-small', type: 'button', 'data-testid': 'upload-toggle' });
  readonly #startOver = h('button', { class: 'link-button', type: 'button' }, 'Start over instead');
  readonly #remove = h('button', { class: 'icon-button', type: 'button', 'data-testid': 'upload-cancel' }, icon('close'));
  readonly #stop: () => void;
  #announced = '';

  constructor(
    private readonly task: UploadTask,
    remove: () => void,
  ) {
    this.element = h(
      'li',
      { class: 'upload-row', 'data-testid': 'upload' },
      h('p', { class: 'upload-name', title: task.file.name }, task.file.name),
      h('div', { class: 'upload-actions' }, this.#toggle, this.#remove),
      this.#bar.element,
      this.#figures,
      this.#note,
      this.#startOver,
    );
    this.#toggle.addEventListener('click', () => void (task.state === 'uploading' || task.state === 'waiting' ? task.pause() : task.start()));
    this.#remove.addEventListener('click', remove);
    this.#startOver.addEventListener('click', () => void task.startOver());
    this.#stop = task.changed.add(() => this.#render());
    this.#render();
  }

  dispose(): void {
    this.#stop();
  }

  #render(): void {
    const { task } = this;
    const { state } = task;
    this.element.dataset['state'] = state;
    this.#bar.update(state === 'done' ? 1 : task.fraction);
    setText(this.#figures, this.#describe());
    setText(this.#note, this.#noteFor());
    this.#note.hidden = this.#note.textContent === '';
    this.#note.classList.toggle('is-error', state === 'failed');
    this.#startOver.hidden = !(state === 'uploading' && task.resumedAt !== null);
    this.#toggle.hidden = state === 'done' || state === 'cancelled';
    setText(this.#toggle, { failed: 'Try again', paused: 'Resume' }[state as string] ?? 'Pause');
    setAttribute(this.#remove, 'aria-label', state === 'done' ? `Take ${task.file.name} off the list` : `Cancel the upload of ${task.file.name}`);
    this.#announceMilestones();
  }

  #describe(): string {
    const { task } = this;
    const total = formatBytes(task.file.size);
    switch (task.state) {
      case 'waiting':
        return `${total} · waiting for its turn`;
      case 'done':
        return `${total} · uploaded`;
      case 'uploading': {
        const rate = task.bytesPerSecond;
        const parts = [formatPercent(task.fraction), `${formatBytes(task.bytesSent)} of ${total}`];
        if (rate !== null) parts.push(`${(rate / 1e6).toFixed(1)} MB/s`);
        const left = formatTimeLeft(task.secondsLeft);
        if (left !== '') parts.push(left);
        return parts.map(keepTogether).join(' · ');
      }
      default:
        return `${formatPercent(task.fraction)} · ${formatBytes(task.bytesSent)} of ${total} · ${task.state === 'paused' ? 'paused' : 'stopped'}`;
    }
  }

  #noteFor(): string {
    const { task } = this;
    if (task.error !== null) return task.error;
    if (task.retrying) return 'Connection lost. Trying again by itself…';
    if (task.state === 'uploading' && task.resumedAt !== null) return `Resuming at ${formatPercent(task.resumedAt)}.`;
    return '';
  }

  /** A screen reader hears of quarters and of changes of state, not of every kilobyte. */
  #announceMilestones(): void {
    const { task } = this;
    const message =
      task.state === 'uploading'
        ? `${task.file.name}: ${Math.floor(task.fraction * 4) * 25} % uploaded`
        : `${task.file.name}: ${task.error ?? task.state}`;
    if (message === this.#announced || task.state === 'waiting') return;
    this.#announced = message;
    announce(message);
  }
}
