import { h, setText } from '../dom';
import { icon } from '../ui/icons';

type MessageKind = 'none' | 'busy' | 'failure' | 'flash';

const flashMilliseconds = 2500;
const busyDelayMilliseconds = 350;

/** What the player has to say over the picture: that it waits, that it repairs something, or that it gave up. */
export class PlayerMessage {
  readonly element: HTMLElement;
  readonly #text = h('p', { class: 'message-text', role: 'status' });
  readonly #spinner = h('span', { class: 'spinner' });
  readonly #retry = h('button', { class: 'button', type: 'button', 'data-testid': 'player-retry' }, icon('replay'), 'Try again');
  #kind: MessageKind = 'none';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(retry: () => void) {
    this.element = h('div', { class: 'message', hidden: true, 'data-testid': 'player-message' }, this.#spinner, this.#text, this.#retry);
    this.#retry.addEventListener('click', () => {
      retry();
      this.busy('');
    });
  }

  get isShown(): boolean {
    return this.#kind === 'busy' || this.#kind === 'failure';
  }

  get isFailure(): boolean {
    return this.#kind === 'failure';
  }

  /** Waits, with a spinner; shown only when it takes a noticeable time. */
  busy(text: string): void {
    this.#become('busy', text);
    clearTimeout(this.#timer);
    if (this.element.hidden) this.#timer = setTimeout(() => (this.element.hidden = false), busyDelayMilliseconds);
  }

  fail(text: string): void {
    this.#become('failure', text);
    this.element.hidden = false;
  }

  flash(text: string): void {
    this.#become('flash', text);
    this.element.hidden = false;
    this.#timer = setTimeout(() => this.#become('none', ''), flashMilliseconds);
  }

  /** Playback goes on: nothing to wait for. A failure stays until somebody acts. */
  settle(): void {
    if (this.#kind === 'busy') this.#become('none', '');
  }

  #become(kind: MessageKind, text: string): void {
    clearTimeout(this.#timer);
    this.#kind = kind;
    setText(this.#text, text);
    this.#text.hidden = text === '';
    this.#spinner.hidden = kind !== 'busy';
    this.#retry.hidden = kind !== 'failure';
    this.element.dataset['kind'] = kind;
    if (kind === 'none') this.element.hidden = true;
  }
}
