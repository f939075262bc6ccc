import { h, setText, syncChildren } from '../dom';
import { describeError } from '../problem';
import { icon, logo } from '../ui/icons';
import { uploadPanel } from '../uploads/uploadPanel';
import type { UploadQueue } from '../uploads/uploadQueue';
import { TitleCard } from './titleCard';
import type { TitleStore } from './titleStore';

/** How long the reason of a refused action stays to be read. */
const refusalMilliseconds = 12_000;

/** The first page: upload, and the library with the progress of each title. Answers how to leave it. */
export function showLibrary(main: HTMLElement, store: TitleStore, queue: UploadQueue): () => void {
  document.title = 'StreamVerse';
  const upload = uploadPanel(queue);
  const problem = h('p', { class: 'banner', role: 'alert', hidden: true });
  const refusal = h('p', { class: 'banner', role: 'alert', hidden: true });
  const count = h('span', { class: 'count muted' });
  const grid = h('ul', { class: 'grid', 'data-testid': 'title-list' });
  const more = h('button', { class: 'button load-more', type: 'button', hidden: true }, 'Show more');
  const empty = h(
    'div',
    { class: 'empty', hidden: true, 'data-testid': 'empty' },
    h('span', { class: 'empty-mark' }, logo()),
    h('p', { class: 'empty-title' }, 'Nothing here yet'),
    h('p', { class: 'muted' }, 'Upload a video above. It can be watched as soon as its first seconds are ready.'),
  );
  main.replaceChildren(
    h('h1', { class: 'visually-hidden' }, 'StreamVerse'),
    upload.element,
    h('section', { class: 'library', 'aria-label': 'Library' }, h('div', { class: 'section-head' }, h('h2', {}, 'Library'), count), problem, refusal, grid, empty, more),
  );

  let refusalTimer: ReturnType<typeof setTimeout> | undefined;
  const report = (error: unknown): void => {
    refusal.replaceChildren(icon('warning'), describeError(error));
    refusal.hidden = false;
    clearTimeout(refusalTimer);
    refusalTimer = setTimeout(() => (refusal.hidden = true), refusalMilliseconds);
  };
  const cards = new Map<string, TitleCard>();
  const render = (): void => {
    const { titles } = store;
    const now = new Date();
    const known = new Set(titles.map((title) => title.id));
    for (const id of [...cards.keys()]) if (!known.has(id)) cards.delete(id);
    for (const title of titles) {
      const card = cards.get(title.id);
      if (card !== undefined) card.update(title, now);
      else cards.set(title.id, new TitleCard(title, { remove: (id) => store.delete(id), retry: (id) => store.retry(id), failed: report }));
    }
    syncChildren(grid, titles.map((title) => cards.get(title.id)?.element).filter((element) => element !== undefined));
    setText(count, store.loaded && titles.length > 0 ? `${titles.length}${store.hasMore ? '+' : ''}` : '');
    empty.hidden = !store.loaded || titles.length > 0;
    more.hidden = !store.hasMore;
    main.setAttribute('aria-busy', String(!store.loaded && store.error === null));
    problem.hidden = store.error === null;
    if (store.error !== null && problem.textContent !== store.error) problem.replaceChildren(icon('warning'), store.error);
  };

  more.addEventListener('click', () => {
    more.disabled = true;
    store
      .loadMore()
      .catch(report)
      .finally(() => (more.disabled = false));
  });
  const stopListening = store.changed.add(render);
  store.start();
  render();
  return () => {
    stopListening();
    store.stop();
    upload.dispose();
  };
}
