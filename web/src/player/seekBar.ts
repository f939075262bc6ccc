import { h, setAttribute, setText } from '../dom';
import { formatClock } from '../format';
import { type Thumbnail, thumbnailAt } from './thumbnails';

export interface SeekBarState {
  readonly position: number;
  /** How far the bar reaches, in seconds: the whole title, also while its end is still being encoded. */
  readonly duration: number;
  /** How much of it can be played now. */
  readonly playable: number;
  readonly buffered: TimeRanges;
}

/** Where one is in the title, what is buffered, and a preview of where one would go. */
export class SeekBar {
  readonly element: HTMLElement;
  readonly #played = h('div', { class: 'seek-played' });
  readonly #ranges = h('div', { class: 'seek-ranges' });
  readonly #pending = h('div', { class: 'seek-pending' });
  readonly #handle = h('div', { class: 'seek-handle' });
  readonly #preview: HTMLElement;
  readonly #picture = h('div', { class: 'seek-picture', 'data-testid': 'seek-thumbnail', hidden: true });
  readonly #previewTime = h('span', { class: 'seek-time' });
  #state: Omit<SeekBarState, 'buffered'> = { position: 0, duration: 0, playable: 0 };
  #thumbnails: readonly Thumbnail[] = [];
  #dragging = false;
  /** Where the pointer last was, in pixels from the left of the window. */
  #pointerX = 0;

  constructor(
    private readonly seek: (seconds: number) => void,
    /** Somebody is about to look at previews. */
    approach: () => void,
  ) {
    this.#preview = h('div', { class: 'seek-preview', hidden: true }, this.#picture, this.#previewTime);
    this.element = h(
      'div',
      { class: 'seek', role: 'slider', tabindex: 0, 'aria-label': 'Position', 'aria-valuemin': 0, 'data-testid': 'seek-bar' },
      h('div', { class: 'seek-track' }, this.#ranges, this.#pending, this.#played),
      this.#handle,
      this.#preview,
    );
    this.element.addEventListener('pointerenter', approach);
    this.element.addEventListener('pointerdown', (event) => this.#press(event));
    this.element.addEventListener('pointermove', (event) => this.#point(event));
    this.element.addEventListener('pointerup', (event) => this.#release(event));
    this.element.addEventListener('pointercancel', () => this.#hide());
    this.element.addEventListener('pointerleave', () => {
      if (!this.#dragging) this.#hide();
    });
  }

  get isDragging(): boolean {
    return this.#dragging;
  }

  showThumbnails(thumbnails: readonly Thumbnail[]): void {
    this.#thumbnails = thumbnails;
    if (!this.#preview.hidden) this.#showPreview();
  }

  update(state: SeekBarState): void {
    this.#state = state;
    const { duration, playable, position, buffered } = state;
    setAttribute(this.element, 'aria-valuemax', Math.floor(duration));
    setAttribute(this.element, 'aria-valuenow', Math.floor(position));
    setAttribute(this.element, 'aria-valuetext', `${formatClock(position)} of ${formatClock(duration)}`);
    if (!this.#dragging) this.#place(position);
    this.#pending.style.setProperty('--from', String(this.#fraction(playable)));
    this.#pending.hidden = playable >= duration - 0.5;
    while (this.#ranges.children.length > buffered.length) this.#ranges.lastElementChild?.remove();
    while (this.#ranges.children.length < buffered.length) this.#ranges.append(h('div', { class: 'seek-range' }));
    [...this.#ranges.children].forEach((range, index) => {
      (range as HTMLElement).style.setProperty('--from', String(this.#fraction(buffered.start(index))));
      (range as HTMLElement).style.setProperty('--to', String(this.#fraction(buffered.end(index))));
    });
  }

  #fraction(seconds: number): number {
    return this.#state.duration > 0 ? Math.min(1, Math.max(0, seconds / this.#state.duration)) : 0;
  }

  #place(seconds: number): void {
    this.element.style.setProperty('--position', String(this.#fraction(seconds)));
  }

  get #pointed(): number {
    const { left, width } = this.element.getBoundingClientRect();
    const fraction = Math.min(1, Math.max(0, (this.#pointerX - left) / Math.max(1, width)));
    return Math.min(fraction * this.#state.duration, this.#state.playable);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#dragging = true;
    this.element.setPointerCapture(event.pointerId);
    this.element.classList.add('is-dragging');
    this.#point(event);
  }

  #point(event: PointerEvent): void {
    if (this.#state.duration <= 0) return;
    this.#pointerX = event.clientX;
    if (this.#dragging) this.#place(this.#pointed);
    this.#showPreview();
  }

  #showPreview(): void {
    const seconds = this.#pointed;
    this.#preview.hidden = false;
    setText(this.#previewTime, formatClock(seconds));
    this.#showPicture(seconds);
    const { left, width } = this.element.getBoundingClientRect();
    const half = this.#preview.offsetWidth / 2;
    const x = Math.min(width - half, Math.max(half, this.#pointerX - left));
    this.#preview.style.setProperty('--x', `${x}px`);
  }

  #release(event: PointerEvent): void {
    if (!this.#dragging) return;
    this.#dragging = false;
    this.#pointerX = event.clientX;
    this.seek(this.#pointed);
    if (event.pointerType !== 'mouse') this.#hide();
    this.element.classList.remove('is-dragging');
  }

  #hide(): void {
    this.#dragging = false;
    this.element.classList.remove('is-dragging');
    this.#preview.hidden = true;
  }

  #showPicture(seconds: number): void {
    const tile = thumbnailAt(this.#thumbnails, seconds);
    this.#picture.hidden = tile === null;
    if (tile === null) return;
    const { style } = this.#picture;
    style.width = `${tile.width}px`;
    style.height = `${tile.height}px`;
    style.backgroundImage = `url(${JSON.stringify(tile.url)})`;
    style.backgroundPosition = `-${tile.x}px -${tile.y}px`;
    setAttribute(this.#picture, 'data-start', tile.start);
  }
}
