import { dismissEncode, encodeTitle, isEncodedAnew, type Title } from '../api';
import { h, setText } from '../dom';
import { formatAge } from '../format';
import { ActionNote } from '../ui/actionNote';
import { announce } from '../ui/announcer';
import { ProgressBar } from '../ui/progressBar';
import { describeEncode } from './titleStatus';

const offer = 'Makes every quality and language anew from the original file. Viewers keep what they have until all of it is there.';
const noOriginal = 'The original file was deleted after publication, so nothing can be made anew from it.';

/** How a published title is encoded anew: the wish, how far it is, and what has become of it. */
export class EncodeSection {
  readonly element: HTMLElement;
  readonly #text = h('p', { class: 'muted', 'data-testid': 'encode-text' });
  readonly #bar = new ProgressBar('encode-progress', 'Progress of the re-encode');
  readonly #begin = h('button', { class: 'button button-small', type: 'button', 'data-testid': 'encode' });
  readonly #dismiss = h('button', { class: 'button button-small', type: 'button', 'data-testid': 'encode-dismiss' });
  readonly #reload = h('p', { class: 'tracks-reload', hidden: true }, 'The new version is there. ', h('a', { href: '' }, 'Reload the page'), ' to watch it.');
  readonly #note = new ActionNote();
  #encodeId = '';
  #wasRunning = false;

  constructor(
    private readonly titleId: string,
    private readonly refresh: () => void,
  ) {
    this.element = h(
      'section',
      { class: 'watch-encode', 'aria-labelledby': 'encode-heading', hidden: true },
      h('h2', { id: 'encode-heading' }, 'Encoding'),
      this.#text,
      this.#bar.element,
      h('div', { class: 'encode-actions' }, this.#begin, this.#dismiss),
      this.#reload,
      this.#note.element,
    );
    this.#begin.addEventListener('click', () => void this.#do(this.#begin, () => encodeTitle(this.titleId)));
    this.#dismiss.addEventListener('click', () => void this.#do(this.#dismiss, () => dismissEncode(this.titleId, this.#encodeId)));
  }

  /** Shows the title as it is now. */
  update(title: Title): void {
    const encode = title.encode ?? null;
    const running = isEncodedAnew(title);
    const failed = encode?.state === 'failed';
    this.#encodeId = encode?.id ?? '';
    this.element.hidden = title.state !== 'published';
    setText(this.#text, describe(title));
    this.#text.classList.toggle('is-error', failed);
    this.#bar.update(encode?.progress ?? 0);
    this.#bar.element.hidden = !running;
    setText(this.#begin, failed ? 'Try again' : 'Encode anew');
    this.#begin.hidden = running || title.hasOriginal === false;
    setText(this.#dismiss, running ? 'Call off' : 'Dismiss');
    this.#dismiss.hidden = !running && !failed;
    if (this.#wasRunning && encode?.state === 'done') {
      this.#reload.hidden = false;
      announce('The new version is there.');
    }
    this.#wasRunning = running;
  }

  async #do(button: HTMLButtonElement, action: () => Promise<void>): Promise<void> {
    button.disabled = true;
    await this.#note.try(action);
    button.disabled = false;
    this.refresh();
  }
}

function describe(title: Title): string {
  const encode = title.encode ?? null;
  if (encode !== null && isEncodedAnew(title)) return describeEncode(encode);
  if (encode?.state === 'failed') return `${encode.error?.message ?? 'It could not be encoded anew.'} Viewers keep what they have.`;
  if (title.hasOriginal === false) return noOriginal;
  const age = encode?.state === 'done' && encode.endedAt !== null ? formatAge(encode.endedAt, new Date()) : '';
  return age === '' ? offer : `Encoded anew from the original file, ${age}.`;
}
