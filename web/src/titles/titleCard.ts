import { failureReason, isFinished, isPlayable, type Title, videoRungs } from '../api';
import { h, setAttribute, setText, syncChildren } from '../dom';
import { formatAge, formatClock } from '../format';
import { watchPath } from '../router';
import { confirmAction } from '../ui/confirm';
import { icon } from '../ui/icons';
import { ProgressBar } from '../ui/progressBar';
import { poster } from './poster';
import { describeProgress, stateName } from './titleStatus';

export interface TitleActions {
  readonly remove: (id: string) => Promise<void>;
  readonly retry: (id: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** One title of the library. The same elements are kept while the title changes, so that focus and hover survive. */
export class TitleCard {
  readonly element: HTMLElement;
  readonly #poster: HTMLElement;
  readonly #posterLink = h('a', { class: 'card-poster', tabindex: -1, 'aria-hidden': 'true' });
  readonly #chip = h('span', { class: 'chip' });
  readonly #duration = h('span', { class: 'card-duration' });
  readonly #name = h('h3', { class: 'card-title' });
  readonly #meta = h('p', { class: 'card-meta muted' });
  readonly #bar = new ProgressBar('title-progress', 'Transcoding progress');
  readonly #progress = h('p', { class: 'card-progress' });
  readonly #reason = h('p', { class: 'card-reason is-error', role: 'alert' });
  readonly #notices = h('ul', { class: 'card-notices muted' });
  readonly #watch = h('a', { class: 'button button-small', 'data-testid': 'watch' }, icon('play'), h('span', {}, 'Watch'));
  readonly #retry = h('button', { class: 'button button-small', type: 'button', 'data-testid': 'retry' }, icon('replay'), 'Retry');
  readonly #delete = h('button', { class: 'icon-button card-delete', type: 'button', 'data-testid': 'delete' }, icon('trash'));
  #title: Title;
  #posterUrl: string | null = null;

  constructor(title: Title, actions: TitleActions) {
    this.#title = title;
    this.#posterUrl = title.posterUrl ?? null;
    this.#poster = poster(title.id, this.#posterUrl);
    this.#posterLink.append(this.#poster, h('span', { class: 'card-play' }, icon('play')), this.#chip, this.#duration);
    this.element = h(
      'li',
      { class: 'card', 'data-testid': 'title-card', 'data-title-id': title.id },
      this.#posterLink,
      h(
        'div',
        { class: 'card-body' },
        this.#name,
        this.#meta,
        this.#bar.element,
        this.#progress,
        this.#reason,
        this.#notices,
        h('div', { class: 'card-actions' }, this.#watch, this.#retry, this.#delete),
      ),
    );
    this.#retry.addEventListener('click', () => void this.#whileBusy(this.#retry, () => actions.retry(title.id), actions));
    this.#delete.addEventListener('click', () => void this.#askAndDelete(actions));
    this.update(title, new Date());
  }

  update(title: Title, now: Date): void {
    this.#title = title;
    const playable = isPlayable(title);
    const working = !isFinished(title);
    setAttribute(this.element, 'data-state', title.state);
    setAttribute(this.element, 'data-playable', playable);
    this.#showPoster(title);
    setText(this.#chip, stateName(title.state));
    this.#chip.hidden = title.state === 'published';
    setText(this.#duration, formatClock(title.durationSeconds ?? 0));
    this.#duration.hidden = !(title.durationSeconds && title.durationSeconds > 0);
    setText(this.#name, title.title);
    setAttribute(this.#name, 'title', title.title);
    setText(this.#meta, [videoRungs(title)[0] ?? '', formatAge(title.createdAt, now)].filter((part) => part !== '').join(' · '));
    this.#bar.update(title.progress);
    this.#bar.element.hidden = !working;
    setText(this.#progress, describeProgress(title));
    this.#progress.hidden = !working;
    setText(this.#reason, title.state === 'failed' ? failureReason(title) : '');
    this.#reason.hidden = title.state !== 'failed';
    this.#retry.hidden = title.state !== 'failed';
    this.#showNotices(title.notices);
    setAttribute(this.#watch, 'href', playable ? watchPath(title.id) : null);
    setAttribute(this.#posterLink, 'href', playable ? watchPath(title.id) : null);
    this.#watch.hidden = !playable;
    const label = this.#watch.querySelector('span');
    if (label !== null) setText(label, working ? 'Watch now' : 'Watch');
    setAttribute(this.#watch, 'aria-label', `Watch ${title.title}`);
    setAttribute(this.#retry, 'aria-label', `Retry ${title.title}`);
    setAttribute(this.#delete, 'aria-label', `Delete ${title.title}`);
  }

  #showPoster(title: Title): void {
    const url = title.posterUrl ?? null;
    if (url === this.#posterUrl) return;
    this.#posterUrl = url;
    this.#poster.replaceChildren(...poster(title.id, url).children);
  }

  #showNotices(notices: readonly string[]): void {
    const same = notices.length === this.#notices.children.length && notices.every((notice, i) => this.#notices.children[i]?.textContent === notice);
    if (!same) syncChildren(this.#notices, notices.map((notice) => h('li', {}, notice)));
    this.#notices.hidden = notices.length === 0;
  }

  async #askAndDelete(actions: TitleActions): Promise<void> {
    const { id, title } = this.#title;
    const sure = await confirmAction(`Delete “${title}”?`, 'The video and everything made from it are removed. This can’t be undone.', 'Delete');
    if (sure) await this.#whileBusy(this.#delete, () => actions.remove(id), actions);
  }

  async #whileBusy(button: HTMLButtonElement, action: () => Promise<void>, actions: TitleActions): Promise<void> {
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      actions.failed(error);
    } finally {
      button.disabled = false;
    }
  }
}
