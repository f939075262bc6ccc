import { h } from './dom';
import { type Route, startRouter } from './router';
import { showLibrary } from './titles/libraryPage';
import { TitleStore } from './titles/titleStore';
import { logo } from './ui/icons';
import { UploadQueue } from './uploads/uploadQueue';
import { uploadStatus } from './uploads/uploadStatus';

const store = new TitleStore();
const queue = new UploadQueue();
const main = h('main', { id: 'main', tabindex: -1 });
let leave: () => void = () => undefined;

queue.finished.add((task) => {
  if (task.titleId !== null) void store.refreshTitle(task.titleId);
});

document
  .getElementById('app')
  ?.append(h('header', { class: 'site-header' }, h('a', { class: 'wordmark', href: '/' }, logo(), h('span', {}, 'StreamVerse')), uploadStatus(queue)), main);

async function open(route: Route, isCurrent: () => boolean): Promise<void> {
  leave();
  leave = () => undefined;
  main.dataset['page'] = route.page;
  if (route.page === 'library') {
    leave = showLibrary(main, store, queue);
  } else if (route.page === 'watch') {
    main.replaceChildren();
    // The player is the larger part of the code: the library does not wait for it.
    const { showWatch } = await import('./player/watchPage');
    if (isCurrent()) leave = showWatch(main, route.titleId);
  } else {
    document.title = 'Not found · StreamVerse';
    main.replaceChildren(
      h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, 'There is no such page'), h('a', { class: 'button', href: '/' }, 'To the library')),
    );
  }
  scrollTo(0, 0);
}

let visit = 0;
startRouter((route) => {
  const mine = ++visit;
  void open(route, () => mine === visit);
});
