import { h, setText, syncChildren } from '../dom';
import { formatBytes, formatPercent } from '../format';
import { icon } from '../ui/icons';
import { findUnfinishedUploads, forgetUnfinishedUpload, type UnfinishedUpload } from './unfinished';
import type { UploadQueue } from './uploadQueue';
import { UploadRow } from './uploadRow';
import type { UploadTask } from './uploadTask';

/** The drop zone, with what is being uploaded below it. The answer takes it off the page; uploads go on without it. */
export function uploadPanel(queue: UploadQueue): { readonly element: HTMLElement; readonly dispose: () => void } {
  const input = h('input', {
    type: 'file',
    id: 'file-input',
    class: 'visually-hidden',
    multiple: true,
    accept: 'video/*,.mkv,.mov,.mp4,.m4v,.webm,.avi,.ts,.mts,.m2ts,.mxf,.mpg,.mpeg,.flv,.wmv',
    'data-testid': 'file-input',
  });
  const zone = h(
    'div',
    { class: 'drop-zone', 'data-testid': 'drop-zone' },
    h('span', { class: 'drop-zone-mark' }, icon('upload')),
    h(
      'div',
      { class: 'drop-zone-words' },
      h('p', { class: 'drop-zone-title' }, 'Drop videos here'),
      h('p', { class: 'muted' }, 'Any format, up to 30 GB each. A broken upload continues where it stopped.'),
    ),
    h('label', { class: 'button button-primary', for: 'file-input' }, 'Choose files'),
    input,
  );
  const offers = h('ul', { class: 'upload-offers', 'aria-label': 'Unfinished uploads' });
  const rows = h('ul', { class: 'upload-rows', 'aria-label': 'Uploads' });
  const element = h('section', { class: 'upload', 'aria-label': 'Upload' }, zone, offers, rows);

  const byTask = new Map<UploadTask, UploadRow>();
  const render = (): void => {
    for (const [task, row] of byTask) {
      if (!queue.tasks.includes(task)) {
        row.dispose();
        byTask.delete(task);
      }
    }
    for (const task of queue.tasks) {
      if (!byTask.has(task)) byTask.set(task, new UploadRow(task, () => void queue.remove(task)));
    }
    syncChildren(rows, queue.tasks.map((task) => byTask.get(task)?.element).filter((row) => row !== undefined));
    for (const offer of [...offers.children]) {
      const name = offer.getAttribute('data-filename');
      if (queue.tasks.some((task) => task.file.name === name)) offer.remove();
    }
  };

  const stopListening = queue.changed.add(render);
  const stopDropping = acceptDrops(zone, (files) => queue.add(files));
  input.addEventListener('change', () => {
    queue.add([...(input.files ?? [])]);
    input.value = ''; // The same file chosen again must count as a choice.
  });
  render();
  void findUnfinishedUploads().then((unfinished) => {
    const mine = unfinished.filter(({ filename }) => !queue.tasks.some((task) => task.file.name === filename));
    offers.replaceChildren(...mine.map((upload) => offerFor(upload, input)));
  });

  return {
    element,
    dispose: () => {
      stopListening();
      stopDropping();
      for (const row of byTask.values()) row.dispose();
    },
  };
}

function offerFor(upload: UnfinishedUpload, input: HTMLInputElement): HTMLElement {
  const choose = h('button', { class: 'button button-small', type: 'button' }, 'Continue');
  const dismiss = h('button', { class: 'icon-button', type: 'button', 'aria-label': `Forget the upload of ${upload.filename}` }, icon('close'));
  const words = h('p', {});
  setText(
    words,
    `“${upload.filename}” (${formatBytes(upload.size)}) stopped at ${formatPercent(upload.fraction)}. Choose the same file to continue.`,
  );
  const offer = h('li', { class: 'upload-offer', 'data-filename': upload.filename }, icon('replay'), words, choose, dismiss);
  choose.addEventListener('click', () => input.click());
  dismiss.addEventListener('click', () => {
    offer.remove();
    void forgetUnfinishedUpload(upload.key);
  });
  return offer;
}

/** Files may be dropped anywhere on the page: a near miss must not make the browser leave it to open the file. */
function acceptDrops(zone: HTMLElement, accept: (files: readonly File[]) => void): () => void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.add('is-over');
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) zone.classList.remove('is-over');
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.remove('is-over');
    accept([...(event.dataTransfer?.files ?? [])]);
  };
  addEventListener('dragover', over);
  addEventListener('dragleave', leave);
  addEventListener('drop', drop);
  return () => {
    removeEventListener('dragover', over);
    removeEventListener('dragleave', leave);
    removeEventListener('drop', drop);
  };
}
